"""Flow lines on and beside the rules of the table."""

import numpy as np
import pytest

from models.page import Ruling
from parsers.flow.overdrawn import overdrawn_stretches

SCALE = 150 / 72


@pytest.mark.parametrize(("gap", "found"), [(0, 1), (4, 0), (5, 0)])
def test_line_close_beside_a_rule_is_not_on_it(gap, found):
    """150 dpi: a line of three pixels runs along a rule of two, on it or that far below it."""
    page = np.full((200, 700, 3), 255, np.uint8)
    page[100:102, 20:680] = 60
    page[100 + gap : 103 + gap, 200:320] = 0
    rule = Ruling("h", 101 / SCALE, 20 / SCALE, 680 / SCALE, 2 / SCALE)
    stretches = overdrawn_stretches(page, [rule], (150 / SCALE, 500 / SCALE), SCALE)
    assert [len(s) for s in stretches] == [found]
