"""Findings that the office accepts, kept apart from those it has still to look at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from checks.options import ExceptedFindings
from models.finding import ExceptedFinding, Finding


def split(
    findings: Iterable[Finding], exceptions: Sequence[ExceptedFindings], document: str
) -> tuple[list[Finding], list[ExceptedFinding]]:
    """(to look at, excepted with the reason); the first exception that covers a finding gives its reason.

    `document` is the file's path, relative or absolute: patterns are compared with its end.
    """
    kept: list[Finding] = []
    excepted: list[ExceptedFinding] = []
    for finding in findings:
        by = next((entry for entry in exceptions if entry.covers(finding, document)), None)
        if by is None:
            kept.append(finding)
        else:
            excepted.append(ExceptedFinding(**finding.model_dump(), reason=by.reason))
    return kept, excepted
