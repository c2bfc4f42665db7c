"""Flow lines that black and white has torn: a thin grey line comes out of a fax as a row of odd pieces."""

from __future__ import annotations

import cv2
import numpy as np

from models.components import find_components

#: A gap between two pieces, and the shortest torn line: longer than any word that is left in the drawing's columns.
GAP_PT, SHORTEST_PT = 7.0, 16.0
#: One gap may be anything; a torn line has at least so many, and is inked over this share of its length.
FEWEST_GAPS, INKED = 3, 0.2
#: Torn lines are hair lines: the band that the pieces make is at most so many times the usual stroke thick.
THICK = 2.0
#: Ink beside the course counts as on it: a line slants by a pixel or two over its length.
ASTRAY_PX = 2


def join_torn(lines: np.ndarray, thickness: float, scale: float) -> np.ndarray:
    """`lines` (uint8 0/255) with the gaps of torn lying and standing lines inked; unchanged where there are none.

    `thickness`: usual stroke in pixels; `scale`: pixels per point.
    """
    lying = _joined_lying(lines, thickness, scale)
    standing = _joined_lying(cv2.transpose(lines), thickness, scale)
    if not lying.any() and not standing.any():
        return lines
    return cv2.bitwise_or(lines, cv2.bitwise_or(lying, cv2.transpose(standing)))


def _joined_lying(lines: np.ndarray, thickness: float, scale: float) -> np.ndarray:
    """The courses of torn lying lines, inked from end to end."""
    wide = cv2.dilate(lines, np.ones((2 * ASTRAY_PX + 1, 1), np.uint8))
    closed = cv2.morphologyEx(wide, cv2.MORPH_CLOSE, np.ones((1, round(GAP_PT * scale) // 2 * 2 + 1), np.uint8))
    runs = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((1, round(SHORTEST_PT * scale) // 2 * 2 + 1), np.uint8))
    labels, stats, _ = find_components(runs)
    joined = np.zeros_like(lines)
    for index in range(1, len(stats)):
        x, y, width, height, area = (int(v) for v in stats[index])
        if area > (THICK * thickness + 2 * ASTRAY_PX) * width:
            continue  # print, or the side of an area
        place = slice(y, y + height), slice(x, x + width)
        course = labels[place] == index
        inked = ((lines[place] > 0) & course).any(axis=0)
        gaps = int(np.count_nonzero(np.diff(inked.astype(np.int8)) == -1))
        if gaps >= FEWEST_GAPS and inked.mean() >= INKED:
            middle = np.rint((np.arange(height) @ course) / np.maximum(course.sum(axis=0), 1)).astype(int)
            joined[y + middle, x + np.arange(width)] = 255
    return joined
