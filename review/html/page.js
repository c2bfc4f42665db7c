// The page: keys, buttons, filters, and what is shown of every decision.

const byId = (name) => document.getElementById(name);

function tell(text) {
  byId("notice").hidden = !text;
  byId("notice").textContent = text;
}

function decide(action, details) {
  const finding = desk.current;
  desk.decisions.add(finding, action, details);
  tell(desk.decisions.kept ? "" : say("noStore"));
  refresh();
  if (action === "undo") { tell(say("undone")); return; }
  const isOpen = (other) => desk.decisions.standing(other).state === "open";
  const next = step(1, isOpen);
  if (next) select(next);
  else if (!sheets.some((sheet) => sheet.findings.some((other) => wanted(other) && isOpen(other)))) tell(say("allDone"));
}

const ACTIONS = {
  accept: () => decide("accept"),
  dismiss: () => askWhy((reason) => decide("dismiss", { reason })),
  correct: () => {
    if (desk.current.fields.length) askValue(desk.current, (details) => decide("correct", details));
    else tell(say("noField"));
  },
  undo: () => {
    if (desk.decisions.standing(desk.current).state === "open") tell(say("nothingToUndo"));
    else decide("undo");
  },
};

const TOOLS = {
  next: () => go(1),
  previous: () => go(-1),
  save,
  help: () => askFinished("help"),
  close: closeDialogs,
  "sheet-before": () => turn(-1),
  "sheet-after": () => turn(1),
  "zoom-in": () => zoom(Math.min(desk.sheet.zoom + 1, ZOOMS.length - 1)),
  "zoom-out": () => zoom(Math.max(desk.sheet.zoom - 1, 0)),
  "flow-over": (button) => desk.sheet.pages.classList.toggle("with-flow", button.checked),
};

const KEYS = {
  j: TOOLS.next, ArrowRight: TOOLS.next, k: TOOLS.previous, ArrowLeft: TOOLS.previous,
  a: "accept", d: "dismiss", c: "correct", u: "undo",
  s: save, z: () => desk.sheet && zoom((desk.sheet.zoom + 1) % ZOOMS.length), "?": TOOLS.help,
};

function go(direction) {
  const found = step(direction);
  if (found) select(found); else tell(say("last"));
}

function turn(direction) {
  const shown = [...byId("sheet").options].map((option) => Number(option.value));
  const place = shown.indexOf(sheets.indexOf(desk.sheet)) + direction;
  if (place in shown) enter(sheets[shown[place]]);
}

function enter(sheet) {
  select(null);
  openSheet(sheet);
  refresh();
  const first = sheet.findings.find((finding) => wanted(finding) && desk.decisions.standing(finding).state === "open");
  const shown = first || sheet.findings.find(wanted);
  if (shown) select(shown, { focus: false, scroll: false });
}

function zoom(level) {
  desk.sheet.setZoom(level);
  const place = desk.current && desk.sheet.placeOf(desk.current);
  if (place) desk.sheet.bring(place);
}

function save() {
  if (!desk.decisions.log.length) { tell(say("nothingToSave")); return; }
  const day = new Date().toISOString().slice(0, 10);
  const by = (desk.decisions.by || say("anonymous")).replace(/[^\p{L}\p{N}]+/gu, "-");
  const name = `keputusan-${by}-${day}.jsonl`;
  download(name, desk.decisions.lines());
  desk.decisions.saved = desk.decisions.log.length;
  desk.decisions.store();
  refresh();
  tell(say("saved", { count: desk.decisions.log.length, name }));
}

// Everything that depends on decisions and filters.
function refresh() {
  const counts = { open: 0, accepted: 0, dismissed: 0, corrected: 0 };
  const options = [];
  for (const sheet of sheets) {
    let shown = 0, open = 0;
    for (const finding of sheet.findings) {
      const standing = desk.decisions.standing(finding);
      counts[standing.state] += 1;
      open += standing.state === "open";
      shown += wanted(finding);
      if (sheet === desk.sheet) showFinding(finding, standing);
    }
    if (sheet === desk.sheet) {
      showCorrections(sheet);
      const line = sheet.element.querySelector(".shown");
      line.textContent = sheet.findings.length ? say("shown", { shown, count: sheet.findings.length }) : "";
    }
    if (shown || sheet === desk.sheet || !hasFilter()) options.push([sheet, open]);
  }
  const unsaved = desk.decisions.log.length - desk.decisions.saved;
  byId("progress").textContent = say("progress", counts) + (unsaved ? ` · ${say("unsaved", { count: unsaved })}` : "");
  byId("sheet").replaceChildren(...options.map(([sheet, open]) => {
    const option = new Option(`(${open}) ${sheet.title} · ${sheet.document}`, String(sheets.indexOf(sheet)));
    option.selected = sheet === desk.sheet;
    return option;
  }));
  byId("none").hidden = !hasFilter() || sheets.some((sheet) => sheet.findings.some(wanted));
}

const hasFilter = () => Object.values(desk.filters).some(Boolean);

