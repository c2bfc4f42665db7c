"""Line crops for a recogniser: a little paper around the letters, rules painted out, dark letters on light paper."""

from __future__ import annotations

import cv2
import numpy as np

from models.geometry import PixelBox

#: Paper left around the letters, as a share of the line's height; recognisers are trained on lines cut like this.
MARGIN_ACROSS, MARGIN_ALONG = 0.16, 0.35
#: A dash or a dot is cut out as high as a line of print, or it would be blown up beyond recognition. Share of an em.
LEAST_HEIGHT_EM = 0.85
#: Letters on paper darker than this are lighter than it: the crop is turned round.
DARK_PAPER = 128


def crop_box(box: PixelBox, em: float, page: tuple[int, int]) -> PixelBox:
    """The box to cut out for a line: with margins, within the page of `page` (height, width) pixels."""
    missing = max(0.0, LEAST_HEIGHT_EM * em - box.height) / 2
    across = round(MARGIN_ACROSS * box.height + missing) + 1
    along = round(MARGIN_ALONG * max(box.height, 0.5 * em)) + 1
    return PixelBox(box.x0 - along, box.top - across, box.x1 + along, box.bottom + across).clipped(page[1], page[0])


def cut(colour: np.ndarray, box: PixelBox, around: PixelBox, strokes: np.ndarray, paper: np.ndarray) -> np.ndarray:
    """The crop `around` the line `box`: uint8 (height, width, 3), RGB.

    `strokes` (rules) that lie outside `box` are painted with the `paper` shade: read as letters they would become
    an l, an I or a bar. Inside the box they stay: they may be an underline that touches the letters.
    """
    rows, columns = slice(around.top, around.bottom), slice(around.x0, around.x1)
    crop = colour[rows, columns].copy()
    beside = cv2.dilate(strokes[rows, columns], np.ones((3, 3), np.uint8)) > 0
    beside[box.top - around.top : box.bottom - around.top, box.x0 - around.x0 : box.x1 - around.x0] = False
    inside = paper[box.top : box.bottom, box.x0 : box.x1]
    if beside.any():
        crop[beside] = _paper_colour(crop, inside)
    return 255 - crop if inside.size and np.median(inside) < DARK_PAPER else crop


def _paper_colour(crop: np.ndarray, paper: np.ndarray) -> np.ndarray:
    """The usual colour of the crop's pixels that are as light as its paper."""
    shade = int(np.median(paper)) if paper.size else 255
    near = np.abs(crop[..., 1].astype(np.int16) - shade) < 25
    return np.median(crop[near], axis=0).astype(np.uint8) if near.any() else np.full(3, shade, np.uint8)
