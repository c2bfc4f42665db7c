"""Streaks of a sheet-fed scanner: dust on its glass draws a line along the whole page, margins and all."""

from __future__ import annotations

import cv2
import numpy as np

#: A streak is at most this share of the page wide (a millimetre of A4), and this much darker than the paper on both sides.
MOST_WIDTH, LEAST_DARKER = 1 / 200, 20
#: It shows in this share of the rows at least in which there is paper on both sides, and of those of either margin.
LEAST_SHOWN, LEAST_IN_MARGIN = 0.92, 0.85
#: A margin is at least this share of the page; a row with less ink than the second share is empty, streaks apart. A
#: picture cut at the border of its table has no margins, and its rules run from edge to edge too.
LEAST_MARGIN, EMPTY_ROW = 0.015, 0.01
#: More of them are the rules of a form.
MOST_STREAKS = 4
#: One row in so many is looked at.
SAMPLED = 8


def without_streaks(image: np.ndarray) -> np.ndarray:
    """`image`, uint8 (height, width, 3), with its streaks, standing or lying, filled from both sides; itself without any."""
    standing = find_streaks(image[::SAMPLED, :, 1])
    lying = find_streaks(np.ascontiguousarray(image[:, ::SAMPLED, 1].T))
    if standing or lying:
        image = image.copy()
        _fill(image, standing)
        _fill(image.transpose(1, 0, 2), lying)
    return image


def _fill(image: np.ndarray, streaks: list[tuple[int, int]]) -> None:
    """Shade each streak in place from the column left of it to the one right of it: what runs across goes on.

    Where it is darker than by itself there is print under it, which stays.
    """
    for first, last in streaks:
        left, right = (image[:, column].astype(np.float32) for column in (first - 1, last))
        for column in range(first, last):
            shade = image[:, column, 1]
            alone = shade >= np.median(shade) - LEAST_DARKER
            filled = left + (right - left) * (column - first + 1) / (last - first + 1)
            image[alone, column] = np.rint(filled[alone])


def find_streaks(shades: np.ndarray) -> list[tuple[int, int]]:
    """First column of each standing streak and the first one right of it, with a pixel of its rim on both sides.

    `shades`: uint8 (rows, columns), one row in SAMPLED of a page.
    """
    width = shades.shape[1]
    reach = max(3, round(MOST_WIDTH * width))
    if width < 4 * reach or len(shades) * LEAST_MARGIN < 2:
        return []
    beside = np.minimum(np.roll(shades, reach, axis=1), np.roll(shades, -reach, axis=1))
    darker = cv2.subtract(beside, shades) >= LEAST_DARKER
    paper = float(np.median(shades))
    clear = beside >= paper - LEAST_DARKER
    shown = np.count_nonzero(darker & clear, axis=0) >= LEAST_SHOWN * np.maximum(1, np.count_nonzero(clear, axis=0))
    shown &= np.count_nonzero(clear, axis=0) >= len(shades) // 2
    shown[:reach] = shown[-reach:] = False
    if not shown.any():
        return []
    margins = _margins(shades < paper - 2 * LEAST_DARKER, shown)
    if margins is None:
        return []
    for part in (darker[: margins[0]], darker[margins[1] :]):
        shown &= part.mean(axis=0) >= LEAST_IN_MARGIN
    return _runs(shown, reach)


def _margins(ink: np.ndarray, streaks: np.ndarray) -> tuple[int, int] | None:
    """The end of the upper margin and the beginning of the lower one, in rows of `ink`; None where one is missing."""
    apart = ~(cv2.dilate(streaks.astype(np.uint8)[None], np.ones((1, 9), np.uint8))[0] > 0)
    inked = np.flatnonzero(ink[:, apart].mean(axis=1) >= EMPTY_ROW)
    least = LEAST_MARGIN * len(ink)
    if not len(inked) or inked[0] < least or len(ink) - 1 - inked[-1] < least:
        return None
    return int(inked[0]), int(inked[-1]) + 1


def _runs(shown: np.ndarray, reach: int) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], shown.astype(np.int8), [0]))))
    runs = [(int(first) - 1, int(last) + 1) for first, last in edges.reshape(-1, 2)]
    return runs if len(runs) <= MOST_STREAKS and all(last - first <= reach + 2 for first, last in runs) else []
