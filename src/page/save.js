// Saves tables and pictures to the reader's disk.

const save = (name, type, text) => {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = h("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
};

// Text that no spreadsheet takes for a formula, quoted where it must be; numbers stay numbers.
const csvField = (value) => {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return String(Number(value.toFixed(6)));
  const safe = /^[=+\-@\t\r\0]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

const saveCsv = (name, header, rows) => {
  const lines = [header, ...rows].map((row) => row.map(csvField).join(","));
  save(`${name}.csv`, "text/csv;charset=utf-8", `${lines.join("\r\n")}\r\n`);
};

const LOOKS = [
  "fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "opacity", "font-family",
  "font-size", "font-weight", "text-anchor", "dominant-baseline", "paint-order",
];

// A picture with its looks written into it, so that it needs no style sheet elsewhere.
const saveSvg = (name, picture) => {
  const copy = picture.cloneNode(true);
  const [from, to] = [picture, copy].map((root) => [root, ...root.querySelectorAll("*")]);
  from.forEach((element, at) => {
    const looks = getComputedStyle(element);
    for (const look of LOOKS) to[at].setAttribute(look, looks.getPropertyValue(look));
    for (const gone of ["tabindex", "role", "class", "data-point", "aria-hidden"]) to[at].removeAttribute(gone);
  });
  copy.setAttribute("xmlns", SVG);
  copy.prepend(s("rect", { width: "100%", height: "100%", fill: getComputedStyle(document.body).backgroundColor }));
  save(`${name}.svg`, "image/svg+xml", new XMLSerializer().serializeToString(copy));
};
