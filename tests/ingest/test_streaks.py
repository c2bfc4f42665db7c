"""Lines that a scanner's dusty glass draws over the whole page go; rules of tables, even from edge to edge, stay."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from ingest.cleanup.streaks import without_streaks
from tests.drawn_text import SCALE, blank_page, draw_grid, write

XS, YS = [40, 80, 320, 480, 620, 800], [60, 90, 150, 210, 270, 540]
AT = ((int(250 * SCALE), 1, 90), (int(560 * SCALE), 3, 170))  # column, width, shade


@pytest.fixture
def page():
    sheet = blank_page()
    draw_grid(sheet, XS, YS)
    for row in range(8):
        write(sheet, "Memeriksa kelengkapan berkas permohonan", 90, 70 + 55 * row, 9)
    noise = np.random.default_rng(5).normal(0, 3, sheet.shape[:2])[..., None]
    return np.clip(sheet.astype(int) - 8 + noise, 0, 255).astype(np.uint8)


def streaked(page):
    spoilt = page.copy()
    for column, width, shade in AT:
        spoilt[:, column : column + width] = np.minimum(spoilt[:, column : column + width], shade)
    return spoilt


@pytest.mark.parametrize("turned", [False, True])
def test_streaks_go_and_what_they_cross_stays(page, turned):
    lay = cv2.transpose if turned else (lambda picture: picture)
    mended = lay(without_streaks(np.ascontiguousarray(lay(streaked(page)))))
    for column, width, _ in AT:
        strip = mended[:, column : column + width].astype(int)
        assert abs(np.median(strip) - np.median(page)) < 8
        rule = round(YS[2] * SCALE)
        assert strip[rule].max() < 60, "the rule that the streak crosses"
    untouched = np.ones(page.shape[1], bool)
    for column, width, _ in AT:
        untouched[column - 2 : column + width + 2] = False
    assert np.array_equal(mended[:, untouched], page[:, untouched])


def test_a_page_without_streaks_is_not_copied(page):
    assert without_streaks(page) is page


def test_a_picture_cut_at_the_border_of_its_table_keeps_its_rules(page):
    left, top, right, foot = (round(v * SCALE) for v in (XS[0], YS[0], XS[-1], YS[-1]))
    table = np.ascontiguousarray(page[top : foot + 2, left : right + 2])
    assert without_streaks(table) is table
    inside = np.ascontiguousarray(page[round(95 * SCALE) : round(500 * SCALE)])
    assert without_streaks(inside) is inside, "rules from edge to edge, no margin above or below"


def test_a_line_over_half_of_the_page_is_no_streak(page):
    page[: len(page) // 2, 700:702] = 60
    assert without_streaks(page) is page


@pytest.mark.parametrize("shape", [(1, 1, 3), (5, 900, 3), (900, 5, 3), (400, 400, 3)])
def test_pictures_without_anything_pass(shape):
    blank = np.full(shape, 255, np.uint8)
    assert without_streaks(blank) is blank
