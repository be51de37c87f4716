// Sentiment against stance: where an actor stands, and how it is spoken of.

const BUBBLES = 40;

const nameSpot = (taken, x, y, width) => {
  const box = { left: x, right: x + width, top: y - 11, bottom: y + 3 };
  const free = taken.every((one) => box.right < one.left || box.left > one.right || box.bottom < one.top || box.top > one.bottom);
  if (free) taken.push(box);
  return free;
};

const scatterChart = (rows, width) => {
  const [left, right, top] = [46, 16, 14];
  const bottom = top + Math.min(460, width * 0.8);
  const x = linear([-1, 1], [left, width - right]);
  const y = linear([-1, 1], [bottom, top]);
  const most = Math.max(...rows.map(({ actor }) => actor.documents));
  const radius = ({ actor }) => 4 + 14 * Math.sqrt(actor.documents / most);
  const grid = TICKS.flatMap((tick) => [
    s("line", { x1: x(tick), x2: x(tick), y1: top, y2: bottom, class: tick === 0 ? "zero" : "grid" }),
    s("line", { x1: left, x2: width - right, y1: y(tick), y2: y(tick), class: tick === 0 ? "zero" : "grid" }),
    s("text", { x: x(tick), y: bottom + 16, class: "tick middle", text: tickText(tick) }),
    s("text", { x: left - 6, y: y(tick) + 4, class: "tick end", text: tickText(tick) }),
  ]);
  const taken = [];
  const names = [];
  const marks = rows.map((row) => {
    const { actor, stance, sentiment } = row;
    const [cx, cy, r] = [x(stance.mean), y(sentiment.mean), radius(row)];
    const caution = stance.caution || sentiment.caution;
    const short = shorten(actor.name, 22);
    const wide = short.length * LETTER;
    const spot = cx + r + 4 + wide < width ? cx + r + 4 : cx - r - 4 - wide;
    if (nameSpot(taken, spot, cy + 4, wide)) names.push(words({ x: spot, y: cy + 4, class: "label small", text: short }));
    const label = `${actor.name}, stance ${figureText(stance)}; sentiment ${figureText(sentiment)}`;
    return point(label, () => showEvidence({ actor: actor.at }),
      s("circle", { cx, cy, r, class: `bubble ${signOf(stance.mean)}${caution ? " thin" : ""}` }));
  });
  return chart("Sentiment against stance", width, bottom + 40, grid, marks, names,
    s("text", { x: width - right, y: bottom + 34, class: "pole end", text: "stance →" }),
    s("text", { x: left, y: bottom + 34, class: "pole", text: "↑ sentiment" }));
};

const drawScatter = () => {
  const section = byId("sentiment");
  const { all } = shownActors(BUBBLES);
  const rows = all.map(({ actor, figure }) => ({ actor, stance: figure, sentiment: sentimentOf(cellsOf(actor)) }))
    .filter(({ sentiment }) => sentiment.n > 0);
  const named = (what) => FIGURE.map((column) => ({ ...column, name: `${what} ${column.name}` }));
  const table = () => rows.map(({ actor, stance, sentiment }) => [actor.name, ...figureRow(stance), ...figureRow(sentiment)]);
  const width = Math.min(760, widthOf(section));
  frame(section, rows.length ? [scatterChart(rows.slice(0, BUBBLES), width)] : [], "Sentiment against stance", "sentiment",
    [TEXT("actor"), ...named("stance"), ...named("sentiment")], table,
    `${rows.length > BUBBLES ? `The ${BUBBLES} actors with most documents. ` : ""}Names that would overlap are left out; point or step to a mark for its name. Sentiment is of all frames.`);
};
