// Actors by their stance: a dot with its interval on an axis from −1 to +1.

const RANKED = 25;
const LETTER = 8;

const signOf = (mean) => (mean > 0.05 ? "positive" : mean < -0.05 ? "negative" : "middle");

const markClass = (figure) => `mark ${signOf(figure.mean)}${figure.caution ? " thin" : ""}`;

// The axis with its zero line, and what its ends mean.
const scoreAxis = (x, top, bottom) => [
  ...TICKS.map((tick) => s("line", { x1: x(tick), x2: x(tick), y1: top, y2: bottom, class: tick === 0 ? "zero" : "grid" })),
  ...TICKS.map((tick) => s("text", { x: x(tick), y: bottom + 16, class: "tick middle", text: tickText(tick) })),
  s("text", { x: x(-1), y: bottom + 34, class: "pole", text: `← ${shorten(raw.poles[0], 20)}` }),
  s("text", { x: x(1), y: bottom + 34, class: "pole end", text: `${shorten(raw.poles[1], 20)} →` }),
];

const dotAndWhisker = (label, rows, width, choose) => {
  const left = Math.min(190, Math.floor(width * 0.36));
  const right = width < 480 ? 44 : 64;
  const step = 24;
  const bottom = 12 + rows.length * step;
  const x = linear([-1, 1], [left, width - right]);
  const marks = rows.map(({ name, figure, key }, at) => {
    const y = 12 + (at + 0.5) * step;
    const whisker = figure.ci && s("line", { x1: x(figure.ci[0]), x2: x(figure.ci[1]), y1: y, y2: y, class: `whisker ${signOf(figure.mean)}` });
    return [
      point(`${name}: ${figureText(figure)}`, () => choose(key),
        s("rect", { x: 0, y: y - step / 2, width, height: step, class: "reach" }),
        whisker, s("circle", { cx: x(figure.mean), cy: y, r: 5, class: markClass(figure) })),
      words({ x: left - 10, y: y + 4, class: "label end", text: shorten(name, Math.floor((left - 10) / LETTER)) }),
      words({ x: width - 2, y: y + 4, class: "count end", text: grouped(figure.n) }),
    ];
  });
  return chart(label, width, bottom + 42, scoreAxis(x, 12, bottom),
    s("text", { x: width - 2, y: 9, class: "tick end", text: "n" }), marks);
};

const byMean = (a, b) => b.figure.mean - a.figure.mean || b.figure.n - a.figure.n;

const drawRanking = () => {
  const section = byId("ranking");
  const { shown, all } = shownActors(RANKED);
  const rows = [...shown].sort(byMean).map(({ actor, figure }) => ({ name: actor.name, figure, key: actor.at }));
  const columns = [TEXT("actor"), TEXT("kind"), ...FIGURE, COUNT("opinions"), COUNT("favor"), COUNT("against"), COUNT("mixed")];
  const whole = chosen.object < 0;
  const counts = (figure) => (whole ? figure.counts : [null, null, null, null]);
  const corrected = all.some(({ actor }) => actor.corrected) && whole && allTime() && chosen.source < 0;
  const extra = corrected ? [SCORE("corrected"), SCORE("corrected low"), SCORE("corrected high")] : [];
  const table = () => [...all].sort(byMean).map(({ actor, figure }) => [
    actor.name, actor.kind, ...figureRow(figure), ...counts(figure), ...(corrected ? actor.corrected ?? [null, null, null] : []),
  ]);
  const note = all.length > shown.length
    ? `The ${shown.length} of ${grouped(all.length)} actors with most documents; all are in the table.` : "";
  const choose = (at) => showEvidence({ actor: at });
  frame(section, rows.length ? [dotAndWhisker("Ranking of actors by stance", rows, widthOf(section), choose)] : [],
    "Ranking", "ranking", [...columns, ...extra], table, note);
};
