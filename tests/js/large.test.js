// A large report opens in time: 200 actors, 120 months, 20,000 pieces of evidence.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch, open } from "./browser.js";
import { folder, pageOf, pageOfReport } from "./stanceline.js";

const [ACTORS, MONTHS, PIECES, SECONDS] = [200, 120, 100, 2];

let browser;

before(async () => { browser = await launch(); });
after(() => browser?.close());

// A report of one sentence, made large.
const large = () => {
  const place = folder();
  writeFileSync(join(place, "one.jsonl"), `${JSON.stringify({ id: "a", date: "2020-05", source: "Daily", text: "India rejected cyber sovereignty and Russia." })}\n`);
  const report = JSON.parse(readFileSync(pageOf(join(place, "one.jsonl")).report, "utf8"));
  const india = report.actors.find((actor) => actor.id === "india");
  const months = Array.from({ length: MONTHS }, (_, at) => `${2010 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`);
  report.actors = Array.from({ length: ACTORS }, (_, at) => {
    const cells = months.flatMap((period, month) => ["Daily", "Weekly"].map((source, of) => {
      // Two documents of one sentence each, with scores that wander.
      const scores = [0, 1].map((one) => Math.round(Math.sin(at + month / 20 + of + one) * 9e5));
      const sum = scores[0] + scores[1];
      const squares = scores[0] ** 2 + scores[1] ** 2;
      const sums = [2, 2, String(sum), "2", String(sum), String(squares), String(squares)];
      return { period, source, stance: { counts: [2, 1, 1, 0], sums }, sentiment: { counts: [1, 0, 1], sums }, objects: [{ object: { frame: `frame-${(at + month) % 12}` }, sums }] };
    }));
    const piece = india.evidence[0];
    const sample = Array.from({ length: PIECES }, (_, one) => ({ ...piece, document: `d${at}-${one}`, date: months[one % MONTHS], source: "Daily", sentence: `${piece.sentence} Day ${one} of ${at}, with as many words as a sentence of a newspaper may have.` }));
    return { ...india, id: `actor-${at}`, name: `Actor ${at}`, cells, evidence: sample, evidence_by_year: [], sample: [] };
  });
  report.relations = report.actors.slice(1).map((actor) => ({ ...report.relations[0], holder: actor.id, object: "actor-0" }));
  return report;
};

test("a large report opens in time", async (context) => {
  const file = pageOfReport(large());
  const started = performance.now();
  const { page, told } = await open(browser, file);
  await page.locator("#ranking [data-point]").first().waitFor();
  await page.locator(".piece").first().waitFor({ state: "attached" });
  const seconds = (performance.now() - started) / 1000;
  context.diagnostic(`${readFileSync(file).length} bytes, ${seconds.toFixed(2)} s`);
  assert.deepEqual(told, []);
  assert.ok(seconds < SECONDS, `${seconds} s`);
  if (process.env.KEEP) console.log(file);
  const choosing = performance.now();
  await page.getByLabel("Outlet", { exact: true }).selectOption({ label: "Weekly" });
  await page.waitForFunction(() => /actors with evidence/.test(document.getElementById("news").textContent));
  assert.ok((performance.now() - choosing) / 1000 < SECONDS);
  assert.match(await page.locator("#evidence .where").textContent(), /none/);
});
