"""Negatives: white print on black, as microfilm gives it and scanners that were set wrong."""

from __future__ import annotations

import cv2
import numpy as np

#: At least this share of a negative is darker than the middle of its shades; a page photographed on a black table leaves
#: less of the table in the picture.
LEAST_DARK = 0.7
#: Light areas that a square of this share of the longer side fits into are paper or fills, not print; of a negative they
#: make up so much at most.
THICK, MOST_LIGHT_AREA = 1 / 120, 0.08
#: Between ground and print, in shades; a page of one shade is no negative.
LEAST_CONTRAST = 40
#: Looked at on a picture reduced to this size of its longer side.
LOOKED_AT_PX = 1000


def as_positive(image: np.ndarray) -> np.ndarray:
    """`image`, uint8 (height, width, 3), RGB, with its shades turned round where it is a negative; any other as it is."""
    return cv2.bitwise_not(image) if is_negative(image) else image


def is_negative(image: np.ndarray) -> bool:
    """Whether light strokes, and hardly any light area, stand on a dark ground."""
    step = max(1, max(image.shape[:2]) // LOOKED_AT_PX)
    shades = cv2.cvtColor(np.ascontiguousarray(image[::step, ::step]), cv2.COLOR_RGB2GRAY)
    low, high = np.percentile(shades, (1, 99.5))
    if high - low < LEAST_CONTRAST:
        return False
    light = cv2.threshold(shades, (low + high) / 2, 255, cv2.THRESH_BINARY)[1]
    if np.count_nonzero(light) > (1 - LEAST_DARK) * light.size:
        return False
    side = max(3, round(THICK * max(shades.shape)))
    areas = cv2.morphologyEx(light, cv2.MORPH_OPEN, np.ones((side, side), np.uint8))
    return np.count_nonzero(areas) <= MOST_LIGHT_AREA * areas.size
