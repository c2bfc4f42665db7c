"""From an extraction to its findings: which rules run, in what order, and what a hit becomes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from checks.cause import judge
from checks.context import Context, Place
from checks.exceptions import split
from checks.fingerprint import fingerprint, twins
from checks.options import CheckOptions
from checks.registry import RULES
from checks.rule import Hit, Rule
from models.bilingual import Bilingual, Language, other_than
from models.document import Activity, Extraction, Header
from models.finding import Finding, FindingWords, Severity
from models.status import UsageError

if TYPE_CHECKING:
    from checks.archive.facts import ArchiveFacts

#: Order of an SOP's parts in a report: as on paper.
_PARTS = ("header", "actors", "activities", "flow")

_DOUBTFUL = Bilingual(
    " Bacaan di sini tidak meyakinkan ({percent}%): bandingkan dengan lembar aslinya.",
    " The reading is doubtful here ({percent}%): compare with the sheet.",
)
_NOTHING = Bilingual("", "")


def run_checks(
    extraction: Extraction, options: CheckOptions | None = None, archive: ArchiveFacts | None = None
) -> list[Finding]:
    """All findings of all SOPs, in reading order; the same extraction, options and archive give the same list.

    `extraction.findings` is neither read nor changed. Raises UsageError where a code in the options matches no rule.
    """
    options = options or CheckOptions()
    return findings_of(chosen_rules(options), extraction, options, archive)


def findings_of(
    rules: Sequence[Rule], extraction: Extraction, options: CheckOptions, archive: ArchiveFacts | None = None
) -> list[Finding]:
    """The findings of these rules alone, in reading order."""
    findings: list[Finding] = []
    for index, (sop, twin) in enumerate(zip(extraction.sops, twins(extraction.sops), strict=True)):
        context = Context(extraction, sop, index, options, archive)
        hits = [(rule, hit) for rule in rules for hit in rule.check(context)]
        hits.sort(key=lambda pair: (_reading_order(pair[1].pointer), pair[1].pointer, pair[0].code, pair[1].subject))
        findings.extend(_findings(context, hits, twin))
    return findings


def checked(
    extraction: Extraction, options: CheckOptions, document: str = "", archive: ArchiveFacts | None = None
) -> Extraction:
    """The extraction with the findings of this run; `document` is the file's path, for exceptions (else its name).

    Raises UsageError where a code in the options matches no rule.
    """
    kept, excepted = split(
        run_checks(extraction, options, archive), options.exceptions, document or extraction.source.name
    )
    return extraction.model_copy(update={"findings": kept, "excepted": excepted})


def chosen_rules(options: CheckOptions) -> list[Rule]:
    """The rules that `select`, `ignore` and `preview` leave; UsageError for a code or prefix that names none."""
    for code in (*options.select, *options.ignore, *options.severity):
        if not any(rule.code.startswith(code.upper()) for rule in RULES) or not code:
            raise UsageError(
                "unknown-rule",
                Bilingual(f"Tidak ada aturan {code!r}.", f"There is no rule {code!r}."),
                Bilingual("Lihat daftarnya dengan: sopscan rules", "List them with: sopscan rules"),
                stage="check",
            )
    return [rule for rule in RULES if _is_chosen(rule, options)]


def _is_chosen(rule: Rule, options: CheckOptions) -> bool:
    if _matches(rule.code, options.ignore):
        return False
    if rule.preview and not options.preview and rule.code not in {code.upper() for code in options.select}:
        return False
    return not options.select or _matches(rule.code, options.select)


def _matches(code: str, prefixes: Iterable[str]) -> bool:
    return any(code.startswith(prefix.upper()) for prefix in prefixes)


def _reading_order(pointer: str) -> tuple:
    parts = pointer.strip("/").split("/")
    part = _PARTS.index(parts[0]) if parts[0] in _PARTS else len(_PARTS)
    fields = list((Header if parts[0] == "header" else Activity).model_fields)
    return part, [int(p) if p.isdigit() else fields.index(p) if p in fields else len(fields) for p in parts[1:]]


def _findings(context: Context, hits: list[tuple[Rule, Hit]], twin: int) -> Iterable[Finding]:
    seen: Counter[str] = Counter()
    for rule, hit in hits:
        name = fingerprint(rule.code, context.sop, hit.pointer, hit.subject, twin=twin)
        seen[name] += 1
        if seen[name] > 1:
            name = fingerprint(rule.code, context.sop, hit.pointer, hit.subject, twin=twin, ordinal=seen[name] - 1)
        yield _finding(context, rule, hit, name)


def _finding(context: Context, rule: Rule, hit: Hit, name: str) -> Finding:
    place = Place(hit.page, None, None) if hit.page is not None else context.place(hit.pointer)
    judged = judge(context, rule, hit)
    # What the reading likely brought in is put before a person, and is no fault of the sheet's until one says so.
    severity = "info" if judged.cause == "reading" else hit.severity or rule.severity
    reason = judged.reason or _doubt(rule, place, context.options)
    language, other = context.options.language, other_than(context.options.language)
    words = _words(rule, hit, reason, language)
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=severity_set_for(rule.code, context.options) or severity,
        sop=context.index,
        pointer=hit.pointer,
        page=place.page,
        bbox=place.bbox.rounded() if place.bbox else None,
        message=words.message,
        suggestion=words.suggestion,
        fingerprint=name,
        cause=judged.cause,
        translations={other: _words(rule, hit, reason, other)},
    )


def severity_set_for(code: str, options: CheckOptions) -> Severity | None:
    """The severity set for the longest matching code or prefix; None where none is set."""
    matching = [prefix for prefix in options.severity if code.startswith(prefix.upper())]
    return options.severity[max(matching, key=len)] if matching else None


def _words(rule: Rule, hit: Hit, reason: Bilingual, language: Language) -> FindingWords:
    params = {k: v.say(language) if isinstance(v, Bilingual) else v for k, v in hit.params.items()}
    text = (hit.message or rule.message).say(language).format(**params)
    return FindingWords(
        message=text[:1].upper() + text[1:] + reason.say(language),
        suggestion=hit.suggestion.say(language) if hit.suggestion else None,
    )


def _doubt(rule: Rule, place: Place, options: CheckOptions) -> Bilingual:
    """A word on whether the fault may lie in the reading rather than in the sheet."""
    evidence = place.evidence
    if rule.code == "TXT901" or evidence is None or evidence.confidence is None:
        return _NOTHING
    if evidence.confidence >= options.min_confidence:
        return _NOTHING
    percent = round(evidence.confidence * 100)
    return Bilingual(_DOUBTFUL.id.format(percent=percent), _DOUBTFUL.en.format(percent=percent))
