"""White print on black is turned round; pages on dark tables, dark fills and blank pages are not."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from ingest.cleanup.negative import as_positive, is_negative
from tests.drawn_text import blank_page, draw_grid, write


@pytest.fixture
def page():
    sheet = blank_page()
    draw_grid(sheet, [40, 80, 320, 480, 620, 800], [60, 90, 150, 210, 270])
    for row in range(4):
        write(sheet, "Memeriksa kelengkapan berkas", 90, 70 + 50 * row, 9)
    return sheet


def grainy(picture):
    noise = np.random.default_rng(3).normal(0, 12, picture.shape)
    return np.clip(picture * 0.8 + 20 + noise, 0, 255).astype(np.uint8)


@pytest.mark.parametrize("worn", [lambda picture: picture, grainy])
def test_a_negative_comes_out_as_the_page(page, worn):
    negative = worn(cv2.bitwise_not(page))
    assert is_negative(negative)
    assert np.array_equal(as_positive(negative), cv2.bitwise_not(negative))


@pytest.mark.parametrize("worn", [lambda picture: picture, grainy])
def test_a_page_stays_as_it_is(page, worn):
    picture = worn(page)
    assert as_positive(picture) is picture


def test_a_page_on_a_black_table_is_no_negative(page):
    height, width = page.shape[:2]
    table = np.full((2 * height, 2 * width, 3), 20, np.uint8)
    table[100 : 100 + height, 50 : 50 + width] = page
    assert not is_negative(table)


def test_a_page_with_dark_fills_is_no_negative(page):
    page[: page.shape[0] // 2] = 30
    assert not is_negative(page)


@pytest.mark.parametrize("shade", [0, 30, 255])
@pytest.mark.parametrize("shape", [(1, 1, 3), (3, 900, 3), (600, 800, 3)])
def test_a_picture_of_one_shade_is_no_negative(shade, shape):
    assert not is_negative(np.full(shape, shade, np.uint8))
