"""A header block -> the header's fields, each with the place it was read from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Literal

from rapidfuzz import fuzz
from rapidfuzz.utils import default_process

from models.document import Approval, Header, OtherSection
from models.evidence import Evidence
from models.geometry import union
from models.layout import HeaderBlock, LabelledValue, Line, Span
from models.regions import find_mentions, issuing_region
from parsers.approval import ApprovalLines, is_post, split_signature, text_of
from parsers.labels import match_label
from parsers.strays import is_stray, without_strays
from parsers.titles import is_banner, is_scanner_mark, part_heading, repeats_title, title_among, without_lead
from parsers.values.citations import parse_citation
from parsers.values.dates import parse_date
from parsers.values.lists import split_items
from parsers.values.markers import item_starts
from parsers.values.nip import NIP_DIGITS

#: Readers mark handwriting, and text under a stamp, with a score below this; such a value is null, its text evidence.
SURE_VALUE = 0.6
#: Numbers, dates and names have no words to check them by: handwriting read wrong was scored up to 0.79, print from 0.9.
SURE_FIGURE = 0.8
#: The next line of a paragraph follows within this many line heights.
LEADING = 0.9
#: A signature block under the table completes the header's where their posts are at least this alike (0-100).
SAME_POST = 80
LIST_FIELDS = ("legal_basis", "qualifications", "related_sops", "equipment", "warnings", "records")
DateField = Literal["created_on", "revised_on", "effective_on"]

Found = dict[str, list[LabelledValue]]


def read_header(block: HeaderBlock) -> tuple[Header, dict[str, Evidence]]:
    """Header and evidence (keys: JSON pointers from /header/ on) of a block.

    A printed label without a value gives evidence with empty text, so that a blank field has a place on the page.
    """
    header = Header()
    evidence: dict[str, Evidence] = {}
    found = _by_field(block.pairs)
    letterhead, title, rest = _unlabelled(block, found)
    header.number = _scalar(evidence, "/header/number", _values(found, "number"), SURE_FIGURE)
    title = _values(found, "title") if _has_text(found, "title") else title
    header.title = without_lead(_scalar(evidence, "/header/title", title))
    _put_institution(header, evidence, [*letterhead, *_values(found, "institution")])
    _put_dates(header, evidence, found)
    _put_approval(header, evidence, block, found)
    for name in LIST_FIELDS:
        items = _items(evidence, f"/header/{name}", _values(found, name))
        setattr(header, name, [parse_citation(item) for item in items] if name == "legal_basis" else items)
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
        found.setdefault(field, []).append(pair)
    return found


def _values(found: Found, field: str) -> list[Span]:
    return [span for pair in found.get(field, []) for span in pair.values]


def _has_text(found: Found, field: str) -> bool:
    return any(_clean(span.text) for span in _values(found, field))


def _unlabelled(block: HeaderBlock, found: Found) -> tuple[list[Span], list[Span], list[Span]]:
    """(letterhead, title, rest) of the text that stood under no label.

    Inside the block a title is a line "SOP …"; over the table whatever is neither office nor address may be one.
    """
    rest = [span for span in block.unlabelled if span and not is_scanner_mark(span.text)]
    letterhead = [span for span in block.institution if span]
    if _has_text(found, "title"):
        return letterhead, [], rest
    title, rest = title_among(rest)
    if not title:
        title, letterhead = title_among(letterhead)
    if not title:
        heading = part_heading(block.heading)
        title = heading.title
        if not letterhead:
            letterhead = heading.letterhead
    return letterhead, title, rest


def _put_institution(header: Header, evidence: dict[str, Evidence], lines: Sequence[Span]) -> None:
    for span in lines:
        text = _clean(span.text)
        if not text or not any(c.isalpha() for c in text) or (span.origin == "ocr" and is_stray(text)):
            continue
        if is_banner(text) or is_scanner_mark(text) or repeats_title(text, header.title):
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


def _put_dates(header: Header, evidence: dict[str, Evidence], found: Found) -> None:
    """Dates by meaning: the day of signing stands in for the created or the effective date where no label names that."""
    for field in ("created_on", "revised_on", "effective_on"):
        label = "approved_on" if field != "revised_on" and field not in found else field
        span = _joined(_values(found, label))
        if span is None:
            continue
        evidence[f"/header/{field}"] = span.evidence()
        value = parse_date(span.text)
        if value is not None and _is_sure(span, SURE_VALUE / value.confidence):
            setattr(header, field, value.iso)


def _put_approval(header: Header, evidence: dict[str, Evidence], block: HeaderBlock, found: Found) -> None:
    """Fill approved_by from its labelled cell; from the signature block under the table where the cell says less."""
    spans = [span for span in _values(found, "approved_by") if _clean(span.text)]
    if not spans and block.signature:
        spans = [block.signature]
    if not spans:
        return
    parts = split_signature([line for span in spans for line in span.lines])
    if not parts.name and not parts.nip_line and block.signature:
        signed = split_signature(block.signature.lines)
        if (
            fuzz.ratio(text_of(signed.position) or "", text_of(parts.position) or "", processor=default_process)
            >= SAME_POST
        ):
            parts = signed._replace(position=parts.position)
    header.approved_by = Approval(
        position=_part(evidence, "position", parts.position, spans[0], SURE_VALUE),
        name=_part(evidence, "name", parts.name, spans[0], SURE_FIGURE),
        rank=_part(evidence, "rank", parts.rank, spans[0], SURE_VALUE),
        nip=_nip(evidence, parts, spans[0]),
    )


def _part(evidence: dict[str, Evidence], key: str, lines: Sequence[Line], source: Span, sure: float) -> str | None:
    if not lines:
        return None
    span = _of_lines(source, lines)
    evidence[f"/header/approved_by/{key}"] = span.evidence()
    text = text_of(lines)
    if key == "position" and source.origin == "ocr" and not is_post(text or ""):
        return None  # what a stamp says, or half a word beside it
    if key == "name" and source.origin == "ocr" and len((text or "").split()) < 2:
        return None
    return text if _is_sure(span, sure) else None


def _nip(evidence: dict[str, Evidence], parts: ApprovalLines, source: Span) -> str | None:
    """Digits of the NIP; a number of a wrong length is kept only from a text layer: in a scan it is a misreading."""
    if not parts.nip_line:
        return None
    span = _of_lines(source, parts.nip_line)
    evidence["/header/approved_by/nip"] = span.evidence()
    if parts.nip is None or not _is_sure(span, SURE_FIGURE):
        return None
    return parts.nip.digits if len(parts.nip.digits) == NIP_DIGITS or source.origin != "ocr" else None


def _items(evidence: dict[str, Evidence], pointer: str, spans: Sequence[Span]) -> list[str]:
    """The items of a section with their evidence; a section without any leaves the place where they are missing."""
    texts: list[str] = []
    for source, text, lines in _split(spans):
        evidence[f"{pointer}/{len(texts)}"] = _of_lines(source, lines).evidence()
        texts.append(text)
    if not texts and spans:
        evidence[pointer] = replace(spans[0], lines=()).evidence()
    return texts


def _split(spans: Sequence[Span]) -> Iterable[tuple[Span, str, list[Line]]]:
    """(source, item, its lines): numbers and bullets part the items across all cells, without any each cell its own."""
    spans = [span for span in spans if _clean(span.text)]
    lines = [line for span in spans for line in span.lines]
    if any(item_starts([line.text for line in lines])):
        sources = {id(line): span for span in spans for line in span.lines}
        for text, used in split_items(lines):
            yield sources.get(id(used[0]), spans[0]), text, used
        return
    for span in _cells(spans):
        for text, used in split_items(span.lines):
            yield span, text.lstrip(": "), used


def _cells(spans: Sequence[Span]) -> list[Span]:
    """Spans that are runs of words, no ruled cells, put together where one is the next line of the other."""
    cells: list[Span] = []
    for span in spans:
        if cells and _is_next_line(cells[-1], span):
            lines = (*cells[-1].lines, *span.lines)
            cells[-1] = _of_lines(cells[-1], lines)
        else:
            cells.append(span)
    return cells


def _is_next_line(above: Span, below: Span) -> bool:
    boxes = [line.box for span in (above, below) for line in span.lines if line.box is not None]
    if above.page != below.page or len(boxes) != len(above.lines) + len(below.lines):
        return False
    if above.box != union(above_boxes := boxes[: len(above.lines)]) or below.box != union(boxes[len(above.lines) :]):
        return False  # wider than its words: a ruled cell
    last, first = above_boxes[-1], boxes[len(above.lines)]
    return -0.5 * last.height <= first.top - last.bottom <= LEADING * last.height and last.overlap_x(first) > 0


def _put_other(header: Header, evidence: dict[str, Evidence], found: Found, rest: Sequence[Span]) -> None:
    """Sections without a field of their own, and last, under an empty label, text that stood under none."""
    for pair in found.get("other", []):
        _add_other(header, evidence, pair.label.text.strip(" :"), pair.values)
    if rest:
        _add_other(header, evidence, "", rest)


def _add_other(header: Header, evidence: dict[str, Evidence], label: str, spans: Sequence[Span]) -> None:
    items = _items(evidence, f"/header/other/{len(header.other)}/items", spans)
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


def _of_lines(source: Span, lines: Sequence[Line]) -> Span:
    boxes = [line.box for line in lines if line.box is not None]
    return replace(source, lines=tuple(lines), box=union(boxes) if boxes else source.box)


def _with_text(source: Span, text: str) -> Span:
    confidence = source.confidence if source.confidence is not None else 1.0
    return replace(source, lines=(Line(text, source.box, confidence),))


def _clean(text: str) -> str:
    """The value without its label's colon; nothing where only marks are printed ("-", ": ....")."""
    stripped = text.strip().lstrip(": ").strip()
    return stripped if any(c.isalnum() for c in stripped) else ""


def _is_sure(span: Span, threshold: float) -> bool:
    return span.confidence is None or span.confidence >= threshold
