"""Findings of one drawn sheet against the faults that were put into it: found, missed, false."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from bench.scoring import matched_rows
from checks import CheckOptions, run_checks
from models.document import Extraction, Sop
from models.finding import Finding
from samples.catalogue_faults import CODES as CATALOGUE_CODES
from samples.catalogue_faults import COMPANIONS
from samples.faults import CODES as SCORED_CODES

CODES: Mapping[str, str] = {**SCORED_CODES, **CATALOGUE_CODES}
#: A namesake (Kota X in a sheet of Kabupaten X) is a wrong region with a rule of its own.
SAME_FAULT: Mapping[str, str] = {"REG503": "REG501"}
#: Kinds of which the rule may speak at the row before or after: which of two numbers is the wrong one nobody can say.
EITHER_ROW = {"missing_number", "skipped_number", "duplicate_number", "number_order"}
#: Kinds of which the rule speaks once for the sheet, wherever the first such row is.
ANYWHERE = {"mixed_days"}

Outcome = Literal["found", "missed", "false"]


@dataclass(frozen=True)
class Verdict:
    """`finding` is None for what was missed; `kind` is the fault's, "" for a false finding."""

    code: str
    outcome: Outcome
    kind: str = ""
    finding: Finding | None = None

    @property
    def is_note(self) -> bool:
        """A note asks for a look and does not say that the sheet is wrong."""
        return self.finding is not None and self.finding.severity == "info"


def faults_of(truth: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """All that was put in, of either kind of list; [] for a sound sheet."""
    return [*truth.get("defects", ()), *truth.get("other_defects", ())]


def judge_findings(truth: Mapping[str, Any], extraction: Extraction) -> list[Verdict]:
    """A verdict on each fault put in, and one on each finding that answers to none, by the rules of today, previews too.

    The findings stored in the extraction are not looked at. What a fault brings along (COMPANIONS) is left out.
    """
    sop = max(extraction.sops, key=lambda s: len(s.activities), default=Sop(pages=[1]))
    rows = _truth_rows(truth, sop)
    left = run_checks(extraction, CheckOptions(preview=True))
    faults = faults_of(truth)
    verdicts = []
    for fault in faults:
        mine = next((f for f in _worst_first(left) if _answers(f, fault, _row(f, sop), rows)), None)
        if mine is None:
            verdicts.append(Verdict(CODES[fault["kind"]], "missed", fault["kind"]))
        else:
            left.remove(mine)
            verdicts.append(Verdict(CODES[fault["kind"]], "found", fault["kind"], mine))
    expected = {code for fault in faults for code in COMPANIONS.get(fault["kind"], ())}
    verdicts += [Verdict(f.code, "false", finding=f) for f in left if f.code not in expected]
    return verdicts


def _worst_first(findings: Iterable[Finding]) -> Iterator[Finding]:
    """So that a note does not take the place of a finding that says the same for certain."""
    yield from sorted(findings, key=lambda finding: finding.severity == "info")


def _answers(finding: Finding, fault: Mapping[str, Any], row: int | None, rows: Mapping[int, int]) -> bool:
    wanted, kind = CODES[fault["kind"]], fault["kind"]
    if finding.code != wanted and SAME_FAULT.get(finding.code) != wanted:
        return False
    if fault["activity"] is None or kind in ANYWHERE:
        return True
    at = rows.get(row) if row is not None else None
    if at is None:
        return False
    return abs(at - fault["activity"]) <= (1 if kind in EITHER_ROW else 0)


def _truth_rows(truth: Mapping[str, Any], sop: Sop) -> dict[int, int]:
    """Index of the row in the truth, by index of the row that was read; rows without a counterpart are left out."""
    wanted = {id(row): index for index, row in enumerate(truth["activities"])}
    found = {id(row): index for index, row in enumerate(sop.activities)}
    return {found[id(got)]: wanted[id(want)] for want, got in matched_rows(truth["activities"], sop.activities)}


def _row(finding: Finding, sop: Sop) -> int | None:
    """The row a finding points to, by itself or by a symbol in it."""
    match finding.pointer.strip("/").split("/"):
        case ["activities", row, *_]:
            return int(row)
        case ["flow", "nodes", place, *_]:
            mine = sop.flow.nodes[int(place)].activity
            return next((i for i, a in enumerate(sop.activities) if a.id == mine), None)
    return None
