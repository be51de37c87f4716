// Two pictures of cells: actors by what their stance rests on, and actors by actors.

const ROWS_SHOWN = 14;

// Seven steps of colour from −1 to +1; the number beside it says the same.
const shade = (mean) => `shade-${Math.min(6, Math.max(0, Math.round(((mean + 1) / 2) * 6)))}`;

const matrixChart = (label, rows, columns, cell, width, choose) => {
  const left = Math.min(160, Math.floor(width * 0.3));
  const top = 118;
  const size = Math.max(36, Math.min(64, Math.floor((width - left - 50) / Math.max(1, columns.length))));
  const height = 34;
  const heads = columns.map((column, at) => {
    const [x, y] = [left + (at + 0.5) * size, top - 8];
    return s("text", { x, y, class: "label", transform: `rotate(-50 ${x} ${y})`, text: shorten(column.name, 20) });
  });
  const names = rows.map((row, at) =>
    s("text", { x: left - 8, y: top + (at + 0.5) * height + 4, class: "label end", text: shorten(row.name, Math.floor((left - 8) / LETTER)) }));
  const marks = rows.flatMap((row, down) => columns.map((column, across) => {
    const figure = cell(row, column);
    const box = { x: left + across * size + 1, y: top + down * height + 1, width: size - 2, height: height - 2 };
    if (!figure) return s("rect", { ...box, class: "empty" });
    const x = box.x + box.width / 2;
    return [
      point(`${row.name}, ${column.name}: ${figureText(figure, column.unit)}`, () => choose(row, column),
        s("rect", { ...box, class: `cell ${shade(figure.mean)}${figure.caution ? " thin" : ""}` })),
      words({ x, y: box.y + 14, class: `value on-${shade(figure.mean)}`, text: width < 480 ? signed(figure.mean).replace("0.", ".") : signed(figure.mean) }),
      words({ x, y: box.y + 27, class: `count middle on-${shade(figure.mean)}`, text: grouped(figure.n) }),
    ];
  }));
  return chart(label, left + columns.length * size + 70, top + rows.length * height + 6, heads, names, marks);
};

const drawObjects = () => {
  const section = byId("objects");
  const { shown, all } = shownActors(ROWS_SHOWN);
  const found = new Map(all.map(({ actor }) => [actor.at, objectsOf(cellsOf(actor))]));
  const weight = new Map();
  for (const { actor } of shown) {
    for (const [object, figure] of found.get(actor.at)) weight.set(object, (weight.get(object) ?? 0) + figure.n);
  }
  const order = [...weight].filter(([object]) => chosen.object < 0 || object === chosen.object).sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const columns = order.slice(0, ROWS_SHOWN).map(([object]) => ({ object, name: objectName(raw.objects[object]) }));
  const rows = shown.map(({ actor }) => ({ actor, name: actor.name }));
  const cell = (row, column) => found.get(row.actor.at).get(column.object);
  const table = () => all.flatMap(({ actor }) => [...found.get(actor.at)].map(([object, figure]) =>
    [actor.name, raw.objects[object][0], objectName(raw.objects[object]), ...figureRow(figure)]));
  const picture = () => matrixChart("Stance of actors by object", rows, columns, cell, widthOf(section),
    (row, column) => showEvidence({ actor: row.actor.at, object: column.object }));
  frame(section, rows.length && columns.length ? [picture()] : [], "Actor by frame", "objects",
    [TEXT("actor"), TEXT("kind"), TEXT("object"), ...FIGURE], table,
    order.length > columns.length ? `The ${columns.length} of ${order.length} frames and actors with most sentences.` : "");
};

const relationFigures = () => raw.relations.map(([holder, object, cells]) => {
  const total = [];
  for (const [step, sums] of cells) if (inTime(step)) addTo(total, sums);
  return { holder, object, figure: figureOf(total) };
}).filter(({ figure }) => figure.n > 0);

const isChosen = (id) => chosen.actors.size === 0 || chosen.actors.has(actorById.get(id)?.at);

const mostOften = (relations, end) => {
  const weight = new Map();
  for (const relation of relations) weight.set(relation[end], (weight.get(relation[end]) ?? 0) + relation.figure.n);
  const order = [...weight].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return order.slice(0, ROWS_SHOWN).map(([id]) => ({ id, name: actorName(id), unit: "opinion" }));
};

const drawRelations = () => {
  const section = byId("relations");
  const all = relationFigures().filter(({ holder, object }) => isChosen(holder) || isChosen(object));
  const [rows, columns] = [mostOften(all, "holder"), mostOften(all, "object")];
  const known = new Map(all.map((one) => [JSON.stringify([one.holder, one.object]), one.figure]));
  const cell = (row, column) => known.get(JSON.stringify([row.id, column.id]));
  const table = () => all.map(({ holder, object, figure }) =>
    [actorName(holder), actorName(object), ...figureRow(figure), ...figure.counts]);
  const choose = (row, column) => showEvidence({ holder: row.id, object: raw.objects.findIndex(([kind, id]) => kind === "actor" && id === column.id), toward: column.name });
  frame(section, all.length ? [matrixChart("Relations, holder in rows", rows, columns, cell, widthOf(section), choose)] : [],
    "Relations", "relations", [TEXT("holder"), TEXT("object"), ...FIGURE, COUNT("positive"), COUNT("negative")], table,
    "The holders and objects with most opinions; n counts opinions. Relations are kept by period only, so the choices of outlet and frame do not touch them.");
};
