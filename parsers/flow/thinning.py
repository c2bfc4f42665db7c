"""Thinning of line work to one pixel (Zhang and Suen, CACM 27(3), 1984), as table look-ups: of ink alone, for most of a page is paper."""

from __future__ import annotations

import cv2
import numpy as np

#: More rounds than the thickest stroke could need; fills were taken out before.
_MAX_ROUNDS = 64


def thin(mask: np.ndarray) -> np.ndarray:
    """The skeleton of `mask` (uint8, non-zero = ink) as uint8 0/1 of the same shape."""
    skeleton = cv2.copyMakeBorder((mask > 0).astype(np.uint8), 1, 1, 1, 1, cv2.BORDER_CONSTANT)
    flat, around = skeleton.ravel(), _around(skeleton)
    # Only ink beside paper can go: its places, to which those come that lie bare when others have gone.
    inner = cv2.erode(skeleton, np.ones((3, 3), np.uint8)).ravel()
    rim = np.flatnonzero((flat ^ inner).view(bool))
    for _ in range(_MAX_ROUNDS):
        removed = 0
        for table in _TABLES:
            doomed = table[_codes(flat, rim, around)] > 0
            gone, rim = rim[doomed], rim[~doomed]
            flat[gone] = 0
            removed += len(gone)
            beside = (gone[:, None] + around).ravel()
            bared = np.unique(beside[inner[beside] > 0])
            inner[bared] = 0
            rim = np.concatenate([rim, bared])
        if not removed:
            break
    _drop_stairs(flat, np.flatnonzero(flat.view(bool)), around)
    return np.ascontiguousarray(skeleton[1:-1, 1:-1])


def neighbourhood(mask: np.ndarray, ys: np.ndarray, xs: np.ndarray) -> np.ndarray:
    """The number (0-255) of the eight neighbours of each pixel (ys, xs) in a 0/1 mask: clockwise from above, bit 0 first."""
    framed = cv2.copyMakeBorder(mask, 1, 1, 1, 1, cv2.BORDER_CONSTANT)
    return _codes(framed.ravel(), (ys + 1) * framed.shape[1] + xs + 1, _around(framed))


def _around(mask: np.ndarray) -> np.ndarray:
    """The steps to the eight neighbours in a mask laid flat."""
    width = mask.shape[1]
    return np.array([-width, 1 - width, 1, width + 1, width, width - 1, -1, -width - 1])


def _codes(flat: np.ndarray, places: np.ndarray, around: np.ndarray) -> np.ndarray:
    codes = np.zeros(len(places), np.uint8)
    for bit, step in enumerate(around):
        codes |= flat[places + step] << bit
    return codes


def _drop_stairs(flat: np.ndarray, ink: np.ndarray, around: np.ndarray) -> None:
    """Take away the inner pixels of staircases, which would look like joints: one of two rounds of corners each."""
    for table in _STAIRS:
        is_stair = table[_codes(flat, ink, around)] > 0
        flat[ink[is_stair]] = 0
        ink = ink[~is_stair]


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
