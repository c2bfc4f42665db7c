"""Lines that end on bare paper, at a rule or in a circle, and go on elsewhere."""

import cv2
import numpy as np
import pytest

from parsers.flow.overdrawn import overdrawn_stretches
from parsers.flow.tracing import trace_lines
from tests.flow_sketch import BORDERS, ROW, SCALE, TOP, Sketch, drawn, read
from tests.parsers.test_flow_routes import A0, A1, A2, B0, B1, B2, C1, C2, boxes, edges


@pytest.mark.parametrize("mark", ["", "1"])
def test_circles_of_one_page_pair_though_a_figure_was_not_read(mark):
    """A loop drawn with two circles: the way back ends in one and comes out of the other."""
    sketch = Sketch()
    boxes(sketch, (0, 0), (0, 1), (1, 2))
    (x, y), (u, v) = sketch.at(0, 1), sketch.at(1, 2)
    sketch.arrow((x, sketch.at(0, 0)[1] + 13), (x, y - 14))
    sketch.ellipse(x + 80, y, 14, 14)
    sketch.write(mark, x + 78, y)
    sketch.arrow((x + 73, y), (x + 26, y))
    sketch.ellipse(u + 60, v, 14, 14)
    sketch.arrow((u + 25, v), (u + 52, v))
    assert edges(sketch) == [(A0, A1), (B1, A1), (B2, C2), (C2, B1)]


def test_bare_connector_without_its_partner_leads_to_the_next_page():
    first, second = Sketch(rows=2), Sketch(rows=2, page=2)
    x, y = first.at(1, 0)
    first.box(x, y)
    first.ellipse(x, y + ROW, 14, 14)
    first.arrow((x, y + 13), (x, y + ROW - 7))
    second.box(x, y)
    second.box(x, y + ROW)
    second.arrow((x, y + 13), (x, y + ROW - 14))
    assert ("K1B", "K2B") in [(a, b) for a, b, _ in drawn(read(first.sheet(), second.sheet(first_row=2)))]


def test_plain_connectors_lead_back_to_the_page_before():
    """A "no" on the second page goes up into a pentagon; the first page's pentagon below is where the way back comes out."""
    first, second = Sketch(rows=2), Sketch(rows=3, page=2)
    (x, y), (u, v) = first.at(0, 0), second.at(1, 1)
    first.box(x, y)
    first.box(*first.at(1, 0))
    first.pentagon(x, y + ROW)
    first.line((x, y + ROW - 9), (x, y + ROW / 2 - 6), (x + 60, y + ROW / 2 - 6))
    first.arrow((x + 60, y + ROW / 2 - 6), (u, y + ROW / 2 - 6), (u, y + 14))
    first.pentagon(u + 100, y + ROW)
    first.arrow((u + 25, y), (u + 100, y), (u + 100, y + ROW - 10))
    second.pentagon(x, y)
    second.pentagon(u + 100, y)
    second.diamond(u, v)
    second.box(u, v + ROW)
    second.arrow((u + 100, y + 9), (u + 100, v), (u + 26, v))
    second.arrow((u - 25, v), (x, v), (x, y + 10))
    second.arrow((u, v + 16), (u, v + ROW - 14))
    found = [(a, b) for a, b, _ in drawn(read(first.sheet(), second.sheet(first_row=2)))]
    assert ("K2A", "K1A") in found
    assert ("K1C", "K2C") in found


def test_arrow_that_ends_on_bare_paper_goes_on_where_the_next_line_begins():
    """A column drawn row by row: the arrow stops at the row's end and a new one begins below the rule."""
    sketch = Sketch()
    boxes(sketch, (0, 0), (0, 1), (0, 2))
    (x, y), below, last = sketch.at(0, 0), sketch.at(0, 1)[1], sketch.at(0, 2)[1]
    sketch.box(x, y, height=26)
    sketch.arrow((x, y + 13), (x, TOP + ROW - 12))
    sketch.arrow((x + 0.7, TOP + ROW + 6), (x + 0.7, below - 14))
    sketch.arrow((x, below + 13), (x, last - 14))
    assert edges(sketch) == [(A0, A1), (A1, A2)]


