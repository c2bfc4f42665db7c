"""An archive checked as a whole: facts in a first pass over its sheets, findings in a second."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing

from checks.archive.facts import ArchiveFacts
from checks.exceptions import split
from checks.options import CheckOptions
from checks.rule import Rule
from checks.runner import checked, chosen_rules, findings_of, severity_set_for
from models.document import Extraction
from models.finding import Finding
from models.outline import Outline

#: Gives (name, extraction) of each document.
Documents = Callable[[], Iterable[tuple[str, Extraction]]]
#: Gives (name, outline) of the same documents in the same order; the extractions themselves will do.
Outlines = Callable[[], Iterable[tuple[str, Extraction | Outline]]]
#: The family of rules that compare sheets.
FAMILY = "ARC"


def checked_archive(
    documents: Documents, options: CheckOptions, outlines: Outlines | None = None
) -> Iterator[tuple[str, Extraction]]:
    """Each document with the findings of all chosen rules, those that only the whole archive shows among them.

    The archive is gone through twice: first its outlines (by default the documents), then the documents.
    """
    if not _archive_rules(options):
        yield from ((name, checked(extraction, options, name)) for name, extraction in documents())
        return
    with closing(ArchiveFacts(options.working_time)) as facts:
        for name, outline in (outlines or documents)():
            facts.add(name, outline)
        for name, extraction in documents():
            yield name, checked(extraction, options, name, facts)


def with_archive_findings(
    documents: Documents, options: CheckOptions, outlines: Outlines | None = None
) -> Iterator[tuple[str, Extraction]]:
    """Each document with the findings it has already, and those that only the whole archive shows.

    Of the findings it has, those of rules not chosen are left out; severities and exceptions are those of `options`.
    The archive is gone through twice: first its outlines (by default the documents), then the documents.
    """
    rules = _archive_rules(options)
    chosen = {rule.code for rule in chosen_rules(options)} if options.select or options.ignore else None
    with closing(ArchiveFacts(options.working_time)) as facts:
        for name, outline in (outlines or documents)() if rules else ():
            facts.add(name, outline)
        for name, extraction in documents():
            found = [f for f in (*extraction.findings, *extraction.excepted) if chosen is None or f.code in chosen]
            found = [_as_set(finding, options) for finding in found if not finding.code.startswith(FAMILY)]
            kept, excepted = split([*found, *findings_of(rules, extraction, options, facts)], options.exceptions, name)
            yield name, extraction.model_copy(update={"findings": kept, "excepted": excepted})


def _archive_rules(options: CheckOptions) -> list[Rule]:
    return [rule for rule in chosen_rules(options) if rule.family == FAMILY]


def _as_set(finding: Finding, options: CheckOptions) -> Finding:
    """The finding, no longer excepted, with the severity that the office gives its rule."""
    severity = severity_set_for(finding.code, options) or finding.severity
    if type(finding) is Finding and finding.severity == severity:
        return finding
    values = {name: getattr(finding, name) for name in Finding.model_fields}
    return Finding(**{**values, "severity": severity})
