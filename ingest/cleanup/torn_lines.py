"""Hair lines that black and white has torn: a thin grey line comes out of a fax as a row of dots, and is inked again."""

from __future__ import annotations

import cv2
import numpy as np

from models.components import find_components

#: All lengths are pixels of the grid that tore the line. Its dots are at most so high, and lie within a pixel of its course.
DOT_PX, ASTRAY_PX = 2, 1
#: Over a window of this length a dot stands above, on or below at least this share of the pixels of the course.
WINDOW_PX, LEAST_DOTTED = 31, 0.16
#: Paper lies on both sides of a line, in bands from the first to the second distance: so much of it is black at most along
#: this share of the line (pale tones have 0.03 and more), and along all of it, where other lines and symbols meet it.
BESIDE_PX, BARE, BARE_SHARE, CROWDED = (3, 7), 0.02, 0.2, 0.3
#: Gaps are no longer than the first, lines no shorter than the second; one gap may be anything, a torn line has so many and is
#: inked over this share of its length (drawn faxes: 0.33-0.77; chance rows of a pale tone: 0.11-0.29).
GAP_PX, SHORTEST_PX, FEWEST_GAPS, INKED = 31, 31, 3, 0.31
#: Two torn lines in a row, so near to one another, are one; a rule may cross them there, but no symbol stands between, which
#: is wider than this.
NEXT_PX, OFF_ROW_PX, RULE_PX = 75, 3, 10
#: Two torn lines whose ends are so near one another both ways are one line with a corner.
CORNER_PX = 12


def torn_lines(black: np.ndarray, mottled: np.ndarray) -> np.ndarray:
    """The courses of torn lying and standing lines in `black` (uint8 0/255), a pixel wide: bool of the same shape.

    `mottled` (bool): where dots stand for a tone. Nothing but False where no line is torn.
    """
    mask = (black > 0).astype(np.uint8)
    lying, ends = _lying(mask, mottled)
    standing, turned = _lying(np.ascontiguousarray(mask.T), mottled.T)
    found = lying | standing.T
    for (x, y), (v, u) in ((a, b) for a in ends for b in turned):
        if abs(x - u) <= CORNER_PX and abs(y - v) <= CORNER_PX:
            found[y, min(x, u) : max(x, u) + 1] = True
            found[min(y, v) : max(y, v) + 1, u] = True
    return found


def _lying(black: np.ndarray, mottled: np.ndarray) -> tuple[np.ndarray, list[tuple[int, int]]]:
    """The courses of torn lying lines (bool) and the places of their ends, as (along, across)."""
    dots = cv2.subtract(black, cv2.morphologyEx(black, cv2.MORPH_OPEN, np.ones((DOT_PX + 1, 1), np.uint8)))
    column = np.ones((2 * ASTRAY_PX + 1, 1), np.uint8)
    dotted = cv2.blur(cv2.dilate(dots, column) * 255, (WINDOW_PX, 1)) >= 255 * LEAST_DOTTED
    beside = _blackest_side(black)
    loose = (dots > 0) & dotted & (beside <= 255 * CROWDED) & ~mottled
    courses, ends = np.zeros(black.shape, bool), []
    labels, stats, _ = find_components(_bands(loose))
    for index in range(1, len(stats)):
        x, y, width, height, area = (int(v) for v in stats[index])
        if area > width * (DOT_PX + 4 * ASTRAY_PX):
            continue  # the edge of a tone
        place = slice(y, y + height), slice(x, x + width)
        band = labels[place] == index
        inked = ((black[place] > 0) & band).any(axis=0)
        middle, along = y + np.rint((np.arange(height) @ band) / band.sum(axis=0)).astype(int), x + np.arange(width)
        torn = np.count_nonzero(np.diff(inked.astype(np.int8)) == -1) >= FEWEST_GAPS
        if not torn or inked.mean() < INKED or np.quantile(beside[middle, along], BARE_SHARE) > 255 * BARE:
            continue
        courses[middle, along] = True
        ends += [(x, int(middle[0])), (x + width - 1, int(middle[-1]))]
    for end, y in ends[1::2]:
        for begin, v in ends[::2]:
            if 0 < begin - end <= NEXT_PX and abs(y - v) <= OFF_ROW_PX and _free_between(black, (end, y), (begin, v)):
                courses[np.rint(np.linspace(y, v, begin - end + 1)).astype(int), np.arange(end, begin + 1)] = True
    return courses, ends


def _free_between(black: np.ndarray, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether nothing wider than a rule stands between two ends of lines."""
    way = black[min(one[1], other[1]) - DOT_PX : max(one[1], other[1]) + DOT_PX + 1, one[0] + 1 : other[0]]
    crossed = np.flatnonzero(way.all(axis=0))
    return not len(crossed) or int(np.ptp(crossed)) < RULE_PX


def _bands(dots: np.ndarray) -> np.ndarray:
    """Rows of dots joined over their gaps, and the shorter ones left out: uint8 0/1."""
    wide = cv2.dilate(dots.astype(np.uint8), np.ones((2 * ASTRAY_PX + 1, 1), np.uint8))
    closed = cv2.morphologyEx(wide, cv2.MORPH_CLOSE, np.ones((1, GAP_PX), np.uint8))
    return cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((1, SHORTEST_PX), np.uint8))


def _blackest_side(black: np.ndarray) -> np.ndarray:
    """How black the bands above and below each pixel are, the blacker of the two: uint8, 255 for all black."""
    near, far = BESIDE_PX
    across = cv2.blur(black * 255, (WINDOW_PX, 1), borderType=cv2.BORDER_CONSTANT)
    band = np.zeros((2 * far + 1, 1), np.float32)
    band[: far - near + 1] = 1 / (far - near + 1)
    above, below = (cv2.filter2D(across, -1, b, borderType=cv2.BORDER_CONSTANT) for b in (band, band[::-1].copy()))
    return cv2.max(above, below)
