"""Filled arrowheads: where they point."""

import numpy as np

from parsers.flow.heads import straighten_heads


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
