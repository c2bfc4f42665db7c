// Uses the review page as a clerk does: keys, clicks, files; tells what came of it as JSON on stdout.
// Arguments: packages folder, Chromium, page, hostile page, index of pages, folder for screenshots.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const [packages, executablePath, file, hostile, index, folder] = process.argv.slice(2);
const require = createRequire(`${packages}/`);
const { chromium } = require("playwright-core");
const axeSource = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
const told = { errors: [], requests: [] };

async function open(url, viewport, options = {}) {
  const context = await browser.newContext({ viewport, acceptDownloads: true, reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  page.on("pageerror", (error) => told.errors.push(String(error)));
  page.on("console", (message) => message.type() === "error" && told.errors.push(message.text()));
  page.on("request", (request) => !/^(file|data|blob):/.test(request.url()) && told.requests.push(request.url()));
  await page.goto(`file://${url}`);
  return page;
}

const current = (page) => page.evaluate(() => document.querySelector("li.current")?.dataset.f ?? null);
const progress = (page) => page.textContent("#progress");
const log = (page) => page.evaluate(() => desk.decisions.log.map((d) => [d.action, d.code, d.value ?? null, d.reason ?? null, d.by]));
const audit = async (page) => {
  await page.evaluate(axeSource);
  const found = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  return found.violations.map((v) => [v.id, v.impact, v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160))]);
};
const shot = (page, name) => page.screenshot({ path: `${folder}/${name}.png` });
const press = async (page, ...keys) => { for (const key of keys) await page.keyboard.press(key); };

async function byKeyboard() {
  const page = await open(file, { width: 1300, height: 850 });
  const seen = { start: await progress(page), first: await current(page) };
  await press(page, "j", "j", "k");
  seen.afterSteps = await current(page);
  seen.focused = await page.evaluate(() => document.activeElement.matches("li.finding.current"));
  await press(page, "ArrowRight", "ArrowLeft");
  seen.afterArrows = await current(page);
  await page.fill("#clerk", "Budi");
  await page.keyboard.press("j"); // typed into the name, no shortcut
  seen.typing = await current(page);
  await page.fill("#clerk", "Budi");
  await page.click("h2:visible");
  await press(page, "a", "c");
  await page.fill("#typed", "12 hari");
  await press(page, "Enter");
  seen.corrected = await page.locator(".corrected:visible").allTextContents();
  seen.replaced = await page.locator(".replaced:visible").allTextContents();
  await press(page, "c");
  await page.fill("#typed", "dua");
  await press(page, "Enter");
  seen.refusal = await page.textContent("#refusal");
  seen.auditValue = await audit(page);
  await shot(page, "desk-value");
  await press(page, "Escape", "d");
  await shot(page, "desk-dismiss");
  seen.auditDialog = await audit(page);
  await press(page, "3");
  seen.afterThree = await progress(page);
  await press(page, "k", "u");
  seen.afterUndo = await progress(page);
  await press(page, "?");
  seen.help = await page.isVisible("#help");
  await press(page, "Escape");
  seen.helpClosed = !(await page.isVisible("#help"));
  seen.log = await log(page);
  await page.reload();
  seen.afterReload = await progress(page);
  seen.clerk = await page.inputValue("#clerk");
  const [download] = await Promise.all([page.waitForEvent("download"), page.click('[data-do="save"]')]);
  seen.fileName = download.suggestedFilename();
  seen.file = readFileSync(await download.path(), "utf8");
  seen.saved = await progress(page);
  await shot(page, "desk");
  seen.audit = await audit(page);
  await page.uncheck("#shortcuts", { force: true }).catch(() => page.evaluate(() => { document.getElementById("shortcuts").checked = false; }));
  const before = await current(page);
  await press(page, "j");
  seen.withoutShortcuts = (await current(page)) === before;
  await page.context().close();
  return seen;
}

