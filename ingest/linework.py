"""Masks of ink from a page picture: what may be a rule, and all line work (rules, symbols, flow)."""

from __future__ import annotations

import cv2
import numpy as np

#: A stroke is darker than the mean around it (a window of this many points) by at least this much (of 255).
RULE_WINDOW_PT = 6.0
RULE_CONTRAST = 18
#: Line work is darker than this, or as colourful as this: yellow boxes are as light as paper, tinted paper is not colourful.
DARK_BELOW = 190
COLOURFUL_ABOVE = 70


def rule_ink(colour: np.ndarray, scale: float) -> np.ndarray:
    """Strokes that stand out from their surroundings, on white as on shaded cells.

    `colour` uint8 (h, w, 3) RGB, `scale` px per point -> uint8 (h, w), 255 where ink.
    """
    darkest = _darkest(colour)
    window = max(3, int(RULE_WINDOW_PT * scale) | 1)
    around = cv2.blur(darkest, (window, window))
    return cv2.threshold(cv2.subtract(around, darkest), RULE_CONTRAST, 255, cv2.THRESH_BINARY)[1]


def linework_mask(colour: np.ndarray) -> np.ndarray:
    """All that is drawn: uint8 (h, w), 255 where dark or colourful. `colour` is RGB without its text."""
    dark = cv2.threshold(cv2.cvtColor(colour, cv2.COLOR_RGB2GRAY), DARK_BELOW - 1, 255, cv2.THRESH_BINARY_INV)[1]
    spread = cv2.subtract(_lightest(colour), _darkest(colour))
    return cv2.bitwise_or(dark, cv2.threshold(spread, COLOURFUL_ABOVE, 255, cv2.THRESH_BINARY)[1])


def _darkest(colour: np.ndarray) -> np.ndarray:
    red, green, blue = cv2.split(colour)
    return cv2.min(cv2.min(red, green), blue)


def _lightest(colour: np.ndarray) -> np.ndarray:
    red, green, blue = cv2.split(colour)
    return cv2.max(cv2.max(red, green), blue)
