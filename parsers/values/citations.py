"""Entries of the legal basis -> regulations: kind, number, year, subject (UU 12/2011, annex II no. 2)."""

from __future__ import annotations

import re
from functools import cache

from rapidfuzz import fuzz

from models.document import Regulation
from parsers.values.slips import digits_from
from parsers.vocabulary import vocabulary

#: A misread kind counts from this similarity (0-100) on: one wrong letter in ten.
MISREAD_LIKENESS = 88
#: Letters of phrases that may hold a misread one; abbreviations must be right.
SHORTEST_MISREAD = 10
FIRST_YEAR, LAST_YEAR = 1900, 2099

_ABOUT = re.compile(r"\btent[ae]ng\b[\s:]*", re.IGNORECASE)
#: What follows a regulation's subject: where it was published, and how it was amended.
_PUBLISHED = re.compile(
    r"[\s,;(]*(?:\(?\s*(?:tambahan\s+)?(?:lembaran|berita)\s+(?:negara|daerah)\b|\(LN\b|sebagaimana\s+telah\b).*$",
    re.IGNORECASE | re.DOTALL,
)
_NUMBER_WORD = r"\b(?:nomor|nomer|nomo|no|nr)(?:\b|(?=\d))\s*[.:,]*\s*"
#: Typed without the space: "Nomor 1Tahun 2010".
_GLUED = re.compile(r"(?<=\d)(?=(?:tahun|thn)(?:\b|\d))", re.IGNORECASE)
_NUMBER = re.compile(
    rf"{_NUMBER_WORD}(?:P\.?M\.?\s*[.:]?\s*(?=\d))?([0-9A-Z][^\s,;()]*(?:\s?/\s?[^\s,;()]+)*)", re.IGNORECASE
)
_SHORT = re.compile(r"\b(\d{1,4}[A-Z]?)\s*/\s*((?:19|20)\d{2})\b")
_OLD_STYLE = re.compile(r"\b((?:PER|KEP|SE|SK|P|PM|KM)[./]\s?\d[^\s,;()]*)", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:tahun|tahum|thn|th)\s*[.:]*\s*([0-9OolI]{4})(?![0-9])", re.IGNORECASE)
_FILLER = re.compile(r"\b(?:republik indonesia|ri)\b")
_LAST_YEAR_OF_NUMBER = re.compile(r"/\s?((?:19|20)\d{2})$")
_BARE_NUMBER_BEFORE_YEAR = re.compile(r"\b(\d{1,3})\s+(?=tahun\b|thn\b|th\b)", re.IGNORECASE)


def parse_citation(text: str) -> Regulation:
    """What one entry of the legal basis cites; kind, number, year and subject are None where they are not printed."""
    text = " ".join(text.split())
    split = _ABOUT.search(text)
    head = _GLUED.sub(" ", text[: split.start()] if split else text)
    number, year = _number(head), _year(head)
    if number is not None and year is None:
        found = _LAST_YEAR_OF_NUMBER.search(number)
        year = int(found[1]) if found else None
    short = _SHORT.fullmatch(number) if number is not None else None
    if short:  # "8/2006"; a number of several parts ("220/PMK.05/2016") keeps its year
        number = short[1]
    kind = _kind(head)
    if kind == "UUD" and year is None and "1945" in head:
        year = 1945
    return Regulation(text=text, kind=kind, number=_plain(number), year=year, about=_about(text, split, year))


def begins_citation(text: str) -> bool:
    """Whether a line begins with a kind of regulation and its number: "Peraturan Pemerintah Nomor 50 …"."""
    head = _GLUED.sub(" ", _ABOUT.split(text)[0])
    return _kind(head) is not None and _number(head) is not None


def _kind(head: str) -> str | None:
    words = _folded(head)
    for kind, phrase in _phrases():
        if words.startswith(phrase):
            return kind
    likely = max(_phrases(), key=lambda entry: (_likeness(words, entry[1]), len(entry[1])))
    return likely[0] if _likeness(words, likely[1]) >= MISREAD_LIKENESS else None


def _likeness(words: str, phrase: str) -> float:
    """How like the phrase the citation begins; 0 for abbreviations, which a misread letter turns into another."""
    return fuzz.ratio(words[: len(phrase)], phrase) if len(phrase) > SHORTEST_MISREAD else 0.0


@cache
def _phrases() -> tuple[tuple[str, str], ...]:
    return tuple(
        (entry["kind"], phrase + " ") for entry in vocabulary("regulations")["kinds"] for phrase in entry["words"]
    )


def _folded(head: str) -> str:
    """Casefolded words of the head with one space after each, the number and what follows it left out."""
    before_number = re.split(r"\b(?:nomor|no)\b|\d", head, maxsplit=1, flags=re.IGNORECASE)[0]
    plain = re.sub(r"\([^)]*\)", " ", before_number)
    words = " ".join(re.findall(r"[a-z]+", plain.casefold()))
    return " ".join(_FILLER.sub(" ", words).split()) + " "


def _number(head: str) -> str | None:
    for pattern in (_NUMBER, _OLD_STYLE):
        found = pattern.search(head)
        if found and any(c.isdigit() for c in found[1]):
            return found[1].strip(" .:/")
    short = _SHORT.search(head)
    if short:
        return short[0].replace(" ", "")
    bare = _BARE_NUMBER_BEFORE_YEAR.search(head)
    return bare[1] if bare else None


def _plain(number: str | None) -> str | None:
    """Figures alone lose their leading zeros ("09" is 9); numbers of several parts stay as printed."""
    if number is None:
        return None
    number = re.sub(r"\s+", "", number)
    return number.lstrip("0") or None if number.isdecimal() else number


def _year(head: str) -> int | None:
    for found in _YEAR.finditer(head):
        digits = digits_from(found[1])
        if digits.isdecimal() and FIRST_YEAR <= int(digits) <= LAST_YEAR:
            return int(digits)
    return None


def _about(text: str, split: re.Match[str] | None, year: int | None) -> str | None:
    """The subject: after "tentang", or, where that word is missing, after the year."""
    if split:
        rest = text[split.end() :]
    else:
        after_year = re.search(rf"\btahun\s*{year}\b", text, re.IGNORECASE) if year else None
        rest = text[after_year.end() :] if after_year else ""
    return _PUBLISHED.sub("", rest).strip(" .,;:") or None
