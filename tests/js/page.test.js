// The page of the demonstration corpus in a browser: what a reader does works, and nothing else happens.

import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { drawAll, launch, open } from "./browser.js";
import { pageOf } from "./stanceline.js";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let browser;
let made;
let report;

before(async () => {
  made = pageOf("corpus");
  report = JSON.parse(readFileSync(made.report, "utf8"));
  browser = await launch();
});

after(() => browser?.close());

const signed = (score) => (score < 0 ? "\u2212" : "+") + Math.abs(score).toFixed(2);

const download = async (page, click) => {
  const [file] = await Promise.all([page.waitForEvent("download"), click()]);
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), "utf8") };
};

test("opens from disk, asks nobody, and is not too large", async () => {
  assert.ok(statSync(made.page).size <= 1.5e6, `${statSync(made.page).size} bytes`);
  const { page, told } = await open(browser, made.page);
  await drawAll(page);
  assert.deepEqual(told, []);
  assert.ok(await page.locator(".warning", { hasText: "Not validated." }).isVisible());
  for (const id of ["ranking", "time", "objects", "sentiment", "relations", "outlets"]) {
    assert.ok(await page.locator(`#${id} svg [data-point]`).count() > 0, `${id} shows points`);
  }
});

test("each ranked figure is that of the report", async () => {
  const { page } = await open(browser, made.page);
  const labels = await page.locator("#ranking [data-point]").evaluateAll((all) => all.map((one) => one.getAttribute("aria-label")));
  assert.equal(labels.length, 25);
  for (const label of labels) {
    const stances = report.actors.filter((actor) => label.startsWith(`${actor.name}: `)).map(({ stance }) => stance);
    const { mean, ci95, sentences, documents } = stances[0];
    const interval = ci95 ? `${signed(ci95[0])} to ${signed(ci95[1])}` : "no interval";
    assert.ok(label.includes(`${signed(mean)}, 95% interval ${interval}, n = ${sentences} sentence`), `${label}: ${mean} ${ci95}`);
    assert.ok(label.includes(`in ${documents} document`), label);
  }
});

test("choices of actor, time, outlet and frame change the figures, and are told", async () => {
  const { page } = await open(browser, made.page);
  const labels = () => page.locator("#ranking [data-point]").evaluateAll((all) => all.map((one) => one.getAttribute("aria-label")));
  const before = await labels();
  await page.locator("#choices summary").click();
  await page.getByLabel("Find an actor").fill("india");
  await page.locator(".actors label", { hasText: /^India / }).click();
  await page.waitForFunction(() => document.querySelectorAll("#ranking [data-point]").length === 1);
  assert.match(await page.locator("#news").textContent(), /1 actor with evidence/);
  const all = await labels();
  const years = report.corpus.series.map((point) => point.period);
  await page.getByLabel("From", { exact: true }).selectOption({ label: years.find((year) => year >= "2019") });
  assert.notDeepEqual(await labels(), all);
  const cells = report.actors.find((actor) => actor.id === "india").cells.filter((cell) => cell.period >= "2019" && cell.stance);
  const sentences = cells.reduce((sum, cell) => sum + cell.stance.sums[1], 0);
  assert.match((await labels())[0], new RegExp(`n = ${sentences} sentences`));
  await page.getByLabel("Outlet", { exact: true }).selectOption({ index: 1 });
  await page.getByRole("button", { name: "Reset" }).click();
  assert.deepEqual(await labels(), before);
  await page.getByLabel("Frame", { exact: true }).selectOption({ index: 1 });
  assert.notDeepEqual(await labels(), before);
});

test("hover and focus tell the figure, and a point leads to its sentences", async () => {
  const { page, told } = await open(browser, made.page);
  const first = page.locator("#ranking [data-point]").first();
  await first.hover();
  assert.match(await page.locator("#tip.shown").textContent(), /95% interval .*n = \d+/);
  await page.mouse.move(0, 0);
  await first.focus();
  assert.equal(await page.locator("#tip.shown").textContent(), await first.getAttribute("aria-label"));
  await page.keyboard.press("ArrowDown");
  const label = await page.evaluate(() => document.activeElement.getAttribute("aria-label"));
  assert.equal(label, await page.locator("#ranking [data-point]").nth(1).getAttribute("aria-label"));
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "evidence-title");
  const name = label.split(":")[0];
  assert.deepEqual([...new Set(await page.locator(".piece .who strong").allTextContents())], [name]);
  const piece = page.locator(".piece").first();
  for (const role of ["holder", "cue", "object"]) assert.ok((await piece.textContent()).includes(role), role);
  for (const fact of ["Rule", "Arithmetic", "Document", "Date", "Source"]) assert.ok((await piece.textContent()).includes(fact), fact);
  assert.deepEqual(told, []);
});

