"""What a cell of the table shows inside its borders."""

from __future__ import annotations

import numpy as np

from models.geometry import Box
from models.page import Page

#: What is a little inside the cell's borders, in points, is none of its rules; bowed rules of photos keep to it.
MARGIN_PT = 1.5
#: Ink of symbols and ticks is darker than this share of the paper around it, in its darkest colour.
INK = 0.65


def inner_part(page: Page, cell: Box) -> tuple[slice, slice]:
    """The rows and columns of the page's picture that lie inside the cell."""
    height, width = page.raster.linework.shape
    place = cell.grown(-MARGIN_PT).to_pixels(page.raster.scale).clipped(width, height)
    return slice(place.top, max(place.top, place.bottom)), slice(place.x0, max(place.x0, place.x1))


def picture_ink(page: Page, cell: Box) -> np.ndarray:
    """All ink of a cell as the picture shows it, uint8 (height, width), 0/255: with an arrowhead that was read as a letter
    the side of a symbol is gone from the line work, and letters go around no paper of a symbol's size."""
    rows, columns = inner_part(page, cell)
    darkest = page.raster.colour[rows, columns].min(axis=2, initial=255)
    return np.where(darkest < INK * np.median(darkest), 255, 0).astype(np.uint8) if darkest.size else darkest
