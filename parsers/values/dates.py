"""Printed dates -> ISO 8601 at the precision printed."""

from __future__ import annotations

import re
from calendar import monthrange
from functools import cache
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from parsers.values.slips import digits_from
from parsers.vocabulary import vocabulary

#: Office papers of the republic: an earlier or much later year is a misreading.
FIRST_YEAR, LAST_YEAR = 1945, 2099
#: Two digits of a year below this belong to this century.
CENTURY_PIVOT = 70
#: A misread month name counts from this similarity on: one wrong letter in four ("Jnni"), two in eight ("Sepfernber").
MONTH_SIMILARITY = 0.75
SLIP_PENALTY = 0.8
SHORT_YEAR_PENALTY = 0.7
LEFTOVER_PENALTY = 0.9

_NUM = r"[0-9OoliI|]"
_END = r"(?![0-9A-Za-z])"
#: What parts day, month and year, and specks that readers take for print ("25•Juli 2023").
_BETWEEN = r"[\s.,:;/•·'’*~_-]*"
#: A speck between the figures of a day ("1.3 Februari").
_SPECK_IN_DAY = re.compile(r"(?<![\w.,/-])([0-3])[.,•·'’](\d)(?=\s*[A-Za-z]{3})")
#: ... and of a year ("3 April 202.1").
_SPECK_IN_YEAR = re.compile(r"(?<=[A-Za-z]{3} )(?=[\d.,•·'’]{5}(?!\w))(\d+)[.,•·'’](\d+)")
_ISO = re.compile(rf"(?<![0-9])(\d{{4}})\s*[-/.]\s*(\d{{1,2}})\s*[-/.]\s*(\d{{1,2}}){_END}")
_NUMERIC = re.compile(
    rf"(?<![0-9A-Za-z])({_NUM}{{1,2}})\s*[-/.]\s*({_NUM}{{1,2}}|[IVX]{{1,4}})\s*[-/.]\s*({_NUM}{{4}}|\d{{2}}){_END}"
)
_DAY_MONTH_YEAR = re.compile(
    rf"(?<![0-9A-Za-z])({_NUM}{{1,2}})(?:st|nd|rd|th)?{_BETWEEN}([A-Za-z][A-Za-z0-9|]{{2,11}}?){_BETWEEN}({_NUM}{{4}}){_END}"
)
_MONTH_DAY_YEAR = re.compile(r"([A-Za-z]{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?\s*,\s*(\d{4})(?!\d)")
_MONTH_YEAR = re.compile(rf"(?<![A-Za-z])([A-Za-z][A-Za-z0-9|]{{2,11}}?)[\s.,/-]*({_NUM}{{4}}){_END}")
_MONTH_NUMBER_YEAR = re.compile(r"(?<![0-9/.-])(\d{1,2})\s*[-/]\s*(\d{4})(?![0-9/-])")
_YEAR = re.compile(r"(?<![0-9/.-])(\d{4})(?![0-9/-])")
#: What may stand beside a bare year or before a month; anything else there makes the date unreadable, not vaguer.
_YEAR_WORDS = frozenset({"", "tahun", "thn", "th", "year"})
#: A figure, or a scrap of two letters that may have been one ("LI Juni 2022"), before a month.
_DAY_BEFORE = re.compile(rf"(?:[0-9]\s*{_BETWEEN}|\b(?!(?:di|ke|sd)\b)[^\W\d_]{{1,2}}\s*{_BETWEEN})$", re.IGNORECASE)
_ROMAN = {
    r: n for n, r in enumerate(["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"], start=1)
}


class DateValue(NamedTuple):
    """`iso` is yyyy, yyyy-mm or yyyy-mm-dd; `confidence` 0-1 (of the normalising alone); `ignored` is text left over."""

    iso: str
    confidence: float
    ignored: str


def parse_date(text: str) -> DateValue | None:
    """The first date in `text`; None where there is none, or none that the calendar has (31 Februari)."""
    whole = _SPECK_IN_YEAR.sub(r"\1\2", _SPECK_IN_DAY.sub(r"\1\2", text))
    if whole != text:
        value = parse_date(whole)
        return value and value._replace(confidence=round(value.confidence * SLIP_PENALTY, 3))
    for pattern, read in _READERS:
        found = pattern.search(text)
        if not found:
            continue
        value = read(found)
        if value is None:
            continue
        iso, confidence = value
        ignored = " ".join((text[: found.start()] + " " + text[found.end() :]).split()).strip(" .,:;")
        ignored = "" if ignored.casefold() in _YEAR_WORDS else ignored
        return DateValue(iso, round(confidence * (LEFTOVER_PENALTY if ignored else 1.0), 3), ignored)
    return None


