"""Thinning of line work to one pixel (Zhang and Suen, CACM 27(3), 1984), as table look-ups over whole images."""

from __future__ import annotations

import cv2
import numpy as np

#: Weights that give every 3x3 neighbourhood its number: clockwise from the pixel above, bit 0 first.
_WEIGHTS = np.array([[128, 1, 2], [64, 0, 4], [32, 16, 8]], np.float32)
#: More rounds than the thickest stroke could need; fills were taken out before.
_MAX_ROUNDS = 64


def thin(mask: np.ndarray) -> np.ndarray:
    """The skeleton of `mask` (uint8, non-zero = ink) as uint8 0/1 of the same shape."""
    skeleton = cv2.copyMakeBorder((mask > 0).astype(np.uint8), 1, 1, 1, 1, cv2.BORDER_CONSTANT)
    for _ in range(_MAX_ROUNDS):
        removed = 0
        for table in _TABLES:
            doomed = cv2.LUT(neighbourhood(skeleton), table) & skeleton
            removed += cv2.countNonZero(doomed)
            skeleton -= doomed
        if not removed:
            break
    return skeleton[1:-1, 1:-1] & _needed(skeleton)[1:-1, 1:-1]


def neighbourhood(mask: np.ndarray) -> np.ndarray:
    """The number (0-255) of each pixel's eight neighbours in a 0/1 mask: clockwise from above, bit 0 first."""
    return cv2.filter2D(mask, cv2.CV_8U, _WEIGHTS, borderType=cv2.BORDER_CONSTANT)


def _needed(skeleton: np.ndarray) -> np.ndarray:
    """Without the inner pixels of staircases, which would look like joints: one of two rounds of corners each."""
    skeleton = skeleton.copy()
    for table in _STAIRS:
        skeleton -= cv2.LUT(neighbourhood(skeleton), table) & skeleton
    return skeleton


def _table(step: int) -> np.ndarray:
    """1 for the neighbourhoods whose middle pixel goes in sub-round `step` (0 or 1)."""
    table = np.zeros(256, np.uint8)
    for code in range(256):
        p = [(code >> bit) & 1 for bit in range(8)]  # p[0] above, then clockwise
        changes = sum(p[i] == 0 and p[(i + 1) % 8] == 1 for i in range(8))
        above, right, below, left = p[0], p[2], p[4], p[6]
        if step == 0:
            open_side = not (above and right and below) and not (right and below and left)
        else:
            open_side = not (above and right and left) and not (above and below and left)
        table[code] = 2 <= sum(p) <= 6 and changes == 1 and open_side
    return table


def _stair_table(first: int) -> np.ndarray:
    """1 where the middle pixel only fills the inner corner between two neighbours at right angles (`first`, `first`+2)."""
    table = np.zeros(256, np.uint8)
    for code in range(256):
        p = [(code >> bit) & 1 for bit in range(8)]
        corner = p[first] and p[(first + 2) % 8]
        opposite = p[(first + 4) % 8] or p[(first + 5) % 8] or p[(first + 6) % 8]
        table[code] = bool(corner and not opposite)
    return table


_TABLES = (_table(0), _table(1))
_STAIRS = tuple(_stair_table(first) for first in (0, 2, 4, 6))
