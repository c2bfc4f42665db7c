"""A sheet scanned again comes out a little larger or smaller: what its flow says must not hang on a pixel."""

import numpy as np
import pytest

from parsers.flow.shapes import classify
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


@pytest.mark.parametrize("scale", SCALES)
def test_symbols_on_the_border_of_two_columns_are_held_against_the_border_where_they_stand(scale):
    """The page is turned by a hair: its column rule is as far left at the top as it is right at the bottom."""
    sketch, border, lean = Sketch(pen=0.8, scale=scale), BORDERS[2], 1.6
    column = slice(round((border - 2) * scale), round((border + 2) * scale) + 1)
    sketch.ink[:, column], sketch.colour[:, column] = 0, 255
    sketch.line((border - lean, TOP), (border + lean, TOP + 3 * ROW))
    for row, beside in ((0, 0.7), (2, -0.7)):
        y = sketch.at(0, row)[1]
        x = border + lean * (row - 1) * 2 / 3 + beside
        rows, columns = (slice(round((at - 8) * scale), round((at + 8) * scale)) for at in (y, x))
        sketch.ink[rows, columns], sketch.colour[rows, columns] = 0, 255  # the box lies over the rule
        sketch.box(x, y, 36, 20)
        sketch.diamond(*sketch.at(2, row))
    found = {f"{node.activity}{node.actor}" for node in read(sketch.sheet()).nodes}
    assert found == {"K0B", "K0C", "K2A", "K2C"}


@pytest.mark.parametrize("patch", [(32, 44), (8, 20), (30, 50)])
@pytest.mark.parametrize("scale", SCALES)
def test_capsule_of_which_one_pixel_row_is_seen_in_part_is_no_document(patch, scale):
    height, width, radius = 26, 56, 5
    down, across = np.abs(np.arange(height - 1) - (height - 2) / 2), np.abs(np.arange(width) - (width - 1) / 2)
    over = (
        np.maximum(down - ((height - 1) / 2 - radius), 0)[:, None],
        np.maximum(across - (width / 2 - radius), 0)[None],
    )
    silhouette = np.zeros((height, width), np.uint8)
    silhouette[:-1] = np.hypot(*over) <= radius
    silhouette[-1, slice(*patch)] = 1
    assert classify(silhouette, scale).drawn_as == "capsule"
