"""Plain text and markdown transcripts as a stream of lines, rows, gaps and page breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.transcript.markup import (
    Diagram,
    PageBreak,
    Piece,
    Row,
    TextLine,
    has_markup,
    plain_cell,
    read_markup,
)

_TABLE = re.compile(r"<table\b.*?</table\s*>", re.IGNORECASE | re.DOTALL)
_FENCE = re.compile(r"^\s*(```|~~~)")
_PRE = re.compile(r"<pre\b[^>]*>.*?</pre\s*>", re.IGNORECASE | re.DOTALL)
_MD_ROW = re.compile(r"^\s*\|.*\|\s*$")
_MD_RULE = re.compile(r"^\s*+\|?\s*+:?-{2,}+:?\s*+(?:\|\s*+:?-{2,}+:?\s*+)*+\|?\s*$")
_MD_CELL_BREAK = re.compile(r"(?<!\\)\|")
_MD_MARKS = re.compile(r"\*\*|__|^\s{0,3}#{1,6}\s+|^\s*>\s?")
#: "<!-- page 2 -->", "--- Page 2 ---", "[Halaman 2]", "===== 2 =====": marks that converters put between pages.
_PAGE_MARK = re.compile(
    r"^(?:\s*<!--(?=.*-->\s*$).*\b(?:page|halaman)\b|[-=_*\[({<\s]+(?:page|halaman|hal\.?)\s*\d+[-=_*\])}>\s]*$)", re.I
)


def read_lines(text: str) -> list[Piece]:
    """The pieces of a plain or markdown text; HTML tables inside it are read as such."""
    pieces: list[Piece] = []
    end = 0
    for match in _TABLE.finditer(text):
        pieces.extend(_plain_pieces(text[end : match.start()]))
        pieces.extend(read_markup(match.group()))
        end = match.end()
    pieces.extend(_plain_pieces(text[end:]))
    return pieces


def _plain_pieces(text: str) -> Iterator[Piece]:
    text = _PRE.sub(lambda m: " ".join(m.group().split()), text)
    for number, page in enumerate(text.split("\f")):
        if number:
            yield PageBreak()
        fence: list[str] | None = None
        for line in page.splitlines():
            if _FENCE.match(line):
                if fence is not None:
                    yield Diagram(" ".join(" ".join(fence).split()))
                fence = [] if fence is None else None
            elif fence is not None:
                fence.append(line)
            else:
                yield from _line_pieces(line)
        if fence:
            yield Diagram(" ".join(" ".join(fence).split()))


def _line_pieces(line: str) -> Iterator[Piece]:
    if _PAGE_MARK.match(line):
        yield PageBreak()
    elif "\t" in line:
        yield from _row_pieces(line.split("\t"))
    elif _MD_RULE.match(line):
        return
    elif _MD_ROW.match(line):
        inner = line.strip()[1:-1]
        yield from _row_pieces([cell.replace("\\|", "|") for cell in _MD_CELL_BREAK.split(inner)])
    elif has_markup(line):
        found = read_markup(_without_marks(line))
        yield from found or [TextLine("")]
    else:
        yield TextLine(_without_marks(line).rstrip())


def _row_pieces(raw_cells: list[str]) -> Iterator[Piece]:
    cells, diagrams = [], []
    for raw in raw_cells:
        text, drawn = plain_cell(_without_marks(raw))
        cells.append(text)
        diagrams.extend(drawn)
    yield Row(tuple(cells))
    yield from (Diagram(text) for text in diagrams)


def _without_marks(text: str) -> str:
    return _MD_MARKS.sub("", text)
