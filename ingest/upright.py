"""A picture of a page set upright and straight, and the scale it is at."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np

from ingest.borders import without_dark_borders
from ingest.deskew import find_slant, straighten
from ingest.ink import find_ink
from ingest.orientation import ReadLines, find_rotation, turn
from ingest.rulings import stroke_mask
from ingest.textlines import USUAL_LETTER_PT, components, usual_letter_height

#: A resolution is believed where the print comes out between these shares of the usual size.
BELIEVABLE_PRINT = (0.5, 2.2)
#: Where neither the picture nor the print tells: an A4 page scanned at 200 dpi.
ASSUMED_DPI = 200.0


@dataclass(frozen=True, eq=False)
class Upright:
    """A page the right way up.

    `colour`: uint8 (height, width, 3), RGB; `scale`: pixels per point; `print_scale`: pixels per point of a page of
    usual print, which is what sizes of letters are measured by; `rotation`, `skew`: degrees clockwise undone.
    """

    colour: np.ndarray
    scale: float
    print_scale: float
    rotation: int = 0
    skew: float = 0.0

    @cached_property
    def grey(self) -> np.ndarray:
        return cv2.cvtColor(self.colour, cv2.COLOR_RGB2GRAY)


def set_upright(image: np.ndarray, dpi: float | None, read: ReadLines) -> Upright:
    """Turn, straighten and scale a page picture, uint8 (height, width, 3), RGB; each step only where it is needed."""
    grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    scale, print_scale = find_scale(grey, dpi)
    image = without_dark_borders(image, grey, print_scale)
    rotation = find_rotation(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), print_scale, read)
    image = turn(image, rotation)
    ink = find_ink(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), print_scale)
    slant = find_slant(ink.rules, ink.text, print_scale)
    straight = straighten(image, slant)
    skew = 0.0 if straight is image else round(slant.skew_deg, 2)
    return Upright(straight, scale, print_scale, rotation, skew)


def find_scale(grey: np.ndarray, dpi: float | None) -> tuple[float, float]:
    """Pixels per point, and the same of a page of usual print; `dpi` is None or unbelievable in many pictures."""
    assumed = (dpi or ASSUMED_DPI) / 72
    ink = find_ink(grey, assumed)
    letters = cv2.subtract(ink.text, stroke_mask(ink.text, assumed))
    usual = usual_letter_height(components(letters)[1][1:])
    if usual is None:
        return assumed, assumed
    by_print = usual / USUAL_LETTER_PT
    believed = dpi is not None and BELIEVABLE_PRINT[0] <= by_print / assumed <= BELIEVABLE_PRINT[1]
    scale = assumed if believed else by_print
    return scale, max(scale, by_print)
