"""The header block in a transcript: labels beside or over their values, in table rows or in plain lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from models.layout import HeaderBlock, LabelledValue, Line, Span, join_lines
from parsers.header.labels import LabelMatch, match_label
from parsers.table.columns import fold
from parsers.transcript.columns import paragraphs, part_labels, part_lines
from parsers.transcript.entries import Entry, to_span

#: Labels whose value stands beside them; all others head a section whose text stands under them.
ROW_FIELDS = frozenset({"number", "title", "created_on", "revised_on", "effective_on", "approved_on", "approved_by"})
#: Values that run on over further lines or rows; a date or a number does not.
_LONG_FIELDS = frozenset({"title", "approved_by"})
#: Least sure share of a line cut in two where nothing printed says where.
_CUT_CONFIDENCE = 0.5
_SHEET_NAME = re.compile(r"^\W*(?:standar[dt]?\s+operasional|s\.?o\.?p\b|prosedur\b|p\.?o\.?[sb]\b|s\.?p\.?o\b)", re.I)
_ITEM_MARK = re.compile(r"(?:\(?\d{1,2}[.)]|[a-z][.)]|[-•*–])")
_RUN_OF_ITEMS = re.compile(r";\s+(?=[A-Z])")
_NIP = re.compile(r"\bNIP\b|\d{8}\s?\d{6}\s?\d\s?\d{3}", re.IGNORECASE)


@dataclass
class _Pair:
    """A label being filled: `column` is its cell's index, `row_field` tells a value beside from a section under it."""

    label: Span
    field: str
    column: int
    lines: list[Line] = field(default_factory=list)
    interleaved: bool = False

    @property
    def is_long(self) -> bool:
        return self.field in _LONG_FIELDS or self.field not in ROW_FIELDS


@dataclass
class _State:
    pairs: list[_Pair] = field(default_factory=list)
    open: list[_Pair] = field(default_factory=list)
    last: _Pair | None = None
    label_column: int | None = None
    interleaved: list[str] = field(default_factory=list)
    opening: list[Span] = field(default_factory=list)
    block: HeaderBlock = field(default_factory=HeaderBlock)


def read_header_entries(entries: Sequence[Entry]) -> HeaderBlock | None:
    """The header block in the entries before an activity table; None where they hold nothing.

    Without any label the block has no pairs: its lines are letterhead or the table's heading.
    """
    state = _State()
    last_label = max((i for i, entry in enumerate(entries) if _hits(entry)), default=None)
    for index, entry in enumerate(entries):
        after = last_label is not None and index > last_label and entry.page > entries[last_label].page
        if after and not entry.is_row:
            state.block.heading.append(to_span(entry.cells[0], entry.page))
        elif entry.is_row:
            _read_row(state, entry)
        else:
            _read_line(state, entry)
    _close_sections(state)
    _place_opening(state)
    state.block.pairs = [_finished(pair) for pair in state.pairs]
    block = state.block
    return block if block.pairs or block.institution or block.heading or block.unlabelled else None


def append_rest(block: HeaderBlock, spans: Sequence[Span]) -> None:
    """Lines after the table: a signature if a NIP stands among them, else text under no label."""
    lines = tuple(line for span in spans for line in span.lines)
    if not lines:
        return
    joined = Span(spans[0].page, lines, None, "transcript")
    if _NIP.search(joined.text) and block.signature is None:
        block.signature = joined
    else:
        block.unlabelled.append(joined)


# -- table rows --------------------------------------------------------------------------------------------------------


def _hits(entry: Entry) -> list[tuple[int, LabelMatch, list[str]]]:
    """The labels in the entry's cells: (cell index, match, further lines of the cell)."""
    found = []
    for index in entry.filled:
        if index in entry.merged:
            continue
        lines = [line for line in entry.cell(index).split("\n") if line.strip()]
        match = match_label(join_lines(lines[:1])) or (match_label(join_lines(lines)) if len(lines) == 2 else None)
        if match:
            further = lines[1:] if match_label(join_lines(lines[:1])) else []
            found.append((index, match, further))
    if not entry.is_row and found and part_labels(entry.cells[0]) is not None:
        return found[:1]
    return found


def _read_row(state: _State, entry: Entry) -> None:
    hits = _hits(entry)
    if hits:
        _read_labels(state, entry, hits)
    elif state.open:
        for pair, text in _cells_by_section(state.open, entry):
            pair.lines.append(Line(text))
    else:
        _read_loose_cells(state, entry)


def _read_labels(state: _State, entry: Entry, hits: list[tuple[int, LabelMatch, list[str]]]) -> None:
    """Each label takes the cells up to the next one; what stands left of all labels is letterhead."""
    _close_sections(state)
    ends = [index for index, _, _ in hits[1:]] + [len(entry.cells)]
    for (index, match, further), end in zip(hits, ends, strict=True):
        texts = [match.rest, *further, *(entry.cell(i) for i in range(index + 1, end) if i not in entry.merged)]
        lines = [Line(line) for text in texts for line in _value_lines(text)]
        if match.field == "institution" and not lines:
            continue
        pair = _Pair(to_span(match.label, entry.page), match.field, index, lines)
        state.pairs.append(pair)
        if match.field in ROW_FIELDS:
            state.last = pair
            state.label_column = index if state.label_column is None else min(state.label_column, index)
        else:
            state.open.append(pair)
    for index in entry.filled:
        if index < hits[0][0] and index not in entry.merged and not _ITEM_MARK.fullmatch(entry.cell(index)):
            _add_institution(state, entry.cell(index), entry.page)