test("a point without a stored sentence says so", async () => {
  const { page } = await open(browser, made.page);
  await drawAll(page);
  const points = page.locator("#objects [data-point]");
  let empty = 0;
  for (let at = 0; at < await points.count() && !empty; at += 1) {
    await points.nth(at).dispatchEvent("click");
    empty += await page.getByText("No stored sentence for this point").locator("visible=true").count();
  }
  assert.ok(empty > 0, "some point of the demonstration has no stored sentence");
});

test("search, sort and paging", async () => {
  const { page } = await open(browser, made.page);
  await page.getByLabel(/^Search sentences/).fill("budapest");
  await page.waitForFunction(() => /found/.test(document.getElementById("news").textContent));
  const texts = await page.locator(".piece").allTextContents();
  assert.ok(texts.length > 0 && texts.every((text) => /budapest/i.test(text)));
  await page.getByLabel(/^Search sentences/).fill("no such words at all");
  await page.getByText("No stored sentence for this choice").waitFor();
  await page.locator("#ranking details.data summary").click();
  const column = () => page.locator("#ranking tbody tr").evaluateAll((rows) => rows.map((row) => row.cells[5].textContent.replace(/\D/g, "")));
  await page.locator("#ranking thead").getByRole("button", { name: "n", exact: true }).click();
  const sorted = (await column()).map(Number);
  assert.deepEqual(sorted, [...sorted].sort((a, b) => b - a));
  assert.equal(await page.locator("#ranking th[aria-sort=descending]").count(), 1);
  await page.locator("#ranking").getByRole("button", { name: "Next" }).click();
  assert.match(await page.locator("#ranking .where").textContent(), /^26 to /);
});

test("tables and pictures can be saved", async () => {
  const { page } = await open(browser, made.page);
  await page.locator("#ranking details.data summary").click();
  const csv = await download(page, () => page.locator("#ranking").getByRole("button", { name: "Save CSV" }).click());
  assert.equal(csv.name, "ranking.csv");
  const china = report.actors.find((actor) => actor.id === "china").stance;
  assert.ok(csv.text.includes(`,${china.mean},${china.ci95[0]},${china.ci95[1]},${china.sentences},${china.documents},`), csv.text.slice(0, 400));
  const svg = await download(page, () => page.locator("#ranking").getByRole("button", { name: "Save picture (SVG)" }).click());
  const wrong = await page.evaluate((text) => new DOMParser().parseFromString(text, "image/svg+xml").querySelector("parsererror")?.textContent, svg.text);
  assert.equal(wrong, undefined);
  assert.ok(svg.text.includes('stroke="rgb(') && !svg.text.includes("class="), "it brings its looks along");
  const evidence = await download(page, () => page.locator("#evidence").getByRole("button", { name: "Save CSV" }).click());
  assert.match(evidence.text, /^actor,score,object,polarity,strength,rule,sentence,document,date,source,url\r\n/);
});

test("the keyboard alone reaches everything", async () => {
  const { page } = await open(browser, made.page);
  const seen = new Set();
  for (let at = 0; at < 140; at += 1) {
    await page.keyboard.press("Tab");
    seen.add(await page.evaluate(() => {
      const one = document.activeElement;
      return one.closest("section")?.id || one.id || one.className || one.tagName;
    }));
  }
  for (const place of ["skip", "theme", "ranking", "from", "to", "outlet", "frame", "reset", "time", "objects", "sentiment", "relations", "outlets", "evidence"]) {
    assert.ok(seen.has(place), `${place} among ${[...seen].join(" ")}`);
  }
});

for (const width of [390, 1440]) {
  for (const dark of [false, true]) {
    test(`accessible at ${width} px, ${dark ? "dark" : "light"}, and nothing sticks out`, async () => {
      const { page } = await open(browser, made.page, { width, dark });
      await page.locator("#ranking details.data summary").click();
      await drawAll(page);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(over, 0);
      const session = await page.context().newCDPSession(page);
      await session.send("Runtime.evaluate", { expression: AXE });
      const found = await session.send("Runtime.evaluate", {
        expression: "axe.run().then((all) => JSON.stringify(all.violations.filter((one) => ['serious', 'critical'].includes(one.impact)).map((one) => [one.id, one.nodes.slice(0, 3).map((node) => node.html.slice(0, 200) + node.failureSummary)])))",
        awaitPromise: true,
      });
      assert.equal(found.result.value, "[]");
    });
  }
}

test("the button turns light to dark", async () => {
  const { page } = await open(browser, made.page);
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await paper();
  await page.locator("#theme").click();
  assert.notEqual(await paper(), light);
});

test("without scripts the ranking is a table", async () => {
  const { page } = await open(browser, made.page, { script: false });
  assert.ok(await page.locator("#ranking table tbody tr").count() > 20);
  assert.ok(await page.locator("#methods").isVisible());
});
