// How numbers and names are written.

const MINUS = "\u2212";

const signed = (score) => (score < 0 ? MINUS : "+") + Math.abs(score).toFixed(2);

const grouped = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, "\u202f");

const plural = (count, one, many = `${one}s`) => `${grouped(count)} ${count === 1 ? one : many}`;

const intervalText = (ci) => (ci ? `${signed(ci[0])} to ${signed(ci[1])}` : "no interval");

const shorten = (text, most) => {
  const letters = Array.from(text);
  return letters.length > most ? `${letters.slice(0, most - 1).join("")}…` : text;
};

const CAUTIONS = { few: "few documents", one: "one document" };

// What is said of a figure when it is hovered or focused.
const figureText = (figure, unit = "sentence") => {
  if (figure.mean === null) return "no evidence";
  const caution = figure.caution ? `, ${CAUTIONS[figure.caution]}` : "";
  return `${signed(figure.mean)}, 95% interval ${intervalText(figure.ci)}, ` +
    `n = ${plural(figure.n, unit)} in ${plural(figure.documents, "document")}${caution}`;
};
