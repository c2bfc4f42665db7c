"""Arrowheads: where filled ones point, open ones that are hardly seen."""

import numpy as np
import pytest

from parsers.flow.arrowheads import arrowhead_length
from parsers.flow.heads import straighten_heads
from tests.flow_sketch import Sketch, drawn, read


def test_blunt_head_before_a_rule_does_not_point_back_along_its_short_line():
    """150 dpi: the rule between two stacked symbols was taken out with the tip of the head that ends at it."""
    lines = np.zeros((60, 60), np.uint8)
    lines[6:28, 30:33] = 255
    lines[18:25, 27:36] = 255
    lines[25:27, 28:35] = 255
    symbols = np.zeros(lines.shape, np.int16)
    symbols[:6], symbols[34:] = 1, 2
    _, tips = straighten_heads(lines, symbols, thickness=3.0, scale=150 / 72)
    assert all(y > 20 for _, y in tips)


def test_blunt_head_at_a_symbol_does_not_point_back_at_the_one_its_short_line_comes_from():
    """150 dpi: symbols ten pixels apart in one row; the outline hides the point of the head between them."""
    lines = np.zeros((40, 60), np.uint8)
    lines[19:22, 20:28] = 255
    lines[16:24, 28:36] = 255
    symbols = np.zeros(lines.shape, np.int16)
    symbols[:, :20], symbols[:, 36:] = 1, 2
    _, tips = straighten_heads(lines, symbols, thickness=3.0, scale=150 / 72)
    assert all(x > 30 for x, _ in tips)


@pytest.mark.parametrize("bends", [False, True])
def test_barbs_that_hang_loose_where_a_thick_outline_hides_the_tip(bends):
    ink = np.zeros((80, 80), np.uint8)
    corner = 24 if bends else 70
    course = np.array([(x, 40) for x in range(10, corner)] + [(corner, y) for y in range(40, 75) if bends], float)
    for x, y in course.astype(int):
        ink[y - 1 : y + 3, x - 1 : x + 3] = 255
    for side in (-1, 1):
        for k in range(5):
            y = 40 + side * (6 + k)
            ink[y - 1 : y + 2, 8 + k : 12 + k] = 255
    assert arrowhead_length(ink, course, 4.0, 200 / 72) is not None
    ink[:38] = 0
    assert arrowhead_length(ink, course, 4.0, 200 / 72) is None


def slender(lines: np.ndarray, x: int, base: int) -> None:
    """A head of 16 rows that hangs from row `base` on, its point three pixels wide and less over six of them."""
    for row, half in enumerate((4, 4, 4, 3, 3, 3, 3, 2, 2, 2, 1, 1, 1, 1, 0, 0)):
        lines[base + row, x - half : x + half + 1] = 255


def test_the_point_of_a_slender_head_is_no_line_that_goes_on():
    lines = np.zeros((80, 60), np.uint8)
    lines[6:30, 29:32] = 255
    slender(lines, 30, 30)
    symbols = np.zeros(lines.shape, np.int16)
    symbols[49:] = 1
    _, tips = straighten_heads(lines, symbols, thickness=3.0, scale=200 / 72)
    assert [round(float(x)) for x, y in tips if y >= 41] == [30]


def test_a_line_that_comes_in_at_the_narrow_end_makes_it_no_tip():
    lines = np.zeros((80, 60), np.uint8)
    slender(lines, 30, 30)
    lines[44:72, 29:32] = 255
    _, tips = straighten_heads(lines, np.zeros(lines.shape, np.int16), thickness=3.0, scale=200 / 72)
    assert not any(y > 40 for _, y in tips)


def test_a_slender_head_hangs_on_a_bus():
    lines = np.zeros((80, 90), np.uint8)
    lines[26:29, 4:86] = 255
    slender(lines, 45, 29)
    symbols = np.zeros(lines.shape, np.int16)
    symbols[48:, 30:60] = 1
    _, tips = straighten_heads(lines, symbols, thickness=3.0, scale=200 / 72)
    assert [round(float(x)) for x, y in tips if y >= 41] == [45]


def test_a_head_hardly_wider_than_its_line_turns_the_line_that_has_no_other():
    """Seven pixels on a line of three; without the head the line would run as one reads, from left to right."""
    sketch = Sketch(pen=0.7)
    sketch.box(*sketch.at(0, 1))
    sketch.box(*sketch.at(2, 1))
    (x, y), (u, _) = sketch.at(0, 1), sketch.at(2, 1)
    sketch.arrow((u - 25, y), (x + 26, y), size=1.8)
    assert drawn(read(sketch.sheet())) == [("K1C", "K1A", None)]


def test_a_head_is_seen_where_its_line_ends_in_a_barb():
    """150 dpi: the thinned line leads to a barb's end, four pixels beside its axis."""
    ink = np.zeros((60, 60), np.uint8)
    ink[29:32, 5:50] = 255
    for column, half in zip(range(49, 39, -1), (2, 2, 3, 3, 4, 4, 5, 5, 1, 1), strict=True):
        ink[30 - half : 31 + half, column] = 255
    path = np.array([(46, 34), (47, 33), (48, 32), (47, 31), *((x, 30) for x in range(46, 8, -1))], float)
    assert arrowhead_length(ink, path, 3.0, 150 / 72) is not None
