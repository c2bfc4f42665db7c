"""Transcripts (.txt, .md, .html): bytes to lines, rows of cells and diagrams, with the pages they came from."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from ingest.transcript.lines import read_lines
from ingest.transcript.markup import Diagram, PageBreak, Piece, Row, TableEnd, TextLine, read_markup
from models.bilingual import Bilingual
from models.status import InputError
from models.transcript import Block, DiagramBlock, TableBlock, TextBlock, Transcript

#: A sheet's text has some 10 kB; beyond this it is something else.
MAX_TRANSCRIPT_BYTES = 20_000_000
#: So many blank lines in a row were a page's end in the software that made the text; fewer part paragraphs.
PAGE_GAP_LINES = 3
#: A last page of so few lines and no table is the signature below its blank space, not a page.
_SIGNATURE_LINES = 3
#: Tables narrower than this are not the activity table, so a change of width tells nothing about pages.
_MIN_ACTIVITY_COLUMNS = 6
#: Share of control characters above which bytes are no text.
_MAX_CONTROL_SHARE = 0.02

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_HTML_DOCUMENT = re.compile(r"^\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)


def read_transcript(data: bytes, media_type: str) -> Transcript:
    """Read a transcript; `media_type` text/html is read as HTML, anything else as text unless it opens like HTML.

    Raises InputError: empty-file for no text at all, too-large beyond MAX_TRANSCRIPT_BYTES, not-text for bytes that
    no text encoding explains.
    """
    if len(data) > MAX_TRANSCRIPT_BYTES:
        raise InputError(
            "too-large",
            Bilingual("Transkrip terlalu besar untuk satu lembar SOP", "The transcript is too large for an SOP sheet"),
            Bilingual("Periksa apakah ini berkas yang benar", "Check that this is the right file"),
        )
    text, encoding = decode(data)
    if not text.strip():
        raise InputError(
            "empty-file",
            Bilingual("Berkas kosong: tidak ada teks di dalamnya", "The file is empty: it holds no text"),
            Bilingual("Ambil ulang berkas dari sumbernya", "Get the file again from its source"),
        )
    is_html = media_type in ("text/html", "application/xhtml+xml") or _HTML_DOCUMENT.match(text)
    blocks = _blocks(read_markup(text) if is_html else read_lines(text), gaps_turn="\f" not in text)
    blocks = _without_tail_page(blocks)
    pages = max((block.page for block in blocks), default=1)
    return Transcript("text/html" if is_html else media_type, encoding, pages, blocks)


def decode(data: bytes) -> tuple[str, str]:
    """Bytes -> NFC text and the encoding used: by byte order mark, by HTML's own word, UTF-8, UTF-16, else Windows-1252."""
    for encoding in _candidates(data):
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        return _checked(text), encoding.removesuffix("-sig")
    return _checked(data.decode("cp1252", errors="replace")), "cp1252"


def _candidates(data: bytes) -> Iterable[str]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            yield encoding
    declared = _DECLARED.search(data[:2048])
    if declared:
        yield declared[1].decode("ascii")
    sample = data[:4000]
    if sample and sample.count(0) > len(sample) // 4:  # every other byte of Latin text in UTF-16 is zero
        yield "utf-16-le" if sample[1::2].count(0) > sample[0::2].count(0) else "utf-16-be"
    yield "utf-8"


def _checked(text: str) -> str:
    control = sum(1 for c in text if unicodedata.category(c) == "Cc" and c not in "\t\n\r\f\x0b\x85")
    if "\0" in text or control > _MAX_CONTROL_SHARE * max(1, len(text)):
        raise InputError(
            "not-text",
            Bilingual("Berkas ini bukan teks yang dapat dibaca", "The file is not readable text"),
            Bilingual("Periksa jenis berkasnya", "Check what kind of file it is"),
        )
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def _blocks(pieces: Iterable[Piece], gaps_turn: bool) -> list[Block]:
    """Pieces grouped into blocks, on numbered pages; with `gaps_turn` long gaps are page breaks, for nothing else is."""
    builder = _BlockBuilder(gaps_turn)
    for piece in pieces:
        builder.add(piece)
    builder.flush()
    return builder.blocks


def _without_tail_page(blocks: list[Block]) -> list[Block]:
    """Put a signature that blank lines seemed to part from its page back on it."""
    last = max((block.page for block in blocks), default=1)
    tail = [block for block in blocks if block.page == last]
    if last == 1 or not all(isinstance(block, TextBlock) for block in tail):
        return blocks
    if sum(len(block.lines) for block in tail) > _SIGNATURE_LINES:
        return blocks
    return [replace(block, page=last - 1) if block.page == last else block for block in blocks]


class _BlockBuilder:
    def __init__(self, gaps_turn: bool) -> None:
        self.blocks: list[Block] = []
        self._gaps_turn = gaps_turn
        self._page = 1
        self._blank_lines = 0
        self._break_due = False
        self._lines: list[str] = []
        self._rows: list[Row] = []

    def add(self, piece: Piece) -> None:
        if isinstance(piece, TextLine) and not piece.text.strip():
            self._blank_lines += 1
            self.flush()
        elif isinstance(piece, TableEnd):
            self.flush()
        elif isinstance(piece, PageBreak):
            self.flush()
            self._break_due = True
        elif isinstance(piece, Diagram):  # stands inside or beside a row: the table goes on around it
            self.blocks.append(DiagramBlock(self._page, piece.text))
        elif isinstance(piece, Row):
            self._flush_lines()
            self._turn_page()
            self._rows.append(piece)
        else:
            self._flush_rows()
            self._turn_page()
            self._lines.append(piece.text)

    def flush(self) -> None:
        self._flush_lines()
        self._flush_rows()

    def _turn_page(self) -> None:
        """Begin the next page before the first text after a page break; blank lines before any text are no page."""
        if self.blocks and (self._break_due or (self._gaps_turn and self._blank_lines >= PAGE_GAP_LINES)):
            self._page += 1
        self._break_due = False
        self._blank_lines = 0

    def _flush_lines(self) -> None:
        if self._lines:
            self.blocks.append(TextBlock(self._page, tuple(self._lines)))
        self._lines = []

    def _flush_rows(self) -> None:
        if not self._rows:
            return
        rows = tuple(row.cells for row in self._rows)
        merged = frozenset((i, column) for i, row in enumerate(self._rows) for column in row.merged)
        before = [b for b in self.blocks if isinstance(b, TableBlock)]
        if before and before[-1].page == self._page and _stands_on_next_page(before, rows):
            self._page += 1
        self.blocks.append(TableBlock(self._page, rows, merged))
        self._rows = []


def _stands_on_next_page(before: list[TableBlock], rows: tuple[tuple[str, ...], ...]) -> bool:
    """A table that prints an earlier table's heading again, or goes on counting with other columns, was on a new page."""
    if len(rows[0]) < _MIN_ACTIVITY_COLUMNS:
        return False
    if any(_same_heading(rows[0], table.rows[0]) for table in before if table.page == before[-1].page):
        return True
    last, first = _leading_number(before[-1].rows, -1), _leading_number(rows, 0)
    counts_on = last is not None and first == last + 1
    return counts_on and len(before[-1].rows[-1]) != len(rows[0])


def _same_heading(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    words_a, words_b = ({cell.casefold() for cell in row if cell} for row in (a, b))
    return len(words_a) >= 3 and words_a == words_b


def _leading_number(rows: tuple[tuple[str, ...], ...], index: int) -> int | None:
    text = rows[index][0].strip().rstrip(".)") if rows[index] else ""
    return int(text) if text.isdigit() and len(text) < 4 else None
