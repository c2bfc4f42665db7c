"""Print among dense strokes: the usual paper around a pixel is dark there, so the lightest one near is taken."""

from __future__ import annotations

import cv2
import numpy as np

#: Paper is the lightest shade so near; ink is darker than it by this share of what this percentile of the pixels is.
PAPER_EM, INK_SHARE, DARKEST = 1.5, 0.45, 98


def darkness(colour: np.ndarray, em: float) -> np.ndarray:
    """How much darker than paper each pixel of a part of the page is: uint8 (h, w)."""
    grey = cv2.cvtColor(colour, cv2.COLOR_RGB2GRAY)
    window = round(PAPER_EM * em) | 1
    paper = cv2.blur(cv2.dilate(cv2.medianBlur(grey, 3), np.ones((window, window), np.uint8)), (window, window))
    return cv2.subtract(paper, grey)


def inked(darker: np.ndarray) -> np.ndarray:
    """Ink of a part of the page of that darkness: bool (h, w)."""
    return darker > INK_SHARE * float(np.percentile(darker, DARKEST))
