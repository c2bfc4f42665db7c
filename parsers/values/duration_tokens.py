"""The time column's text -> tokens: numbers, units, and the words that join them."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from rapidfuzz.distance import Levenshtein

from parsers.values.number_words import is_number_word, number_of_words
from parsers.values.slips import digits_from
from parsers.vocabulary import vocabulary

Kind = Literal["number", "unit", "working", "calendar", "range", "times", "and", "frequency", "ordinal", "(", ")", "?"]

#: A unit of five letters or more may hold one wrong letter ("manit"); shorter ones only look-alike letters.
FUZZY_LENGTH = 5
#: Units as time columns mostly print them, no two of them a letter apart.
USUAL = ("menit", "mnt", "jam", "hari", "minggu", "bulan", "tahun")
SLIP_PENALTY = 0.8

#: Marks the frequency words that stand after a time ("1 bulan sekali").
ONCE = 1.0

_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
_TOKEN = re.compile(
    r"""
    (?P<fraction>(?:\d+\s*)?[½¼¾⅓⅔]|(?:\d+\s+)?[1-3]\s*/\s*[2-4](?![\d/]))
  | (?P<number>\d{1,3}(?:\.\d{3})+(?![\d])|\d+(?:[.,]\d+)?)
  | (?P<range>s\s*[./]\s*d(?![^\W\d_])\.?)
  | (?P<word>[^\W\d_]+)
  | (?P<mark>[^\w\s]|_)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BEFORE_FIRST = " ±<>≤≥:(.-"
_WHOLE_OF_FRACTION = re.compile(r"^(\d+)(?=\s*[½¼¾⅓⅔])|^(\d+)\s+(?=\d)")
#: A number with look-alike letters in it ("1O", "l2", "I", "i") counts as one only right before a unit. Taken whole or not at
#: all: a thousand bars in a row, cut in every way, took minutes.
_SLIPPED = re.compile(r"(?<![A-Za-z0-9])(?:(?=[0-9]*[OoIl|])([0-9OoIl|]++)|(i))\s*+(?=([A-Za-z]{2,}))")
#: A stop between a number and its unit ("45. menit") is a habit of writing, or a speck.
_STOPPED = re.compile(r"(?<=\d)\s*+\.\s*+(?=([^\W\d_]{2,}))")


class Token(NamedTuple):
    """`value` of a number, `unit` of a unit (with `working` where one word says both); text[start:end] is the token."""

    kind: Kind
    start: int
    end: int
    value: float = 0.0
    unit: str | None = None
    working: bool | None = None
    confidence: float = 1.0


def tokenize(text: str) -> list[Token]:
    """Tokens in text order; unknown words are "?" tokens. Adjacent number words are one number."""
    repaired, slipped = _repair_digits(text)
    tokens: list[Token] = []
    words: list[re.Match[str]] = []
    for found in _TOKEN.finditer(repaired):
        word = found[0].casefold()
        if found.lastgroup == "word" and is_number_word(word):
            words.append(found)
            continue
        tokens += _number_tokens(words)
        words = []
        tokens += _token(found, word, found.start() in slipped)
    return tokens + _number_tokens(words)


def _repair_digits(text: str) -> tuple[str, set[int]]:
    """The text with slipped digits set right where a unit follows, without a stop before that, and where such numbers start.

    Same length as `text`. A lone letter is a number only at the very beginning ("l hari"; "minggu I bulan Juni" is not).
    """
    chars, starts = list(text), set()
    for found in _STOPPED.finditer(text):
        if is_unit(found[1]):
            chars[found.start() : found.end()] = " " * (found.end() - found.start())
    for found in _SLIPPED.finditer(text):
        letters, unit = found[1] or found[2], _unit(found[3])
        lone = not any(c.isdigit() for c in letters)
        if unit is None or (lone and (unit.confidence < SLIP_PENALTY or text[: found.start()].strip(_BEFORE_FIRST))):
            continue
        chars[found.start() : found.start() + len(letters)] = digits_from(letters)
        starts.add(found.start())
    return "".join(chars), starts


def _number_tokens(words: list[re.Match[str]]) -> list[Token]:
    if not words:
        return []
    value = number_of_words([w[0].casefold() for w in words])
    start, end = words[0].start(), words[-1].end()
    return [Token("?", start, end)] if value is None else [Token("number", start, end, value)]


