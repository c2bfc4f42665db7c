"""Numbers and dates written by hand, told from print by their unrest: letters stand neither on one line nor equally high."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np

from ingest.text.lines import components
from models.geometry import union
from models.page import Word

#: Of a line's letters at least so many must be seen apart, each this share of the line high.
FEWEST_LETTERS, LEAST_HEIGHT = 5, 0.3
#: Letters stand on one line, or are of one height, where they differ by less than this share of their height; pixels at
#: least, for small print is no rounder than the grid.
SAME, SAME_PX = 0.08, 0.75
#: A line of print falls or rises by at most this after deskewing.
STEEPEST = 0.06
#: Print has this share of its letters on one line and, of capitals and figures, this share of one height. Of the 87 lines that
#: these bounds were set on, 12 of 19 written by hand have less of one, and none that is printed.
LEAST_ON_LINE, LEAST_EQUAL = 0.72, 0.50
#: Numbers and dates: so many letters and figures, mostly capitals and figures or few words of which the last is a year.
SHORTEST, LONGEST, MOSTLY_UPRIGHT, MOST_WORDS = 6, 40, 0.8, 4
#: A number of more figures is a NIP, which is printed; under a stamp it is uneven like handwriting.
MOST_FIGURES = 14
#: Parts of a number lie at most so many times their height apart, no line of print with more words than this is one;
#: around them so much is looked at, in points.
WIDEST_GAP, MOST_PARTS, AROUND_PT = 3.5, 6, 1.0
#: What readers make of handwriting is a value only where they agree; else it keeps at most this.
MOST_WHEN_DISPUTED = 0.55

_YEAR = re.compile(r"\S*\d\S*\d\S*$")


def with_handwriting(words: Sequence[Word], ink: np.ndarray, scale: float) -> list[Word]:
    """The words of a page, those of numbers and dates written by hand marked so, and doubted where the second reader
    read otherwise. `ink`: uint8 (height, width), without rules; `scale`: pixels per point.
    """
    out = list(words)
    for row in _rows(words):
        box = union(words[k].box for k in row).grown(AROUND_PT).to_pixels(scale).clipped(ink.shape[1], ink.shape[0])
        letters = np.ascontiguousarray(ink[box.top : box.bottom, box.x0 : box.x1])
        if is_by_hand(" ".join(words[k].text for k in row), letters):
            for k in row:
                out[k] = _by_hand(words[k])
    return out


def _rows(words: Sequence[Word]) -> list[list[int]]:
    """Words side by side, as their places in `words`: hand leaves wide gaps, and after a colon a value begins."""
    rows: list[list[int]] = []
    count = Counter(word.line for word in words)
    short = [k for k, word in enumerate(words) if count[word.line] <= MOST_PARTS]
    for k in sorted(short, key=lambda k: words[k].box.x0):
        here = words[k].box
        for row in rows if not words[k].text.startswith(":") else ():
            last = words[row[-1]].box
            high = min(last.height, here.height)
            if here.x0 - last.x1 < WIDEST_GAP * high and last.overlap_y(here) > high / 2:
                row.append(k)
                break
        else:
            rows.append([k])
    return rows


def _by_hand(word: Word) -> Word:
    """The word marked; whether a label's colon was read as a stroke is no dispute about what is written."""
    is_disputed = bool(word.alternatives) and any(c.isalnum() for c in word.text)
    sure = min(word.confidence, MOST_WHEN_DISPUTED) if is_disputed else word.confidence
    return word._replace(by_hand=True, confidence=sure)


def is_by_hand(text: str, ink: np.ndarray) -> bool:
    """Whether the line of `text` is a number or date written by hand.

    `ink`: uint8 (height, width), the line's letters without rules. False where too few of them are seen apart.
    """
    if not _is_number_or_date(text):
        return False
    _, boxes = components(ink)
    high = boxes[1:, 3] > LEAST_HEIGHT * len(ink)
    left, top, width, height = (boxes[1:][high, k].astype(float) for k in range(4))
    if len(left) < FEWEST_LETTERS:
        return False
    usual = float(np.median(height))
    if _on_one_line(left + width / 2, top + height, usual) <= LEAST_ON_LINE:
        return True
    return _is_upright(text) and _of_one_height(height) <= LEAST_EQUAL


def _is_number_or_date(text: str) -> bool:
    count = sum(c.isalnum() for c in text)
    if not SHORTEST <= count <= LONGEST or not 0 < sum(c.isdigit() for c in text) <= MOST_FIGURES:
        return False
    is_date = len(text.split()) <= MOST_WORDS and _YEAR.search(text) is not None
    return is_date or _is_upright(text)


def _is_upright(text: str) -> bool:
    """Whether nearly all letters are capitals or figures, which are of one height."""
    letters = [c for c in text if c.isalnum()]
    return sum(c.isupper() or c.isdigit() for c in letters) >= MOSTLY_UPRIGHT * len(letters)


def _on_one_line(middles: np.ndarray, feet: np.ndarray, height: float) -> float:
    """The share of letters whose feet stand on the line through two of them that most others stand on."""
    run = middles[None] - middles[:, None]
    slope = (feet[None] - feet[:, None]) / np.where(run == 0, np.inf, run)
    apart = (np.abs(run) > 2 * height) & (np.abs(slope) <= STEEPEST)
    best = 0
    for one, other in zip(*np.nonzero(apart), strict=True):
        off = np.abs(feet - feet[one] - slope[one, other] * (middles - middles[one]))
        best = max(best, int(np.count_nonzero(off <= max(SAME * height, SAME_PX))))
    return best / len(feet) if best else 1.0


def _of_one_height(heights: np.ndarray) -> float:
    """The largest share of letters that are of about one height."""
    near = np.abs(heights[None] - heights[:, None]) <= np.maximum(SAME * heights, SAME_PX)[:, None]
    return float(near.sum(axis=1).max()) / len(heights)