def _read_iso(found: re.Match[str]) -> tuple[str, float] | None:
    return _iso(int(found[1]), int(found[2]), int(found[3]), 1.0)


def _read_numeric(found: re.Match[str]) -> tuple[str, float] | None:
    month = _ROMAN.get(found[2]) or _number(found[2])
    year, confidence = _number(found[3]), _sureness(found[1], found[3])
    if year is not None and len(found[3]) == 2:
        year += 2000 if year < CENTURY_PIVOT else 1900
        confidence *= SHORT_YEAR_PENALTY
    return _iso(year, month, _number(found[1]), confidence)


def _read_day_month_year(found: re.Match[str]) -> tuple[str, float] | None:
    month, likeness = _month(found[2])
    return _iso(_number(found[3]), month, _number(found[1]), likeness * _sureness(found[1], found[3]))


def _read_month_day_year(found: re.Match[str]) -> tuple[str, float] | None:
    month, likeness = _month(found[1])
    return _iso(int(found[3]), month, int(found[2]), likeness)


def _read_month_year(found: re.Match[str]) -> tuple[str, float] | None:
    month, likeness = _month(found[1])
    year = _number(found[2])
    if month is None or not _is_year(year) or _DAY_BEFORE.search(found.string[: found.start()]):
        return None
    if likeness < 1 and found[1].casefold().endswith(tuple(_month_names())):
        return None  # a letter before the month may be the day ("JJuni 2021")
    return f"{year:04d}-{month:02d}", likeness * _sureness(found[2])


def _read_month_number_year(found: re.Match[str]) -> tuple[str, float] | None:
    year, month = int(found[2]), int(found[1])
    return (f"{year:04d}-{month:02d}", 1.0) if _is_year(year) and 1 <= month <= 12 else None


def _read_year(found: re.Match[str]) -> tuple[str, float] | None:
    beside = (found.string[: found.start()] + found.string[found.end() :]).strip(" .,:;").casefold()
    return (found[1], 1.0) if _is_year(int(found[1])) and beside in _YEAR_WORDS else None


#: From the fullest form to the barest: a text that holds a day is never read as a bare month.
_READERS = (
    (_ISO, _read_iso),
    (_NUMERIC, _read_numeric),
    (_DAY_MONTH_YEAR, _read_day_month_year),
    (_MONTH_DAY_YEAR, _read_month_day_year),
    (_MONTH_YEAR, _read_month_year),
    (_MONTH_NUMBER_YEAR, _read_month_number_year),
    (_YEAR, _read_year),
)


def _iso(year: int | None, month: int | None, day: int | None, confidence: float) -> tuple[str, float] | None:
    if month is None or day is None or not _is_year(year) or not 1 <= month <= 12:
        return None
    assert year is not None
    if not 1 <= day <= monthrange(year, month)[1]:
        return None
    return f"{year:04d}-{month:02d}-{day:02d}", confidence


def _is_year(year: int | None) -> bool:
    return year is not None and FIRST_YEAR <= year <= LAST_YEAR


def _number(text: str) -> int | None:
    digits = digits_from(text)
    return int(digits) if digits.isdecimal() else None


def _sureness(*numbers: str) -> float:
    return 1.0 if all(n.isdecimal() for n in numbers) else SLIP_PENALTY


@cache
def _month_names() -> dict[str, int]:
    return {name: int(number) for number, names in vocabulary("months").items() for name in names}


@cache
def _month(word: str) -> tuple[int | None, float]:
    """Number and likeness of a month name; abbreviations must be exact, full names may hold a misread letter."""
    names, plain = _month_names(), word.casefold()
    if plain in names:
        return names[plain], 1.0
    drawn = _as_drawn(plain)
    alike = {number for name, number in names.items() if _as_drawn(name) == drawn}
    if len(alike) == 1:
        return alike.pop(), SLIP_PENALTY
    scores: dict[int, float] = {}
    for name, number in names.items():
        if len(name) >= 4:
            likeness = Levenshtein.normalized_similarity(drawn, _as_drawn(name))
            scores[number] = max(likeness, scores.get(number, 0.0))
    (best, likeness), (_, second) = sorted(scores.items(), key=lambda item: -item[1])[:2]
    if likeness < MONTH_SIMILARITY or likeness == second:
        return None, 0.0
    return best, round(likeness * SLIP_PENALTY, 3)


def _as_drawn(word: str) -> str:
    """`word` with letters that OCR confuses made one: "Ju1i", "Juii" and "Juli" are drawn alike."""
    return word.replace("rn", "m").translate(str.maketrans("l1|0", "iiio"))
