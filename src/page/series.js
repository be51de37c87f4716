// Stance over time: a small picture for each actor, gaps where there is no evidence.

const SMALL = 6;

// Stretches of steps that follow each other.
const stretches = (points) => {
  const found = [];
  for (const one of points) {
    const last = found.at(-1);
    if (last && one.at === last.at(-1).at + 1) last.push(one);
    else found.push([one]);
  }
  return found;
};

const changesOf = (actor) => {
  if (chosen.source >= 0 || chosen.object >= 0) return [];
  return raw.changes.filter((change) => change.actor === actor.id)
    .map((change) => raw.steps.indexOf(change.period))
    .filter((step) => step >= chosen.from && step <= chosen.to)
    .map((step) => chosen.time.placeOf[step]);
};

const bands = (stretch, x, y) => {
  const known = stretch.map((one) => ({ at: one.at, ci: one.figure.ci }));
  const runs = stretches(known.filter((one) => one.ci)).filter((run) => run.length > 1);
  return runs.map((run) => {
    const upper = run.map(({ at, ci }) => `${x(at)},${y(ci[1])}`);
    const lower = run.map(({ at, ci }) => `${x(at)},${y(ci[0])}`).reverse();
    return s("polygon", { points: [...upper, ...lower].join(" "), class: "band" });
  });
};

// The first and last place of the chosen time.
const timeRange = () => [chosen.from, chosen.to].map((step) => chosen.time.placeOf[step] ?? 0);

const timeTicks = (x, width, bottom) => {
  const [first, last] = timeRange();
  const most = Math.max(2, Math.floor(width / 80));
  const every = Math.max(1, Math.ceil((last - first + 1) / most));
  const ticks = [];
  for (let at = first; at <= last; at += every) {
    ticks.push(s("text", { x: x(at), y: bottom + 16, class: "tick middle", text: chosen.time.spans[at].name }));
  }
  return ticks;
};

const seriesChart = (actor, points, width) => {
  const [left, right, top, bottom] = [38, 26, 34, 170];
  const x = linear(timeRange(), [left + 12, width - right]);
  const y = linear([-1, 1], [bottom, top]);
  const grid = TICKS.flatMap((tick) => [
    s("line", { x1: left, x2: width - 6, y1: y(tick), y2: y(tick), class: tick === 0 ? "zero" : "grid" }),
    s("text", { x: left - 6, y: y(tick) + 4, class: "tick end", text: tickText(tick) }),
  ]);
  const runs = stretches(points);
  const lines = runs.filter((run) => run.length > 1).map((run) =>
    s("polyline", { points: run.map((one) => `${x(one.at)},${y(one.figure.mean)}`).join(" "), class: "line" }));
  const breaks = changesOf(actor).map((at) => s("line", { x1: x(at), x2: x(at), y1: top, y2: bottom, class: "change" }));
  // Where points stand close, the band alone shows the interval; one without a band keeps its whisker.
  const banded = new Set(runs.flatMap((run) => stretches(run.filter((one) => one.figure.ci)).filter((some) => some.length > 1)).flat());
  const close = x(1) - x(0) < 8;
  const hasWhisker = (one) => one.figure.ci && !(close && banded.has(one));
  const marks = points.map((one) => ({ ...one, whisker: hasWhisker(one) })).map(({ at, figure, whisker }) => point(
    `${actor.name}, ${chosen.time.spans[at].name}: ${figureText(figure)}`, () => showEvidence({ actor: actor.at, span: chosen.time.spans[at] }),
    s("rect", { x: x(at) - 6, y: y(figure.mean) - 12, width: 12, height: 24, class: "reach" }),
    whisker && s("line", { x1: x(at), x2: x(at), y1: y(figure.ci[0]), y2: y(figure.ci[1]), class: "whisker faint" }),
    s("circle", { cx: x(at), cy: y(figure.mean), r: figure.caution ? 3 : 3.5, class: markClass(figure) })));
  return chart(`Stance of ${actor.name} over time`, width, bottom + 26, grid, timeTicks(x, width, bottom), breaks,
    runs.flatMap((run) => bands(run, x, y)), lines, marks, s("text", { x: left, y: 18, class: "title", text: shorten(actor.name, 34) }));
};

const drawSeries = () => {
  const section = byId("time");
  const { shown, all } = shownActors(SMALL);
  const whole = widthOf(section);
  const width = whole > 860 ? Math.floor((whole - 24) / 2) : whole;
  const drawn = shown.map(({ actor }) => [actor, pointsOf(actor)]).filter(([, points]) => points.length > 0);
  const rows = () => all.flatMap(({ actor }) =>
    pointsOf(actor).map(({ at, figure }) => [actor.name, chosen.time.spans[at].name, ...figureRow(figure)]));
  const breaks = drawn.some(([actor]) => changesOf(actor).length > 0);
  const hidden = all.length > shown.length ? `${shown.length} of ${grouped(all.length)} actors; choose others above. ` : "";
  const partly = chosen.source >= 0 || chosen.object >= 0 ? "Change points are known for all outlets and frames together only." : breaks ? "" : "No change point among these actors.";
  frame(section, drawn.map(([actor, points]) => seriesChart(actor, points, width)), "Stance over time", "series",
    [TEXT("actor"), TEXT("period"), ...FIGURE], rows, hidden + partly);
};
