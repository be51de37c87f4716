// The sentences behind a figure, with the words that they rest on, the rule and the arithmetic.

const PIECES = 10;
const E = { document: 0, date: 1, step: 2, source: 3, url: 4, sentence: 5, score: 6, rule: 7, terms: 8, object: 9, polarity: 10, strength: 11 };

const pieces = actors.flatMap((actor) => actor.evidence.map((piece) => ({ actor, piece })));

// What a clicked point asks for; empty as long as none was clicked.
let asked = {};
let searched = "";
let page = 0;

const fits = ({ actor, piece }) => {
  const step = piece[E.step];
  return (asked.actor === undefined || actor.at === asked.actor) && (asked.holder === undefined || actor.id === asked.holder) &&
    (asked.span === undefined || (step >= asked.span.from && step <= asked.span.to)) && (asked.source === undefined || piece[E.source] === asked.source) &&
    (asked.object === undefined || piece[E.object] === asked.object) && inTime(step) &&
    (chosen.source < 0 || piece[E.source] === chosen.source) && (chosen.object < 0 || piece[E.object] === chosen.object) &&
    (asked.actor !== undefined || asked.holder !== undefined || chosen.actors.size === 0 || chosen.actors.has(actor.at));
};

const haystack = ({ actor, piece }) =>
  [actor.name, piece[E.sentence], piece[E.document], raw.sources[piece[E.source]] ?? "", piece[E.rule], objectName(raw.objects[piece[E.object]] ?? ["", ""])]
    .join("\n").toLowerCase();

const found = () => {
  const words = searched.toLowerCase().split(/\s+/).filter(Boolean);
  return pieces.filter((one) => fits(one) && (words.length === 0 || words.every((word) => haystack(one).includes(word))));
};