async function byMouse(saved) {
  const page = await open(file, { width: 1300, height: 850 });
  const seen = {};
  const flags = page.locator("article:not([hidden]) a.flag");
  seen.flags = await flags.count();
  await flags.nth(seen.flags - 1).click();
  seen.boxLeadsTo = await page.evaluate(() => document.querySelector("li.current").dataset.f === document.querySelector("a.flag.current").dataset.f);
  await page.locator("article:not([hidden]) a.mark").first().click();
  seen.markLeadsTo = [await current(page), await page.locator("article:not([hidden]) a.mark").first().textContent()];
  await page.locator("article:not([hidden]) .value", { hasText: "120 hari" }).click();
  seen.spot = await page.evaluate(() => [...document.querySelectorAll(".spot")].filter((s) => s.getAttribute("width") > 0).length);
  seen.spotInView = await page.evaluate(() => {
    const spot = [...document.querySelectorAll(".spot")].find((s) => s.getAttribute("width") > 0).getBoundingClientRect();
    const view = document.querySelector("article:not([hidden]) .pages .scroll").getBoundingClientRect();
    return spot.top >= view.top - 1 && spot.bottom <= view.bottom + 1;
  });
  seen.pointerAt = await page.evaluate(() => desk.sheet.pointerAt(2, 450, 410));
  await page.click('article:not([hidden]) [data-do="zoom-in"]');
  seen.zoom = await page.evaluate(() => document.querySelector("article:not([hidden]) figure").style.width);
  await page.selectOption("#severity", "error");
  seen.errorsOnly = await page.locator("article:not([hidden]) li.finding:visible").count();
  await page.selectOption("#severity", "");
  await page.selectOption("#rule", "STP201");
  seen.ruleOnly = await page.locator("article:not([hidden]) li.finding:visible").allTextContents();
  await page.selectOption("#rule", "");
  await page.setInputFiles("#load", { name: "k.jsonl", mimeType: "text/plain", buffer: Buffer.from(saved + "rusak\n") });
  await page.waitForFunction(() => desk.decisions.log.length > 0);
  seen.loaded = await page.textContent("#notice");
  seen.afterLoad = await progress(page);
  await page.selectOption("#state", "accepted");
  seen.acceptedOnly = await page.locator("article:not([hidden]) li.finding:visible").count();
  await page.selectOption("#state", "");
  await page.click('[data-do="sheet-after"]');
  seen.otherSheet = await page.locator("article:not([hidden]) h2").textContent();
  await page.context().close();
  return seen;
}

async function onPhone() {
  const page = await open(file, { width: 375, height: 740 }, { hasTouch: true, isMobile: true, deviceScaleFactor: 2 });
  const seen = {};
  seen.overflow = await page.evaluate(() => document.scrollingElement.scrollWidth - innerWidth);
  seen.smallest = await page.evaluate(() => Math.min(...[...document.querySelectorAll("article:not([hidden]) .actions button:not([hidden])")].map((b) => b.getBoundingClientRect().height)));
  await shot(page, "phone");
  await page.locator("li.finding:visible").nth(1).locator('[data-do="accept"]').tap();
  seen.progress = await progress(page);
  await page.waitForTimeout(200);
  await shot(page, "phone-after");
  seen.currentInView = await page.evaluate(() => {
    const box = document.querySelector("li.current").getBoundingClientRect();
    return box.top >= 0 && box.top < innerHeight;
  });
  seen.audit = await audit(page);
  await page.context().close();
  return seen;
}

async function withHostileText() {
  const page = await open(hostile, { width: 1200, height: 800 });
  const seen = {};
  seen.ran = await page.evaluate(() => [window.hacked ?? null, document.querySelectorAll("article img:not(.paper img), article iframe, article b.x").length]);
  seen.shown = await page.evaluate(() => document.querySelector("article h2").textContent);
  seen.ids = await page.evaluate(() => document.querySelectorAll("[onclick], [onerror], [style*=expression]").length);
  seen.policy = await page.evaluate(async () => { // our own policy stops what slips through
    const script = document.createElement("script");
    script.textContent = "window.hacked = 2";
    document.body.append(script);
    return window.hacked ?? null;
  });
  told.errors = told.errors.filter((text) => !text.includes("Content Security Policy"));
  await press(page, "a");
  seen.decided = await log(page);
  await page.context().close();
  return seen;
}

async function fromTheIndex() {
  const page = await open(index, { width: 375, height: 740 });
  const seen = { audit: await audit(page) };
  await page.click("td a");
  await page.waitForSelector("li.current");
  seen.leadsTo = decodeURIComponent(page.url().split("/").pop());
  await page.context().close();
  return seen;
}

told.index = await fromTheIndex();
told.keyboard = await byKeyboard();
told.mouse = await byMouse(told.keyboard.file);
told.phone = await onPhone();
told.hostile = await withHostileText();
await browser.close();
console.log(JSON.stringify(told));
