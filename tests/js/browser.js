// A headless Chromium, and pages that are watched while they are open.

import { chromium } from "playwright-core";
import { pathToFileURL } from "node:url";

export const launch = () => chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
  ],
});

// Opens a file; `told` gathers what a page must not do: console errors, exceptions, requests, dialogs.
export const open = async (browser, file, { width = 1440, height = 900, dark = false, script = true } = {}) => {
  const context = await browser.newContext({
    viewport: { width, height }, colorScheme: dark ? "dark" : "light", acceptDownloads: true, javaScriptEnabled: script,
  });
  const page = await context.newPage();
  const told = [];
  page.on("console", (message) => { if (["error", "warning"].includes(message.type())) told.push(message.text()); });
  page.on("pageerror", (error) => told.push(String(error)));
  page.on("dialog", (dialog) => { told.push(`dialog ${dialog.message()}`); dialog.dismiss(); });
  const url = pathToFileURL(file).href;
  page.on("request", (request) => { if (request.url() !== url && !request.url().startsWith("blob:")) told.push(`request ${request.url()}`); });
  await page.goto(url);
  return { page, context, told };
};

// Scrolls through a page, so that every picture is drawn.
export const drawAll = async (page) => {
  for (const id of ["ranking", "time", "objects", "sentiment", "relations", "outlets", "evidence", "methods"]) {
    await page.evaluate((section) => document.getElementById(section).scrollIntoView(), id);
    await page.waitForTimeout(60);
  }
};
