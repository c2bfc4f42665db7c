"""Pages of real letters for tests of the reading rooms: Vera (shipped with reportlab), dark on white."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np
import reportlab
from PIL import Image, ImageDraw, ImageFont

SCALE = 200 / 72  # pixels per point


@lru_cache
def font(size_pt: float, bold: bool = False, scale: float = SCALE) -> ImageFont.FreeTypeFont:
    name = "VeraBd.ttf" if bold else "Vera.ttf"
    return ImageFont.truetype(str(Path(reportlab.__file__).parent / "fonts" / name), round(size_pt * scale))


def blank_page(width_pt: float = 842, height_pt: float = 595, shade: int = 255) -> np.ndarray:
    """RGB page, A4 landscape by default, at 200 dpi."""
    return np.full((round(height_pt * SCALE), round(width_pt * SCALE), 3), shade, np.uint8)


def write(
    page: np.ndarray, text: str, x_pt: float, top_pt: float, size_pt: float = 10, ink: int = 0, bold=False
) -> None:
    """Write `text` onto `page` in place, its upper left corner at the given point."""
    picture = Image.fromarray(page)
    ImageDraw.Draw(picture).text((x_pt * SCALE, top_pt * SCALE), text, fill=(ink,) * 3, font=font(size_pt, bold))
    page[:] = np.asarray(picture)


def draw_grid(page: np.ndarray, xs_pt: list[float], ys_pt: list[float], thickness_px: int = 2, ink: int = 0) -> None:
    """Draw a full grid of rules through the given positions."""
    xs, ys = ([round(v * SCALE) for v in side] for side in (xs_pt, ys_pt))
    for y in ys:
        page[y : y + thickness_px, xs[0] : xs[-1] + thickness_px] = ink
    for x in xs:
        page[ys[0] : ys[-1] + thickness_px, x : x + thickness_px] = ink
