"""The flowchart symbols: their outlines and their ports."""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random
from typing import Literal

from samples.lettering import draw_lines, set_text
from samples.pen import BLACK, Pen, Point, Rgb
from samples.style import Style

Side = Literal["top", "bottom", "left", "right"]
OUTWARD: dict[Side, Point] = {"top": (0, -1), "bottom": (0, 1), "left": (-1, 0), "right": (1, 0)}
DOT_PT = 9.0
ODD_SHARE = 0.35  # of the tasks take the office's odd outline
WAVE_STEPS = 12
WAVE_DEPTH = 0.12  # of a document symbol's height
DIAMOND_HEIGHT = 1.45  # of a process box: the text of real diamonds is none, but they stand taller
ROUNDED_RADIUS_PT = 4.0
CONNECTOR_PT = 14.0
FLAT = 0.62  # of a diamond's height, where diamonds are squashed
STICKS_OUT_PT = 5.0  # text of a squashed diamond, on either side
WHITE: Rgb = (1.0, 1.0, 1.0)


@dataclass(frozen=True)
class Drawn:
    """A symbol on a page; box is (x0, top, x1, bottom) in points."""

    node: str
    shape: str
    drawn_as: str
    box: tuple[float, float, float, float]
    text: str = ""

    @property
    def centre(self) -> Point:
        x0, top, x1, bottom = self.box
        return ((x0 + x1) / 2, (top + bottom) / 2)

    def port(self, side: Side) -> Point:
        """The middle of a side, on the symbol's outline."""
        (x0, top, x1, bottom), (x, y) = self.box, self.centre
        if self.drawn_as == "document":
            bottom -= WAVE_DEPTH * (bottom - top)
        return {"top": (x, top), "bottom": (x, bottom), "left": (x0, y), "right": (x1, y)}[side]


def drawn_as(shape: str, style: Style, node: str = "") -> str:
    """What the office draws for a shape of the truth; `node` decides which tasks take the odd outline."""
    if shape == "process" and style.odd_task and Random(node).random() < ODD_SHARE:
        return style.odd_task
    connector = "circle" if style.off_page == "circle" else "pentagon"
    ends = {"capsule": "capsule", "rounded": "rounded", "ellipse": "ellipse"}[style.terminator]
    return {"terminator": ends, "process": style.task_as, "decision": "diamond", "connector": connector}[shape]


def size_of(kind: str, column_width: float, style: Style) -> tuple[float, float]:
    """Width and height of a symbol in a column."""
    width, height = column_width * style.symbol_share, style.symbol_height
    if kind == "diamond":
        if style.lines.flat_diamonds:
            return width, height * DIAMOND_HEIGHT * FLAT
        return min(width, 2.2 * height * DIAMOND_HEIGHT), height * DIAMOND_HEIGHT
    if kind in ("disc", "square"):
        return DOT_PT, DOT_PT
    if kind in ("circle", "pentagon"):
        return (CONNECTOR_PT, CONNECTOR_PT) if kind == "circle" else (CONNECTOR_PT * 1.3, CONNECTOR_PT)
    if kind in ("capsule", "rounded", "ellipse"):  # longer than high, or it would pass for a circle
        width = max(width, min(1.6 * height, 0.85 * column_width))
    return min(width, 4.0 * height), height


def _wave(box: tuple[float, float, float, float]) -> list[Point]:
    """The torn lower edge of a document symbol, right to left, low on the left, high on the right."""
    x0, top, x1, bottom = box
    depth = (bottom - top) * WAVE_DEPTH
    steps = [n / WAVE_STEPS for n in range(WAVE_STEPS + 1)]
    return [(x1 - t * (x1 - x0), bottom - depth * (1 + math.sin(2 * math.pi * t))) for t in steps]


def draw_symbol(pen: Pen, symbol: Drawn, style: Style) -> None:
    x0, top, x1, bottom = symbol.box
    x, y = symbol.centre
    line, fill = style.symbol_line, style.symbol_fill
    if symbol.drawn_as == "rectangle":
        pen.rectangle(symbol.box, line, fill=fill)
    elif symbol.drawn_as == "square":
        pen.rectangle(symbol.box, line, fill=fill or BLACK)
    elif symbol.drawn_as == "disc":
        pen.ellipse(symbol.box, line, fill=fill or BLACK)
    elif symbol.drawn_as == "document":
        pen.polygon([(x0, top), (x1, top), *_wave(symbol.box)], line, fill=fill)
    elif symbol.drawn_as == "trapezoid":
        inset = (x1 - x0) * 0.16
        pen.polygon([(x0, top), (x1, top), (x1 - inset, bottom), (x0 + inset, bottom)], line, fill=fill)
    elif symbol.drawn_as == "capsule":
        pen.rounded(symbol.box, (bottom - top) / 2 - 0.01, line, fill=fill)
    elif symbol.drawn_as == "rounded":
        pen.rounded(symbol.box, ROUNDED_RADIUS_PT, line, fill=fill)
    elif symbol.drawn_as in ("ellipse", "circle"):
        pen.ellipse(symbol.box, line, fill=fill)
    elif symbol.drawn_as == "diamond":
        pen.polygon([(x, top), (x1, y), (x, bottom), (x0, y)], line, fill=fill)
    elif symbol.drawn_as == "pentagon":
        shoulder = top + 0.55 * (bottom - top)
        fill = fill or (WHITE if style.lines.overlap else None)  # the next one hides what it covers
        pen.polygon([(x0, top), (x1, top), (x1, shoulder), (x, bottom), (x0, shoulder)], line, fill=fill)
    if symbol.text:
        size = min(style.body_size - 1.0, (bottom - top) * 0.5)
        out = STICKS_OUT_PT if symbol.drawn_as == "diamond" else -1.0
        lines = set_text(symbol.text, style.regular, size, x1 - x0 + 2 * out)
        draw_lines(pen, lines, (x0 - out, top, x1 + out, bottom), style.regular, size, "center", "middle")
