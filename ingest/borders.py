"""Dark borders of scans and photos: what lies around the sheet of paper."""

from __future__ import annotations

import cv2
import numpy as np

#: What is darker than this share of the paper, and thick, and touches the edge, is no part of the sheet.
DARK_SHARE = 0.55
#: Thinner dark matter at the edge may be a table that runs off the glass. Points.
LEAST_THICKNESS_PT = 8.0
#: The border fades into the paper over about this much. Points.
FADE_PT = 2.0


def without_dark_borders(colour: np.ndarray, grey: np.ndarray, scale: float) -> np.ndarray:
    """`colour` (height, width, 3) with dark areas that reach in from the edge painted as paper; itself without any."""
    step = max(1, int(scale))
    small = grey[::step, ::step]
    paper = float(np.percentile(small, 80))
    dark = np.where(small < DARK_SHARE * paper, 255, 0).astype(np.uint8)
    side = max(3, int(LEAST_THICKNESS_PT * scale / step) | 1)
    framed = cv2.copyMakeBorder(dark, side, side, side, side, cv2.BORDER_CONSTANT, value=255)
    thick = cv2.morphologyEx(framed, cv2.MORPH_OPEN, np.ones((side, side), np.uint8))
    _, labels = cv2.connectedComponents(thick)
    outside = (labels == labels[0, 0])[side:-side, side:-side]
    if not outside.any():
        return colour
    fade = max(1, int(FADE_PT * scale / step))
    reach = cv2.dilate(outside.astype(np.uint8), np.ones((2 * fade + 1, 2 * fade + 1), np.uint8))
    mask = cv2.resize(reach, grey.shape[::-1], interpolation=cv2.INTER_NEAREST) > 0
    cleaned = colour.copy()
    cleaned[mask] = np.median(colour[::step, ::step][small >= 0.9 * paper], axis=0).astype(np.uint8)
    return cleaned
