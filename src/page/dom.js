// Makes elements. Text is always a text node, so that nothing in a report can become markup.

const SVG = "http://www.w3.org/2000/svg";

const fill = (element, attributes, children) => {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "text") element.textContent = value;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children.flat(Infinity)) if (child !== null && child !== undefined && child !== false) element.append(child);
  return element;
};

const h = (name, attributes, ...children) => fill(document.createElement(name), attributes, children);

const s = (name, attributes, ...children) => fill(document.createElementNS(SVG, name), attributes, children);

const byId = (id) => document.getElementById(id);

// Foreign text in a line of its own direction.
const bdi = (text) => h("bdi", { text });

// Tells a screen reader what a choice has changed.
const announce = (text) => { byId("news").textContent = text; };

// Calls once the last of a burst of events has passed.
const calm = (call, wait) => {
  let timer;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => call(...values), wait);
  };
};
