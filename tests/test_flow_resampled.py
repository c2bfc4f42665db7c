"""A sheet scanned again comes out a little larger or smaller: what its flow says must not hang on a pixel."""

import pytest

from tests.flow_sketch import BORDERS, ROW, TOP, Sketch, drawn, read

#: Sheets of 150 dpi, resampled by some per cent.
SCALES = [150 / 72 * factor for factor in (0.93, 0.97, 1.0, 1.04, 1.1)]


def edges(sketch: Sketch) -> list[tuple[str, str]]:
    return [(a, b) for a, b, _ in drawn(read(sketch.sheet()))]


@pytest.mark.parametrize("scale", SCALES)
def test_line_that_leaves_its_symbol_on_a_column_rule_and_turns_onto_the_row_rule_just_below(scale):
    for left_over in (2.6, 3.4, 4.4, 5.0):
        sketch, border, rule = Sketch(pen=0.8, scale=scale), BORDERS[2], TOP + ROW - 0.6
        foot, head = TOP + ROW - left_over, TOP + ROW + left_over + 4
        sketch.box(border, foot - 10, 36, 20)
        (u, _) = sketch.at(2, 1)
        sketch.rounded(u, head + 10, 40, 20, 10)
        sketch.arrow((border, foot), (border, rule), (u, rule), (u, head), size=4.5)
        assert [b for _, b in edges(sketch)] == ["K1C"], left_over
