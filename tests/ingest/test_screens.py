"""Tints made of dots become even where a fine scan shows the dots; print, plain tints and coarse scans are left alone."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from ingest.cleanup.screens import LEAST_SIDE_PX, without_screens
from ingest.look import Look
from tests.drawn_text import blank_page, draw_grid, write

#: 842 x 595 pt at 300 dpi: what is drawn at 200 dpi blown up by half.
FINE = 1.5
DITHER = np.array([[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]]) * 16 + 8
TINT = (60, 60, 800, 140)  # x0, top, x1, bottom in points


def fine(page: np.ndarray) -> np.ndarray:
    return cv2.resize(page, None, fx=FINE, fy=FINE, interpolation=cv2.INTER_CUBIC)


@pytest.fixture
def printed():
    page = blank_page()
    draw_grid(page, [60, 300, 500, 800], [60, 140, 240, 340])
    for row in range(4):
        write(page, "Memeriksa kelengkapan berkas permohonan", 70, 150 + 22 * row, 9)
    return page


@pytest.fixture
def screened(printed):
    """A heading tinted by dots four pixels apart, with print on it, a little blurred by the scanner."""
    page = fine(printed)
    x0, top, x1, bottom = (round(v * 300 / 72) for v in TINT)
    tint = page[top:bottom, x0:x1]
    dots = np.tile(DITHER, (tint.shape[0] // 4 + 1, tint.shape[1] // 4 + 1))[: tint.shape[0], : tint.shape[1]]
    tint[(dots > 205) & (tint[..., 1] > 128)] = 0
    return cv2.GaussianBlur(page, (0, 0), 0.6)


def test_a_tint_of_dots_becomes_even_and_its_rules_stay(screened):
    even = without_screens(screened)
    x0, top, x1, bottom = (round(v * 300 / 72) for v in (100, 80, 280, 120))
    assert screened[top:bottom, x0:x1].std() > 30
    assert even[top:bottom, x0:x1].std() < 10
    rule = round(300 * 300 / 72) + 2
    assert even[top:bottom, rule - 4 : rule + 4, 1].min(axis=1).max() < 120
    below = round(150 * 300 / 72)
    assert np.array_equal(even[below + 64 :], screened[below + 64 :])


def test_no_rules_are_seen_in_the_dots(screened):
    def lying(page):
        work = Look(page, 300 / 72).lines.lying
        return [stroke for stroke in work if 70 < stroke.y0 * 72 / 300 < 130 and stroke.length > 200]

    assert lying(without_screens(screened)) == []


def test_print_and_plain_tints_are_not_touched(printed):
    printed[180:380, 180:2200][printed[180:380, 180:2200] > 128] = 200
    page = fine(printed)
    assert without_screens(page) is page


def test_a_coarse_scan_is_not_looked_at(screened):
    coarse = np.ascontiguousarray(screened[:, : LEAST_SIDE_PX - 1])
    assert without_screens(coarse) is coarse


@pytest.mark.parametrize("shape", [(1, 1, 3), (10, 3000, 3), (3000, 10, 3), (3000, 40, 3)])
def test_pictures_smaller_than_a_block_pass(shape):
    blank = np.full(shape, 255, np.uint8)
    assert without_screens(blank) is blank
