"""Lines of a cell that are printed over the first line of the next one."""

from __future__ import annotations

from models.geometry import Box
from models.page import Word
from parsers.header.run_over import handed_up

UPPER, LOWER = Box(0, 0, 80, 18), Box(0, 18, 80, 36)


def word(text, x, top):
    return Word(text, Box(x, top, x + 40, top + 10))


def texts(inside):
    return {number: [w.text for w in words] for number, words in inside.items()}


def test_a_line_printed_over_the_next_cells_first_one_goes_back_up():
    words = {0: [word("Tanggal", 2, 4)], 1: [word("Pembuatan", 2, 15), word("Revisi", 5, 21)]}
    assert texts(handed_up([UPPER, LOWER], words)) == {0: ["Tanggal", "Pembuatan"], 1: ["Revisi"]}


def test_a_line_that_only_touches_the_rule_stays():
    """A scan's rule may lie a little askew."""
    words = {0: [word("Tanggal", 2, 4)], 1: [word("Revisi", 2, 15), word("Terakhir", 2, 26)]}
    assert handed_up([UPPER, LOWER], words) == words


def test_it_goes_to_the_cell_over_it_and_to_no_other():
    cells = [UPPER, Box(80, 0, 200, 18), LOWER]
    words = {
        0: [word("Tanggal", 2, 4)],
        1: [word("Bupati", 90, 4)],
        2: [word("Pembuatan", 2, 15), word("Revisi", 5, 21)],
    }
    assert texts(handed_up(cells, words)) == {0: ["Tanggal", "Pembuatan"], 1: ["Bupati"], 2: ["Revisi"]}


def test_it_stays_where_nothing_stands_above():
    words = {1: [word("Pembuatan", 2, 15), word("Revisi", 5, 21)]}
    assert handed_up([UPPER, LOWER], words) == words
