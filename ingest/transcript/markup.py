"""HTML in transcripts, whole documents and remnants inside cells, as a stream of lines, rows and diagrams."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import NamedTuple

#: Most columns and rows a cell may claim to span; beyond it is a mistake or an attack, not a sheet.
_MAX_COLSPAN = 100
_MAX_ROWSPAN = 500
_BREAKING = frozenset(
    {
        "p",
        "div",
        "br",
        "li",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "section",
        "article",
        "header",
        "footer",
        "blockquote",
        "dt",
        "dd",
        "figure",
        "figcaption",
        "center",
        "caption",
    }
)
_SILENT = frozenset({"script", "style", "title", "template"})
_KNOWN_INLINE = frozenset(
    {
        "html",
        "head",
        "meta",
        "link",
        "body",
        "span",
        "b",
        "strong",
        "i",
        "em",
        "u",
        "s",
        "sub",
        "sup",
        "font",
        "a",
        "small",
        "big",
        "mark",
        "code",
        "tt",
        "thead",
        "tbody",
        "tfoot",
        "colgroup",
        "col",
        "img",
        "hr",
        "input",
        "label",
        "main",
        "nav",
        "o:p",
    }
)
_PAGE_BREAK_STYLE = re.compile(r"page-break-(?:before|after)\s*:\s*always|break-(?:before|after)\s*:\s*page", re.I)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|&#?\w+;")


class TextLine(NamedTuple):
    """A line outside tables; "" for a blank one."""

    text: str


class Row(NamedTuple):
    """A table row; `merged` are the columns whose cell belongs to the row above."""

    cells: tuple[str, ...]
    merged: frozenset[int] = frozenset()


class TableEnd(NamedTuple):
    """The next row belongs to another table."""


class PageBreak(NamedTuple):
    """What follows stands on the next page."""


class Diagram(NamedTuple):
    """The text of a <pre> drawing."""

    text: str


Piece = TextLine | Row | TableEnd | PageBreak | Diagram


def has_markup(text: str) -> bool:
    """True if the text holds anything that looks like a tag or an entity."""
    return _TAG.search(text) is not None


def read_markup(text: str) -> list[Piece]:
    """The pieces of an HTML text in reading order; broken HTML gives what can be made out and raises nothing."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    reader.finish()
    return reader.pieces


def plain_cell(text: str) -> tuple[str, list[str]]:
    """A cell with HTML remnants -> its text with "\\n" between lines, and the diagrams that stood in it."""
    if not has_markup(text):
        return " ".join(text.split()), []
    lines: list[str] = []
    diagrams: list[str] = []
    for piece in read_markup(text):
        if isinstance(piece, TextLine):
            lines.append(piece.text)
        elif isinstance(piece, Row):
            lines.append(" ".join(cell for cell in piece.cells if cell))
        elif isinstance(piece, Diagram):
            diagrams.append(piece.text)
    return "\n".join(line for line in lines if line), diagrams


