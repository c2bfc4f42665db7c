"""Lines between actors' cells without a symbol: the flow is said to be lost."""

from __future__ import annotations

from parsers.table.side_by_side import lay_together
from parsers.table.unread_flow import flow_left_out
from tests.flow_sketch import BORDERS, ROW, TOP, Sketch


def notices(sketch: Sketch) -> list[tuple[str, int | None]]:
    return [(n.code, n.page) for n in flow_left_out([lay_together(sketch.sheet(), [])])]


def test_arrows_between_words_are_named():
    sketch = Sketch()
    for row in range(2):
        (x, y), (u, v) = sketch.at(row, row), sketch.at(row + 1, row + 1)
        sketch.arrow((x, y + 8), (x, TOP + (row + 1) * ROW - 10), (u, TOP + (row + 1) * ROW - 10), (u, v - 8))
    assert notices(sketch) == [("flow-left-out", 1)]


def test_ticks_and_what_is_left_of_rules_are_no_lines():
    sketch = Sketch()
    for row in range(3):
        x, y = sketch.at(row, row)
        sketch.line((x - 4, y), (x - 1, y + 4), (x + 6, y - 6))
    for k in range(1, 3):
        sketch.line((BORDERS[1], TOP + k * ROW + 2), (BORDERS[4], TOP + k * ROW + 2.5))
    assert notices(sketch) == []


def test_bits_that_reach_over_a_border_are_no_lines():
    """What is left of a letter or a head there."""
    sketch = Sketch()
    for row in range(3):
        for x in BORDERS[2:4]:
            sketch.line((x - 5, TOP + (row + 0.5) * ROW), (x + 5, TOP + (row + 0.5) * ROW))
    assert notices(sketch) == []
