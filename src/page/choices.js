// What the reader can choose: actors, time, outlet, frame.

const OFFERED = 60;

const selectField = (id, label, options, value, change) => {
  const select = h("select", { id }, options.map(([of, text]) => h("option", { value: of, selected: of === value, text })));
  select.addEventListener("change", () => change(Number(select.value)));
  return h("div", { class: "field" }, h("label", { for: id, text: label }), select);
};

const numbered = (names, all) => [[-1, all], ...names.map((name, at) => [at, shorten(name, 60)])];

// A list of actors with a search, since there can be thousands; the chosen ones stand first.
const actorField = (redraw) => {
  const list = h("ul", { class: "actors" });
  const search = h("input", { id: "find-actor", type: "search", autocomplete: "off" });
  const state = h("summary");
  const tell = () => {
    const names = [...chosen.actors].map((at) => actors[at].name);
    state.textContent = names.length ? `Actors: ${shorten(names.join(", "), 60)}` : "Actors: those with most documents";
  };
  const draw = () => {
    const wanted = search.value.trim().toLowerCase();
    const fits = actors.filter((actor) => chosen.actors.has(actor.at) || actor.name.toLowerCase().includes(wanted) || actor.id.includes(wanted));
    fits.sort((a, b) => chosen.actors.has(b.at) - chosen.actors.has(a.at) || a.at - b.at);
    list.replaceChildren(...fits.slice(0, OFFERED).map(item));
    if (fits.length > OFFERED) list.append(h("li", { class: "note", text: `${grouped(fits.length - OFFERED)} more; search for them` }));
    tell();
  };
  const item = (actor) => {
    const box = h("input", { type: "checkbox", id: `actor-${actor.at}` });
    box.checked = chosen.actors.has(actor.at);
    box.addEventListener("change", () => {
      chosen.actors[box.checked ? "add" : "delete"](actor.at);
      tell();
      redraw();
    });
    return h("li", null, box, h("label", { for: box.id }, bdi(actor.name), h("small", { text: ` ${plural(actor.documents, "document")}` })));
  };
  search.addEventListener("input", calm(draw, 120));
  draw();
  return h("details", { class: "field actors-field" }, state,
    h("div", { class: "drop" }, h("label", { for: "find-actor", text: "Find an actor" }), search, list));
};

const setUpChoices = (redraw) => {
  const build = () => {
    const steps = raw.steps.map((step, at) => [at, step]);
    const time = (id, label, end) => selectField(id, label, steps, chosen[end], (to) => {
      chosen[end] = to;
      // A range that would be empty becomes one step.
      if (chosen.from > chosen.to) chosen[end === "from" ? "to" : "from"] = to;
      for (const [other, key] of [["from", "from"], ["to", "to"]]) byId(other).value = String(chosen[key]);
      redraw();
    });
    const objects = raw.objects.map(objectName);
    const order = objects.map((name, at) => [at, shorten(raw.objects[at][0] === "actor" ? `${name} (actor)` : name, 60)]);
    byId("choices").replaceChildren(h("form", { class: "choices", "aria-label": "Choose what is shown", onsubmit: (event) => event.preventDefault() },
      actorField(redraw), ...(steps.length > 1 ? [time("from", "From", "from"), time("to", "To", "to")] : []),
      ...(times.length > 1 ? [selectField("step", "Step of time", times.map((one, at) => [at, one.name]), times.indexOf(chosen.time), (to) => { chosen.time = times[to]; redraw(); })] : []),
      selectField("outlet", "Outlet", numbered(raw.sources, "All outlets"), chosen.source, (to) => { chosen.source = to; redraw(); }),
      selectField("frame", "Frame", [[-1, "All frames"], ...order], chosen.object, (to) => { chosen.object = to; redraw(); }),
      h("button", { type: "button", id: "reset", text: "Reset", onclick: reset })));
  };
  const reset = () => {
    chosen.actors.clear();
    Object.assign(chosen, { from: 0, to: Math.max(0, raw.steps.length - 1), source: -1, object: -1 });
    build();
    byId("reset").focus();
    redraw();
  };
  build();
};
