// Every Vega-Lite file compiles with the official packages, and draws what it holds.

import assert from "node:assert/strict";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import * as vega from "vega";
import * as vegaLite from "vega-lite";
import { folder, run } from "./stanceline.js";

const PICTURES = ["difference", "frames", "outlets", "ranked", "relations", "sentiment", "series", "slope"];

let place;

before(() => {
  place = folder();
  const [report, change, pictures] = ["report.json", "change.json", "pictures"].map((name) => join(place, name));
  run("score", "corpus", "-o", report);
  run("compare", report, "--at", "2020-06-15", "-o", change);
  run("chart", report, "-o", pictures, "--formats", "vega", "--event", "2020-06-15=Galwan clash");
  run("chart", change, "-o", pictures, "--formats", "vega");
});

// Compiles and draws; what the packages warn of is as bad as an error.
const draw = async (specification) => {
  const told = [];
  const logger = { level: () => logger, warn: (...words) => { told.push(words.join(" ")); return logger; }, error: (...words) => { told.push(words.join(" ")); return logger; }, info: () => logger, debug: () => logger };
  const compiled = vegaLite.compile(specification, { logger });
  const view = new vega.View(vega.parse(compiled.spec), { renderer: "none", logger });
  const svg = await view.toSVG();
  assert.deepEqual(told, []);
  return svg;
};

// Characters as they stand in markup.
const unescaped = (svg) => svg.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", "\"").replaceAll("&amp;", "&");

test("every picture compiles and draws each of its rows", async (context) => {
  const files = readdirSync(join(place, "pictures"));
  assert.deepEqual(files.toSorted(), PICTURES.map((name) => `${name}.vl.json`));
  for (const file of files) {
    const specification = JSON.parse(readFileSync(join(place, "pictures", file), "utf8"));
    assert.equal(specification.$schema, "https://vega.github.io/schema/vega-lite/v6.json");
    const svg = unescaped(await draw(specification));
    const values = specification.data.values;
    context.diagnostic(`${file}: ${values.length} rows`);
    assert.ok(values.length > 0);
    for (const row of values) {
      const name = row.actor ?? row.row;
      assert.ok(svg.includes(name), `${file} names ${name}`);
    }
  }
});

// Vega itself keeps facets in plain objects, so that an actor named like a member of those (`__proto__`) is lost in it.
test("names of events and actors are never expressions", async () => {
  const report = JSON.parse(readFileSync(join(place, "report.json"), "utf8"));
  const hostile = ["datum.mean", "{\"signal\": \"1+1\"}", "</text><script>alert(1)</script>", "${alert(1)}", "'];alert(1);//"];
  hostile.forEach((name, at) => { report.actors[at].name = name; });
  report.pack.target = "\"+alert(1)+\"";
  const [file, pictures] = [join(place, "hostile.json"), join(place, "hostile")];
  writeFileSync(file, JSON.stringify(report));
  run("chart", file, "-o", pictures, "--formats", "vega", "--event", "2020-06-15=</text><script>alert(1)</script>");
  for (const name of readdirSync(pictures)) {
    const svg = await draw(JSON.parse(readFileSync(join(pictures, name), "utf8")));
    assert.ok(!/<script/i.test(svg), name);
    assert.ok(unescaped(svg).includes("</text><script>alert(1)</script>"), `${name} shows the name as it is`);
  }
});
