"""What circles mean: off-page connectors, or on sheets of dots the steps themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

import numpy as np

from models.document import DrawnAs
from models.layout import FlowSheet, Symbol
from parsers.flow.shapes import meaning

#: Circles of one kind are alike in width within this ratio: connectors are larger than dots.
ALIKE = 1.3
#: What a small circle of a bad scan is taken for, a little squared by its pixels; as wide as high within this ratio.
ROUND: tuple[DrawnAs, ...] = ("circle", "disc", "capsule", "ellipse")
AS_HIGH = 1.2
#: Fewer circles say nothing of what they mark.
MIN_STEPS = 3
#: Colours of which some channel is darker than this (of 255) are no paper.
PAPER = 245


def settle_circles(sheets: Sequence[FlowSheet], symbols: Sequence[Symbol]) -> list[Symbol]:
    """The symbols of one SOP, circles among them taken for steps where most symbols are circles of one size.

    Coloured ones are discs then; white ones stay circles.
    """
    circles = [s for s in symbols if _is_round(s)]
    usual = median([s.box.width for s in circles]) if circles else 0.0
    steps = [s for s in circles if usual / ALIKE <= s.box.width <= usual * ALIKE]
    if len(steps) < MIN_STEPS or len(steps) <= len(symbols) / 2 or not any(s.drawn_as == "circle" for s in steps):
        return list(symbols)
    marks = {id(s) for s in steps if s.drawn_as != "disc"}
    pages = {sheet.page.number: sheet for sheet in sheets}
    return [_as_step(pages[s.page], s) if id(s) in marks else s for s in symbols]


def _is_round(symbol: Symbol) -> bool:
    width, height = symbol.box.width, symbol.box.height
    return symbol.drawn_as in ROUND and max(width, height) <= AS_HIGH * min(width, height)


def _as_step(sheet: FlowSheet, circle: Symbol) -> Symbol:
    return replace(circle, drawn_as="disc" if _is_coloured(sheet, circle) else "circle", shape=meaning("disc"))


def _is_coloured(sheet: FlowSheet, circle: Symbol) -> bool:
    """Whether the middle of a symbol, its text aside, is of another colour than paper."""
    raster, box = sheet.page.raster, circle.box
    if raster is None:
        return False
    middle = box.grown(-box.width / 4).to_pixels(raster.scale)
    inside = raster.colour[middle.top : middle.bottom, middle.x0 : middle.x1]
    return bool(inside.size) and float(np.median(inside.reshape(-1, 3), axis=0).min()) < PAPER
