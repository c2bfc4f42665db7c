"""Pixels that are no squares: faxes have twice as many across as down (ITU-T T.4: 204 by 98 an inch, or 204 by 391)."""

from __future__ import annotations

import cv2
import numpy as np

from ingest.cleanup.bilevel import is_bilevel

#: Resolutions nearer to one another than this are of square pixels: a fine fax has 204 by 196, and a stretch by a
#: twentieth would cost its sharp edges more than it mends.
SQUARE_WITHIN = 1.2
#: Beyond this the figures are no resolution: no scanner's differ so much.
MOST_UNEQUAL = 4.0


def with_square_pixels(image: np.ndarray, across: float, down: float) -> tuple[np.ndarray, float]:
    """`image`, uint8 (height, width, 3), with `across` by `down` dots an inch, and its resolution then (the larger of unequal ones).

    The coarser side is stretched, so that nothing is lost; a picture in black and white stays one.
    """
    larger, smaller = max(across, down), min(across, down)
    if not SQUARE_WITHIN <= larger / smaller <= MOST_UNEQUAL:
        return image, larger
    height, width = image.shape[:2]
    size = (round(width * larger / across), round(height * larger / down))
    method = cv2.INTER_NEAREST if is_bilevel(image) else cv2.INTER_LINEAR
    return cv2.resize(image, size, interpolation=method), larger
