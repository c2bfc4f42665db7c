"""How often each rule is right on drawn sheets that were read: `python -m bench rules build/grades/auto`.

FOLDER holds what `python -m bench grades` leaves: per grade truth/NAME.json and the reading NAME.json. The rules of today
are run on the readings, previews among them; no page is read again. A false finding is one that says the sheet is wrong;
notes (info), which ask for a look, are counted apart
("with notes": the precision if they were faults). Ends with 1 where a rule is below its bound.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.fault_scoring import Verdict, faults_of, judge_findings
from checks.registry import RULES
from models.document import Extraction

#: Least recall and precision of a rule: files with text and drawings of their own, and graded scans.
VECTOR_BOUND, SCAN_BOUND = 0.98, 0.90
#: So many sound sheets may bear one warning of a rule.
SOUND_SHEETS = 20


@dataclass
class Tally:
    """Counts by rule code over some sheets."""

    sheets: int = 0
    sound: int = 0
    drawn: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    found_as_note: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    false_notes: Counter[str] = field(default_factory=Counter)
    on_sound: Counter[str] = field(default_factory=Counter)

    def add(self, verdicts: Iterable[Verdict], is_sound: bool) -> None:
        self.sheets += 1
        self.sound += is_sound
        for verdict in verdicts:
            if verdict.outcome == "false":
                (self.false_notes if verdict.is_note else self.false)[verdict.code] += 1
                self.on_sound[verdict.code] += is_sound and not verdict.is_note
                continue
            self.drawn[verdict.code] += 1
            self.found[verdict.code] += verdict.outcome == "found"
            self.found_as_note[verdict.code] += verdict.outcome == "found" and verdict.is_note

    def include(self, other: Tally) -> None:
        self.sheets += other.sheets
        self.sound += other.sound
        for name in ("drawn", "found", "found_as_note", "false", "false_notes", "on_sound"):
            getattr(self, name).update(getattr(other, name))

    @property
    def codes(self) -> list[str]:
        """Of the rules that had something to find or found something, notes among it."""
        return sorted({*self.drawn, *(c for c in (*self.false, *self.false_notes) if self._speaks(c))})

    def _speaks(self, code: str) -> bool:
        return bool(self.false[code] or self.false_notes[code])

    def recall(self, code: str) -> float | None:
        return self.found[code] / self.drawn[code] if self.drawn[code] else None

    def precision(self, code: str, with_notes: bool = False) -> float | None:
        said = self.found[code] + self.false[code] + (self.false_notes[code] if with_notes else 0)
        return self.found[code] / said if said else None

    def warnings_per_sound(self, code: str) -> float:
        """Warnings and errors on as many sound sheets as may bear one."""
        return SOUND_SHEETS * self.on_sound[code] / self.sound if self.sound else 0.0

    def below(self, bound: float) -> list[str]:
        """Codes of the rules that are no previews and fall short of the bound, or warn on too many sound sheets."""
        shares = {code: [s for s in (self.recall(code), self.precision(code)) if s is not None] for code in self.codes}
        previews = {rule.code for rule in RULES if rule.preview}
        return [
            code
            for code, mine in shares.items()
            if code not in previews and (min(mine, default=1.0) < bound or self.warnings_per_sound(code) > 1)
        ]


def verdicts_of(folder: Path) -> Iterable[tuple[str, bool, list[Verdict]]]:
    """Name, soundness and verdicts of each sheet of a grade's folder; what has not been read is left out."""
    for path in sorted((folder / "truth").glob("*.json")):
        reading = folder / path.name
        if reading.exists():
            truth = json.loads(path.read_text())
            extraction = Extraction.model_validate_json(reading.read_text())
            yield path.stem, not faults_of(truth), judge_findings(truth, extraction)


def measure(folder: Path, explain: bool) -> Tally:
    """The counts of one grade; `explain` prints each fault missed and each false finding."""
    tally = Tally()
    for name, is_sound, verdicts in verdicts_of(folder):
        tally.add(verdicts, is_sound)
        for verdict in verdicts if explain else ():
            if verdict.outcome == "missed":
                print(f"  {name}: {verdict.code} missed ({verdict.kind})")
            elif verdict.outcome == "false" and verdict.finding:
                kind = "note" if verdict.is_note else verdict.finding.severity
                print(f"  {name}: {verdict.code} false {kind} at {verdict.finding.pointer}: {verdict.finding.message}")
    return tally


def show(title: str, tally: Tally, bound: float) -> None:
    print(f"\n{title}: {tally.sheets} sheets, {tally.sound} of them sound; bound {bound:.2f}")
    print(f"{'rule':10}" + "".join(f"{c:>12}" for c in ("drawn", "found", "as note", "false", "false notes")), end="")
    print("".join(f"{c:>12}" for c in ("recall", "precision", "with notes", f"/{SOUND_SHEETS} sound")))
    below, previews = tally.below(bound), {rule.code for rule in RULES if rule.preview}
    for code in tally.codes:
        counts = (tally.drawn, tally.found, tally.found_as_note, tally.false, tally.false_notes)
        mark = " *" if code in below else " (preview)" if code in previews else ""
        print(f"{code:10}" + "".join(f"{count[code]:12}" for count in counts), end="")
        shares = (tally.recall(code), tally.precision(code), tally.precision(code, with_notes=True))
        print("".join(f"{_share(share):>12}" for share in shares), end="")
        print(f"{tally.warnings_per_sound(code):12.2f}{mark}")
    drawn, found, false = tally.drawn.total(), tally.found.total(), tally.false.total()
    counts = (drawn, found, tally.found_as_note.total(), false, tally.false_notes.total())
    wholes = (drawn, found + false)
    shares = "".join(f"{_share(found / whole if whole else None):>12}" for whole in wholes)
    print(f"{'all':10}" + "".join(f"{count:12}" for count in counts) + shares, flush=True)


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench rules", description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER", help="of grades, or of one grade")
    parser.add_argument("--why", action="store_true", help="print each fault missed and each false finding")
    args = parser.parse_args(arguments)
    grades = [folder for name in args.folders for folder in _grades(name)]
    if not grades:
        parser.error("no folder with truth/ in it: run `python -m bench grades` first")
    sums: Mapping[float, Tally] = {VECTOR_BOUND: Tally(), SCAN_BOUND: Tally()}
    for folder in grades:
        tally = measure(folder, args.why)
        bound = VECTOR_BOUND if folder.name.startswith("vector") else SCAN_BOUND
        show(folder.name, tally, bound)
        sums[bound].include(tally)
    below = 0
    for bound, tally in sums.items():
        if tally.sheets:
            show("all PDFs" if bound == VECTOR_BOUND else "all scans", tally, bound)
            below += len(tally.below(bound))
    return int(below > 0)


def _grades(folder: Path) -> list[Path]:
    if (folder / "truth").is_dir():
        return [folder]
    return sorted(inner for inner in folder.iterdir() if (inner / "truth").is_dir())