@dataclass
class _Table:
    """A table being read: the row so far, and cells that reach down from above as (column -> rows left, text)."""

    row: list[str] | None = None
    merged: set[int] = field(default_factory=set)
    reaching: dict[int, tuple[int, str]] = field(default_factory=dict)
    colspan: int = 1
    rowspan: int = 1


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[Piece] = []
        self._text: list[str] = []
        self._tables: list[_Table] = []
        self._cells: list[list[str]] = []
        self._lists: list[int | None] = []
        self._silent = 0
        self._pre: list[str] | None = None

    # -- events of the parser ------------------------------------------------------------------------------------------

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in _SILENT:
            self._silent += 1
        elif _PAGE_BREAK_STYLE.search(given.get("style", "")) and not self._tables:
            self._end_line()
            self.pieces.append(PageBreak())
        if tag == "pre":
            self._end_line()
            self._pre = []
        elif tag == "table":
            self._end_line()
            self._tables.append(_Table())
        elif tag == "tr" and self._tables:
            self._end_row()
            self._tables[-1].row = []
        elif tag in ("td", "th") and self._tables:
            self._open_cell(given)
        elif tag in _BREAKING:
            self._end_line()
            self._open_list(tag)
        elif tag not in _KNOWN_INLINE and tag not in _SILENT:
            self.handle_data(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag == "pre" and self._pre is not None:
            self.pieces.append(Diagram(" ".join("".join(self._pre).split())))
            self._pre = None
        elif tag in ("td", "th"):
            self._end_cell()
        elif tag == "tr":
            self._end_row()
        elif tag == "table" and self._tables:
            self._end_table()
        elif tag in _BREAKING:
            self._end_line()
            if tag in ("ol", "ul") and self._lists:
                self._lists.pop()

    def handle_data(self, data: str) -> None:
        if self._pre is not None:
            self._pre.append(data)
        elif not self._silent:
            self._text.append(data)

    def finish(self) -> None:
        """Close what the text left open."""
        if self._pre is not None:
            self.handle_endtag("pre")
        while self._tables:
            self._end_table()
        self._end_line()

    # -- lines ---------------------------------------------------------------------------------------------------------

    def _end_line(self) -> None:
        line = " ".join("".join(self._text).split())
        self._text = []
        if self._cells:
            self._cells[-1].append(line)
        elif line:
            self.pieces.append(TextLine(line))

    def _open_list(self, tag: str) -> None:
        if tag == "ol":
            self._lists.append(0)
        elif tag == "ul":
            self._lists.append(None)
        elif tag == "li":
            if self._lists and self._lists[-1] is not None:
                self._lists[-1] += 1
                self._text.append(f"{self._lists[-1]}. ")
            else:
                self._text.append("- ")

    # -- tables --------------------------------------------------------------------------------------------------------

    def _open_cell(self, given: dict[str, str]) -> None:
        table = self._tables[-1]
        if len(self._cells) == len(self._tables):
            self._end_cell()
        else:
            self._end_line()
        if table.row is None:
            table.row = []
        self._take_from_above(table)
        table.colspan = _span(given.get("colspan"), _MAX_COLSPAN)
        table.rowspan = _span(given.get("rowspan"), _MAX_ROWSPAN)
        self._cells.append([])

    def _end_cell(self) -> None:
        if not self._tables or len(self._cells) < len(self._tables):
            return
        self._end_line()
        text = "\n".join(line for line in self._cells.pop() if line)
        table = self._tables[-1]
        row = table.row if table.row is not None else []
        table.row = row
        for offset in range(table.colspan):
            part = text if offset == 0 else ""
            if table.rowspan > 1:
                table.reaching[len(row)] = (table.rowspan - 1, part)
            row.append(part)

    def _take_from_above(self, table: _Table) -> None:
        """Fill the next places that a cell of an earlier row reaches down to."""
        while table.row is not None and len(table.row) in table.reaching:
            column = len(table.row)
            left, text = table.reaching[column]
            if left > 1:
                table.reaching[column] = (left - 1, text)
            else:
                del table.reaching[column]
            table.merged.add(column)
            table.row.append(text)

    def _end_row(self) -> None:
        self._end_cell()
        table = self._tables[-1] if self._tables else None
        if table is None or table.row is None:
            return
        self._take_from_above(table)
        row = Row(tuple(table.row), frozenset(table.merged))
        table.row, table.merged = None, set()
        if not row.cells:
            return
        if len(self._tables) > 1 and self._cells:
            self._cells[-1].append(" ".join(cell for cell in row.cells if cell))
        else:
            self.pieces.append(row)

    def _end_table(self) -> None:
        self._end_row()
        self._tables.pop()
        if not self._tables:
            self.pieces.append(TableEnd())


def _span(value: str | None, limit: int) -> int:
    try:
        return min(limit, max(1, int(value or 1)))
    except ValueError:
        return 1
