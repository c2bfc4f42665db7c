"""What fonts and patterns may cost: honest ones pass."""

from __future__ import annotations

import pytest
from pdfminer.pdftypes import PDFStream

from ingest.pdf.resources import _BoundedMap, _tiles
from models.status import InputError

A3 = 842.0 * 1191.0


def pattern(box, step, matrix=(1, 0, 0, 1, 0, 0)):
    return PDFStream({"PatternType": 1, "BBox": box, "XStep": step, "YStep": step, "Matrix": matrix}, b"")


def test_tiles_that_stand_side_by_side_cost_nothing():
    assert _tiles(pattern([0, 0, 4, 4], 4), A3) == 0


def test_a_hatching_of_an_a3_page_is_counted_and_far_below_the_bound():
    assert _tiles(pattern([-1, -1, 5, 5], 4), A3) == pytest.approx(A3 / 16)


def test_the_matrix_makes_tiles_small():
    assert _tiles(pattern([0, 0, 9, 9], 1, (0.01, 0, 0, 0.01, 0, 0)), A3) == pytest.approx(A3 * 10_000)


def test_a_step_of_nothing_is_without_end():
    assert _tiles(pattern([0, 0, 9, 9], 0), A3) == float("inf")


def test_a_map_of_all_codes_of_two_bytes_is_read_and_a_longer_one_is_not():
    letters = _BoundedMap()
    for code in range(65_536):
        letters.add_cid2unichr(code, b"\x00A")
    assert letters.get_unichr(65_535) == "A"
    with pytest.raises(InputError) as refused:
        for code in range(200_000):
            letters.add_cid2unichr(code, b"\x00A")
    assert refused.value.code == "page-too-large"
