"""One line read from several looks (as it is, without coloured ink, cut closer): which reading to believe, how far."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from rapidfuzz.distance import Levenshtein

from ingest.ocr.agreement import FIRST, recut, same_place, settle
from ingest.ocr.words import ReadWord
from models.evidence import Alternative

#: Looks that agree leave this much of the doubt: they are one reader's, so this is more than between two readers.
DOUBT_LEFT = 0.5
#: Where they differ, the reading nearest to all keeps at most this, times how far the looks agree on its letters.
MOST_WHEN_DISPUTED = 0.94
#: A letter less sure than this is looked at again.
SURE_LETTER = 0.80
#: Foreign ink over the whole of a word takes this much of its confidence.
WEIGHT_OF_INK = 0.15
#: A word of so much foreign ink that the second reader does not read alike keeps at most this: a stroke through a letter
#: makes another letter of it in all looks ("Suryahingrat").
TOUCHED, MOST_WHEN_TOUCHED = 0.1, 0.94
#: A word of so much foreign ink may be a stamp's, and is looked at so many times at least.
OWN_WORD, LOOKS_AT_STAMPS = 0.7, 3
#: A number has at least so many figures.
FIGURES = 6
#: A look that reads fewer characters than this share of the longest missed part of the line, and has no vote.
LEAST_LENGTH = 0.6


class SettledWord(NamedTuple):
    """A word of a line: `start`, `end` in pixels of the crop."""

    text: str
    start: float
    end: float
    confidence: float
    alternatives: tuple[Alternative, ...] = ()


#: The words of one look by the first reader, and by the second where one was asked.
LookRead = tuple[Sequence[ReadWord], Sequence[ReadWord]]


class Cover(NamedTuple):
    """Bool (height, width) of the crop: all `ink`, the `foreign` part of it, and the `black` part of that, which no
    look takes away.
    """

    ink: np.ndarray
    foreign: np.ndarray
    black: np.ndarray


def agree(looks: Sequence[LookRead], cover: Cover) -> bool:
    """Whether the first reader read the same from all looks, spaces aside, and each letter surely from one of them.

    A word that is nearly all foreign ink may be the stamp's own, and a number under any has no sense to tell a wrong
    figure by: the first looks, which show the stamp, do not do for them.
    """
    if len({_letters(first) for first, _ in looks}) > 1:
        return False
    if len(looks) < LOOKS_AT_STAMPS and any(
        _covered(word, cover.foreign, cover.ink) > (OWN_WORD if _figures(word) < FIGURES else 0)
        for first, _ in looks
        for word in first
    ):
        return False
    return max((min((word.least for word in first), default=1.0) for first, _ in looks), default=1.0) >= SURE_LETTER


def settle_looks(looks: Sequence[LookRead], cover: Cover) -> list[SettledWord]:
    """The words of a line in the light of all looks.

    The reading nearest to all others counts (the surest of those equally near), each of its words as sure as the looks
    agree on its letters. Empty where nothing was read.
    """
    nearest, voting = nearest_look(looks), _voting(looks)
    if nearest is None:
        return []
    pivot = looks[nearest]
    shares = _agreement(_letters(pivot[0]), [(_letters(first), _weights(first)) for first, _ in voting])
    out, at = [], 0
    for word in pivot[0]:
        share = float(min(shares[at : at + len(word.text)]))
        at += len(word.text)
        out += _settled(word, pivot, [look for look in voting if look is not pivot], share, cover)
    return out


def nearest_look(looks: Sequence[LookRead]) -> int | None:
    """Which look has the reading that counts, the only one of which a second reader's is of use; None without any."""
    voting = _voting(looks)
    if not voting:
        return None
    pivot = min(voting, key=lambda look: (_distance(look, voting), -_mean(look[0])))
    return next(k for k, look in enumerate(looks) if look is pivot)


def _voting(looks: Sequence[LookRead]) -> list[LookRead]:
    longest = max((len(_letters(first)) for first, _ in looks), default=0)
    return [look for look in looks if look[0] and len(_letters(look[0])) >= LEAST_LENGTH * longest]


