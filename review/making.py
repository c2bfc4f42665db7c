"""Making decisions: what a person chose, as a line for the log."""

from __future__ import annotations

from dataclasses import dataclass

from models.document import Extraction, Sop
from models.finding import Finding
from review.decision import Action, Decision, Value, new_id, now
from review.fields import Field, fields_at, value_at
from review.standing import Standing


@dataclass(frozen=True)
class Subject:
    """The finding a decision is about, on the sheet as it stands, and what was decided on it before."""

    document: str
    sha256: str
    sop: Sop
    finding: Finding
    standing: Standing | None = None

    @classmethod
    def of(cls, document: str, extraction: Extraction, finding: Finding, standing: Standing | None) -> Subject:
        return cls(document, extraction.source.sha256, extraction.sops[finding.sop], finding, standing)


def decide(
    subject: Subject,
    action: Action,
    by: str,
    *,
    reason: str | None = None,
    field: Field | None = None,
    value: Value = None,
) -> Decision:
    """`field` is the value corrected (else the likeliest one at the finding's place, whose text is remembered)."""
    finding = subject.finding
    if field is None:
        field = next(iter(fields_at(subject.sop, finding.pointer)), None)
    target = field.pointer if field else finding.pointer
    return Decision(
        id=new_id(),
        time=now(),
        by=by,
        action=action,
        document=subject.document,
        sha256=subject.sha256,
        sop=finding.sop,
        code=finding.code,
        pointer=finding.pointer,
        fingerprint=finding.fingerprint,
        reason=reason,
        at=None if target == finding.pointer else target,
        value=value,
        was=value_at(subject.sop, target) if field else None,
        after=subject.standing.heads if subject.standing else (),
    )