def _token(found: re.Match[str], word: str, slipped: bool) -> list[Token]:
    start, end = found.span()
    sure = SLIP_PENALTY if slipped else 1.0
    if found.lastgroup == "fraction":
        return [Token("number", start, end, _fraction(word), confidence=sure)]
    if found.lastgroup == "number":
        return [Token("number", start, end, _decimal(word), confidence=sure)]
    if found.lastgroup == "range":
        return [Token("range", start, end)]
    if word in "()":
        return [Token("(" if word == "(" else ")", start, end)]
    if word in "'’′":
        return [Token("unit", start, end, unit="minute")]
    joining = _joining_words().get(word)
    if joining:
        return [Token(joining, start, end, value=ONCE if word in vocabulary("durations")["words"]["once"] else 0.0)]
    return _unit_tokens(word, start, end)


def _unit_tokens(word: str, start: int, end: int) -> list[Token]:
    unit = _unit(word)
    if unit is not None:
        return [unit._replace(start=start, end=end)]
    if word.startswith("se") and len(word) > 4:
        one = _unit(word[2:])
        if one is not None and one.confidence == 1.0:
            return [Token("number", start, start + 2, 1.0), one._replace(start=start + 2, end=end)]
    return [Token("?", start, end)]


def is_unit(word: str) -> bool:
    """Whether `word` is the name of a unit as it is written, no slip of one."""
    unit = _unit(word)
    return unit is not None and unit.confidence == 1.0


def unit_near(word: str) -> str | None:
    """The usual name of a unit that `word` is one misread letter away from ("bari", "mot"); None where none is."""
    drawn = word.casefold()
    alike = (name for name in USUAL if len(name) == len(drawn) and Levenshtein.distance(name, drawn) == 1)
    return next(alike, None)


@cache
def _unit(word: str) -> Token | None:
    """The unit that `word` names, at 0:0; None where it names none."""
    data, word = vocabulary("durations"), word.casefold()
    for working, glued in ((True, data["glued"]["working"]), (False, data["glued"]["calendar"])):
        if word in glued:
            return Token("unit", 0, 0, unit=glued[word], working=working)
    for unit, misread in data["misread"].items():
        if word in misread:
            return Token("unit", 0, 0, unit=unit, confidence=round(SLIP_PENALTY**2, 3))
    drawn = _as_drawn(word)
    for sure, matches in ((1.0, str.__eq__), (SLIP_PENALTY, _drawn_alike), (SLIP_PENALTY**2, _one_letter_off)):
        for unit, names in data["units"].items():
            if any(matches(name, word if sure == 1.0 else drawn) for name in names):
                return Token("unit", 0, 0, unit=unit, confidence=round(sure, 3))
    return None


def _drawn_alike(name: str, drawn: str) -> bool:
    return len(name) > 2 and _as_drawn(name) == drawn


def _one_letter_off(name: str, drawn: str) -> bool:
    return min(len(name), len(drawn)) >= FUZZY_LENGTH and Levenshtein.distance(_as_drawn(name), drawn) <= 1


def _as_drawn(word: str) -> str:
    """Look-alikes made one: "rnenlt" and "menit", "hart" and "hari", "jarn" and "jam" come out the same."""
    return word.replace("rn", "m").translate(str.maketrans("lt1!", "iiii"))


@cache
def _joining_words() -> dict[str, Kind]:
    words = vocabulary("durations")["words"]
    kinds: tuple[Kind, ...] = ("working", "calendar", "range", "times", "and", "frequency", "ordinal")
    return {word: kind for kind in kinds for word in words[kind]}


def _fraction(text: str) -> float:
    whole = _WHOLE_OF_FRACTION.match(text)
    rest = text[whole.end() :].strip() if whole else text.strip()
    part = _FRACTIONS.get(rest)
    if part is None:
        over, under = rest.split("/")
        part = int(over) / int(under)
    return (int(whole[1] or whole[2]) if whole else 0) + part


def _decimal(text: str) -> float:
    if re.fullmatch(r"\d{1,3}(\.\d{3})+", text):
        return float(text.replace(".", ""))
    return float(text.replace(",", "."))
