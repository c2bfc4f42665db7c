"""Cells of a section of the header block -> its items, each with its lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from models.geometry import union
from models.layout import Line, Span
from parsers.header.strays import without_ghosts
from parsers.values.citations import begins_citation
from parsers.values.lists import split_items
from parsers.values.markers import item_starts

#: The next line of a paragraph follows within this many line heights.
LEADING = 0.9
#: What a citation ends with where the number of the next one was lost.
_ENDS = (";", ".", ":", ")")


def section_items(spans: Sequence[Span], *, citations: bool = False) -> Iterator[tuple[Span, str]]:
    """(place, item) of a section: numbers and bullets part the items across all cells; without any, each cell its own.

    With `citations`, a regulation that begins a line after the end of another is an item though its number was lost.
    """
    spans = [without_ghosts(span) for span in spans if any(c.isalnum() for c in span.text)]
    lines = [line for span in spans for line in span.lines]
    if any(item_starts([line.text for line in lines])):
        sources = {id(line): span for span in spans for line in span.lines}
        found = [(sources.get(id(used[0]), spans[0]), text, used) for text, used in split_items(lines)]
    else:
        found = [(cell, text.lstrip(": "), used) for cell in _cells(spans) for text, used in split_items(cell.lines)]
    for source, text, used in found:
        for part_text, part in _citations(text, used) if citations else [(text, used)]:
            yield of_lines(source, part), part_text


def of_lines(source: Span, lines: Sequence[Line]) -> Span:
    """The part of a span that the lines take up."""
    boxes = [line.box for line in lines if line.box is not None]
    return replace(source, lines=tuple(lines), box=union(boxes) if boxes else source.box)


def _citations(text: str, lines: list[Line]) -> list[tuple[str, list[Line]]]:
    """The regulations of one item; the item itself where it holds one."""
    starts = [
        i for i in range(1, len(lines)) if lines[i - 1].text.rstrip().endswith(_ENDS) and begins_citation(lines[i].text)
    ]
    if not starts:
        return [(text, lines)]
    parts = [lines[a:b] for a, b in zip([0, *starts], [*starts, len(lines)], strict=True)]
    return [(found, used) for part in parts for found, used in split_items(part)]


def _cells(spans: Sequence[Span]) -> list[Span]:
    """Spans that are runs of words, no ruled cells, put together where one is the next line of the other."""
    cells: list[Span] = []
    for span in spans:
        if cells and _is_next_line(cells[-1], span):
            cells[-1] = of_lines(cells[-1], (*cells[-1].lines, *span.lines))
        else:
            cells.append(span)
    return cells


def _is_next_line(above: Span, below: Span) -> bool:
    if above.page != below.page or not _is_tight(above) or not _is_tight(below):
        return False
    last, first = above.lines[-1].box, below.lines[0].box
    assert last is not None and first is not None
    return -0.5 * last.height <= first.top - last.bottom <= LEADING * last.height and last.overlap_x(first) > 0


def _is_tight(span: Span) -> bool:
    """Whether the span's box is that of its words: a ruled cell's is wider."""
    boxes = [line.box for line in span.lines if line.box is not None]
    return bool(boxes) and len(boxes) == len(span.lines) and span.box == union(boxes)