def test_arrow_that_ends_short_of_a_line_across_does_not_go_on_in_it():
    sketch = Sketch()
    boxes(sketch, (0, 0), (1, 1), (2, 1))
    x, y = sketch.at(0, 0)
    (u, v), w = sketch.at(1, 1), sketch.at(2, 1)[0]
    sketch.arrow((x + 25, y), (u - 30, y))
    sketch.line((u - 14, y - 8), (u - 14, y + 8))
    sketch.arrow((u + 25, v), (w - 26, v))
    assert edges(sketch) == [(B1, C1)]


@pytest.mark.parametrize("way", [1, -1])
def test_head_that_ends_far_from_its_symbol_at_a_column_rule(way):
    """The tip lies on the rule, or the rule cuts line and head apart: the head points on to the symbol beyond."""
    for gap in (1.0, 4.0, 9.0):
        sketch = Sketch(pen=0.7)
        boxes(sketch, (1 - way, 1), (1, 0))
        (x, y), (u, v) = sketch.at(1, 0), sketch.at(1 - way, 1)
        border = BORDERS[2] if way == 1 else BORDERS[3]
        sketch.arrow((x, y + 13), (x, v), (border - way * (gap - 1.0), v))
        assert edges(sketch) == [(B0, A1 if way == 1 else C1)], (gap, u)


@pytest.mark.parametrize(("pieced", "found"), [((1,), 1), ((1, 2), 0), ((0, 1, 2, 3), 0)])
def test_rules_drawn_in_pieces_of_two_widths_are_no_flow(pieced, found):
    """A text processor begins new pieces of its borders in the middle of a row, and the page shows them darker."""
    sketch = Sketch()
    verticals = [rule for rule in sketch.rulings if rule.orientation == "v"]
    for rule in verticals:
        left, end = (round(v * sketch.scale) for v in (rule.position - 2, TOP + 2 * ROW + 30))
        beside = sketch.colour[:, left : left + round(4 * sketch.scale)]
        lighter = beside if verticals.index(rule) not in pieced else beside[:end]
        lighter[lighter.max(axis=2) < 50] = 110
    stretches = overdrawn_stretches(sketch.colour, sketch.rulings, (BORDERS[1], BORDERS[4]), sketch.scale)
    assert sum(len(s) for s, r in zip(stretches, sketch.rulings, strict=True) if r.orientation == "v") == found


def test_short_shaft_between_a_rule_and_its_head_is_no_barb():
    """Rows of one height: the line turns on the rule, and all that is left of it before the head is 5 pt long."""
    lines, symbols = np.zeros((140, 300), np.uint8), np.zeros((140, 300), np.int16)
    rules = np.zeros_like(lines)
    rules[68:71] = 255
    symbols[10:30, 20:80], symbols[100:130, 220:280] = 1, 2
    lines[30:68, 50] = lines[71:100, 250] = 255
    for barb in (244, 256):
        cv2.line(lines, (250, 90), (barb, 84), 255, 1)
    network = trace_lines(lines, symbols, rules, 1.0, SCALE)
    assert [{network.vertices[end].symbol for end in stroke.ends} for stroke in network.strokes.values()] == [{0, 1}]


def tall_boxes(sketch: Sketch, height: float) -> None:
    for column, row in ((0, 0), (1, 1)):
        sketch.box(*sketch.at(column, row), 60, height)


def test_line_on_the_rule_between_rows_that_their_symbols_nearly_fill():
    """Elbows turn half-way between symbols: in rows of one height, on the rule, and little is left on either side of it."""
    for left_over, size in ((5.0, 5.0), (6.0, 4.0), (6.0, 6.0), (8.0, 5.0)):
        sketch = Sketch(pen=0.7)
        tall_boxes(sketch, ROW - 2 * left_over)
        (x, y), (u, v) = sketch.at(0, 0), sketch.at(1, 1)
        rule = (y + v) / 2
        sketch.arrow((x, rule - left_over), (x, rule), (u, rule), (u, rule + left_over), size=size)
        assert edges(sketch) == [(A0, B1)], (left_over, size)


def test_stubs_at_a_rule_without_an_arrowhead_are_no_line():
    sketch = Sketch(pen=0.7)
    tall_boxes(sketch, ROW - 8)
    for (x, y), way in ((sketch.at(0, 0), 1), (sketch.at(1, 1), -1)):
        sketch.line((x, y + way * (ROW / 2 - 4)), (x, y + way * ROW / 2))
    assert edges(sketch) == []
