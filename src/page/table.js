// Tables that can be sorted, paged and saved.

const ROWS = 25;

const compareValues = (a, b) => {
  if (a === null || b === null) return (a === null) - (b === null);
  return typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "en");
};

// What stands in a cell: scores with sign, counts grouped, text in its own direction.
const shownValue = (value, column) => {
  if (value === null) return "–";
  if (typeof value !== "number") return bdi(value);
  return column.score ? signed(value) : grouped(value);
};

// `columns` are { name, score?, number? }; `rows` are arrays of values.
const sortableTable = (title, name, columns, rows) => {
  const state = { by: -1, down: false, page: 0 };
  const body = h("tbody");
  const heads = columns.map((column, at) =>
    h("th", { scope: "col", "aria-sort": "none" },
      h("button", { type: "button", class: "sort", onclick: () => sort(at), text: column.name })));
  const where = h("span", { class: "where" });
  const previous = h("button", { type: "button", onclick: () => turn(-1), text: "Previous" });
  const next = h("button", { type: "button", onclick: () => turn(1), text: "Next" });
  const ordered = () => {
    if (state.by < 0) return rows;
    const way = state.down ? -1 : 1;
    // Rows without a value stay last either way.
    return [...rows].sort((a, b) => {
      const [left, right] = [a[state.by], b[state.by]];
      return compareValues(left, right) * (left === null || right === null ? 1 : way);
    });
  };
  const draw = () => {
    const start = state.page * ROWS;
    const shown = ordered().slice(start, start + ROWS);
    body.replaceChildren(...shown.map((row) => h("tr", null, row.map((value, at) =>
      h(at === 0 ? "th" : "td", { scope: at === 0 && "row", class: typeof value === "number" && "number" },
        shownValue(value, columns[at]))))));
    where.textContent = rows.length ? `${start + 1} to ${start + shown.length} of ${grouped(rows.length)}` : "no rows";
    previous.disabled = state.page === 0;
    next.disabled = start + ROWS >= rows.length;
    heads.forEach((head, at) =>
      head.setAttribute("aria-sort", at !== state.by ? "none" : state.down ? "descending" : "ascending"));
  };
  const sort = (at) => {
    Object.assign(state, { down: state.by === at ? !state.down : Boolean(columns[at].number), by: at, page: 0 });
    draw();
  };
  const turn = (by) => {
    state.page += by;
    draw();
  };
  draw();
  return h("div", { class: "table" },
    h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": `${title}, table` },
      h("table", null, h("caption", { class: "hidden", text: title }), h("thead", null, h("tr", null, heads)), body)),
    h("div", { class: "pager" }, rows.length > ROWS ? [previous, next] : [], where,
      h("button", { type: "button", onclick: () => saveCsv(name, columns.map((one) => one.name), ordered()), text: "Save CSV" })));
};

const SCORE = (name) => ({ name, score: true, number: true });
const COUNT = (name) => ({ name, number: true });
const TEXT = (name) => ({ name });
const FIGURE = [SCORE("mean"), SCORE("low"), SCORE("high"), COUNT("n"), COUNT("documents"), TEXT("caution")];

const figureRow = (figure) => [
  figure.mean, figure.ci?.[0] ?? null, figure.ci?.[1] ?? null, figure.n, figure.documents,
  figure.caution ? CAUTIONS[figure.caution] : "",
];
