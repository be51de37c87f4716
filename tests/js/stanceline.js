// Runs the program that is tested: STANCELINE names it, else the debug build.

import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

export const root = resolve(import.meta.dirname, "../..");

const program = process.env.STANCELINE ?? join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "debug", "stanceline");

export const folder = () => mkdtempSync(join(tmpdir(), "stanceline-page-"));

export const run = (...args) => execFileSync(program, [...args, "--quiet"], { cwd: root, stdio: ["ignore", "pipe", "inherit"] });

// Makes the page of a corpus, and gives the page's path.
export const pageOf = (corpus, ...options) => {
  const place = folder();
  const [report, page] = [join(place, "report.json"), join(place, "report.html")];
  run("score", corpus, "-o", report, ...options);
  run("page", report, "-o", page);
  return { place, report, page };
};

export const pageOfReport = (report) => {
  const place = folder();
  const [file, page] = [join(place, "report.json"), join(place, "report.html")];
  writeFileSync(file, JSON.stringify(report));
  run("page", file, "-o", page);
  return page;
};
