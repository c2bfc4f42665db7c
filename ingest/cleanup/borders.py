"""Dark borders of scans and photos: what lies around the sheet of paper."""

from __future__ import annotations

import math

import cv2
import numpy as np

#: What is darker than this share of the paper, and thick, and touches the edge, is no part of the sheet.
DARK_SHARE = 0.55
#: Thinner dark matter at the edge may be a table that runs off the glass. Points.
LEAST_THICKNESS_PT = 8.0
#: The border fades into the paper over about this much. Points.
FADE_PT = 2.0


def find_dark_border(colour: np.ndarray, scale: float) -> np.ndarray | None:
    """Where dark areas reach in from the edge of `colour` (height, width, 3): uint8 mask, 1 there; None without any."""
    grey = cv2.cvtColor(colour, cv2.COLOR_RGB2GRAY)
    dark = cv2.threshold(grey, math.ceil(DARK_SHARE * _paper(grey)) - 1, 255, cv2.THRESH_BINARY_INV)[1]
    side = max(3, int(LEAST_THICKNESS_PT * scale) | 1)
    framed = cv2.copyMakeBorder(dark, side, side, side, side, cv2.BORDER_CONSTANT, value=255)
    thick = cv2.morphologyEx(framed, cv2.MORPH_OPEN, np.ones((side, side), np.uint8))
    _, labels = cv2.connectedComponents(thick)
    outside = (labels == labels[0, 0])[side:-side, side:-side]
    if not outside.any():
        return None
    fade = 2 * max(1, round(FADE_PT * scale)) + 1
    return cv2.dilate(outside.astype(np.uint8), np.ones((fade, fade), np.uint8))


def paint_border(colour: np.ndarray, border: np.ndarray | None) -> np.ndarray:
    """`colour` with `border` (a mask of any size, or None) painted in the usual colour of the paper."""
    if border is None:
        return colour
    height, width = colour.shape[:2]
    mask = cv2.resize(border, (width, height), interpolation=cv2.INTER_NEAREST) > 0
    sample = colour[::8, ::8]
    light = sample[..., 1] >= 0.9 * _paper(sample[..., 1])
    cleaned = colour.copy()
    cleaned[mask] = np.median(sample[light], axis=0).astype(np.uint8)
    return cleaned


def _paper(shades: np.ndarray) -> float:
    """The shade of the paper: light, but not the glare of a lamp."""
    return float(np.percentile(shades[::4, ::4], 80)) if min(shades.shape) > 8 else float(shades.max())
