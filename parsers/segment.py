"""Which pages make one SOP: header blocks and tables in the order of the file -> sheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from models.document import PageRole
from models.layout import Column, HeaderBlock, LabelledValue, Span
from models.page import Page
from parsers.header.chapters import Chapter, PageChapters, find_chapters
from parsers.header.labels import match_label
from parsers.header.layout import read_header_block
from parsers.spans import join_spans
from parsers.table.columns import fold
from parsers.table.layout import TablePart, find_table_parts
from parsers.table.slices import read_slice
from parsers.values.numbers import parse_step_number

#: A page whose labels name fewer different fields than this has a running title at most, no header block.
MIN_HEADER_FIELDS = 3
#: A block with this many of the sections under the identity part is a whole one and no running header.
SECTION_FIELDS = frozenset({"legal_basis", "qualifications", "related_sops", "equipment", "warnings", "records"})
MIN_SECTIONS = 2
#: Cells of a number row (1 2 3, (1) (2)) under the headings are no longer than this, in letters and figures.
NUMBER_CELL = 3
#: Titles or headings at least this alike (0-100) are the same.
SAME_TEXT = 85


@dataclass
class SheetDraft:
    """The pages of one SOP before they are read: its header block and the parts of its table.

    `chapter` is the last chapter of a header block that is printed as running text; it may go on on the next page.
    """

    header: HeaderBlock | None = None
    header_pages: list[int] = field(default_factory=list)
    parts: list[TablePart] = field(default_factory=list)
    slices: list[TablePart] = field(default_factory=list)
    chapter: Chapter | None = None

    @property
    def last_part(self) -> TablePart | None:
        """The part that a table going on over the page edge would continue."""
        return (self.slices or self.parts or [None])[-1]

    @property
    def pages(self) -> list[int]:
        return sorted({*self.header_pages, *(p.page.number for p in self.parts + self.slices)})

    @property
    def holds_sheet(self) -> bool:
        """A table, or a header block whose table is not in the file."""
        return bool(self.parts or self.header_pages)


def split_sheets(pages: Iterable[Page], roles: dict[int, PageRole]) -> Iterator[SheetDraft]:
    """Drafts in file order, each given out as soon as it is complete. `roles` is filled with every page's role.

    A header block starts a sheet; so does a table whose numbering starts anew, which then shares the header block
    before it. Pages that are neither are left out. Pictures of pages that hold no table are dropped at once.
    """
    draft = SheetDraft()
    for page in pages:
        parts = _parts(page, draft)
        boxes = [p.box for p in parts]
        chapters = find_chapters(page, boxes, None if draft.parts else draft.chapter)
        header = read_header_block(page, boxes, chapters.place)
        header.pairs += [chapter.pair for chapter in chapters.chapters]
        is_header = len(_fields(header)) >= MIN_HEADER_FIELDS
        roles[page.number] = _role(is_header, bool(parts))
        if not parts:
            page.raster = None
        if is_header:
            if _begins_sheet(draft, header, parts):
                yield from _finished(draft, roles)
                draft = SheetDraft()
            _add_header(draft, header, page.number)
        elif not parts and draft.header is not None and not draft.parts and _adds(draft.header, header, chapters):
            _add_header(draft, header, page.number)
        _go_on(draft, chapters)
        for part in parts:
            if part.is_slice:
                draft.slices.append(part)
                continue
            if part.heading is not None:
                _drop_half(draft, roles)
            if draft.parts and _starts_anew(draft.parts, part):
                yield draft
                draft = SheetDraft(draft.header, list(draft.header_pages))
                if draft.header and not is_header:
                    draft.header = _with_heading(draft.header, header)
            elif not is_header and not draft.parts:
                draft.header = _with_heading(draft.header or HeaderBlock(), header)
            draft.parts.append(part)
            if draft.header is not None and draft.header is not header:
                draft.header.signature = (
                    header.signature or _signed_again(draft.header, header) or draft.header.signature
                )
    yield from _finished(draft, roles)


def _parts(page: Page, draft: SheetDraft) -> list[TablePart]:
    """Parts of the page; on the right-hand pages of a table printed over several, the slice of it."""
    parts = find_table_parts(page, draft.last_part.columns if draft.last_part else None)
    if draft.parts and all(part.heading is None or part.is_slice for part in parts):
        right = read_slice(page, draft.parts, draft.slices)
        return [right] if right is not None else parts
    return parts


def _finished(draft: SheetDraft, roles: dict[int, PageRole]) -> Iterator[SheetDraft]:
    _drop_half(draft, roles)
    if draft.holds_sheet:
        yield draft


def _drop_half(draft: SheetDraft, roles: dict[int, PageRole]) -> None:
    """Drop what looked like the left half of a table, if no right half followed: it was another table."""
    if draft.parts and draft.parts[0].is_half and not draft.slices:
        for part in draft.parts:
            roles[part.page.number] = "header" if part.page.number in draft.header_pages else "other"
        draft.parts.clear()


def _adds(header: HeaderBlock, page: HeaderBlock, chapters: PageChapters) -> bool:
    return chapters.place is not None or bool(_fields(page) - _fields(header))


def _go_on(draft: SheetDraft, chapters: PageChapters) -> None:
    """Give the open chapter its text on this page; the page's last one is open from here on."""
    if draft.header is None:
        return
    if draft.chapter is not None and chapters.goes_on is not None:
        draft.chapter.pair.values.append(chapters.goes_on)
    if chapters.chapters:
        draft.chapter = chapters.chapters[-1]


