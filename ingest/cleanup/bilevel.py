"""Pages stored in black and white alone (fax, group 4, "text" mode of scanners): their jagged edges smoothed."""

from __future__ import annotations

import cv2
import numpy as np

from ingest.cleanup.torn_lines import torn_lines
from models.components import find_components

#: Darker than the first is black, lighter than the second white; greys between make no more than this share of the
#: black pixels (a few, from JPEG), where print scanned in grey has half as many as black ones.
BLACK, WHITE = 56, 200
MOST_GREY = 0.06
#: Blur in pixels, for the steps of the grid are a pixel whatever the resolution. Readers are trained on grey print: of a
#: fax they miss every 200th letter and every tenth lone figure as it is (measured at 200 dpi); smoothing mends
#: most of the lone figures and a few of the letters.
SMOOTHING_PX = 0.8
#: Specks of so many pixels, alone in a window of this many, are gone before that; smoothed, they would look like faint
#: full stops. Beside print they stay: small type is torn into as little.
SPECK_PX, SPECK_ROOM_PX = 1, 7
#: A fill that black and white cannot show comes out mottled or dithered: in a window of so many pixels this share of them
#: differs from most around it (measured on drawn faxes: fills 0.22-0.45, print up to 0.18).
MOTTLE_WINDOW_PX, LEAST_MOTTLED = 11, 0.2
#: Blurred so much, the dots of a fill are grey and strokes of print on it still dark; the tone of the fill is what is
#: left of the widest blur. What stays darker than this share of the tone, over so many pixels that hang together, is
#: print or an outline (a letter's stroke has 60 and more at 200 dpi); the rest is given the tone, even.
DOTS_PX, TONE_PX = 1.6, 8.0
DARK, PRINT_AREA_PX = 0.55, 40
#: Black runs of so many pixels are lines: longer than the stems of letters, and no dots of a fill make them.
LINE_PX = 41


def is_bilevel(image: np.ndarray) -> bool:
    """Whether a picture, uint8 (height, width, 3), holds black and white and hardly any grey."""
    grey = image[::2, ::2, 1]
    black = np.count_nonzero(grey < BLACK)
    return np.count_nonzero((grey >= BLACK) & (grey < WHITE)) <= MOST_GREY * black


def smoothed(image: np.ndarray) -> np.ndarray:
    """A picture in black and white with soft edges, mottled fills grey and the smallest specks gone.

    Any other picture as it is.
    """
    if not is_bilevel(image):
        return image
    black = _black(image)
    around = cv2.blur(black, (SPECK_ROOM_PX, SPECK_ROOM_PX), borderType=cv2.BORDER_CONSTANT)
    cleaned = image.copy()
    cleaned[(black > 0) & (around <= 255 * SPECK_PX / SPECK_ROOM_PX**2)] = 255
    mottled = _mottled(black)
    soft = cv2.GaussianBlur(cleaned, (0, 0), SMOOTHING_PX)
    if mottled.any():
        mottled &= ~_lines(black)
        soft[mottled] = _toned(image[..., 1])[mottled][:, None]
    return soft


def dotted_lines(image: np.ndarray) -> np.ndarray | None:
    """The hair lines that black and white tore into dots, whole: uint8 0/255 (height, width); None where there are none.

    They belong to the drawing alone: inked on the page that is read, one made 5 minutes of 15 and eight rows one.
    """
    if not is_bilevel(image):
        return None
    black = _black(image)
    courses = torn_lines(black, _mottled(black))
    return cv2.dilate(courses.astype(np.uint8) * 255, np.ones((3, 3), np.uint8)) if courses.any() else None


def _black(image: np.ndarray) -> np.ndarray:
    """Where a picture in black and white is black: uint8 0/255 (height, width)."""
    return cv2.threshold(image[..., 1], (BLACK + WHITE) // 2, 255, cv2.THRESH_BINARY_INV)[1]


def _lines(black: np.ndarray) -> np.ndarray:
    """Where long straight runs of black are, with a pixel around: bool (height, width)."""
    lying, standing = (
        cv2.morphologyEx(black, cv2.MORPH_OPEN, np.ones(size, np.uint8)) for size in ((1, LINE_PX), (LINE_PX, 1))
    )
    return cv2.dilate(cv2.bitwise_or(lying, standing), np.ones((3, 3), np.uint8)) > 0


def _toned(grey: np.ndarray) -> np.ndarray:
    """`grey`, uint8 (height, width), with its dots made an even tone and the print among them black."""
    soft, tone = (cv2.GaussianBlur(grey, (0, 0), px).astype(np.float32) for px in (DOTS_PX, TONE_PX))
    labels, stats, _ = find_components((soft < DARK * tone).astype(np.uint8))
    large = stats[:, 4] >= PRINT_AREA_PX
    large[0] = False
    print_there = cv2.GaussianBlur(large[labels].astype(np.float32), (0, 0), SMOOTHING_PX)
    return np.rint(tone * (1.0 - print_there)).astype(np.uint8)


def _mottled(black: np.ndarray) -> np.ndarray:
    """Where dots of black stand for a tone: bool (height, width). `black`: uint8 0/255."""
    lone = cv2.absdiff(black, cv2.medianBlur(black, 3))
    window = (MOTTLE_WINDOW_PX, MOTTLE_WINDOW_PX)
    dense = cv2.threshold(cv2.blur(lone, window), 255 * LEAST_MOTTLED, 255, cv2.THRESH_BINARY)[1]
    return cv2.dilate(dense, np.ones((MOTTLE_WINDOW_PX // 2, MOTTLE_WINDOW_PX // 2), np.uint8)) > 0
