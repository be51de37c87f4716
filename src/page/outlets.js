// Outlets side by side: the stance of the chosen actors as each outlet tells it.

const OUTLETS = 20;

const drawOutlets = () => {
  const section = byId("outlets");
  const { all } = shownActors(0);
  const per = all.map(({ actor }) => [actor, groupedBy(cellsOf(actor), (cell) => cell[CELL.source])]);
  const sums = new Map();
  for (const [actor] of per) {
    for (const cell of cellsOf(actor)) {
      const source = cell[CELL.source];
      if (source < 0) continue;
      if (!sums.has(source)) sums.set(source, []);
      addStance(sums.get(source), cell, chosen.object);
    }
  }
  const one = per.length === 1;
  const rows = [...sums].map(([source, total]) => ({ name: raw.sources[source], figure: figureOf(total), key: source }))
    .filter(({ figure }) => figure.n > 0).sort((a, b) => b.figure.documents - a.figure.documents || b.figure.n - a.figure.n || a.key - b.key);
  const shown = rows.slice(0, OUTLETS).sort(byMean);
  const table = () => per.flatMap(([actor, sources]) => [...sources].filter(([source]) => source >= 0)
    .map(([source, figure]) => [actor.name, raw.sources[source], ...figureRow(figure)]));
  // Documents of several actors are counted once for each, so there is no interval for their sum.
  const drawn = one ? shown : shown.map((row) => ({ ...row, figure: { ...row.figure, ci: null } }));
  const choose = (source) => showEvidence({ source });
  const note = one ? "" : `Mean over the sentences of ${plural(per.length, "actor")}, for orientation; one document may stand for several actors, so no interval is shown. Choose one actor for intervals.`;
  frame(section, drawn.length ? [dotAndWhisker("Stance by outlet", drawn, widthOf(section), choose)] : [],
    "Outlets", "outlets", [TEXT("actor"), TEXT("outlet"), ...FIGURE], table, note);
};
