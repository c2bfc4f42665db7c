"""A blob of letters cut into the lines of print that touch in it."""

from __future__ import annotations

import numpy as np

from models.components import find_components
from models.geometry import PixelBox

#: An em of print is about this many times its usual component height.
EM_PER_LETTER = 1.85
#: A line is at most this many em high; higher blobs are lines that touch and are split where least ink is. On blurred
#: pages, where whole words count as letters, the em comes out too large by half: what is so many times as high as most
#: lines are is split too, but only where there is a gap, for it may be larger print.
MAX_LINE_EM = 1.45
#: Two lines are parted where so little of their ink is, as a share of the fuller rows on both sides, this share of the
#: height away from both ends (measured: lines of a heading up to 0.26, one line of large print 0.46 and more).
GAP_INK, GAP_WITHIN = 0.3, 0.3
#: White that its ink closes in, of so much of a blob, is the inside of a symbol around its word.
ENCLOSED = 0.25
#: A row of a cut blob lower than this many em, or with less than this share of the fullest row's ink, is the tails of
#: letters or what is left of a rule.
LEAST_ROW_EM, LEAST_ROW_INK = 0.65, 0.15


def split_rows(
    letters: np.ndarray, labels: np.ndarray, index: int, blob: np.ndarray, em: float, usual: float
) -> list[PixelBox]:
    """Cut blob `index` into lines if it is too high for one: where hardly any ink is, else where the least is near equal
    distances.

    `letters`: uint8 (height, width); `labels`: the blob each pixel belongs to; `blob`: x, y, width, height; `em`: the size
    of print in pixels; `usual`: how high most lines are, the em at most. Only the blob's own ink counts: what is left of a
    rule may hang on a line and reach down beside other lines.
    """
    x, y, width, height = (int(v) for v in blob[:4])
    if height <= MAX_LINE_EM * usual:
        return [PixelBox(x, y, x + width, y + height)]
    place = slice(y, y + height), slice(x, x + width)
    own = np.where(labels[place] == index, letters[place], 0).astype(np.uint8)
    if usual < em and _is_outline(own):
        usual = em
    profile = np.convolve(np.count_nonzero(own, axis=1), [0.25, 0.5, 0.25], "same")
    rows = [row for a, b in _between_gaps(profile, 0, height, usual) for row in _equal_rows(own, profile, a, b, em)]
    most = max((float(profile[a:b].sum()) for a, b in rows), default=0.0)
    return [
        PixelBox(x, y + a, x + width, y + b)
        for a, b in rows
        if len(rows) == 1 or (profile[a:b].sum() >= LEAST_ROW_INK * most and b - a >= LEAST_ROW_EM * usual)
    ]


def _is_outline(own: np.ndarray) -> bool:
    """Whether the ink of a blob goes around white: its upper side cut off would be a line of text, and no symbol left."""
    height, width = own.shape
    x, y, w, h, area = find_components((own == 0).astype(np.uint8), connectivity=4).boxes[1:].T
    inner = (x > 0) & (y > 0) & (x + w < width) & (y + h < height)
    return bool((area[inner] >= ENCLOSED * own.size).any())


def _between_gaps(profile: np.ndarray, top: int, bottom: int, usual: float) -> list[tuple[int, int]]:
    """Rows top..bottom cut where a profile too high for a line has a gap between two lines, again and again."""
    height = bottom - top
    if height > MAX_LINE_EM * usual:
        edge = int(GAP_WITHIN * height) or 1
        low, high = top + edge, bottom - edge
        if low >= high:  # specks of a tiny picture
            return [(top, bottom)]
        gap = low + int(np.argmin(profile[low:high]))
        if profile[gap] < GAP_INK * min(profile[top:gap].max(), profile[gap:bottom].max()):
            return _between_gaps(profile, top, gap, usual) + _between_gaps(profile, gap, bottom, usual)
    return [(top, bottom)]


def _equal_rows(own: np.ndarray, profile: np.ndarray, top: int, bottom: int, em: float) -> list[tuple[int, int]]:
    """Rows of lines whose letters touch: about equally high, cut where the least ink is."""
    height = bottom - top
    if height > MAX_LINE_EM * em:
        em = max(em, _own_em(own[top:bottom]))
    if height <= MAX_LINE_EM * em:
        return [(top, bottom)]
    count = max(2, round(height / (1.2 * em)))
    cuts = [top]
    for k in range(1, count):
        nominal = top + k * height / count
        low = int(nominal - 0.4 * height / count)
        high = max(low + 1, int(nominal + 0.4 * height / count))
        cuts.append(low + int(np.argmin(profile[low:high])))
    cuts.append(bottom)
    return [(a, b) for a, b in zip(cuts, cuts[1:], strict=False) if b - a > 2]


def _own_em(letters: np.ndarray) -> float:
    """The size of print of a blob by itself: a title is larger than the page's usual; 0.0 where it has few letters."""
    boxes = find_components(np.ascontiguousarray(letters)).boxes
    heights = boxes[1:, 3]
    return EM_PER_LETTER * float(np.median(heights[heights >= 0.3 * heights.max()])) if len(heights) > 3 else 0.0