def _value_lines(text: str) -> list[str]:
    lines = (line.strip().removeprefix(":").strip() for line in text.split("\n"))
    return [line for line in lines if line]


def _cells_by_section(sections: list[_Pair], entry: Entry) -> list[tuple[_Pair, str]]:
    """The row's cells under the section heads above them; an item number in a cell of its own joins its text."""
    found: list[tuple[_Pair, str]] = []
    mark = ""
    for index in entry.filled:
        if index in entry.merged:
            continue
        pair = next((p for p in reversed(sections) if p.column <= index), sections[0])
        for text in _value_lines(entry.cell(index)):
            if _ITEM_MARK.fullmatch(text):
                mark = text
                continue
            found.append((pair, f"{mark} {text}".strip()))
            mark = ""
    return found


def _read_loose_cells(state: _State, entry: Entry) -> None:
    """Cells of a row without label: letterhead left of the labels, the rest of a long value, or unlabelled."""
    for index in entry.filled:
        if index in entry.merged:
            continue
        lines = [Line(line) for line in _value_lines(entry.cell(index))]
        last = state.last
        if state.label_column is None or index < state.label_column:
            _add_institution(state, entry.cell(index), entry.page)
        elif last is not None and (last.field in _LONG_FIELDS or not last.lines):
            last.lines.extend(lines)
        else:
            append_rest(state.block, [Span(entry.page, tuple(lines), None, "transcript")])


# -- plain lines -------------------------------------------------------------------------------------------------------


def _read_line(state: _State, entry: Entry) -> None:
    line = entry.cells[0].strip()
    pair_of_labels = part_labels(line)
    match = match_label(line)
    if pair_of_labels is not None:
        _close_sections(state)
        for column, part in enumerate(pair_of_labels):
            pair = _Pair(to_span(part.label, entry.page), part.field, column)
            state.pairs.append(pair)
            state.open.append(pair)
    elif match is not None:
        _close_sections(state)
        pair = _Pair(to_span(match.label, entry.page), match.field, 0, [Line(t) for t in _value_lines(match.rest)])
        state.pairs.append(pair)
        if match.field in ROW_FIELDS:
            state.last = pair
        else:
            state.open.append(pair)
    elif len(state.open) > 1:
        state.interleaved.append(entry.cells[0])
    elif state.open:
        state.open[0].lines.append(Line(line))
    elif state.last is not None and (state.last.is_long or not state.last.lines):
        state.last.lines.append(Line(line.removeprefix(":").strip()))
    elif not state.pairs:
        state.opening.append(to_span(line, entry.page))
    else:
        append_rest(state.block, [to_span(line, entry.page)])


def _close_sections(state: _State) -> None:
    """End the open sections; lines that ran over two of them side by side are parted."""
    if len(state.open) == 2 and state.interleaved:
        for left, right, sure in part_lines(state.interleaved):
            confidence = 1.0 if sure else _CUT_CONFIDENCE
            for pair, text in zip(state.open, (left, right), strict=True):
                pair.interleaved = True
                if text:
                    pair.lines.append(Line(text, None, confidence))
    state.interleaved = []
    state.open = []
    state.last = None


# -- what belongs where ------------------------------------------------------------------------------------------------


def _add_institution(state: _State, text: str, page: int) -> None:
    """Letterhead lines, once; the sheet's own name among them ("STANDAR OPERASIONAL PROSEDUR …") is its heading."""
    for line in text.split("\n"):
        if not line.strip():
            continue
        span = to_span(line, page)
        place = state.block.heading if _SHEET_NAME.match(line) else state.block.institution
        known = fold("".join(s.text for s in [*state.opening, *place]))
        if fold(line) and fold(line) not in known:
            place.append(span)


def _place_opening(state: _State) -> None:
    """Lines before the first label: letterhead down to the sheet's name, which begins the heading."""
    heading = False
    letterhead: list[Span] = []
    for span in state.opening:
        heading = heading or _SHEET_NAME.match(span.text) is not None
        (state.block.heading if heading else letterhead).append(span)
    state.block.institution[:0] = letterhead


def _finished(pair: _Pair) -> LabelledValue:
    page = pair.label.page
    if pair.interleaved and pair.lines:
        items = paragraphs(pair.lines)
        return LabelledValue(pair.label, [Span(page, tuple(lines), None, "transcript") for lines in items])
    if pair.field not in ROW_FIELDS and len(pair.lines) == 1:
        parts = _RUN_OF_ITEMS.split(pair.lines[0].text)
        if len(parts) > 1 and not _ITEM_MARK.match(parts[0]):  # list items whose marks were lost with their markup
            texts = [part.strip().rstrip(";").strip() for part in parts]
            return LabelledValue(pair.label, [to_span(text, page, pair.lines[0].confidence) for text in texts if text])
    return LabelledValue(pair.label, [Span(page, tuple(pair.lines), None, "transcript")])
