"""Decisions applied to an extraction: findings say what was decided on them, corrected values stand in the model."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from models.bilingual import Bilingual
from models.document import Extraction, Sop
from models.finding import Finding
from models.review import Review, ReviewState, Rival
from review.decision import Decision, Value
from review.fields import resolve, value_at
from review.places import parts_of
from review.standing import Standing, standings
from review.values import Readers, UnfitValue, corrected

STATES: dict[str, ReviewState] = {"accept": "accepted", "dismiss": "dismissed", "correct": "corrected"}


class Decisions:
    """All decisions of a batch, found by the document they are about."""

    def __init__(self, decisions: Iterable[Decision]):
        self._by_document: dict[str, dict[str, Standing]] = defaultdict(dict)
        for (sha256, fingerprint), standing in standings(decisions).items():
            self._by_document[sha256][fingerprint] = standing

    def of(self, extraction: Extraction) -> dict[str, Standing]:
        """What stands, by fingerprint, on a document of the same content."""
        return self._by_document.get(extraction.source.sha256, {})


@dataclass(frozen=True)
class LeftOut:
    """A correction that was not applied, and why."""

    decision: Decision
    why: Bilingual


@dataclass
class Reviewed:
    """`extraction` with the decisions applied; the one given is unchanged."""

    extraction: Extraction
    left_out: list[LeftOut] = field(default_factory=list)


def apply(extraction: Extraction, decisions: Decisions, readers: Readers) -> Reviewed:
    """Mark every finding with what stands on it, and set corrected values.

    A finding that a re-run names anew (the row's text is read otherwise) keeps its decision where rule, place and value
    are the same. A correction whose finding is gone is applied as long as the value it corrected still stands there.
    """
    standing = decisions.of(extraction)
    if not standing:
        return Reviewed(extraction)
    found = {finding.fingerprint: finding for finding in extraction.findings}
    adopted = _adopted(extraction, standing, found)
    reviewed = Reviewed(extraction.model_copy(update={"sops": list(extraction.sops)}))
    touched: set[tuple[int, str]] = set()
    applied: set[str] = set()
    due = [s.correction for s in standing.values() if s.correction]
    for decision in sorted(due, key=lambda d: d.order):
        finding = found.get(decision.fingerprint) or adopted.get(decision.fingerprint)
        if _set_right(reviewed, decision, finding, readers, touched):
            applied.add(decision.fingerprint)
    by_finding = {finding.fingerprint: standing[name] for name, finding in adopted.items()} | standing
    reviewed.extraction.findings = [_marked(finding, by_finding, applied) for finding in extraction.findings]
    return reviewed


def _adopted(extraction: Extraction, standing: dict[str, Standing], found: dict[str, Finding]) -> dict[str, Finding]:
    """Findings of this run that stand for ones decided under another fingerprint, by that fingerprint."""
    orphans = {name: s.decision for name, s in standing.items() if s.decision and name not in found}
    free = {(f.sop, f.code, f.pointer): f for f in extraction.findings if f.fingerprint not in standing}
    result = {}
    for name, decision in orphans.items():
        finding = free.get((decision.sop, decision.code, decision.pointer))
        if finding is not None and _stands(extraction, decision.sop, decision.target) == decision.was:
            result[name] = free.pop((decision.sop, decision.code, decision.pointer))
    return result


def _set_right(
    reviewed: Reviewed, decision: Decision, finding: Finding | None, readers: Readers, touched: set[tuple[int, str]]
) -> bool:
    """Put the decision's value into `reviewed`; False where it does not fit, with the reason noted."""
    index = finding.sop if finding else decision.sop
    sops = reviewed.extraction.sops
    target = _moved(decision, finding)
    if index >= len(sops) or _holder(sops[index], target) is None:
        reviewed.left_out.append(LeftOut(decision, _GONE))
        return False
    stands = value_at(sops[index], target)
    try:
        changed = corrected(sops[index], target, decision.value, readers, finding.page if finding else None)
    except UnfitValue as error:
        reviewed.left_out.append(LeftOut(decision, error.why))
        return False
    if value_at(changed, target) == stands:
        return True
    if stands != decision.was and (finding is None or (index, target) in touched):
        reviewed.left_out.append(LeftOut(decision, _CHANGED))
        return False
    sops[index] = changed
    touched.add((index, target))
    return True


def _holder(sop: Sop, pointer: str) -> Any:
    """What holds the value at `pointer`; None where the sheet has no such place."""
    return resolve(sop, "/".join(parts_of(pointer)[:-1]))


def _moved(decision: Decision, finding: Finding | None) -> str:
    """The decision's target on the sheet as read now: its row may have moved up or down since."""
    if finding is None or finding.pointer == decision.pointer:
        return decision.target
    parts, old, new = parts_of(decision.target), parts_of(decision.pointer), parts_of(finding.pointer)
    for place, (was, now) in enumerate(zip(old, new, strict=False)):
        if was.isdigit() and now.isdigit() and parts[place : place + 1] == [was]:
            parts[place] = now
    return "/" + "/".join(parts)


def _stands(extraction: Extraction, index: int, pointer: str) -> Value:
    return value_at(extraction.sops[index], pointer) if index < len(extraction.sops) else None


def _marked(finding: Finding, standing: dict[str, Standing], applied: set[str]) -> Finding:
    stands = standing.get(finding.fingerprint)
    decision = stands.decision if stands else None
    if decision and decision.action == "correct" and decision.fingerprint not in applied:
        return finding
    review = review_of(stands)
    return finding.model_copy(update={"review": review}) if review else finding


def review_of(standing: Standing | None) -> Review | None:
    """What stands, as a finding carries it; None where nothing does."""
    decision = standing.decision if standing else None
    if standing is None or decision is None:
        return None
    return Review(
        state=STATES[decision.action],
        by=decision.by,
        time=decision.time,
        reason=decision.reason,
        contested=standing.contested,
        rivals=[Rival(state=STATES[rival.action], by=rival.by) for rival in standing.rivals if rival],
    )


_GONE = Bilingual("tempatnya tidak ada lagi di lembar ini", "its place is no longer on this sheet")
_CHANGED = Bilingual(
    "yang terbaca di sana kini lain dari yang dikoreksi", "what is read there now is not what was corrected"
)
