// What pictures share: scales, the tip, points that mouse and keyboard reach, and the frame around a picture.

const linear = (from, to) => (value) => to[0] + ((value - from[0]) / (from[1] - from[0] || 1)) * (to[1] - to[0]);

const TICKS = [-1, -0.5, 0, 0.5, 1];

const tickText = (tick) => (tick === 0 ? "0" : (tick < 0 ? MINUS : "+") + Math.abs(tick));

const tip = h("div", { id: "tip", "aria-hidden": "true" });

const showTip = (point) => {
  tip.replaceChildren(bdi(point.getAttribute("aria-label")));
  tip.classList.add("shown");
  const box = point.getBoundingClientRect();
  const width = tip.offsetWidth;
  const left = Math.min(Math.max(8, box.left + box.width / 2 - width / 2), document.documentElement.clientWidth - width - 8);
  const above = box.top - tip.offsetHeight - 8;
  tip.style.left = `${left + scrollX}px`;
  tip.style.top = `${(above < 4 ? box.bottom + 8 : above) + scrollY}px`;
};

const hideTip = () => tip.classList.remove("shown");

// A group that can be focused and chosen; `label` says what it shows.
const point = (label, choose, ...children) => {
  const group = s("g", { "data-point": true, role: "button", tabindex: -1, "aria-label": label, class: "point" }, children);
  group.addEventListener("pointerenter", () => showTip(group));
  group.addEventListener("pointerleave", hideTip);
  group.addEventListener("focus", () => showTip(group));
  group.addEventListener("blur", hideTip);
  group.addEventListener("click", choose);
  return group;
};

// Words beside a point, which says the same to a screen reader.
const words = (attributes) => s("text", { ...attributes, "aria-hidden": "true" });

const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, PageDown: 10, PageUp: -10 };

// One stop of the tab key for a picture; arrows, Home and End go from point to point.
const walkable = (picture) => {
  const points = [...picture.querySelectorAll("[data-point]")];
  points[0]?.setAttribute("tabindex", 0);
  picture.addEventListener("keydown", (event) => {
    const at = points.indexOf(document.activeElement);
    if (at < 0) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      points[at].dispatchEvent(new MouseEvent("click"));
      return;
    }
    if (event.key === "Escape") hideTip();
    const to = event.key === "Home" ? 0 : event.key === "End" ? points.length - 1 : at + (STEPS[event.key] ?? 0);
    if (to === at) return;
    event.preventDefault();
    const next = points[Math.min(points.length - 1, Math.max(0, to))];
    points[at].setAttribute("tabindex", -1);
    next.setAttribute("tabindex", 0);
    next.focus();
  });
};

const chart = (label, width, height, ...children) => {
  const picture = s("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "group", "aria-label": label, class: "chart" }, children);
  walkable(picture);
  return picture;
};

// How wide a picture may be, so that its text keeps its size.
const widthOf = (section) => Math.max(280, Math.floor(section.querySelector(".picture").clientWidth));

// Puts pictures into a section, with buttons and the table that says the same.
const frame = (section, pictures, title, name, columns, rows, note) => {
  const table = h("details", { class: "data" }, h("summary", { text: `${title}: the figures as a table` }));
  table.addEventListener("toggle", () => {
    if (table.open && table.childElementCount === 1) table.append(sortableTable(title, name, columns, rows()));
  });
  const buttons = pictures.map((picture, at) => h("button", {
    type: "button", onclick: () => saveSvg(pictures.length > 1 ? `${name}-${at + 1}` : name, picture),
    text: pictures.length > 1 ? `Save picture ${at + 1} (SVG)` : "Save picture (SVG)",
  }));
  const nothing = pictures.length === 0 ? h("p", { class: "nothing", text: "No evidence for this choice." }) : null;
  section.querySelector(".picture").replaceChildren(
    ...[nothing, h("div", { class: "charts" }, pictures.map((one) => h("div", { class: "wide" }, one))),
      note ? h("p", { class: "note", text: note }) : null, pictures.length ? h("div", { class: "buttons" }, buttons) : null, table]
      .filter((one) => one !== null));
};
