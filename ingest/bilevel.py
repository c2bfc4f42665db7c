"""Pages stored in black and white alone (fax, group 4, "text" mode of scanners): their jagged edges smoothed."""

from __future__ import annotations

import cv2
import numpy as np

#: Darker than the first is black, lighter than the second white; greys between make no more than this share of the
#: black pixels (a few, from JPEG), where print scanned in grey has half as many as black ones.
BLACK, WHITE = 56, 200
MOST_GREY = 0.06
#: Blur in pixels, for the steps of the grid are a pixel whatever the resolution. Readers are trained on grey print: of a
#: fax they miss every 200th letter and every tenth lone figure as it is (measured at 200 dpi), hardly any once smoothed.
SMOOTHING_PX = 0.8
#: Specks of so few pixels are gone before that; smoothed, they would look like faint full stops.
SPECK_PX = 2


def is_bilevel(image: np.ndarray) -> bool:
    """Whether a picture, uint8 (height, width, 3), holds black and white and hardly any grey."""
    grey = image[::2, ::2, 1]
    black = np.count_nonzero(grey < BLACK)
    return np.count_nonzero((grey >= BLACK) & (grey < WHITE)) <= MOST_GREY * black


def smoothed(image: np.ndarray) -> np.ndarray:
    """A picture in black and white with soft edges and without its smallest specks; any other as it is."""
    if not is_bilevel(image):
        return image
    black = cv2.threshold(image[..., 1], (BLACK + WHITE) // 2, 255, cv2.THRESH_BINARY_INV)[1]
    _, labels, boxes, _ = cv2.connectedComponentsWithStats(black, connectivity=8, ltype=cv2.CV_32S)
    cleaned = image.copy()
    cleaned[(boxes[:, cv2.CC_STAT_AREA] <= SPECK_PX)[labels]] = 255
    return cv2.GaussianBlur(cleaned, (0, 0), SMOOTHING_PX)