function showFinding(finding, { state, decision, correction }) {
  const { item, flag } = finding;
  item.hidden = !wanted(finding);
  item.classList.toggle("settled", state !== "open");
  item.querySelector('[data-do="undo"]').hidden = state === "open";
  const line = item.querySelector(".decision");
  let text = state === "open" || !decision ? "" : say("decided", { state: say(state), by: decision.by });
  if (!decision && (state !== "open" || finding.contested)) text = line.dataset.base;
  if (decision && decision.reason) text += `: ${decision.reason}`;
  if (correction) text += `; ${say("now", { value: valueText(correction.value) })}`;
  line.textContent = text;
  if (flag) {
    flag.classList.toggle("out", item.hidden);
    flag.classList.toggle("settled", state !== "open");
  }
}

const valueText = (value) => [].concat(value ?? []).join("; ") || say("blank");

// Corrected values beside what was read, in the model.
function showCorrections(sheet) {
  for (const old of sheet.element.querySelectorAll(".corrected")) old.remove();
  for (const old of sheet.element.querySelectorAll(".replaced")) old.classList.remove("replaced");
  for (const finding of sheet.findings) {
    const { correction } = desk.decisions.standing(finding);
    if (!correction) continue;
    const target = correction.at ?? correction.pointer;
    const values = [...sheet.element.querySelectorAll(".value")].filter(
      (value) => value.dataset.p === target || value.dataset.p.startsWith(`${target}/`));
    for (const value of values) value.classList.add("replaced");
    if (values.length) {
      const note = document.createElement("span");
      note.className = "corrected";
      note.textContent = ` ${valueText(correction.value)}`;
      values[values.length - 1].after(note);
    }
  }
}

function findingOf(element) {
  const owner = element.closest("[data-f]");
  return owner && desk.sheet.findings.find((finding) => finding.number === Number(owner.dataset.f));
}

document.addEventListener("click", (event) => {
  const target = event.target;
  const tool = target.closest("[data-do]");
  if (tool) {
    const action = ACTIONS[tool.dataset.do];
    if (action) { select(findingOf(tool), { focus: false }); action(); } else TOOLS[tool.dataset.do](tool);
    return;
  }
  const link = target.closest("a.flag, a.mark");
  if (link) {
    event.preventDefault();
    const number = Number(link.getAttribute("href").split("f").pop());
    select(desk.sheet.findings.find((finding) => finding.number === number), { bring: !link.matches(".flag") });
    return;
  }
  const value = target.closest("[data-p]");
  if (value) {
    const place = desk.sheet.spot(value.dataset.p);
    if (place) desk.sheet.bring(place);
    return;
  }
  const paper = target.closest(".paper");
  if (paper) {
    const frame = paper.getBoundingClientRect(), view = paper.querySelector(".over").viewBox.baseVal;
    const x = ((event.clientX - frame.left) / frame.width) * view.width;
    const y = ((event.clientY - frame.top) / frame.height) * view.height;
    const pointer = desk.sheet.pointerAt(Number(paper.dataset.page), x, y);
    if (pointer) {
      desk.sheet.spot(pointer);
      const shown = desk.sheet.valueOf(pointer);
      if (shown) shown.scrollIntoView({ block: "center", inline: "center" });
    }
    return;
  }
  const item = target.closest("li.finding");
  if (item) select(findingOf(item));
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || !byId("shortcuts").checked) return;
  if (event.target.closest("input, select, textarea, dialog") || document.querySelector("dialog[open]")) return;
  const inList = event.target.closest("li.finding") && { ArrowDown: TOOLS.next, ArrowUp: TOOLS.previous }[event.key];
  const inScroll = event.target.closest(".scroll, .wide") && event.key.startsWith("Arrow");
  const meant = inList || KEYS[event.key];
  if (!meant || inScroll) return;
  event.preventDefault();
  if (typeof meant === "function") meant();
  else if (desk.current) ACTIONS[meant]();
});

for (const name of ["severity", "rule", "state"]) {
  byId(name).addEventListener("change", (event) => {
    desk.filters[name] = event.target.value;
    refresh();
    const all = sheets.flatMap((sheet) => sheet.findings);
    const first = desk.sheet.findings.find(wanted) || all.find(wanted);
    if (first && !(desk.current && wanted(desk.current))) { openSheet(first.sheet); refresh(); select(first, { focus: false }); }
  });
}
byId("sheet").addEventListener("change", (event) => enter(sheets[Number(event.target.value)]));
byId("clerk").value = desk.decisions.by;
byId("clerk").addEventListener("change", (event) => {
  desk.decisions.by = event.target.value.trim();
  desk.decisions.store();
});
byId("load").addEventListener("change", async (event) => {
  const [file] = event.target.files;
  if (!file) return;
  const [count, damaged] = desk.decisions.load(await file.text());
  event.target.value = "";
  refresh();
  tell(say("loaded", { count, damaged }));
});
window.addEventListener("beforeunload", (event) => {
  if (!desk.decisions.kept && desk.decisions.log.length > desk.decisions.saved) event.preventDefault();
});

function measure() {
  const bar = document.querySelector(".bar");
  const height = getComputedStyle(bar).position === "sticky" ? bar.offsetHeight : 0;
  document.documentElement.style.setProperty("--bar", `${height}px`);
}
new ResizeObserver(measure).observe(document.querySelector(".bar"));

const rules = [...new Set(sheets.flatMap((sheet) => sheet.findings.map((finding) => finding.code)))].sort();
byId("rule").append(...rules.map((code) => new Option(code, code)));
if (matchMedia(NARROW).matches) document.querySelector(".choose").open = false;
measure();
if (sheets.length) enter(sheets[0]); else refresh();
