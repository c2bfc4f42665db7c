"""Findings as a person meets them: with the sheet they are on, numbered, and what stood there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from models.bilingual import Language
from models.document import Extraction, Sop
from models.finding import Finding
from models.review import Review
from review import wording
from review.places import evidence_at, place_words, text_at
from review.plain import plain
from review.states import STANDING, is_due, state_of


@dataclass(frozen=True)
class Filter:
    """What to show; empty means all. `rules` are codes or prefixes, `document` a part of the name or a pattern (*).

    `states` are what people decided; unless told otherwise what is settled (dismissed, corrected) is left out.
    """

    rules: tuple[str, ...] = ()
    severities: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    document: str = ""
    statuses: tuple[str, ...] = ()
    states: tuple[str, ...] = STANDING

    def wants_document(self, name: str, extraction: Extraction) -> bool:
        if self.statuses and extraction.status not in self.statuses:
            return False
        wanted, given = self.document.casefold(), name.casefold()
        return wanted in given or fnmatchcase(given, wanted)

    def documents(self, documents: Iterable[tuple[str, Extraction]]) -> Iterator[tuple[str, Extraction]]:
        """Those of the documents (name, extraction) that are wanted."""
        return ((name, extraction) for name, extraction in documents if self.wants_document(name, extraction))

    def wants(self, finding: Finding) -> bool:
        if not self.wants_kind(finding):
            return False
        return not self.states or state_of(finding) in self.states or ("open" in self.states and is_due(finding))

    def wants_kind(self, finding: Finding) -> bool:
        """Whatever was decided on it."""
        if self.severities and finding.severity not in self.severities:
            return False
        if self.causes and finding.cause not in self.causes:
            return False
        return not self.rules or finding.code.startswith(tuple(rule.upper() for rule in self.rules))

    @property
    def by_finding(self) -> bool:
        return bool(self.rules or self.severities or self.causes)


@dataclass(frozen=True)
class Entry:
    """A finding in words. `stands` is "" where nothing stands there; `cause` says whether the sheet or its reading is likely
    at fault, `reading` how sure the reading was, `decision` what a person decided; each "" where there is nothing to say.
    """

    finding: Finding
    number: int
    place: str
    message: str
    stands: str
    suggestion: str
    reading: str
    decision: str = ""
    cause: str = ""


@dataclass(frozen=True)
class Sheet:
    """One SOP of one document with its findings, in reading order."""

    document: str
    index: int
    sop: Sop
    entries: list[Entry] = field(default_factory=list)

    @property
    def title(self) -> str:
        return plain(self.sop.header.title or "")

    def count(self, severity: str) -> int:
        return sum(entry.finding.severity == severity for entry in self.entries)

    @property
    def weight(self) -> tuple[int, int, int]:
        return weight_of([entry.finding for entry in self.entries])


def weight_of(findings: Sequence[Finding]) -> tuple[int, int, int]:
    """Errors before warnings before notes: more is worse."""
    counts = Counter(finding.severity for finding in findings)
    return counts["error"], counts["warning"], counts["info"]


#: An alternative that is shorter, as a share of the text read, is one word's and tells nothing by itself.
WHOLE = 0.5
#: Below this a reading is named beside its finding; at or above it the sheet, not the reading, is the likely fault.
SURE = 0.9


def sheets_of(name: str, extraction: Extraction, chosen: Filter, language: Language) -> list[Sheet]:
    """All SOPs of a document, each with the findings that the filter wants, numbered from 1 on each sheet."""
    return [
        sheet_of(name, extraction, index, findings, language)
        for index, findings in enumerate(wanted_findings(extraction, chosen))
    ]


def wanted_findings(extraction: Extraction, chosen: Filter) -> list[list[Finding]]:
    """For each SOP of a document its findings that the filter wants."""
    wanted: list[list[Finding]] = [[] for _ in extraction.sops]
    for finding in extraction.findings:
        if finding.sop < len(wanted) and chosen.wants(finding):
            wanted[finding.sop].append(finding)
    return wanted


def sheet_of(name: str, extraction: Extraction, index: int, findings: list[Finding], language: Language) -> Sheet:
    """The SOP with these findings put into words: it costs more than to find them."""
    sheet = Sheet(name, index, extraction.sops[index])
    for finding in findings:
        sheet.entries.append(_entry(sheet, finding, language))
    return sheet


def _entry(sheet: Sheet, finding: Finding, language: Language) -> Entry:
    stands, decision = text_at(sheet.sop, finding.pointer), decision_words(finding.review, language)
    if finding.review and finding.review.state == "corrected":
        stands, decision = _before_and_after(sheet.sop, finding.pointer, stands, decision, language)
    return Entry(
        finding=finding,
        number=len(sheet.entries) + 1,
        place=place_words(sheet.sop, finding.pointer, language),
        message=plain(finding.message),
        stands=stands,
        suggestion=plain(finding.suggestion or ""),
        reading=_reading(sheet.sop, finding, language),
        decision=decision,
        cause=wording.CAUSE[finding.cause].say(language) if finding.cause else "",
    )


def _before_and_after(sop: Sop, pointer: str, value: str, decision: str, language: Language) -> tuple[str, str]:
    """What was read before a correction, and the decision with the value it set; unchanged where neither is known."""
    evidence = evidence_at(sop, pointer)
    if evidence is None or evidence.origin != "review":
        return value, decision
    former = plain(evidence.alternatives[0].text) if evidence.alternatives else ""
    now = wording.CORRECTED_TO.say(language).format(value=value or wording.BLANK.say(language))
    return former, f"{decision}; {now}"


def decision_words(review: Review | None, language: Language) -> str:
    """Who decided what and when; a quarrel between two people is named."""
    if review is None:
        return ""
    words = wording.DECIDED.say(language).format(
        state=wording.STATE[review.state].say(language), by=plain(review.by), day=review.time[:10]
    )
    reason = f": {plain(review.reason)}" if review.reason else ""
    return words + reason + (f" ({_quarrel(review, language)})" if review.contested else "")


def _quarrel(review: Review, language: Language) -> str:
    """Who decided what instead, and that it has to be decided once more."""
    others = [
        wording.DECIDED_BY.say(language).format(state=wording.STATE[rival.state].say(language), by=plain(rival.by))
        for rival in review.rivals
    ]
    if not others:
        return wording.CONTESTED.say(language)
    return wording.CONTESTED_BY.say(language).format(others=", ".join(others))


def _reading(sop: Sop, finding: Finding, language: Language) -> str:
    """How sure the reading was, where that is worth knowing: the fault may lie in the reading and not in the sheet."""
    evidence = evidence_at(sop, finding.pointer)
    if evidence is None or evidence.origin != "ocr" or evidence.confidence is None or evidence.confidence >= SURE:
        return ""
    words = [wording.SURENESS.say(language).format(percent=round(evidence.confidence * 100))]
    others = [plain(other.text) for other in evidence.alternatives if len(other.text) >= WHOLE * len(evidence.text)]
    words += [wording.OTHERWISE.say(language).format(text=text) for text in others[:2]]
    return ", ".join(words)


#: Keys of `as_rows`, in order.
FIELDS = (
    "document",
    "sop",
    "title",
    "sop_number",
    "code",
    "rule",
    "severity",
    "page",
    "place",
    "message",
    "stands",
    "suggestion",
    "pointer",
    "fingerprint",
    "state",
    "decided_by",
    "decided_at",
    "reason",
    "cause",
)


def as_rows(sheet: Sheet, titles: Mapping[str, str]) -> list[dict[str, str | int | None]]:
    """The sheet's findings as flat rows for a spreadsheet or another program."""
    return [
        {
            "document": sheet.document,
            "sop": sheet.index,
            "title": sheet.sop.header.title,
            "sop_number": sheet.sop.header.number,
            "code": entry.finding.code,
            "rule": titles.get(entry.finding.code, entry.finding.name),
            "severity": entry.finding.severity,
            "page": entry.finding.page,
            "place": entry.place,
            "message": entry.finding.message,
            "stands": entry.stands,
            "suggestion": entry.finding.suggestion,
            "pointer": entry.finding.pointer,
            "fingerprint": entry.finding.fingerprint,
            "state": state_of(entry.finding),
            "decided_by": entry.finding.review and entry.finding.review.by,
            "decided_at": entry.finding.review and entry.finding.review.time,
            "reason": entry.finding.review and entry.finding.review.reason,
            "cause": entry.finding.cause,
        }
        for entry in sheet.entries
    ]
