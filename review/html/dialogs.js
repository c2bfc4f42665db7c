// The three dialogs: why a finding is dismissed, what is right, and the help.

const dialog = (name) => document.getElementById(name);

function closeDialogs() {
  for (const open of document.querySelectorAll("dialog[open]")) open.close();
  if (desk.current) desk.current.item.focus({ preventScroll: true });
}

function askWhy(answered) {
  const box = dialog("why"), own = dialog("reason");
  own.value = "";
  const choose = (reason) => { closeDialogs(); answered(reason); };
  for (const button of box.querySelectorAll("[data-reason]")) {
    button.onclick = () => choose(settings.reasons[Number(button.dataset.reason)]);
  }
  box.onkeydown = (event) => {
    const place = Number(event.key) - 1;
    if (event.target !== own && settings.reasons[place]) { event.preventDefault(); choose(settings.reasons[place]); }
  };
  box.querySelector("form").onsubmit = (event) => {
    event.preventDefault();
    if (own.value.trim()) choose(own.value.trim()); else own.focus();
  };
  box.showModal();
}

function askValue(finding, answered) {
  const box = dialog("value"), chooser = dialog("field"), typed = dialog("typed"), refusal = dialog("refusal");
  const field = () => finding.fields[chooser.selectedIndex];
  const isList = () => ["list", "actors"].includes(field().kind);
  const show = () => {
    typed.value = [].concat(field().was ?? []).join("\n");
    typed.rows = isList() ? 5 : 2;
    dialog("typed-label").textContent = field().label;
    dialog("typed-hint").textContent = say(isList() ? "manyLines" : "oneLine");
    refusal.textContent = "";
  };
  chooser.replaceChildren(...finding.fields.map((one) => new Option(one.label)));
  chooser.parentElement.hidden = finding.fields.length < 2;
  chooser.onchange = show;
  dialog("readings").replaceChildren(...finding.readings.map((reading) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = reading;
    button.onclick = () => { typed.value = isList() && typed.value ? `${typed.value}\n${reading}` : reading; typed.focus(); };
    return button;
  }));
  typed.onkeydown = (event) => { // Enter saves one line; in a list it begins the next
    if (event.key === "Enter" && (!isList() || event.ctrlKey)) { event.preventDefault(); box.querySelector("form").requestSubmit(); }
  };
  box.querySelector("form").onsubmit = (event) => {
    event.preventDefault();
    const items = typed.value.split("\n").map((line) => line.trim()).filter(Boolean);
    const value = isList() ? items : items.join(" ") || null;
    refusal.textContent = refusalOf(field().kind, value);
    if (refusal.textContent) { typed.focus(); return; }
    const details = { value };
    if (field().pointer !== finding.pointer) details.at = field().pointer;
    if (field().was !== null) details.was = field().was; else details.was = undefined;
    closeDialogs();
    answered(details);
  };
  show();
  box.showModal();
  typed.focus();
}

// What is plainly wrong; the import looks closer.
function refusalOf(kind, value) {
  if (kind === "number" && value && !/^\d+\.?$/.test(value)) return say("badNumber");
  if (kind === "date" && value && !/\d{4}/.test(value)) return say("badDate");
  return "";
}

function askFinished(name) {
  dialog(name).showModal();
}
