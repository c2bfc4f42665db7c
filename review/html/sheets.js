// Sheets: which is shown, which finding is current, and the way between a place on the page and a value of the model.

const ZOOMS = [1, 1.5, 2.2, 3];
const NARROW = "(max-width: 56rem)";

class Sheet {
  constructor(element) {
    this.element = element;
    const data = JSON.parse(element.querySelector("script.data").textContent);
    this.document = data.document;
    this.weight = data.weight;
    this.places = data.places;
    this.title = element.querySelector("h2").textContent;
    this.pages = element.querySelector(".pages");
    this.scroll = element.querySelector(".pages .scroll");
    this.zoom = matchMedia(NARROW).matches ? 2 : 0;
    this.findings = data.findings.map((finding) => ({
      ...finding, sheet: this, document: data.document, sha256: data.sha256,
      item: element.querySelector(`li[data-f="${finding.number}"]`),
      flag: element.querySelector(`a.flag[data-f="${finding.number}"]`),
    }));
    this.setZoom(this.zoom);
  }

  setZoom(level) {
    this.zoom = level;
    for (const figure of this.element.querySelectorAll("figure")) figure.style.width = `${ZOOMS[level] * 100}%`;
  }

  // Brings a box [page, x0, top, x1, bottom] to the middle of the pictures.
  bring([page, x0, top, x1, bottom]) {
    const paper = this.element.querySelector(`.paper[data-page="${page}"]`);
    if (!paper) return;
    const view = paper.querySelector(".over").viewBox.baseVal;
    const frame = paper.getBoundingClientRect(), around = this.scroll.getBoundingClientRect();
    const x = frame.left + ((x0 + x1) / 2 / view.width) * frame.width;
    const y = frame.top + ((top + bottom) / 2 / view.height) * frame.height;
    this.scroll.scrollBy({ left: x - (around.left + around.width / 2), top: y - (around.top + around.height / 2) });
  }

  placeOf(finding) {
    const rect = finding.flag && finding.flag.querySelector("rect");
    if (!rect) return null;
    const [x, y, w, h] = ["x", "y", "width", "height"].map((name) => Number(rect.getAttribute(name)));
    return [Number(finding.flag.closest(".paper").dataset.page), x, y, x + w, y + h];
  }

  // Marks the place of a value on the page, and the value in the model; the nearest known place around it.
  spot(pointer) {
    for (const spot of this.element.querySelectorAll(".spot")) spot.setAttribute("width", 0);
    for (const value of this.element.querySelectorAll(".spotted")) value.classList.remove("spotted");
    const value = this.valueOf(pointer);
    if (value) value.classList.add("spotted");
    let known = pointer;
    while (known && !this.places[known]) known = known.slice(0, known.lastIndexOf("/"));
    const place = this.places[known];
    if (!place) return null;
    const [page, x0, top, x1, bottom] = place;
    const spot = this.element.querySelector(`.paper[data-page="${page}"] .spot`);
    if (spot) {
      const shape = { x: x0 - 1.5, y: top - 1.5, width: x1 - x0 + 3, height: bottom - top + 3 };
      for (const [name, number] of Object.entries(shape)) spot.setAttribute(name, number);
    }
    return place;
  }

  valueOf(pointer) {
    return this.element.querySelector(`.value[data-p="${CSS.escape(pointer)}"]`);
  }

  // The value at a point of a page: the smallest place around it.
  pointerAt(page, x, y) {
    let best = null, least = Infinity;
    for (const [pointer, [on, x0, top, x1, bottom]] of Object.entries(this.places)) {
      const area = (x1 - x0) * (bottom - top);
      if (on === page && x >= x0 && x <= x1 && y >= top && y <= bottom && area < least) [best, least] = [pointer, area];
    }
    return best;
  }
}

const sheets = [...document.querySelectorAll("article.sheet")].map((element) => new Sheet(element));
sheets.sort((a, b) => b.weight[0] - a.weight[0] || b.weight[1] - a.weight[1] || b.weight[2] - a.weight[2]);

const desk = { sheet: null, current: null, filters: { severity: "", rule: "", state: "" }, decisions: new Decisions() };

function wanted(finding) {
  const { severity, rule, state } = desk.filters;
  return (!severity || finding.severity === severity) && (!rule || finding.code === rule)
    && (!state || desk.decisions.standing(finding).state === state);
}

function openSheet(sheet) {
  if (!sheet || desk.sheet === sheet) return;
  desk.sheet = sheet;
  for (const other of sheets) other.element.hidden = other !== sheet;
  document.getElementById("sheet").value = String(sheets.indexOf(sheet));
}

function select(finding, { focus = true, bring = true, scroll = true } = {}) {
  if (desk.current) {
    desk.current.item.classList.remove("current");
    desk.current.item.removeAttribute("aria-current");
    if (desk.current.flag) desk.current.flag.classList.remove("current");
  }
  desk.current = finding;
  if (!finding) return;
  openSheet(finding.sheet);
  finding.item.classList.add("current");
  finding.item.setAttribute("aria-current", "true");
  if (finding.flag) finding.flag.classList.add("current");
  if (focus) finding.item.focus({ preventScroll: true });
  if (scroll) finding.item.scrollIntoView({ block: matchMedia(NARROW).matches ? "start" : "nearest" });
  const place = finding.sheet.placeOf(finding);
  if (bring && place) finding.sheet.bring(place);
}

// The next finding that is wanted, on from the current one over all sheets; `test` may ask for more.
function step(direction, test = () => true) {
  const all = sheets.flatMap((sheet) => sheet.findings);
  const start = desk.current ? all.indexOf(desk.current)
    : direction > 0 ? all.findIndex((finding) => finding.sheet === desk.sheet) - 1 : all.length;
  for (let place = start + direction; place >= 0 && place < all.length; place += direction) {
    if (wanted(all[place]) && test(all[place])) return all[place];
  }
  return null;
}
