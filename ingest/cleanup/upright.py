"""A picture of a page set upright and straight, and the scale it is at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import cv2
import numpy as np

from ingest.cleanup.bilevel import dotted_lines, smoothed
from ingest.cleanup.borders import find_dark_border, paint_border
from ingest.cleanup.cut_off import Side, cut_sides
from ingest.cleanup.deskew import find_slant, straighten
from ingest.cleanup.negative import as_positive
from ingest.cleanup.orientation import ReadLines, find_rotation
from ingest.cleanup.screens import without_screens
from ingest.cleanup.streaks import without_streaks
from ingest.look import Look, turn
from ingest.text.lines import USUAL_LETTER_PT, components, usual_letter_height

#: A resolution is believed where the print comes out between these shares of the usual size.
BELIEVABLE_PRINT = (0.4, 2.2)
#: Large print is measured by at most this many times the usual: a page of few letters and many drawings misleads.
LARGEST_PRINT = 1.6
#: Where neither the picture nor the print tells: the longer side of an A4 page. Inches.
ASSUMED_SIDE_IN = 11.7
#: How a page lies is seen as well at this size of its longer side (an A4 page at 145 dpi).
REDUCED_SIDE_PX = 1700
#: Print finer than this is read no better, and costs time and memory with the square of it: pages scanned finer are
#: reduced to it, in pixels per point of usual print (240 dpi; at 200 a name under a stamp was lost), unless they are
#: within this factor of it.
WORKING_PX_PER_PT, NEAR_WORKING = 240 / 72, 1.12
#: A line of a mask is black to this shade after it was turned.
HALF_BLACK = 127


@dataclass(frozen=True)
class Upright:
    """A page the right way up: `scale` is pixels per point, `rotation` and `skew` are the degrees clockwise undone, `cut`
    the sides at which the sheet runs over the edge of the picture. `dotted`: where the look shows rows of dots that were
    hair lines, uint8 0/255 of its size; None where it shows none.
    """

    look: Look
    scale: float
    rotation: int = 0
    skew: float = 0.0
    cut: tuple[Side, ...] = ()
    dotted: np.ndarray | None = None


def set_upright(image: np.ndarray, dpi: float | None, read: ReadLines, rotation: int | None = None) -> Upright:
    """Turn, straighten and scale a page picture, uint8 (height, width, 3), RGB; each step only where it is needed.

    How the page lies is found on a reduced picture, in a quarter of the time; with `rotation` (degrees clockwise) known
    from an earlier reading, nothing is read.
    """
    image = without_streaks(as_positive(image))
    dotted = dotted_lines(image)
    image = without_screens(smoothed(image))
    reduction = max(1.0, max(image.shape[:2]) / REDUCED_SIDE_PX)
    small = _reduced(image, reduction)
    assumed = Look(small, _assumed(small, dpi / reduction if dpi else None))
    found = _scales(assumed, is_told=dpi is not None)
    finer = found.least * reduction / WORKING_PX_PER_PT
    if finer > NEAR_WORKING:
        image, reduction = _reduced(image, finer), reduction / finer
        dotted = None if dotted is None else _reduced(dotted, finer)
    border = find_dark_border(small, found.print)
    is_as_assumed = border is None and found.print == assumed.scale
    look = assumed if is_as_assumed else Look(paint_border(small, border), found.print)
    if rotation is None:
        rotation = find_rotation(look, read)
    slant = find_slant(look.turned(rotation % 180))
    if rotation >= 180:
        slant = slant.upside_down
    upright = turn(paint_border(image, border), rotation)
    straight = straighten(upright, slant)
    skew = 0.0 if straight is upright else round(slant.skew_deg, 2)
    cut = tuple(cut_sides(look))
    if dotted is not None:
        # Black on white, for what comes into the picture where it is turned is white.
        lines = straighten(cv2.bitwise_not(turn(dotted, rotation)), slant)
        dotted = cv2.threshold(lines, HALF_BLACK, 255, cv2.THRESH_BINARY_INV)[1]
    return Upright(Look(straight, found.print * reduction), found.page * reduction, rotation, skew, cut, dotted)


class Scales(NamedTuple):
    """Pixels per point: of the `page`, of a page of usual `print`, and the `least` that this picture's print speaks for."""

    page: float
    print: float
    least: float


def find_scale(colour: np.ndarray, dpi: float | None) -> Scales:
    """How large a picture and its print are; `dpi` is None or unbelievable in many pictures."""
    return _scales(Look(colour, _assumed(colour, dpi)), is_told=dpi is not None)


def _assumed(colour: np.ndarray, dpi: float | None) -> float:
    """Pixels per point by what is told of the picture, or else by its size."""
    return (dpi or max(colour.shape[:2]) / ASSUMED_SIDE_IN) / 72


def _scales(look: Look, is_told: bool) -> Scales:
    assumed = look.scale
    usual = usual_letter_height(components(look.ink.text)[1][1:])
    if usual is None:
        return Scales(assumed, assumed, assumed)
    by_print = usual / USUAL_LETTER_PT
    believed = is_told and BELIEVABLE_PRINT[0] <= by_print / assumed <= BELIEVABLE_PRINT[1]
    scale = assumed if believed else by_print
    return Scales(scale, min(max(scale, by_print), LARGEST_PRINT * scale), min(scale, by_print))


def _reduced(image: np.ndarray, reduction: float) -> np.ndarray:
    if reduction <= 1:
        return image
    size = (round(image.shape[1] / reduction), round(image.shape[0] / reduction))
    return cv2.resize(image, size, interpolation=cv2.INTER_AREA)
