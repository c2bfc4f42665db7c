"""Results with the clerks' decisions applied: what report, check and every export show."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from batch.ledger import LEDGER_NAME
from checks.options import CheckOptions
from checks.runner import run_checks
from models.document import Extraction
from models.finding import ExceptedFinding, Finding
from models.review import Review
from parsers.values.citations import parse_citation
from parsers.values.dates import parse_date
from parsers.values.durations import parse_duration
from review.applying import Decisions, LeftOut, apply
from review.decision_log import LOG_NAME, read
from review.states import STANDING, state_of
from review.values import Readers


def _date(text: str) -> str | None:
    found = parse_date(text)
    return found.iso if found else None


READERS = Readers(duration=parse_duration, date=_date, citation=parse_citation)


@dataclass
class Desk:
    """The decisions on a batch, and what came of them; `left_out` fills as documents are reviewed."""

    decisions: Decisions
    damaged: tuple[int, ...] = ()
    left_out: list[LeftOut] = field(default_factory=list)

    def reviewed(self, extraction: Extraction, options: CheckOptions) -> Extraction:
        """The extraction with the decisions applied, and its findings brought up to date with corrected values."""
        if not self.decisions.of(extraction):
            return extraction
        found = apply(extraction, self.decisions, READERS)
        self.left_out += found.left_out
        if found.extraction.sops == extraction.sops:
            return found.extraction
        return _checked_again(extraction, found.extraction, options)


def desk_of(*results: Path) -> Desk:
    """The decisions kept beside batches' results; each of `results` is a batch's folder or one of its files.

    Decisions find their document by its content, so that those of several batches do not mix. Raises OutputError.
    """
    logs = [read(folder / LOG_NAME) for folder in dict.fromkeys(map(folder_of, results))]
    decisions = {decision.id: decision for log in logs for decision in log.decisions}
    return Desk(Decisions(decisions.values()), tuple(number for log in logs for number in log.damaged))


def set_apart(extraction: Extraction) -> Extraction:
    """The extraction with what a person settled (dismissed, or mended by a correction) among the excepted findings."""
    settled = [finding for finding in extraction.findings if state_of(finding) not in STANDING]
    if not settled:
        return extraction
    excepted = [_excepted(finding) for finding in settled]
    kept = [finding for finding in extraction.findings if state_of(finding) in STANDING]
    return extraction.model_copy(update={"findings": kept, "excepted": [*extraction.excepted, *excepted]})


def _excepted(finding: Finding) -> ExceptedFinding:
    reason = finding.review.reason if finding.review else None
    return ExceptedFinding(**finding.model_dump(), reason=reason or state_of(finding))


def folder_of(result: Path) -> Path:
    """The output folder that a result belongs to: the nearest one with a ledger or decisions, else its own."""
    start = result if result.is_dir() else result.parent
    for folder in (start, *start.absolute().parents):
        if (folder / LEDGER_NAME).exists() or (folder / LOG_NAME).exists():
            return folder
    return start


def _checked_again(before: Extraction, after: Extraction, options: CheckOptions) -> Extraction:
    """`after` (with its corrections) without the faults that they mended, and with those that they brought to light.

    Both are checked with the same options, so that only the corrections make a difference; faults are told by rule and
    place. A finding whose value was corrected and that is still found is open again: now it is the sheet's own fault.
    """
    old = {_key(finding) for finding in run_checks(before, options)}
    new = {_key(finding): finding for finding in run_checks(after, options)}
    corrections = [f.review for f in after.findings if f.review and f.review.state == "corrected"]
    last = max(corrections, key=lambda review: review.time, default=None)
    findings = [_settled(finding, old, new, last) for finding in after.findings]
    present = {_key(finding) for finding in findings}
    findings += [finding for key, finding in new.items() if key not in old and key not in present]
    return after.model_copy(update={"findings": findings})


def _settled(finding: Finding, old: set[tuple], new: dict[tuple, Finding], last: Review | None) -> Finding:
    key = _key(finding)
    if finding.review and finding.review.state == "corrected" and key in new:
        update = {name: getattr(new[key], name) for name in ("message", "suggestion", "translations", "bbox", "page")}
        return finding.model_copy(update={**update, "review": None})
    if finding.review is None and key in old and key not in new and last:
        return finding.model_copy(update={"review": Review(state="corrected", by=last.by, time=last.time)})
    return finding


def _key(finding: Finding) -> tuple[int, str, str]:
    return finding.sop, finding.code, finding.pointer
