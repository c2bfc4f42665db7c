"""Highlighter over the drawing is on top of symbols and rules; a light fill is a symbol's own."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from models.geometry import Box
from parsers.flow import find_symbols
from parsers.flow.highlighter import without_highlighter
from tests.flow_sketch import BORDERS, ROW, SCALE, TOP, Sketch, read

YELLOW, GREEN = (255, 245, 110), (150, 255, 140)


def marked(sketch: Sketch, place: Box, marker: tuple[int, int, int]) -> None:
    """The marker's colour over all that is there, as ink lets through what is under it."""
    part = place.to_pixels(SCALE)
    view = np.s_[part.top : part.bottom, part.x0 : part.x1]
    sketch.colour[view] = (sketch.colour[view].astype(np.uint16) * marker // 255).astype(np.uint8)
    sketch.ink[view] = 255


def steps() -> Sketch:
    """A start, a decision and an end in three columns, with their lines."""
    sketch = Sketch()
    (x, y), (u, v), (z, w) = (sketch.at(k, k) for k in range(3))
    sketch.rounded(x, y)
    sketch.diamond(u, v)
    sketch.box(z, w)
    sketch.arrow((x, y + 13), (x, v), (u - 25, v))
    sketch.arrow((u + 25, v), (z, v), (z, w - 13))
    return sketch


@pytest.mark.parametrize("marker", [YELLOW, GREEN])
def test_highlighted_symbols_keep_their_shape_and_lines(marker: tuple[int, int, int]):
    plain, over = read(steps().sheet()), steps()
    for column, row in ((1, 1), (2, 2)):
        x, y = over.at(column, row)
        marked(over, Box(x - 36, y - 22, x + 36, y + 22), marker)
    flow = read(over.sheet())
    assert [(n.activity, n.actor, n.drawn_as) for n in flow.nodes] == [
        (n.activity, n.actor, n.drawn_as) for n in plain.nodes
    ]
    assert flow.edges == plain.edges


def test_a_highlighted_row_is_no_symbol_of_all_actors():
    over = steps()
    marked(over, Box(BORDERS[0], TOP + ROW + 6, BORDERS[-1], TOP + 2 * ROW - 6), YELLOW)
    (decision,) = (s for s in find_symbols(over.sheet()) if s.row == 1)
    assert (decision.drawn_as, decision.columns) == ("diamond", ())


def test_light_fills_stay():
    """With an outline around it and without; letters left in one are no lines."""
    sketch = Sketch()
    x, y = sketch.at(0, 0)
    sketch.box(x, y, fill=YELLOW)
    sketch.box(x, y)
    u, v = sketch.at(1, 1)
    part = Box(u - 25, v - 13, u + 25, v + 13).to_pixels(SCALE)
    sketch.colour[part.top : part.bottom, part.x0 : part.x1] = YELLOW
    sketch.ink[part.top : part.bottom, part.x0 : part.x1] = 255
    cv2.putText(sketch.colour, "cek", (part.x0 + 30, part.bottom - 25), 0, 0.5, (0, 0, 0), 1)
    symbols = find_symbols(sketch.sheet())
    assert [(s.row, s.column, s.drawn_as) for s in symbols] == [(0, 1, "rectangle"), (1, 2, "rectangle")]
    ink = sketch.ink.copy()
    assert without_highlighter(ink, sketch.colour, SCALE) is ink
