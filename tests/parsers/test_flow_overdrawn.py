"""Flow lines on and beside the rules of the table."""

import cv2
import numpy as np
import pytest

from models.geometry import Box
from models.page import Ruling
from parsers.flow.contours import stroke_thickness
from parsers.flow.linework import cut_canvas
from parsers.flow.overdrawn import overdrawn_stretches
from tests.flow_sketch import BORDERS, ROW, TOP, Sketch

SCALE = 150 / 72


@pytest.mark.parametrize(("gap", "found"), [(0, 1), (2, 1), (3, 0), (4, 0), (5, 0)])
def test_line_close_beside_a_rule_is_not_on_it(gap, found):
    """150 dpi: a line of three pixels runs along a rule of two, on it, right below it or with paper between."""
    page = np.full((200, 700, 3), 255, np.uint8)
    page[100:102, 20:680] = 60
    page[100 + gap : 103 + gap, 200:320] = 0
    rule = Ruling("h", 101 / SCALE, 20 / SCALE, 680 / SCALE, 2 / SCALE)
    stretches = overdrawn_stretches(page, [rule], (150 / SCALE, 500 / SCALE), SCALE)
    assert [len(s) for s in stretches] == [found]


def test_rule_beside_a_long_line_is_taken_out_and_the_line_stays():
    """The rule's place is known to some pixels only, and a flow line runs along it over most of the actor columns."""
    sketch = Sketch(pen=1.0, scale=SCALE)
    y = TOP + ROW
    below = round((y + 2.6) * SCALE)
    left, right = (round(x * SCALE) for x in (BORDERS[1] + 20, BORDERS[4] - 20))
    sketch.ink[below : below + 3, left:right] = 255
    sketch.rulings[:] = [r._replace(position=y + 1.1) if r.position == y else r for r in sketch.rulings]
    canvas = cut_canvas(sketch.sheet())
    kept = canvas.ink[below - canvas.top + 1, left - canvas.left : right - canvas.left]
    assert (kept > 0).mean() > 0.95
    rule = canvas.rules[round(y * SCALE) - canvas.top, left - canvas.left : right - canvas.left]
    assert (rule > 0).mean() > 0.9


def test_what_thick_rules_leave_where_they_cross_is_known_as_that():
    canvas = cut_canvas(Sketch(rows=3, pen=2.0).sheet())
    assert canvas.crossings.any()
    assert not (canvas.ink > canvas.crossings).any()


def test_a_dash_across_a_crossing_of_rules_stays():
    sketch = Sketch(rows=3, pen=2.0)
    x, y = BORDERS[2], TOP + ROW
    sketch.line((x - 9, y - 9), (x + 9, y + 9))
    assert cut_canvas(sketch.sheet()).ink.any()


def test_lines_that_run_just_beside_the_rules_do_not_make_the_usual_stroke_thick():
    """Elbows lie on the row rules: rule and line together are twice as thick, and longer than all the rest."""
    sketch = Sketch(rows=4, pen=0.8)
    for n in range(1, 4):
        beside = TOP + n * ROW - 1.0
        (x0, y0), (x1, y1) = sketch.at(0, n - 1), sketch.at(2, n)
        sketch.line((x0, y0 + 30), (x0, beside), (x1, beside), (x1, y1 - 30))
    canvas = cut_canvas(sketch.sheet())
    off_the_rules = cv2.subtract(canvas.ink, canvas.shared)
    assert stroke_thickness(canvas.ink, canvas.scale) >= 4
    assert stroke_thickness(off_the_rules, canvas.scale) <= 3


def test_a_traced_cut_keeps_its_place_and_no_masks():
    """A sheet of many pages holds the traces of all; their masks took some 9 MB a page at 240 dpi."""
    canvas = cut_canvas(Sketch(rows=3, pen=2.0).sheet())
    place = canvas.place_alone()
    masks = (place.ink, place.full, place.rules, place.crossings, place.shared)
    assert all(mask.base.nbytes == 1 and not mask.any() for mask in masks)
    box = Box(BORDERS[1] - 500, TOP, BORDERS[2], TOP + 5000)  # clipped to the cut
    assert place.box_to_pixels(box) == canvas.box_to_pixels(box)
    assert place.to_points(3, 4) == canvas.to_points(3, 4)
