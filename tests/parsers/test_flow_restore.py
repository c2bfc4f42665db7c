"""Outlines that went with the letters of a scan come back: round ends read as brackets, edges that a letter touches."""

from __future__ import annotations

import numpy as np
import pytest

from models.geometry import Box
from models.page import Word
from parsers.flow import find_symbols
from tests.flow_sketch import Sketch


def wiped(sketch: Sketch, text: str, box: Box, lower: float = 0.0) -> None:
    """A word of a reader at `box`: what lies under it, and a piece that goes on so much lower, went out of the line work
    with the letters; the picture keeps it.
    """
    sketch.words.append(Word(text, box, 0.99, "ocr"))
    x0, top, x1, bottom = (round(v * sketch.scale) for v in box._replace(bottom=box.bottom + lower))
    sketch.ink[top:bottom, x0:x1] = 0


@pytest.mark.parametrize("text", ["(Mulai)", "Mulai)", "(Mulai"])
def test_the_round_ends_of_a_capsule_read_as_brackets_are_drawn(text):
    sketch = Sketch(pen=0.4)
    capsule = sketch.rounded(*sketch.at(0, 0), width=31, height=11, radius=5.5)
    inner = Box(capsule.x0 - 1, capsule.top + 2, capsule.x1 + 1, capsule.bottom - 2)
    if not text.startswith("("):
        inner = inner._replace(x0=capsule.x0 + 9)
    if not text.endswith(")"):
        inner = inner._replace(x1=capsule.x1 - 9)
    wiped(sketch, text, inner, lower=1.2)
    assert [s.drawn_as for s in find_symbols(sketch.sheet())] == ["capsule"]


def test_an_edge_torn_where_a_letter_touches_it_is_closed():
    sketch = Sketch()
    x, y = sketch.at(1, 1)
    sketch.diamond(x, y, width=60, height=44)
    wiped(sketch, "syarat", Box(x - 16, y + 4, x + 16, y + 11.5))
    wiped(sketch, "lengkap", Box(x - 20, y - 8, x + 20, y - 1))
    assert [s.shape for s in find_symbols(sketch.sheet())] == ["decision"]


def test_a_printed_bracket_of_a_list_is_no_drawing():
    sketch = Sketch()
    x, y = sketch.at(1, 1)
    box = Box(x, y, x + 10, y + 8)
    wiped(sketch, "(a)", box)
    x0, top, x1, bottom = (round(v * sketch.scale) for v in box)
    sketch.colour[top:bottom, x0 : x0 + 3] = 0
    assert not np.any([s.box.contains(x, y) for s in find_symbols(sketch.sheet())])
