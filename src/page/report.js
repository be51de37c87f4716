// The report as the page carries it, what is chosen, and the sums of what is chosen.

const raw = JSON.parse(byId("data").textContent);

const actors = raw.actors.map(([id, name, kind, mentions, sentences, documents, corrected, cells, evidence], at) => ({
  at, id, name, kind, mentions, sentences, documents, corrected, cells, evidence,
}));

const actorById = new Map(actors.map((actor) => [actor.id, actor]));

const actorName = (id) => actorById.get(id)?.name ?? id;

const objectName = ([kind, id]) => (kind === "actor" ? actorName(id) : id.replaceAll("-", " "));

// Longer steps that hold the report's own, with how much of a step's name is that of the longer one.
const LONGER = { day: [["month", 7], ["year", 4]], month: [["year", 4]], quarter: [["year", 4]], week: [], year: [] };

// The time in steps of one length: each with its name and its first and last own step; and each own step's place there.
const timeIn = ([name, letters]) => {
  const time = { name, spans: [], placeOf: [] };
  raw.steps.forEach((step, at) => {
    const start = step.slice(0, letters);
    if (time.spans.at(-1)?.name !== start) time.spans.push({ name: start, from: at, to: at });
    time.spans.at(-1).to = at;
    time.placeOf.push(time.spans.length - 1);
  });
  return time;
};

const times = [[raw.period, undefined], ...LONGER[raw.period] ?? []].map(timeIn);

// What the reader chose; −1 is all.
const chosen = { actors: new Set(), from: 0, to: Math.max(0, raw.steps.length - 1), source: -1, object: -1, time: times[0] };

const allTime = () => chosen.from === 0 && chosen.to >= raw.steps.length - 1;

// Documents without a step belong to no part of the time.
const inTime = (step) => (step < 0 ? allTime() : step >= chosen.from && step <= chosen.to);

const CELL = { step: 0, source: 1, stance: 2, sentiment: 3, objects: 4 };

// An actor's cells of the chosen time and outlet.
const cellsOf = (actor, source = chosen.source) =>
  actor.cells.filter((cell) => inTime(cell[CELL.step]) && (source < 0 || cell[CELL.source] === source));

// Adds a cell's stance, or that of its part about one object.
const addStance = (total, cell, object) => {
  if (object < 0) {
    if (cell[CELL.stance]) addTo(total, cell[CELL.stance]);
    return;
  }
  for (const sums of cell[CELL.objects]) if (sums[0] === object) addTo(total, sums, 1);
};

const stanceOf = (cells, object = chosen.object) => {
  const total = [];
  for (const cell of cells) addStance(total, cell, object);
  return figureOf(total);
};

const sentimentOf = (cells) => {
  const total = [];
  for (const cell of cells) if (cell[CELL.sentiment]) addTo(total, cell[CELL.sentiment]);
  return figureOf(total);
};

// Figures by a key of cells, such as their source.
const groupedBy = (cells, keyOf, object = chosen.object) => {
  const totals = new Map();
  for (const cell of cells) {
    const place = keyOf(cell);
    if (!totals.has(place)) totals.set(place, []);
    addStance(totals.get(place), cell, object);
  }
  return new Map([...totals].map(([place, total]) => [place, figureOf(total)]).filter(([, one]) => one.n > 0));
};

// An actor's figures in the steps of time that have any.
const pointsOf = (actor, time = chosen.time) =>
  [...groupedBy(cellsOf(actor), (cell) => time.placeOf[cell[CELL.step]] ?? -1)]
    .filter(([at]) => at >= 0).map(([at, figure]) => ({ at, figure })).sort((a, b) => a.at - b.at);

// Figures by object.
const objectsOf = (cells) => {
  const totals = new Map();
  for (const cell of cells) {
    for (const sums of cell[CELL.objects]) {
      if (!totals.has(sums[0])) totals.set(sums[0], []);
      addTo(totals.get(sums[0]), sums, 1);
    }
  }
  return new Map([...totals].map(([object, total]) => [object, figureOf(total)]));
};

// Those to show: the chosen ones, else those with the most documents behind their stance.
const shownActors = (most) => {
  const some = chosen.actors.size > 0 ? actors.filter((actor) => chosen.actors.has(actor.at)) : actors;
  const figures = some.map((actor) => ({ actor, figure: stanceOf(cellsOf(actor)) }));
  const found = figures.filter(({ figure }) => figure.n > 0);
  found.sort((a, b) => b.figure.documents - a.figure.documents || b.figure.n - a.figure.n || a.actor.at - b.actor.at);
  return { shown: found.slice(0, most), all: found };
};

// The shortest step in which most points of the actor with most documents have an interval, else the longest.
const readableTime = () => {
  const [first] = shownActors(1).shown;
  if (!first) return times[0];
  return times.find((time) => {
    const points = pointsOf(first.actor, time);
    return points.filter(({ figure }) => figure.ci).length * 2 > points.length;
  }) ?? times.at(-1);
};

chosen.time = readableTime();
