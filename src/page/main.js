// Draws what is in view first and the rest when there is time, and again when something is chosen.

const DRAW = {
  ranking: drawRanking, time: drawSeries, objects: drawObjects, sentiment: drawScatter, relations: drawRelations, outlets: drawOutlets,
};

const stale = new Set(Object.keys(DRAW));

const draw = (id) => {
  if (stale.delete(id)) DRAW[id]();
};

const inView = (id) => {
  const box = byId(id).getBoundingClientRect();
  return box.top < innerHeight + 300 && box.bottom > -300;
};

// The rest while nobody waits, so that a search within the page, or a copy of the whole of it, finds every picture.
const whenIdle = globalThis.requestIdleCallback ?? ((task) => setTimeout(task, 200));
const drawNext = () => {
  const [next] = stale;
  if (next === undefined) return;
  draw(next);
  whenIdle(drawNext);
};

const redraw = () => {
  for (const id of Object.keys(DRAW)) stale.add(id);
  for (const id of Object.keys(DRAW)) if (inView(id)) draw(id);
  whenIdle(drawNext);
};

const choose = () => {
  redraw();
  asked = {};
  page = 0;
  drawEvidence();
  const { all } = shownActors(0);
  announce(`${plural(all.length, "actor")} with evidence for this choice`);
};

// Light or dark: as the system has it, until the reader says otherwise.
const setUpTheme = () => {
  const button = byId("theme");
  const root = document.documentElement;
  const dark = () => (root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  const tell = () => { button.textContent = dark() ? "Light" : "Dark"; button.setAttribute("aria-label", `Show in ${dark() ? "light" : "dark"} colours`); };
  button.addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    tell();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", tell);
  button.hidden = false;
  tell();
};

document.body.append(tip);
setUpTheme();
setUpChoices(choose);
setUpEvidence();
const watch = new IntersectionObserver((entries) => {
  for (const entry of entries) if (entry.isIntersecting) draw(entry.target.id);
}, { rootMargin: "300px" });
for (const id of Object.keys(DRAW)) watch.observe(byId(id));
draw("ranking");
whenIdle(drawNext);
let width = innerWidth;
addEventListener("resize", calm(() => {
  if (innerWidth === width) return;
  width = innerWidth;
  redraw();
}, 150));
addEventListener("beforeprint", () => { for (const id of Object.keys(DRAW)) draw(id); });
addEventListener("scroll", hideTip, { passive: true });
