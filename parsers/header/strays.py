"""Marks of logos, stamps and signatures that OCR took for text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.layout import Line, Span
from parsers.values.markers import read_marker

#: Letters of the shortest word that tells text from marks.
SHORTEST_WORD = 3
#: Indonesian words hold this share of vowels at least; drawings read as letters do not ("LXL", "XAXCXY").
VOWEL_SHARE = 0.25
#: Letters of a logo or stamp read under no label: a lone word of so many at most. Words of a doubtful scrap at most.
LONGEST_MARK_WORD, LONGEST_SCRAP, SCRAP_BELOW = 4, 4, 0.6
#: Characters of a ghost at most, and below which confidence a short scrap is one.
LONGEST_GHOST = 3
DOUBTFUL = 0.7

#: What an address begins with, and what else it holds: a number to call or a code of post, mail, a page.
_STREET = re.compile(r"^\W*(?:alamat|jl|jln|jalan)\b", re.IGNORECASE)
_CONTACT = re.compile(r"\d{5}|@|https?:|www\.")
_WORD = re.compile(rf"[^\W\d_]{{{SHORTEST_WORD},}}")


def is_stray(text: str) -> bool:
    """Whether text that OCR gave holds neither a word nor a figure of two digits."""
    if re.search(r"\d\d", text):
        return False
    return not any(_has_vowels(word) for word in _WORD.findall(text))


def without_strays(span: Span) -> Span:
    """The span without its stray lines; as it is where nothing else is left, or where no OCR was at work."""
    if span.origin != "ocr":
        return span
    kept: tuple[Line, ...] = tuple(line for line in span.lines if not is_stray(line.text))
    return Span(span.page, kept, span.box, span.origin) if kept else span


def without_logo(lines: Sequence[Span], others: str) -> list[Span]:
    """A letterhead without the letters that OCR saw in its logo: lone words before the first line of several words.

    `others` is what else the sheet says: a lone word that stands there too ("SOP", an acronym) is text; so few letters
    as a mark has stand inside some word of any sheet.
    """
    begins = next((i for i, line in enumerate(lines) if len(line.text.split()) > 1 and not is_stray(line.text)), 0)
    known, said = _words(others), others.casefold()

    def is_known(text: str) -> bool:
        return text in known or (len(text) > LONGEST_MARK_WORD and text in said)

    return [
        line
        for i, line in enumerate(lines)
        if line.origin != "ocr" or (not is_stray(line.text) and (i >= begins or is_known(line.text.strip().casefold())))
    ]


def addresses_apart(cells: Sequence[Span]) -> tuple[list[Span], list[Span]]:
    """(cells, addresses) of a section: an office's address in a cell of its own, with what it is reached by, stands at the
    foot of the block and belongs to no section.
    """
    addresses = [c for c in cells if c and _STREET.match(c.text) and _CONTACT.search(c.text)]
    if len(addresses) == sum(map(bool, cells)):
        return list(cells), []
    return [c for c in cells if c not in addresses], addresses


def without_marks(lines: Sequence[Span], others: str) -> list[Span]:
    """Text under no label without the lone short words that OCR saw in logos and stamps; `others` as for without_logo."""
    known = _words(others)
    return [
        line
        for line in lines
        if line.origin != "ocr" or len(line.text.strip()) > LONGEST_MARK_WORD or line.text.strip().casefold() in known
    ]


def is_scrap(span: Span) -> bool:
    """Whether OCR was unsure of some few words: letters of a stamp over a blank place, no value."""
    doubted = span.origin == "ocr" and span.confidence is not None and span.confidence < SCRAP_BELOW
    return doubted and len(span.text.split()) <= LONGEST_SCRAP


def without_ghosts(span: Span) -> Span:
    """The span without short lines that are no item's text: bits of a rule or of a neighbour's letters."""
    if span.origin != "ocr":
        return span
    kept = tuple(line for line in span.lines if not _is_ghost(line))
    return Span(span.page, kept, span.box, span.origin) if kept else span


def _is_ghost(line: Line) -> bool:
    """A figure that numbers nothing, or a few doubtful characters; "2." is an item's number, "S1" a degree."""
    text = line.text.strip()
    if len(text) > LONGEST_GHOST or read_marker(text) is not None:
        return False
    return text.isdecimal() or (line.confidence < DOUBTFUL and is_stray(text))


def _has_vowels(word: str) -> bool:
    return sum(c in "aeiou" for c in word.casefold()) >= VOWEL_SHARE * len(word)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))