def _role(is_header: bool, has_table: bool) -> PageRole:
    if is_header:
        return "both" if has_table else "header"
    return "table" if has_table else "other"


def _fields(header: HeaderBlock) -> set[str]:
    matches = (match_label(pair.label.text) for pair in header.pairs)
    return {m.field for m in matches if m and m.field != "other"}


def _text_of(header: HeaderBlock, field_name: str) -> str:
    for pair in header.pairs:
        match = match_label(pair.label.text)
        if match and match.field == field_name:
            return " ".join(v.text for v in pair.values).strip(" :")
    return ""


def _begins_sheet(draft: SheetDraft, header: HeaderBlock, parts: list[TablePart]) -> bool:
    """Whether a page's header block is another sheet's than the draft's.

    Told by number, else by title. A block that names neither, or the first does not, is the same one going on: over
    the pages before the table, or as a running header over the pages of a table whose numbering goes on. So is one
    whose number differs in its figures alone (a slip of the reader), unless its table begins anew: the sheets of one
    office are numbered in a row.
    """
    if draft.header is None:
        return True
    numbers, titles = ([_text_of(block, name) for block in (draft.header, header)] for name in ("number", "title"))
    if all(numbers) and not _is_alike(*numbers):
        return True
    renamed = all(titles) and not _is_alike(*titles)
    if all(numbers) and _figures(numbers[0]) == _figures(numbers[1]) and not renamed:
        return False
    if all(titles) and not all(numbers):
        return renamed
    if parts and draft.parts:
        return _starts_anew(draft.parts, parts[0])
    if not draft.parts and not all(numbers):
        return False
    return renamed or (_is_whole(header) and (bool(draft.parts) or _is_whole(draft.header)))


def _is_whole(header: HeaderBlock) -> bool:
    return len(_fields(header) & SECTION_FIELDS) >= MIN_SECTIONS


def _is_alike(one: str, other: str) -> bool:
    return fuzz.ratio(one.casefold(), other.casefold()) >= SAME_TEXT


def _figures(number: str) -> str:
    return "".join(c for c in number if c.isdigit())


def _add_header(draft: SheetDraft, header: HeaderBlock, page: int) -> None:
    draft.header_pages.append(page)
    if draft.header is None:
        draft.header = header
        return
    draft.header.pairs += _new_pairs(draft.header, header)


def _new_pairs(header: HeaderBlock, page: HeaderBlock) -> list[LabelledValue]:
    """The page's pairs that the header block does not have: a running header repeats some of it on every page."""
    known = _fields(header) | {pair.label.text for pair in header.pairs}
    return [p for p in page.pairs if _field(p) not in known and p.label.text not in known]


def _signed_again(header: HeaderBlock, page: HeaderBlock) -> Span | None:
    """What stands under "Disahkan oleh" on a page of the table, where the header block has its own: the approver again."""
    pairs = [pair for pair in page.pairs if _field(pair) == "approved_by" and not any(pair is p for p in header.pairs)]
    spans = [span for pair in pairs for span in pair.values if span]
    return join_spans(spans) if spans else None


def _field(pair: LabelledValue) -> str | None:
    match = match_label(pair.label.text)
    return match.field if match else None


def _with_heading(header: HeaderBlock, page: HeaderBlock) -> HeaderBlock:
    """The header block with the lines over this table: a table page has no labels, or hardly any."""
    lines = page.institution + page.unlabelled + page.heading
    return HeaderBlock(
        header.institution,
        header.pairs + _new_pairs(header, page),
        header.unlabelled,
        lines,
        page.signature or header.signature,
    )


def _starts_anew(before: list[TablePart], part: TablePart) -> bool:
    """Numbering that starts at 1 again, or other actors under a heading of its own where nothing is numbered."""
    if part.heading is None:
        return False
    first, last = _numbers(part), [n for p in before for n in _numbers(p)]
    if first and last:
        return first[0] == 1 and last[-1] >= 1
    return not _same_columns(before[-1].columns, part.columns)


def _numbers(part: TablePart) -> list[int]:
    """Step numbers of the part's rows; number rows (1 2 3 under the headings) are left out."""
    where = next((i for i, c in enumerate(part.columns) if c.role == "number"), None)
    if where is None:
        return []
    found = []
    for row in part.rows:
        number = parse_step_number(row.cells[where].text)
        if number is not None and any(len(fold(c.text)) > NUMBER_CELL for i, c in enumerate(row.cells) if i != where):
            found.append(number)
    return found


def _same_columns(before: list[Column], after: list[Column]) -> bool:
    a, b = (" ".join(c.heading.text for c in cols).casefold() for cols in (before, after))
    return fuzz.ratio(a, b) >= SAME_TEXT
