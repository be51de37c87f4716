// Hostile text in every field of a corpus, and in a pack, stays text.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { drawAll, launch, open } from "./browser.js";
import { folder, pageOf, pageOfReport } from "./stanceline.js";

const MARKUP = [
  "<script>alert(1)</script>", "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>",
  "\"><img src=x onerror=alert(1)>", "'><svg/onload=alert(1)>", "<!--<script>alert(1)//-->", "]]><script>alert(1)</script>",
  "</title><script>alert(1)</script>", "</style><script>alert(1)</script>", "<iframe srcdoc='<script>alert(1)</script>'>",
  "<a href=javascript:alert(1)>x</a>", "<base href=//evil.example>", "<meta http-equiv=refresh content=0;url=//evil.example>",
  "<link rel=stylesheet href=//evil.example>", "<form action=//evil.example><button>", "<math><mi//xlink:href=javascript:alert(1)>",
  "<style>@import '//evil.example'</style>", "<details open ontoggle=alert(1)>", "<object data=javascript:alert(1)>",
  "{{constructor.constructor('alert(1)')()}}", "${alert(1)}", "\\u003cscript\\u003ealert(1)", "&lt;script&gt;alert(1)&lt;/script&gt;",
  "&#60;img src=x onerror=alert(1)&#62;", "\u2028alert(1)\u2029", "\u202eevil\u202c", "\u2066<b>x</b>\u2069", "<plaintext>", "<textarea><script>alert(1)",
  "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>", "<video><source onerror=alert(1)>", "<body onload=alert(1)>",
  "<input autofocus onfocus=alert(1)>", "<marquee onstart=alert(1)>", "<template><script>alert(1)</script></template>", "<bdi onclick=alert(1)>x",
  "=cmd|' /C calc'!A0", "@SUM(1+1)*cmd", "__proto__", "constructor",
];

const URLS = [
  "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)", "data:text/html,<script>alert(1)</script>",
  "vbscript:msgbox(1)", "file:///etc/passwd", "//evil.example/x", "https://example.org/\"onmouseover=\"alert(1)", "blob:https://example.org/1",
  "https://example.org/ok?a=1&b=<2>",
];

let browser;

before(async () => { browser = await launch(); });
after(() => browser?.close());

// What stands on a page that no template of ours makes.
const foreign = (page) => page.evaluate(() => ({
  elements: [...document.querySelectorAll("iframe, img, object, base, link, math, video, marquee, plaintext, textarea, template, body script:not(:first-of-type) ~ script")].map((one) => one.outerHTML),
  scripts: document.scripts.length,
  handlers: [...document.querySelectorAll("*")].flatMap((one) => [...one.attributes].filter(({ name }) => /^on/i.test(name)).map(({ name }) => name)),
  links: [...document.querySelectorAll("a[href]")].map((one) => one.getAttribute("href")).filter((href) => !/^(#|https?:\/\/)/i.test(href)),
}));

const CLEAN = { elements: [], scripts: 2, handlers: [], links: [] };

const check = async (file) => {
  const { page, told } = await open(browser, file);
  await drawAll(page);
  for (const summary of await page.locator("details.data > summary").all()) await summary.click();
  const texts = [];
  for (;;) {
    texts.push(...await page.locator(".piece").allTextContents());
    assert.deepEqual(await foreign(page), CLEAN);
    const next = page.locator("#evidence .pager").last().getByRole("button", { name: "Next" });
    if (await next.isDisabled()) break;
    await next.click();
  }
  const links = await page.locator("a[rel='noopener noreferrer']").evaluateAll((all) => all.map((one) => one.href));
  assert.deepEqual(told, []);
  return { texts: texts.join("\n"), links, page };
};

test("payloads in id, title, text, source, url and supplied actors, through the whole way", async () => {
  const place = folder();
  const lines = [...MARKUP, ...URLS].map((payload, at) => {
    const name = `X ${payload}`;
    const text = `${name} rejected cyber sovereignty. India backed cyber sovereignty, said ${payload} on day ${at}.`;
    return JSON.stringify({
      id: `${at} ${payload}`, title: payload, source: payload, url: payload, date: `20${10 + (at % 12)}-05`, text,
      entities: [{ id: `x-${at}`, start: 0, end: Array.from(name).length, name }],
    });
  });
  writeFileSync(join(place, "hostile.jsonl"), `${lines.join("\n")}\n`);
  const { page } = pageOf(join(place, "hostile.jsonl"), "--dedup", "off");
  const { texts } = await check(page);
  for (const payload of ["<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "${alert(1)}", "javascript:alert(1)"]) {
    assert.ok(texts.includes(payload), `${payload} is shown as it is`);
  }
});

test("payloads in every text of a report", async () => {
  const place = folder();
  writeFileSync(join(place, "one.jsonl"), `${JSON.stringify({ id: "a", date: "2020-05", source: "Daily", url: "https://example.org/a", text: "India rejected cyber sovereignty. Russia backed it." })}\n`);
  const { report } = pageOf(join(place, "one.jsonl"));
  const like = JSON.parse(readFileSync(report, "utf8"));
  const india = like.actors.find((actor) => actor.id === "india");
  like.actors = [...MARKUP, ...URLS].map((payload) => {
    const actor = structuredClone(india);
    Object.assign(actor, { id: payload, name: payload, kind: payload });
    actor.cells.forEach((cell) => { cell.source = payload; cell.objects.forEach((one) => { one.object = { frame: payload }; }); });
    actor.evidence.forEach((piece) => {
      Object.assign(piece, { document: payload, source: payload, url: payload, rule: payload, object: { frame: payload }, sentence: `${payload} ${piece.sentence}` });
      piece.terms.forEach((term) => { Object.assign(term, { role: payload, entry: payload, text: payload }); });
    });
    return actor;
  });
  like.relations.forEach((relation, at) => { relation.holder = MARKUP[at]; relation.object = MARKUP[at + 1]; });
  like.pack.id = MARKUP[1];
  like.pack.target = MARKUP[8];
  like.pack.poles = { positive: MARKUP[2], negative: MARKUP[9] };
  like.settings.without = [MARKUP[1]];
  like.corpus.skipped = [{ reason: MARKUP[0], count: 1, examples: MARKUP }];
  const { texts, links, page } = await check(pageOfReport(like));
  for (const payload of [...MARKUP, ...URLS]) assert.ok(texts.includes(payload) || payload.trim() !== payload || /[\t\u2028]/.test(payload), payload);
  assert.ok(links.every((link) => /^https?:/.test(link)), links.join(" "));
  await page.locator("#ranking details.data .scroll").waitFor();
  const [file] = await Promise.all([page.waitForEvent("download"), page.locator("#ranking").getByRole("button", { name: "Save CSV" }).click()]);
  const csv = readFileSync(await file.path(), "utf8");
  assert.ok(!/(^|[\n,]"?)[=+@]/.test(csv) && csv.includes("'=cmd"), "no formula");
});