// Only web addresses become links; anything else stays text.
const linkTo = (url) => {
  if (!/^https?:\/\//i.test(url)) return h("span", null, "Address: ", bdi(url));
  return h("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, "Open the document", h("span", { class: "hidden", text: " (new window)" }));
};

const ROLES = ["holder", "cue", "object"];

const roleClass = (roles) => ROLES.find((role) => roles.includes(role)) ?? "shifter";

// Terms in their order; of those in the same place, one with all their roles.
const mergedTerms = (terms) => {
  const merged = new Map();
  for (const [role, start, end, entry, text] of terms) {
    const place = `${start} ${end}`;
    const same = merged.get(place);
    if (!same) merged.set(place, [[role], start, end, entry, text]);
    else if (!same[0].includes(role)) same[0].push(role);
  }
  return [...merged.values()].sort((a, b) => a[1] - b[1] || b[2] - a[2]);
};

// The sentence with its terms marked by colour and by name; terms that lie elsewhere, or over another, are told below.
const markedSentence = (piece) => {
  const letters = Array.from(piece[E.sentence]);
  const terms = mergedTerms(piece[E.terms]);
  const parts = [];
  const elsewhere = [];
  let at = 0;
  for (const term of terms) {
    const [roles, start, end, , text] = term;
    if (start < at || end > letters.length || letters.slice(start, end).join("") !== text) {
      elsewhere.push(term);
      continue;
    }
    parts.push(letters.slice(at, start).join(""));
    parts.push(h("mark", { class: roleClass(roles) }, text, h("small", { text: ` ${roles.join(", ")}` })));
    at = end;
  }
  parts.push(letters.slice(at).join(""));
  return { sentence: h("blockquote", { dir: "auto" }, h("p", null, parts)), elsewhere };
};

const arithmetic = (piece) => {
  const [polarity, strength, score] = [piece[E.polarity], piece[E.strength], piece[E.score]];
  const toward = polarity * strength;
  const object = objectName(raw.objects[piece[E.object]] ?? ["", ""]);
  const first = `polarity ${signed(polarity)} × strength ${strength.toFixed(2)} = ${signed(toward)} toward ${object}`;
  return toward === 0 ? first : `${first}; × pole ${signed(score / toward)} = ${signed(score)}`;
};

const fact = (name, ...value) => h("div", null, h("dt", { text: name }), h("dd", null, value));

const card = ({ actor, piece }) => {
  const { sentence, elsewhere } = markedSentence(piece);
  const also = elsewhere.map(([roles, , , , text], at) => [at ? ", " : "", `${roles.join(", ")}: `, bdi(`“${text}”`)]);
  return h("li", { class: "piece" },
    h("p", { class: "who" }, h("strong", null, bdi(actor.name)), " ",
      h("span", { class: `score ${signOf(piece[E.score])}`, text: signed(piece[E.score]) })),
    sentence,
    h("dl", null, also.length ? fact("Also rests on", ...also.flat()) : null,
      fact("Rule", h("code", { text: piece[E.rule] })), fact("Arithmetic", arithmetic(piece)),
      fact("Document", bdi(piece[E.document])), fact("Date", piece[E.date] ?? "none"),
      fact("Source", bdi(raw.sources[piece[E.source]] ?? "none"))),
    piece[E.url] ? h("p", { class: "link" }, linkTo(piece[E.url])) : null);
};

const askedText = () => {
  const parts = [];
  if (asked.actor !== undefined) parts.push(actors[asked.actor].name);
  if (asked.holder !== undefined) parts.push(`${actorName(asked.holder)} toward ${asked.toward}`);
  if (asked.span !== undefined) parts.push(asked.span.name);
  if (asked.source !== undefined) parts.push(raw.sources[asked.source]);
  if (asked.object !== undefined && asked.holder === undefined) parts.push(objectName(raw.objects[asked.object]));
  return parts.join(", ");
};

const evidenceRows = (all) => all.map(({ actor, piece }) => [
  actor.name, piece[E.score], objectName(raw.objects[piece[E.object]] ?? ["", ""]), piece[E.polarity], piece[E.strength], piece[E.rule],
  piece[E.sentence], piece[E.document], piece[E.date], raw.sources[piece[E.source]] ?? null, piece[E.url],
]);

const EVIDENCE_HEADER = ["actor", "score", "object", "polarity", "strength", "rule", "sentence", "document", "date", "source", "url"];

const parts = {
  head: h("p", { id: "evidence-for", class: "asked" }),
  list: h("ol", { class: "pieces" }),
  pager: h("div", { class: "pager" }),
};

const none = () => {
  const stored = askedText() ? "No stored sentence for this point" : "No stored sentence for this choice";
  return `${stored}: a report keeps the strongest sentences and a sample. “annotate” lists all.`;
};

const drawEvidence = () => {
  const all = found();
  const start = page * PIECES;
  const shown = all.slice(start, start + PIECES);
  const point = askedText();
  parts.head.replaceChildren(...(point ? ["Point: ", bdi(point), " ",
    h("button", { type: "button", onclick: () => showEvidence({}), text: "Show all" })] : []));
  parts.list.replaceChildren(...(shown.length ? shown.map(card) : [h("li", { class: "nothing", text: none() })]));
  const turn = (by) => () => {
    page += by;
    drawEvidence();
    byId("evidence-title").focus();
  };
  parts.pager.replaceChildren(
    h("button", { type: "button", disabled: page === 0, onclick: turn(-1), text: "Previous" }),
    h("button", { type: "button", disabled: start + PIECES >= all.length, onclick: turn(1), text: "Next" }),
    h("span", { class: "where", text: all.length ? `${start + 1} to ${start + shown.length} of ${plural(all.length, "stored opinion")}` : "none" }),
    h("button", { type: "button", disabled: all.length === 0, onclick: () => saveCsv("evidence", EVIDENCE_HEADER, evidenceRows(found())), text: "Save CSV" }));
  return all.length;
};

// Shows the sentences behind a point, and goes there.
const showEvidence = (what) => {
  asked = what;
  page = 0;
  hideTip();
  const count = drawEvidence();
  announce(count ? `${plural(count, "stored opinion")} for ${askedText() || "this choice"}` : none());
  byId("evidence-title").focus({ preventScroll: true });
  byId("evidence").scrollIntoView();
};

const setUpEvidence = () => {
  const search = h("input", { id: "search", type: "search", autocomplete: "off" });
  search.addEventListener("input", calm(() => {
    searched = search.value;
    page = 0;
    const count = drawEvidence();
    announce(`${plural(count, "stored opinion")} found`);
  }, 150));
  const legend = h("p", { class: "legend" }, ...["holder", "cue", "object", "shifter"].map((role) => h("mark", { class: role, text: role })));
  byId("evidence").querySelector(".picture").replaceChildren(
    h("div", { class: "field" }, h("label", { for: "search", text: "Search sentences, actors, sources, rules" }), search),
    legend, parts.head, parts.list, parts.pager);
  drawEvidence();
};
