"""Letterhead and title told apart in the lines over a table or a header block."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.utils import default_process

from models.geometry import Box
from models.layout import Span
from parsers.header.labels import match_label

#: "STANDAR OPERASIONAL PROSEDUR (SOP)" and its variants alone: what the sheet is, no name of anything.
_BANNER = re.compile(
    r"^\W*(?:standard?\s*o\w*\s*(?:prosedur|procedure)\w*|prosedur\s+operasional\s+(?:standar|baku))"
    r"(?:\s+administrasi\s+pemerintahan)?\s*(?:\(?\s*(?:sop|spo|pos|pob)(?:\s*-?\s*ap)?\s*\)?)?\W*$",
    re.IGNORECASE,
)
_TITLE_LEAD = re.compile(
    r"^\W*(?:SOP|SPO|POS|POB|PROTAP|STANDARD?\s+O\w+\s+PROSEDUR\w*|PROSEDUR)\b[\s:.-]*(?=\w)", re.IGNORECASE
)
_COLON_LEAD = re.compile(r"^\W*(?:SOP|SPO|POS|POB)\s*:\s*", re.IGNORECASE)
_OFFICE_LEAD = re.compile(
    r"^\W*(?:PEMERINTAH|PEMKAB|PEMKOT|PROV|KABUPATEN|KOTA\b|DINAS|BADAN|KEMENTERIAN|SEKRETARIAT|BAGIAN|BIDANG|SUB|"
    r"KANTOR|BALAI|UPT|UNIVERSITAS|FAKULTAS|POLITEKNIK|RUMAH SAKIT|RSUD|PUSKESMAS|KECAMATAN|INSPEKTORAT|SATUAN|PPID|"
    r"DEPARTEMEN|DIREKTORAT|DIREKTUR|KEPALA|REKTOR|PROGRAM STUDI|LEMBAGA|KOMISI|PENGADILAN|SEKOLAH|REPUBLIK)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"^\W*(?:jl|jln|jalan|kompleks)\b|\b(?:telp|telepon|fax|faks|kode\s*pos|email|e-mail|pos-el|website|laman)\b|https?:|www\.|@",
    re.IGNORECASE,
)
#: A title holds no sentences, and no stop without a blank after it.
_SPECK = re.compile(r"(?<=[a-z]{4})[.•](?=[A-Z][a-z]{2})")
#: Footers that scanning programs print.
_SCANNER_MARK = re.compile(r"camscanner|dipindai dengan|scanned (?:with|by)", re.IGNORECASE)
#: A line of the title follows the one before it within this many line heights.
TITLE_LEADING = 1.2
#: ... and a banner within so many, with a line left blank.
BANNER_GAP = 3.0
#: Letters a title has at least.
SHORTEST_TITLE = 5


class Lines(NamedTuple):
    """Spans of one line each, parted by what they are."""

    letterhead: list[Span]
    title: list[Span]
    rest: list[Span]


def is_banner(text: str) -> bool:
    return bool(_BANNER.match(text))


def is_scanner_mark(text: str) -> bool:
    return bool(_SCANNER_MARK.search(text))


def is_address(text: str) -> bool:
    return bool(_ADDRESS.search(text))


def letterhead_among(lines: Sequence[Span]) -> tuple[list[Span], list[Span]]:
    """(letterhead, others): from the first office on, as far as offices, addresses and their wrapped lines go."""
    words = [line.text.split() for line in lines]
    start = next((i for i, line in enumerate(lines) if len(words[i]) > 1 and _OFFICE_LEAD.match(line.text)), None)
    if start is None:  # one word alone may be a logo's
        return [], list(lines)
    end = start + 1
    while end < len(lines) and not is_titled(lines[end].text) and _belongs(lines[end - 1], lines[end]):
        end += 1
    return list(lines[start:end]), [*lines[:start], *lines[end:]]


def _belongs(above: Span, below: Span) -> bool:
    return bool(_OFFICE_LEAD.match(below.text)) or is_address(below.text) or _goes_on(above, below)


def part_heading(lines: Sequence[Span]) -> Lines:
    """Part the lines over a table into letterhead, title and rest.

    The title begins with "SOP …", stands below a banner, or, without either, is the first line that is neither office
    nor address; it runs on over lines that follow closely.
    """
    lines = [line for line in lines if line and not is_scanner_mark(line.text)]
    start = _title_start(lines)
    if start is None:
        return Lines([line for line in lines if not is_banner(line.text)], [], [])
    end = start + 1
    while end < len(lines) and _goes_on(lines[end - 1], lines[end]):
        end += 1
    before = [line for line in lines[:start] if not is_banner(line.text)]
    rest = [line for line in lines[end:] if not is_banner(line.text)]
    return Lines(before, list(lines[start:end]), rest)


def title_among(lines: Sequence[Span]) -> tuple[list[Span], list[Span]]:
    """(title, others) in a block whose title stands under no label, and what runs on from it: the last "SOP …" line, else
    the line right under a banner."""
    titled = next((i for i in range(len(lines) - 1, -1, -1) if is_titled(lines[i].text)), None)
    start = titled if titled is not None else _under_banner(lines)
    if start is None:
        return [], list(lines)
    end = start + 1
    while end < len(lines) and _goes_on(lines[end - 1], lines[end]):
        end += 1
    return list(lines[start:end]), [*lines[:start], *lines[end:]]


def title_apart(letterhead: Sequence[Span]) -> tuple[list[Span], list[Span]]:
    """(title, letterhead): the last lines of a letterhead that stand apart from its offices and name none."""
    offices, others = letterhead_among(letterhead)
    below = [
        line for line in others if offices and line.box and offices[-1].box and _is_below(offices[-1].box, line.box)
    ]
    plain = bool(below) and all(_is_plain(line.text) and len(line.text.split()) > 1 for line in below)
    close = all(_goes_on(one, other) for one, other in pairwise(below))
    if not plain or not close:
        return [], list(letterhead)
    return below, [line for line in letterhead if line not in below]


def _is_below(above: Box, below: Box) -> bool:
    return below.top >= above.bottom and below.overlap_x(above) > 0


def _under_banner(lines: Sequence[Span]) -> int | None:
    """The line that stands under a banner in its own cell, where it names neither an office nor an address."""
    for banner in lines:
        if not is_banner(banner.text) or banner.box is None:
            continue
        for index, line in enumerate(lines):
            if line.box is None or line.box.top < banner.box.bottom - 1 or line.box.overlap_x(banner.box) <= 0:
                continue
            is_near = line.box.top - banner.box.bottom <= BANNER_GAP * banner.box.height
            return index if is_near and _is_plain(line.text) else None
    return None


def is_titled(text: str) -> bool:
    """Whether the text reads "SOP <subject>"; "SOP DIREKTUR …" names an office."""
    lead = _TITLE_LEAD.match(text)
    return (
        bool(lead) and not is_banner(text) and not _OFFICE_LEAD.match(text[lead.end() :]) and _has_subject(text, lead)
    )


def without_lead(title: str | None) -> str | None:
    """The title without "SOP :" or its own label before it; "SOP PENERIMAAN TAMU" stays as printed."""
    if title is None:
        return None
    match = match_label(title)
    if match and match.field == "title" and match.rest:
        return match.rest
    return _COLON_LEAD.sub("", title).strip() or title


def without_specks(title: str) -> str:
    """A title read by OCR without the specks that were read as stops between its words ("Penyusunan.Laporan")."""
    return _SPECK.sub(" ", title)


def repeats_title(text: str, title: str | None) -> bool:
    """Whether a line of the letterhead is a line of the title printed once more; a title may name the office too."""
    line, whole = default_process(text), default_process(title or "")
    return len(line) > SHORTEST_TITLE and line in whole and not _OFFICE_LEAD.match(text)


def _has_subject(text: str, lead: re.Match[str]) -> bool:
    return sum(c.isalpha() for c in text[lead.end() :]) >= SHORTEST_TITLE


def _title_start(lines: Sequence[Span]) -> int | None:
    for index, line in enumerate(lines):
        if is_titled(line.text):
            return index
    plain = [i for i, line in enumerate(lines) if _is_plain(line.text)]
    for index, line in enumerate(lines):
        if is_banner(line.text):
            return next((i for i in plain if i > index), None)
    return plain[0] if plain else None


def _is_plain(text: str) -> bool:
    letters = sum(c.isalpha() for c in text)
    return letters >= SHORTEST_TITLE and not (is_banner(text) or _OFFICE_LEAD.match(text) or is_address(text))


def _goes_on(above: Span, below: Span) -> bool:
    """Whether the line below belongs to the same title: as close as lines are, and nothing of another kind."""
    if is_banner(below.text) or is_address(below.text) or is_titled(below.text) or above.page != below.page:
        return False
    if above.box is None or below.box is None:
        return False
    gap = below.box.top - above.box.bottom
    height = min(above.box.height, below.box.height)
    return -0.5 * height <= gap <= TITLE_LEADING * height and above.box.overlap_x(below.box) > 0
