"""Highlighter over the drawing: light colour through which lines are seen is on top of the symbols, no fill of one."""

from __future__ import annotations

import cv2
import numpy as np

from models.components import find_components, mask_of

#: Highlighter is no darker than this share of the paper, all colours weighed as the eye does; fills that are lie below.
LIGHT = 0.72
#: The paper is the median of one pixel in so many, both ways.
PAPER_STEP = 8
#: Lines seen through are no thicker than this, and the colour runs on beside them at least so far, in points.
LINE_PT, BESIDE_PT = 3.0, 1.5
#: A piece of ink so long, in points, is a line and no letter.
SEEN_PT = 10.0


def without_highlighter(ink: np.ndarray, colour: np.ndarray, scale: float) -> np.ndarray:
    """The line work without highlighter; the same array where there is none.

    `ink` uint8 (h, w) 0/255, `colour` uint8 (h, w, 3) RGB of the same place, `scale` px per point. The outline of a filled
    symbol runs around its fill, a rule or another symbol's outline runs through what was painted over them.
    """
    grey = cv2.cvtColor(colour, cv2.COLOR_RGB2GRAY)
    palest_fill = np.ceil(LIGHT * np.median(grey[::PAPER_STEP, ::PAPER_STEP])) - 1
    light = cv2.bitwise_and(ink, cv2.threshold(grey, palest_fill, 255, cv2.THRESH_BINARY)[1])
    if cv2.countNonZero(light) < SEEN_PT * LINE_PT * scale**2:
        return ink
    side = max(3, round(LINE_PT * scale) | 1)
    patches = cv2.morphologyEx(light, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    patches = cv2.morphologyEx(patches, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
    rim = max(3, 2 * round(BESIDE_PT * scale) + 1)
    within = cv2.erode(patches, np.ones((rim, rim), np.uint8))
    seen = cv2.bitwise_and(cv2.subtract(ink, light), within)
    labels, stats, _ = find_components(seen, connectivity=8)
    long = stats[:, 2:4].max(axis=1) >= SEEN_PT * scale
    long[0] = False
    if not long.any():
        return ink
    lines = mask_of(labels, long)
    labels, stats, _ = find_components(patches)
    over = np.zeros(len(stats), bool)
    over[labels[lines > 0]] = True
    over[0] = False
    return cv2.subtract(ink, cv2.bitwise_and(light, mask_of(labels, over)))
