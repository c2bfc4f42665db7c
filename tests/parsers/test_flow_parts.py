"""What belongs to a symbol besides its form: pages behind a document, not the lines that pass it."""

from parsers.flow import find_symbols
from tests.flow_sketch import BORDERS, Sketch


def test_strip_beside_two_symbols_is_no_page_behind_one_of_them():
    """Two lines that go back side by side enclose a strip, which hugs one box and reaches up to the next."""
    sketch = Sketch(rows=2)
    (x, y), v = sketch.at(0, 0), sketch.at(0, 1)[1]
    sketch.box(x, y, height=40)
    sketch.box(x, v, height=40)
    sketch.polygon((x + 26.5, y + 12), (x + 30, y + 12), (x + 30, v - 14), (x + 26.5, v - 14))
    assert [round(s.box.height / 10) for s in find_symbols(sketch.sheet())] == [4, 4]


def test_paper_between_a_rule_and_a_line_that_runs_back_beside_it_is_no_symbol():
    sketch = Sketch(rows=2, pen=1.0)
    (x, y), border = sketch.at(0, 0), BORDERS[2]
    sketch.box(x, y - 20, width=94, height=20)
    sketch.box(x, y + 20, width=94, height=20)
    sketch.arrow((x + 47, y + 20), (border + 8, y + 20), (border + 8, y - 20), (x + 48, y - 20), size=3)
    assert len(find_symbols(sketch.sheet())) == 2
