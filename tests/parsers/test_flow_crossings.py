"""Where lines meet from four sides: a crossing, or two joins; where an answer or two marks stand in their way."""

import pytest

from models.geometry import Box
from models.page import Word
from parsers.flow import find_symbols
from tests.flow_sketch import Sketch, drawn, read

A1, B0, B2, C1 = "K1A", "K0B", "K2B", "K1C"


@pytest.mark.parametrize("scale", [150 / 72, 300 / 72])
@pytest.mark.parametrize("jog", [0.0, 1.4])
def test_lines_that_meet_a_third_a_little_off_one_another_join_it(scale, jog):
    """One from above and one from below, neither with a head: on one line they may be a line that crosses."""
    sketch = Sketch(scale=scale, pen=0.7)
    for symbol in ((0, 1), (2, 1), (1, 0), (1, 2)):
        sketch.box(*sketch.at(*symbol))
    (x, y), left, right = sketch.at(1, 1), sketch.at(0, 1)[0], sketch.at(2, 1)[0]
    (_, top), (_, bottom) = sketch.at(1, 0), sketch.at(1, 2)
    sketch.arrow((left + 25, y), (right - 26, y))
    sketch.line((x, top + 13), (x, y))
    sketch.line((x + jog, bottom - 13), (x + jog, y))
    joined = [(B0, C1, None), (A1, C1, None), (B2, C1, None)]
    assert drawn(read(sketch.sheet())) == sorted(joined if jog else [(A1, C1, None), (B0, B2, None)], key=str)


def test_marks_of_two_connectors_that_were_read_as_one_word_part():
    sketch = Sketch()
    x, y = sketch.at(1, 2)
    left, right = sketch.pentagon(x - 11, y), sketch.pentagon(x + 11, y)
    whole = Box(left.x0, left.top, right.x1, right.bottom)
    sketch.words.append(Word("MN", whole, 0.96, "ocr"))
    assert [s.text for s in find_symbols(sketch.sheet())] == ["M", "N"]
