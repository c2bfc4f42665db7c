"use strict";
// Decisions: kept in this browser, saved as the same JSON Lines that `sopscan review --import` reads.

const settings = JSON.parse(document.getElementById("settings").textContent);
const say = (name, values = {}) =>
  settings.words[name].replace(/\{(\w+)\}/g, (all, key) => (key in values ? values[key] : all));

const STATE_AFTER = { accept: "accepted", dismiss: "dismissed", correct: "corrected" };
const STORE = `sopscan:${settings.batch}`;
const ID = /^[0-9a-f]{16}$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/;

class Decisions {
  constructor() {
    this.log = [];
    this.saved = 0;
    this.by = "";
    this.kept = true;
    try {
      const found = JSON.parse(localStorage.getItem(STORE) || "{}");
      this.log = (found.log || []).filter(isDecision);
      this.saved = Math.min(found.saved || 0, this.log.length);
      this.by = typeof found.by === "string" ? found.by : "";
    } catch { this.kept = false; }
  }

  store() {
    try {
      localStorage.setItem(STORE, JSON.stringify({ log: this.log, saved: this.saved, by: this.by }));
      this.kept = true;
    } catch { this.kept = false; }
  }

  // Those on a finding that the page was not made with, in order.
  of(finding) {
    const mine = this.log.filter((d) => d.fingerprint === finding.fingerprint && d.sha256 === finding.sha256);
    mine.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : a.by < b.by ? -1 : a.by > b.by ? 1 : 0));
    const known = mine.findLastIndex((d) => finding.heads.includes(d.id));
    return mine.slice(known + 1);
  }

  // {state, decision, correction}: decision is null where the page's own (or nothing) stands.
  standing(finding) {
    const stack = [{ state: finding.state, decision: null }];
    for (const decision of this.of(finding)) {
      if (decision.action !== "undo") stack.push({ state: STATE_AFTER[decision.action], decision });
      else if (stack.length > 1) stack.pop();
      else stack[0] = { state: "open", decision: null };
    }
    const correction = stack.findLast((entry) => entry.decision && entry.decision.action === "correct");
    return { ...stack[stack.length - 1], correction: correction ? correction.decision : null };
  }

  add(finding, action, details = {}) {
    const mine = this.of(finding);
    const decision = {
      id: newId(), time: new Date().toISOString(), by: this.by || say("anonymous"), action,
      document: finding.document, sha256: finding.sha256, sop: finding.sop, code: finding.code,
      pointer: finding.pointer, fingerprint: finding.fingerprint, ...details,
    };
    const field = finding.fields[0];
    if (!("was" in decision) && field) {
      if (field.pointer !== finding.pointer) decision.at = field.pointer;
      if (field.was !== null) decision.was = field.was;
    }
    decision.after = mine.length ? [mine[mine.length - 1].id] : finding.heads;
    this.log.push(decision);
    this.store();
  }

  // Takes in the lines of a saved file; [new, damaged].
  load(text) {
    const known = new Set(this.log.map((d) => d.id));
    let added = 0, damaged = 0;
    for (const line of text.split("\n")) {
      if (!line.trim()) continue;
      let decision = null;
      try { decision = JSON.parse(line); } catch { /* counted below */ }
      if (!isDecision(decision)) { damaged += 1; continue; }
      if (known.has(decision.id)) continue;
      known.add(decision.id);
      this.log.unshift(decision);
      this.saved += 1;
      added += 1;
    }
    this.store();
    return [added, damaged];
  }

  lines() { return this.log.map((d) => JSON.stringify(d) + "\n").join(""); }
}

function isDecision(found) {
  return Boolean(found) && ID.test(found.id) && TIME.test(found.time) && typeof found.by === "string"
    && ["accept", "dismiss", "correct", "undo"].includes(found.action)
    && typeof found.fingerprint === "string" && typeof found.sha256 === "string" && Array.isArray(found.after || []);
}

function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(8)); // works on file:// too, where randomUUID may not
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function download(name, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/x-ndjson" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
