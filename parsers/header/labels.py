"""Which field of the header block a printed label means, OCR slips and variants allowed."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import Indel, Levenshtein

from parsers.vocabulary import vocabulary

#: Labels of at least this many letters may be misread; shorter ones ("No", "Judul") must be right but for look-alikes.
FUZZY_LETTERS = 7
#: Indel similarity from which a misread label counts: one letter in six ("Kualifikasi" / "Kuaiifikasl" folds to nearly 1).
LIKENESS = 0.86
#: Letters at the beginning of which one may be misread.
FIRST_LETTERS = 3
#: A label before its value without a colon has less to show that it is one.
LEADING_LIKENESS = 0.9
#: A heading told by its looks alone, its wording unknown.
UNKNOWN_SECTION_SCORE = 0.7
#: Words of the longest label known, and some to spare for letters that OCR set apart.
LONGEST_LABEL_WORDS = 8

_ENUMERATOR = re.compile(r"^\s*(?:\(?\d{1,2}[.)]|[A-Za-z][.)]|[IVX]{1,5}[.)])\s+")
#: A figure belongs to a value; a single digit inside a word may be a misread letter.
_FIGURE = re.compile(r"\d\d|(?<!\S)\d(?!\w)")
_COLON = re.compile(r"\s*[:;]\s*")


class LabelMatch(NamedTuple):
    """`label` as printed, `rest` what follows it and its colon, `score` 0-1. Fields: see vocabulary/header_labels.toml."""

    field: str
    label: str
    rest: str
    score: float


@lru_cache(maxsize=4096)
def match_label(text: str) -> LabelMatch | None:
    """The label that fills `text`, stands before a colon in it, or (for wordings that begin no sentence) leads it.

    None for running text, also where it holds a label's word ("Peralatan komputer", "Nomor 14 Tahun 2008").
    """
    text = " ".join(text.split())
    if not any(c.isalpha() for c in text):
        return None
    enumerator = _ENUMERATOR.match(text)
    lettered = enumerator is not None and text[enumerator.start()].isupper()
    body = text[enumerator.end() :] if enumerator else text
    found, whole = _before_colon(body), _whole(body)
    if found and found.rest and whole and whole.score == 1.0:
        return whole  # the full stop of "Tgl. Pembuatan" with a speck over it
    return found or whole or _leading(body) or (_section(body) if lettered else None)


def _before_colon(text: str) -> LabelMatch | None:
    colon = _COLON.search(text)
    if colon is None or len(text[: colon.start()].split()) > LONGEST_LABEL_WORDS:
        return None
    found = _best(text[: colon.start()], _names("leading", "alone", "colon"), LIKENESS)
    return found and LabelMatch(found[0], text[: colon.start()].strip(), text[colon.end() :].strip(), found[1])


def _whole(text: str) -> LabelMatch | None:
    if len(text.split()) > LONGEST_LABEL_WORDS or _FIGURE.search(text):
        return None
    found = _best(text, _names("leading", "alone"), LIKENESS)
    return found and LabelMatch(found[0], text, "", found[1])


def _leading(text: str) -> LabelMatch | None:
    """The longest likely label among the first words, each with the words after it as its value."""
    words = text.split()
    best: LabelMatch | None = None
    for count in range(1, min(LONGEST_LABEL_WORDS, len(words) - 1) + 1):
        if words[count][0].islower() or not any(c.isalpha() for c in words[count - 1]):
            continue  # a sentence goes on in small letters; a bullet is the value's, not the label's
        found = _best(" ".join(words[:count]), _names("leading"), LEADING_LIKENESS)
        if found and (best is None or found[1] >= best.score):
            best = LabelMatch(found[0], " ".join(words[:count]), " ".join(words[count:]).lstrip(" :"), found[1])
    return best


def _section(text: str) -> LabelMatch | None:
    """A lettered or numbered heading in capitals ("C. RUANG LINGKUP DAN SASARAN") whose wording is in no list."""
    words = text.rstrip(" :").split()
    if not 2 <= len(words) <= LONGEST_LABEL_WORDS or not text.isupper() or _FIGURE.search(text):
        return None
    return LabelMatch("other", text.rstrip(" :"), "", UNKNOWN_SECTION_SCORE)


def _best(text: str, names: dict[str, str], likeness: float) -> tuple[str, float] | None:
    """Field and score of the nearest label wording; None below `likeness`."""
    drawn = _as_drawn(text)
    if drawn in names:
        return names[drawn], 1.0
    # A misread "Tanggai" is not cut to "Tgl", so it is compared with the labels as they are spelled out, too.
    found = [match for spelling in (drawn, _letters(text)) if (match := _nearest(spelling, names, likeness))]
    return max(found, key=lambda match: match[1], default=None)


def _nearest(drawn: str, names: dict[str, str], likeness: float) -> tuple[str, float] | None:
    if len(drawn) < FUZZY_LETTERS:
        return None
    nearest = process.extractOne(drawn, names.keys(), scorer=Indel.normalized_similarity, score_cutoff=likeness)
    if nearest is None or len(nearest[0]) < FUZZY_LETTERS or not _begin_alike(drawn, nearest[0]):
        return None
    return names[nearest[0]], round(nearest[1], 3)


def _begin_alike(drawn: str, name: str) -> bool:
    """At most one of the first letters differs: "Tim Penetapan" is no "Tgl Penetapan", however alike the rest."""
    return Levenshtein.distance(drawn[:FIRST_LETTERS], name[:FIRST_LETTERS]) <= 1


@cache
def _names(*manners: str) -> dict[str, str]:
    """Label wording -> field, both spelled out and with its date cut short."""
    table = vocabulary("header_labels")
    return {
        drawn: field
        for field, names in table.items()
        for manner in manners
        for name in names.get(manner, [])
        for drawn in (_as_drawn(name), _letters(name))
    }


def _as_drawn(text: str) -> str:
    """As _letters, with "Tanggal" cut short, so that "Tg1. Pernbuatan" and "TANGGAL PEMBUATAN" come out the same."""
    return _letters(text).replace("tanggai", "tgi")


def _letters(text: str) -> str:
    """Letters and figures only, look-alikes made one."""
    letters = "".join(c for c in text.casefold() if c.isalnum() or c == "|")
    return letters.replace("rn", "m").translate(str.maketrans("l1|!0", "iiiio"))
