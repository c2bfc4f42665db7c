"""A header block -> the header's fields, each with the place it was read from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from rapidfuzz import fuzz
from rapidfuzz.utils import default_process

from models.document import Approval, Header, OtherSection
from models.evidence import Evidence
from models.geometry import union
from models.layout import HeaderBlock, LabelledValue, Line, Span
from models.regions import find_mentions, issuing_region
from parsers.header.approval import ApprovalLines, is_post, names_a_person, signing_date, split_signature, text_of
from parsers.header.composed_post import composed_post
from parsers.header.corroborate import as_ranked, corroborated_post, is_torn, spaced, with_whole_words
from parsers.header.labels import match_label
from parsers.header.lists import of_lines, section_items
from parsers.header.person_names import is_cut_name, is_torn_name, mended_name
from parsers.header.signed_nip import chosen_nip
from parsers.header.sop_number import printed_number, readings_of
from parsers.header.strays import addresses_apart, is_scrap, without_logo, without_marks, without_strays
from parsers.header.titles import (
    SHORTEST_TITLE,
    is_banner,
    is_scanner_mark,
    letterhead_among,
    part_heading,
    repeats_title,
    title_among,
    title_apart,
    without_lead,
    without_specks,
)
from parsers.header.twice_signed import confirmed
from parsers.values.citations import begins_citation, parse_citation
from parsers.values.dates import DateValue, parse_date
from parsers.values.nip import find_nip, find_nip_label

#: Readers mark handwriting, and text under a stamp, with a score below this; such a value is null, its text evidence.
SURE_VALUE = 0.6
#: Posts and names under stamps and signatures, of which the looks differ: on scans and 50 drawn sheets those read wrong
#: were scored up to 0.68, those of real scans read right from 0.70.
SURE_SIGNED = 0.69
#: A signature block under the table completes the header's where their posts are at least this alike (0-100).
SAME_POST = 80
#: Regulations, and share of all items, from which text under no label is the legal basis.
FEWEST_LAWS = 2
MOSTLY = 0.6
LIST_FIELDS = ("legal_basis", "qualifications", "related_sops", "equipment", "warnings", "records")
DATE_FIELDS = ("created_on", "revised_on", "effective_on", "approved_on")
#: Lines of a date with a signature block under it: date, post, name or rank, NIP.
SHORTEST_BLOCK = 3

#: What readers make of an upright stroke.
_STROKES = str.maketrans("JjIil|!", "1111111")

Found = dict[str, list[LabelledValue]]


def read_header(block: HeaderBlock) -> tuple[Header, dict[str, Evidence]]:
    """Header and evidence (keys: JSON pointers from /header/ on) of a block.

    A printed label without a value gives evidence with empty text, so that a blank field has a place on the page.
    """
    header = Header()
    evidence: dict[str, Evidence] = {}
    found = _by_field(block.pairs)
    _put_signing_date(found, block)
    letterhead, title, rest = _unlabelled(block, found)
    _put_number(header, evidence, found)
    title = _values(found, "title") if _has_title(found) else title
    header.title = without_lead(_scalar(evidence, "/header/title", title))
    if header.title and any(span.origin == "ocr" for span in title):
        header.title = without_specks(header.title)
    _put_institution(header, evidence, [*letterhead, *_values(found, "institution")])
    _put_dates(header, evidence, found)
    _put_approval(header, evidence, block, found)
    rest = _unlabelled_laws(found, rest)
    for name in LIST_FIELDS:
        is_law = name == "legal_basis"
        cells, addresses = addresses_apart(_values(found, name))
        rest += addresses
        items = _items(evidence, f"/header/{name}", cells, citations=is_law)
        setattr(header, name, [parse_citation(item) for item in items] if is_law else items)
    _put_other(header, evidence, found, rest)
    _put_region(header, evidence)
    return header, evidence


def _by_field(pairs: Iterable[LabelledValue]) -> Found:
    """Pairs by the field their label means; labels that mean none, and "other" ones, under "other"."""
    found: Found = {}
    for pair in pairs:
        match = match_label(pair.label.text)
        field = match.field if match else "other"
        if match and match.rest and not any(pair.values):
            pair = LabelledValue(pair.label, [_with_text(pair.label, match.rest)])
        if field in DATE_FIELDS:
            pair, signed = _without_signature(pair)
            found.setdefault("approved_by", []).extend(signed)
        found.setdefault(field, []).append(pair)
    return found


def _without_signature(pair: LabelledValue) -> tuple[LabelledValue, list[LabelledValue]]:
    """A date apart from the signature block that ran into its cell where the rule between them was not found."""
    lines = [(span, line) for span in pair.values for line in span.lines]
    if len(lines) < SHORTEST_BLOCK or not any(
        find_nip_label(line.text) or find_nip(line.text) for _, line in lines[1:]
    ):
        return pair, []
    date = of_lines(lines[0][0], [lines[0][1]])
    signed = of_lines(lines[1][0], [line for _, line in lines[1:]])
    return LabelledValue(pair.label, [date]), [LabelledValue(pair.label, [signed])]


def _put_signing_date(found: Found, block: HeaderBlock) -> None:
    """Where no label names a date, the one over the signature is the day of signing."""
    if any(field in found for field in ("created_on", "effective_on", "approved_on")):
        return
    for span in [*_values(found, "approved_by"), *([block.signature] if block.signature else [])]:
        line = signing_date(span.lines)
        if line is not None:
            found["approved_on"] = [LabelledValue(of_lines(span, [line]), [of_lines(span, [line])])]
            return


def _values(found: Found, field: str) -> list[Span]:
    return [span for pair in found.get(field, []) for span in pair.values]


def _has_title(found: Found) -> bool:
    return any(sum(c.isalpha() for c in _clean(span.text)) >= SHORTEST_TITLE for span in _values(found, "title"))


def _unlabelled(block: HeaderBlock, found: Found) -> tuple[list[Span], list[Span], list[Span]]:
    """(letterhead, title, rest) of the text that stood under no label.

    Inside the block a title is a line "SOP …"; over the table whatever is neither office nor address may be one.
    """
    rest = [span for span in block.unlabelled if span and not is_scanner_mark(span.text)]
    letterhead = [span for span in block.institution if span]
    if not letterhead:
        letterhead, rest = letterhead_among(rest)
    if _has_title(found):
        return letterhead, [], rest
    title, rest = title_among(rest)
    if not title:
        title, letterhead = title_among(letterhead)
    if not title:
        heading = part_heading(block.heading)
        title = heading.title
        if not letterhead:
            letterhead = heading.letterhead
    if not title:
        title, letterhead = title_apart(letterhead)
    return letterhead, title, rest


def _put_institution(header: Header, evidence: dict[str, Evidence], lines: Sequence[Span]) -> None:
    others = " ".join([header.title or "", header.number or "", *(span.text for span in lines if " " in span.text)])
    for span in without_logo(lines, others):
        text = _clean(span.text)
        if (
            not any(c.isalpha() for c in text)
            or is_banner(text)
            or is_scanner_mark(text)
            or repeats_title(text, header.title)
        ):
            continue
        evidence[f"/header/institution/{len(header.institution)}"] = span.evidence()
        header.institution.append(text)


def _scalar(evidence: dict[str, Evidence], pointer: str, spans: Sequence[Span], sure: float = SURE_VALUE) -> str | None:
    """The text of the spans as one value; None where nothing is printed, or not surely enough to be a value."""
    span = _joined(spans)
    if span is None:
        return None
    evidence[pointer] = span.evidence()
    text = _clean(span.text)
    return text if text and _is_sure(span, sure) else None


def _put_number(header: Header, evidence: dict[str, Evidence], found: Found) -> None:
    span = _joined(_values(found, "number"))
    if span is not None:
        evidence["/header/number"] = span.evidence()
        header.number = printed_number(span, _clean(span.text))


def _put_dates(header: Header, evidence: dict[str, Evidence], found: Found) -> None:
    """Dates by meaning: the day of signing stands in for the created or the effective date where no label names that."""
    for field in ("created_on", "revised_on", "effective_on"):
        label = "approved_on" if field != "revised_on" and field not in found else field
        span = _joined(_values(found, label))
        if span is None:
            continue
        evidence[f"/header/{field}"] = span.evidence()
        value = _date_of(span)
        if value is not None and span.origin == "ocr" and len(value.iso) == 4:
            continue  # a year alone: the reader lost the day and month
        if value is not None and _is_sure(span, SURE_VALUE / _date_confidence(value, span)):
            setattr(header, field, value.iso)


def _date_of(span: Span) -> DateValue | None:
    """The date of a span, the fuller one where readers differ in what a stroke is alone ("JJuni", "1Juni")."""
    drawn = span.text.translate(_STROKES)
    alike = [other for other in readings_of(span.text, span) if other.translate(_STROKES) == drawn]
    dates = [date for date in map(parse_date, [span.text, *alike]) if date is not None]
    return max(dates, key=lambda date: len(date.iso), default=None)


def _date_confidence(value: DateValue, span: Span) -> float:
    """How surely `value` is the date of `span`: a month with a misread letter ("26 Aprit") is that of the other reading."""
    others = [parse_date(other) for other in readings_of(span.text, span)]
    return max([value.confidence, *(other.confidence for other in others if other and other.iso == value.iso)])


def _put_approval(header: Header, evidence: dict[str, Evidence], block: HeaderBlock, found: Found) -> None:
    """Fill approved_by from its labelled cell; from the signature block under the table where the cell says less."""
    spans = [span for span in _values(found, "approved_by") if _clean(span.text)]
    if not spans and block.signature:
        spans = [block.signature]
    if not spans:
        return
    parts, signature = split_signature([line for span in spans for line in span.lines]), spans[0]
    places: dict[str, Span] = {}
    if block.signature and block.signature is not spans[0]:
        signed = split_signature(block.signature.lines)
        if not parts.name and not parts.nip_line:
            if _is_same_post(signed, parts):
                parts, signature = signed._replace(position=parts.position), block.signature
        else:
            parts, places = confirmed(parts, spans[0], signed, block.signature)
    position = _part(evidence, "position", parts.position, spans[0], SURE_SIGNED)
    if spans[0].origin == "ocr":
        region = issuing_region(header.institution)
        position = (
            composed_post(parts.position, header.institution, region)
            or corroborated_post(parts.position, header.institution, region)
            or position
        )
        sure = min((line.confidence for line in parts.position), default=0.0)
        if position and is_torn(position, sure, region):
            position = None
        position = position and with_whole_words(position, sure, header.institution, region)
    header.approved_by = Approval(
        position=position and (spaced(position) if spans[0].origin == "ocr" else position),
        name=_part(evidence, "name", parts.name, places.get("name", signature), SURE_SIGNED),
        rank=_part(evidence, "rank", as_ranked(parts.rank), places.get("rank", signature), SURE_VALUE),
        nip=_nip(evidence, parts, places.get("nip_line", signature)),
    )


def _is_same_post(one: ApprovalLines, other: ApprovalLines) -> bool:
    likeness = fuzz.ratio(text_of(one.position) or "", text_of(other.position) or "", processor=default_process)
    return likeness >= SAME_POST


def _part(evidence: dict[str, Evidence], key: str, lines: Sequence[Line], source: Span, sure: float) -> str | None:
    if not lines:
        return None
    span = of_lines(source, lines)
    evidence[f"/header/approved_by/{key}"] = span.evidence()
    text = text_of(lines)
    if key == "position" and source.origin == "ocr" and not is_post(text or ""):
        return None  # what a stamp says, or half a word beside it
    if key == "name" and source.origin == "ocr":
        if is_cut_name(text or "", span.confidence):
            return None
        text = mended_name(text or "", span.confidence, any(line.alternatives for line in lines))
        if len(text.split()) < 2 or not names_a_person(text) or is_torn_name(text, span.confidence):
            return None
    return text if _is_sure(span, sure) else None


def _nip(evidence: dict[str, Evidence], parts: ApprovalLines, source: Span) -> str | None:
    """Digits of the NIP as printed; None where there is none, or readers differ on it."""
    if not parts.nip_line:
        return None
    span = of_lines(source, parts.nip_line)
    evidence["/header/approved_by/nip"] = span.evidence()
    return chosen_nip(parts.nip, parts.nip_line, span.confidence, source.origin == "ocr")


def _items(
    evidence: dict[str, Evidence], pointer: str, spans: Sequence[Span], *, citations: bool = False, scraps: bool = True
) -> list[str]:
    """The items of a section with their evidence; a section without any leaves the place where they are missing.

    Without `scraps`, some few words that the reader was unsure of are no item: sections that are signed have a stamp.
    """
    texts: list[str] = []
    for place, text in section_items(spans, citations=citations):
        if not scraps and is_scrap(place):
            continue
        evidence[f"{pointer}/{len(texts)}"] = place.evidence()
        texts.append(text)
    if not texts and spans:
        evidence[pointer] = replace(spans[0], lines=()).evidence()
    return texts


def _unlabelled_laws(found: Found, rest: list[Span]) -> list[Span]:
    """Text under no label that cites regulations is the legal basis whose label was not read; gives back the rest."""
    if "legal_basis" in found or not rest:
        return rest
    items = [text for _, text in section_items(rest, citations=True)]
    cited = sum(begins_citation(text) for text in items)
    if cited < FEWEST_LAWS or cited < len(items) * MOSTLY:
        return rest
    found["legal_basis"] = [LabelledValue(replace(rest[0], lines=()), rest)]
    return []


def _put_other(header: Header, evidence: dict[str, Evidence], found: Found, rest: Sequence[Span]) -> None:
    """Sections without a field of their own, and last, under an empty label, text that stood under none."""
    for pair in found.get("other", []):
        _add_other(header, evidence, pair.label.text.strip(" :"), pair.values)
    rest = without_marks(rest, " ".join([*header.institution, header.title or "", header.number or ""]))
    rest = [span for span in rest if not is_banner(span.text)]
    if rest:
        _add_other(header, evidence, "", rest)


def _add_other(header: Header, evidence: dict[str, Evidence], label: str, spans: Sequence[Span]) -> None:
    items = _items(evidence, f"/header/other/{len(header.other)}/items", spans, scraps=False)
    if label or items:
        header.other.append(OtherSection(label=label, items=items))


def _put_region(header: Header, evidence: dict[str, Evidence]) -> None:
    """The issuing region from letterhead, approver's post and title, in that order."""
    whole = " ".join(header.institution)
    header.region = issuing_region([*header.institution, whole, header.approved_by.position or "", header.title or ""])
    if header.region is None:
        return
    pointers = [f"/header/institution/{i}" for i in range(len(header.institution))]
    for pointer in (*pointers, "/header/approved_by/position", "/header/title"):
        entry = evidence.get(pointer)
        codes = {match.code for m in find_mentions(entry.text) for match in m.matches} if entry else set()
        if entry and header.region.code in codes:
            evidence["/header/region"] = entry
            return


def _joined(spans: Sequence[Span]) -> Span | None:
    """One span of all that hold text; the first, blank one where none does."""
    filled = [without_strays(span) for span in spans if _clean(span.text)]
    if not filled:
        return replace(spans[0], lines=()) if spans else None
    lines = tuple(line for span in filled for line in span.lines if _clean(line.text))
    boxes = [span.box for span in filled if span.box is not None and span.page == filled[0].page]
    return replace(filled[0], lines=lines, box=union(boxes) if boxes else None)


def _with_text(source: Span, text: str) -> Span:
    confidence = source.confidence if source.confidence is not None else 1.0
    return replace(source, lines=(Line(text, source.box, confidence),))


def _clean(text: str) -> str:
    """The value without its label's colon; nothing where only marks are printed ("-", ": ....")."""
    stripped = text.strip().lstrip(": ").strip()
    return stripped if any(c.isalnum() for c in stripped) else ""


def _is_sure(span: Span, threshold: float) -> bool:
    return span.confidence is None or span.confidence >= threshold
