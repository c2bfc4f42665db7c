"""A run in figures: collected document by document, so that an archive of any size fits in memory."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from models.bilingual import Language
from models.document import Extraction
from models.finding import Finding
from models.status import Problem
from review.doubles import Doubles
from review.entries import Filter, Sheet, sheet_of, wanted_findings, weight_of
from review.states import ALL_STATES, state_of

#: Files that need care are named one by one up to here.
NAMED_FILES = 50


@dataclass
class Overview:
    """Figures of all documents that the filter lets through; `worst` holds the worst sheets, worst first.

    Of doubled files only `doubles` tells: what is in them is counted once.
    """

    statuses: Counter[str] = field(default_factory=Counter)
    pages: int = 0
    sops: int = 0
    steps: int = 0
    excepted: int = 0
    flagged_sheets: int = 0
    severities: Counter[str] = field(default_factory=Counter)
    causes: Counter[str | None] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    contested: int = 0
    rules: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    rule_sheets: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    troubled: list[tuple[str, str, list[Problem]]] = field(default_factory=list)
    without_sheets: list[str] = field(default_factory=list)
    not_taken: list[tuple[str, list[Problem]]] = field(default_factory=list)
    troubled_count: int = 0
    without_sheets_count: int = 0
    not_taken_count: int = 0
    worst: list[Sheet] = field(default_factory=list)
    doubles: Doubles = field(default_factory=Doubles)

    @property
    def documents(self) -> int:
        return sum(self.statuses.values()) + self.doubles.count


def collect(documents: Iterable[tuple[str, Extraction]], chosen: Filter, language: Language, limit: int) -> Overview:
    """One pass over (name, extraction); keeps the `limit` worst sheets (sound ones too, when chosen by document)."""
    overview = Overview()
    heap: list[tuple[tuple[int, int, int], int, Sheet]] = []
    for order, (name, extraction) in enumerate(overview.doubles.left_out(chosen.documents(documents))):
        _count_document(overview, name, extraction)
        _count_decisions(overview, extraction, chosen)
        for index, findings in enumerate(wanted_findings(extraction, chosen)):
            _count_findings(overview, findings)
            if not findings and (not chosen.document or chosen.by_finding):
                continue
            rank = weight_of(findings), -(order * 1000 + index)
            if len(heap) < limit:
                heapq.heappush(heap, (*rank, sheet_of(name, extraction, index, findings, language)))
            elif heap and rank > heap[0][:2]:
                heapq.heapreplace(heap, (*rank, sheet_of(name, extraction, index, findings, language)))
    overview.worst = [sheet for _, _, sheet in sorted(heap, key=lambda item: item[:2], reverse=True)]
    return overview


def _count_document(overview: Overview, name: str, extraction: Extraction) -> None:
    overview.statuses[extraction.status] += 1
    overview.pages += len(extraction.pages)
    overview.sops += len(extraction.sops)
    overview.steps += sum(len(sop.activities) for sop in extraction.sops)
    overview.excepted += len(extraction.excepted)
    if extraction.status != "ok":
        overview.troubled_count += 1
        if len(overview.troubled) < NAMED_FILES:
            overview.troubled.append((name, extraction.status, extraction.problems))
    elif not extraction.sops:
        overview.without_sheets_count += 1
        if len(overview.without_sheets) < NAMED_FILES:
            overview.without_sheets.append(name)
    elif problems := extraction.not_taken():
        overview.not_taken_count += 1
        if len(overview.not_taken) < NAMED_FILES:
            overview.not_taken.append((name, problems))


def _count_decisions(overview: Overview, extraction: Extraction, chosen: Filter) -> None:
    """All findings of the kinds wanted, settled ones too: `states` says how far the review has come."""
    for finding in extraction.findings:
        if chosen.wants_kind(finding):
            overview.states[state_of(finding)] += 1
            overview.contested += bool(finding.review and finding.review.contested)


def _count_findings(overview: Overview, findings: list[Finding]) -> None:
    """The findings of one sheet."""
    overview.flagged_sheets += bool(findings)
    kinds = [(finding.code, finding.name, finding.severity) for finding in findings]
    overview.rules.update(kinds)
    overview.rule_sheets.update(set(kinds))
    overview.severities.update(severity for _, _, severity in kinds)
    overview.causes.update(finding.cause for finding in findings)


def as_json(overview: Overview) -> dict:
    """The figures for another program."""
    return {
        "documents": overview.documents,
        "statuses": {status: overview.statuses[status] for status in ("ok", "partial", "failed")},
        "doubled": overview.doubles.count,
        "pages": overview.pages,
        "sops": overview.sops,
        "activities": overview.steps,
        "sops_with_findings": overview.flagged_sheets,
        "severities": {severity: overview.severities[severity] for severity in ("error", "warning", "info")},
        "causes": {cause or "unknown": overview.causes[cause] for cause in ("sheet", "reading", None)},
        "states": {state: overview.states[state] for state in ALL_STATES},
        "contested": overview.contested,
        "rules": [
            {"code": code, "name": name, "severity": severity, "findings": count, "sops": overview.rule_sheets[key]}
            for key, count in sorted(overview.rules.items())
            for code, name, severity in [key]
        ],
        "troubled": [
            {"document": name, "status": status, "problems": [problem.model_dump() for problem in problems]}
            for name, status, problems in overview.troubled
        ],
        "without_sop": overview.without_sheets,
        "not_all_taken": [
            {"document": name, "problems": [problem.model_dump() for problem in problems]}
            for name, problems in overview.not_taken
        ],
        "doubles": [{"document": name, "same_as": earlier} for name, earlier in overview.doubles.named],
    }
