"""Answers of decisions that a reader has torn: a line or rule through "Tidak" leaves "Ti ak", "1 idak" or "Tid"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from rapidfuzz.distance import Levenshtein

from parsers.vocabulary import vocabulary

#: Slips borne by an answer of at least so many letters; shorter ones must be read whole. A line takes one or two letters
#: of each printed line, and only "tidak …" is printed on two.
SLIPS = ((11, 4), (9, 2), (4, 1))
#: Slips by which any other answer must be farther from what was read.
CLEARLY = 2
#: A beginning or an end of this share of an answer's letters is that answer, the rest is under the line.
PART, PART_LETTERS = 0.6, 3


def is_answer(text: str) -> bool:
    """Whether `text` is one of the answers that sheets print, spaces and case aside."""
    return _letters(text) in _answers()


def two_answers(texts: Sequence[str]) -> int | None:
    """The index at which words in reading order part into two answers ("Tidak Ya"), where together they are none."""
    if is_answer(" ".join(texts)):
        return None
    return next(
        (k for k in range(1, len(texts)) if is_answer(" ".join(texts[:k])) and is_answer(" ".join(texts[k:]))), None
    )


def mended_answer(text: str) -> str | None:
    """The one answer that `text` is a torn reading of, cased like it; None if it is none, several, or whole already.

    What a line takes away makes a reading shorter: one with more letters than the answer is another word ("Lengkapi").
    """
    letters = _letters(text)
    known = _answers()
    if letters not in known:
        letters = _letters(_DOUBLED.sub("", text))
    if letters in known:
        return None if text.casefold() == known[letters] else _cased(known[letters], text)
    if not letters:
        return None
    slips = sorted((Levenshtein.distance(letters, answer), answer) for answer in known if len(answer) >= len(letters))
    if not slips:
        return None
    (fewest, best), *others = slips
    if fewest <= _borne(best) and all(more - fewest >= CLEARLY for more, _ in others):
        return _cased(known[best], text)
    parts = [a for a in known if len(letters) >= max(PART * len(a), PART_LETTERS) and _is_end(letters, a)]
    return _cased(known[parts[0]], text) if len(parts) == 1 else None


#: A letter read on both sides of the line through it: "Ti idak".
_DOUBLED = re.compile(r"(\w)\W+(?=\1)", re.IGNORECASE)


@cache
def _answers() -> dict[str, str]:
    return {_letters(answer): answer for answer in vocabulary("answers")["answers"]}


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalpha())


def _borne(answer: str) -> int:
    return next((slips for letters, slips in SLIPS if len(answer) >= letters), 0)


def _is_end(part: str, answer: str) -> bool:
    return answer.startswith(part) or answer.endswith(part)


def _cased(answer: str, like: str) -> str:
    """`answer` in capitals, small letters or with capital initials (also where its first letter was lost), as read."""
    letters = [c for c in like if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    if len(letters) > 1 and 2 * capitals > len(letters):
        return answer.upper()
    small = not capitals and _letters(like)[:1] == answer[:1]
    return answer if small else answer.title()
