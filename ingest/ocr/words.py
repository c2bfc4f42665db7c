"""Readings of line crops -> words with boxes: spaces the recogniser dropped come back from gaps in the picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from ingest.ocr.reader import Character, Reading

#: A gap is a space from this many em on, by what stands around it: the recogniser drops spaces beside figures and
#: signs ("1hari"), hardly ever between letters, where a wide gap is rather loose print. A space is 0.25-0.3 em.
#: Figures stand in cells of equal width, so that a 1 has more paper around it than a letter has.
SPACE_EM, LETTER_SPACE_EM, FIGURE_SPACE_EM = 0.2, 0.38, 0.34
#: Beside a stop a gap is a space from here on, if no other there is twice as wide: narrow print has spaces of 0.15 em.
NARROW_SPACE_EM = 0.12
#: Signs that cling to what stands before them, or to figures after them (1.1., 07:30, ac.id).
CLINGING = ".,;:)]/-"
#: Nor is it a space where it is narrower than this share of the spaces read in the same line.
SPACE_OF_USUAL = 0.75

#: A speck in a space is read as the first, one behind a word or between two as the other.
BULLET, STOP = "•", "."

#: How much the other characters of a word add to its least sure one. Half and half alone, one slip in a long word
#: ("Menylapkan", 0.93) hardly showed: of values at 0.95-1.0 on real scans 95 % were right, of those whose least character
#: passes 0.95 nearly 98 %.
MOST_OF_OTHERS, OTHERS_PER_DOUBT = 0.5, 1.5


class ReadWord(NamedTuple):
    """A word of a line: `start`, `end` in pixels of the crop; confidences as the recogniser gave them."""

    text: str
    start: float
    end: float
    mean: float
    least: float

    @property
    def confidence(self) -> float:
        """A word is as sure as its least sure character; the others add the more, the less sure that one is."""
        others = min(MOST_OF_OTHERS, OTHERS_PER_DOUBT * (1 - self.least))
        return self.least + others * (self.mean - self.least)


class _Gap(NamedTuple):
    start: int
    end: int

    @property
    def width(self) -> int:
        return self.end - self.start


def split_words(reading: Reading, ink: np.ndarray, em: float) -> list[ReadWord]:
    """Words of `reading` with their extent snapped to the letters of `ink`, uint8 (height, width) of the same crop.

    `em`: the size of print in pixels; a line that is higher counts by its own height.
    """
    columns = ink.any(axis=0)
    gaps = _gaps(columns)
    em = max(em, _line_height(ink))
    groups = _with_their_stops(_grouped(reading.characters, gaps, em), gaps, em)
    if not groups:
        return []
    cuts = [_gap_between(a[-1], b[0], gaps) for a, b in zip(groups, groups[1:], strict=False)]
    inked = np.flatnonzero(columns)
    left, right = (int(inked[0]), int(inked[-1]) + 1) if len(inked) else (0, ink.shape[1])
    starts = [left, *(gap.end for gap in cuts)]
    ends = [*(gap.start for gap in cuts), right]
    return [
        _word(group, start, max(start + 1, end))
        for k, (group, start, end) in enumerate(zip(groups, starts, ends, strict=True))
        if not (k and _is_stop(group))
    ]


def _word(group: Sequence[Character], start: int, end: int) -> ReadWord:
    sure = [c.confidence for c in group]
    return ReadWord("".join(c.text for c in group), float(start), float(end), sum(sure) / len(sure), min(sure))


def _line_height(ink: np.ndarray) -> int:
    rows = np.flatnonzero(ink.any(axis=1))
    return int(rows[-1] - rows[0]) + 1 if len(rows) else ink.shape[0]


def _gaps(columns: np.ndarray) -> list[_Gap]:
    """Runs of columns without ink, between the first and the last column with ink."""
    inked = np.flatnonzero(columns)
    breaks = np.flatnonzero(np.diff(inked) > 1)
    return [_Gap(int(inked[k]) + 1, int(inked[k + 1])) for k in breaks]


def _grouped(characters: Sequence[Character], gaps: Sequence[_Gap], em: float) -> list[list[Character]]:
    """Characters by word: cut at the spaces read, and at gaps as wide as a space."""
    groups: list[list[Character]] = [[]]
    for k, character in enumerate(characters):
        if character.text == " " or _is_speck(characters, k):
            if groups[-1]:
                groups.append([])
        else:
            groups[-1].append(character)
    groups = [group for group in groups if group]
    spaces = [_gap_between(a[-1], b[0], gaps).width for a, b in zip(groups, groups[1:], strict=False)]
    usual = float(np.median(spaces)) if len(spaces) >= 2 else 0.0
    return [part for group in groups for part in _cut_at_gaps(group, gaps, em, SPACE_OF_USUAL * usual)]


def _with_their_stops(groups: list[list[Character]], gaps: Sequence[_Gap], em: float) -> list[list[Character]]:
    """Full stops that a space was read before, with the word or figure that they stand at. Print has none that stand
    apart: those are specks.
    """
    joined = groups[:1]
    for group, after in zip(groups[1:], [*groups[2:], None], strict=False):
        own = _is_stop(group) and _stands_at(joined[-1][-1], after[0] if after else None, gaps, em)
        joined[-1:] = [joined[-1] + group] if own else [joined[-1], group]
    return joined


def _stands_at(before: Character, after: Character | None, gaps: Sequence[_Gap], em: float) -> bool:
    """Whether a stop between two characters, or behind the last, belongs to the first: a space is behind it alone.

    To the reader a stop and the space behind it are one, so its own place for it says little.
    """
    if before.text.isdigit():
        return True
    end = _middle(after) if after else float("inf")
    widths = [gap.width for gap in gaps if _middle(before) <= (gap.start + gap.end) / 2 <= end]
    if after is None:
        return all(width < SPACE_EM * em for width in widths)
    return sum(width >= max(NARROW_SPACE_EM * em, max(widths) / 2) for width in widths) == 1


def _is_stop(group: Sequence[Character]) -> bool:
    return len(group) == 1 and group[0].text == STOP


def _is_speck(characters: Sequence[Character], k: int) -> bool:
    """Whether a bullet stands between two letters without a space: a speck where there is one."""
    around = characters[max(0, k - 1) : k + 2]
    return characters[k].text == BULLET and len(around) == 3 and around[0].text.isalpha() and around[2].text.isalpha()


def _cut_at_gaps(group: Sequence[Character], gaps: Sequence[_Gap], em: float, least: float) -> list[list[Character]]:
    parts = [[group[0]]]
    for before, after in zip(group, group[1:], strict=False):
        if _gap_between(before, after, gaps).width >= max(least, em * _space_em(before.text, after.text)):
            parts.append([])
        parts[-1].append(after)
    return parts


def _space_em(before: str, after: str) -> float:
    if before.isdigit() and after.isdigit() or after in CLINGING or (before in CLINGING and after.isdigit()):
        return FIGURE_SPACE_EM
    return LETTER_SPACE_EM if before.isalpha() and after.isalpha() else SPACE_EM


def _gap_between(before: Character, after: Character, gaps: Sequence[_Gap]) -> _Gap:
    """The widest gap between the middles of two characters; an empty one half-way where the letters touch."""
    low, high = _middle(before), _middle(after)
    inside = [gap for gap in gaps if low <= (gap.start + gap.end) / 2 <= high]
    if inside:
        return max(inside, key=lambda gap: gap.width)
    half = round((low + high) / 2)
    return _Gap(half, half)


def _middle(character: Character) -> float:
    return (character.start + character.end) / 2