def _settled(
    word: ReadWord, pivot: LookRead, others: Sequence[LookRead], share: float, cover: Cover
) -> list[SettledWord]:
    """The word, parted where another look has a space in it."""
    text, sure, alternatives = settle(word, word.confidence, recut(pivot[1], pivot[0]))
    readings: dict[str, float] = {}
    parted: list[ReadWord] = []
    for first, _ in others:
        there = [o for o in first if same_place(word, o)]
        other = "".join(o.text for o in there)
        if other == text and len(there) > 1:
            parted = there
        elif there and other != text:
            readings[other] = max(readings.get(other, 0.0), min(o.mean for o in there))
    differ = share < 1 or not others
    if share < 1:
        sure = min(sure, MOST_WHEN_DISPUTED) * share
    elif others:
        sure = 1 - (1 - sure) * DOUBT_LEFT
    sure *= 1 - WEIGHT_OF_INK * _covered(word, cover.foreign if differ else cover.black, cover.ink)
    if _covered(word, cover.foreign, cover.ink) > TOUCHED and not _is_seconded(word, pivot):
        sure = min(sure, MOST_WHEN_TOUCHED)
    if share < 1:
        found = [Alternative(text=t, reader=FIRST, confidence=round(c, 3)) for t, c in readings.items()]
        alternatives = (*found, *(a for a in alternatives if a.text not in readings))
    if parted:
        return [SettledWord(o.text, o.start, o.end, sure, alternatives) for o in parted]
    return [SettledWord(text, word.start, word.end, sure, alternatives)]


def _is_seconded(word: ReadWord, look: LookRead) -> bool:
    """Whether the second reader read the word alike."""
    seconds = recut(look[1], look[0])
    return "".join(other.text for other in seconds if same_place(word, other)) == word.text


def _agreement(text: str, readings: Sequence[tuple[str, list[float]]]) -> np.ndarray:
    """For each letter of `text` how far the looks agree on it, 0-1: its votes against those of its strongest rival.

    `readings`: the letters of each look with the weight of each one's vote.
    Looks that err, err each in its own way, so that a letter with three votes of seven and no rival of more than one is
    hardly wrong; of a figure more is asked, for one that is half hidden looks like one other.
    """
    outcomes: list[dict[str, float]] = [defaultdict(float) for _ in text]
    for reading, weights in readings:
        for block in Levenshtein.opcodes(text, reading):
            there = reading[block.dest_start : block.dest_end]
            if block.tag == "insert":
                if _any_letter(there):  # a letter more: it rivals those beside it
                    for at in {max(0, block.src_start - 1), min(block.src_start, len(text) - 1)}:
                        outcomes[at][f"+{there}"] += weights[block.dest_start]
                continue
            for offset, at in enumerate(range(block.src_start, block.src_end)):
                here = min(block.dest_start + offset, len(weights) - 1)
                outcomes[at][there[offset] if offset < len(there) else ""] += weights[here]
    shares = np.ones(len(text))
    for at, letter in enumerate(text):
        if letter.isalnum():  # a comma more or less makes no other word
            votes = outcomes[at][letter]
            rival = max((sum_ for other, sum_ in outcomes[at].items() if other != letter), default=0.0)
            shares[at] = votes / (votes + rival) if votes else 0.0
            if not letter.isdigit():
                shares[at] **= 0.5
    return shares


def _any_letter(text: str) -> bool:
    return any(c.isalnum() for c in text)


def _distance(look: LookRead, others: Sequence[LookRead]) -> float:
    """How far the look's letters are from those of all, each weighing as much as it was sure."""
    text = _letters(look[0])
    return sum(Levenshtein.distance(text, _letters(first)) * min(_weights(first), default=0.0) for first, _ in others)


def _weights(words: Sequence[ReadWord]) -> list[float]:
    """The vote of each letter: one that was unsure of itself weighs little."""
    return [word.confidence**2 for word in words for _ in word.text]


def _covered(word: ReadWord, foreign: np.ndarray, ink: np.ndarray) -> float:
    """The share of the word's ink that is foreign."""
    columns = slice(int(word.start), max(int(word.start) + 1, int(word.end)))
    strange = np.count_nonzero(foreign[:, columns])
    return strange / max(1, np.count_nonzero(foreign[:, columns] | ink[:, columns]))


def _figures(word: ReadWord) -> int:
    return sum(c.isdigit() for c in word.text)


def _letters(words: Sequence[ReadWord]) -> str:
    return "".join(word.text for word in words)


def _mean(words: Sequence[ReadWord]) -> float:
    return sum(word.mean * len(word.text) for word in words) / max(1, len(_letters(words)))
