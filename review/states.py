"""How far the review of a finding has come."""

from __future__ import annotations

from models.finding import Finding

#: What became of a finding, in the order of a clerk's work.
ALL_STATES = ("open", "accepted", "dismissed", "corrected")
#: Findings that say something is wrong with a sheet: not looked at yet, or looked at and true.
STANDING = ALL_STATES[:2]


def state_of(finding: Finding) -> str:
    return finding.review.state if finding.review else "open"


def is_due(finding: Finding) -> bool:
    """True where a person has to decide: nobody did, or two did otherwise."""
    return finding.review is None or finding.review.contested
