"""Pages in black and white alone: told from grey ones, smoothed and cleared of specks."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from ingest.cleanup.bilevel import is_bilevel, smoothed
from tests.drawn_text import blank_page, write


@pytest.fixture
def grey():
    page = blank_page(400, 120)
    write(page, "Menerima dan mencatat surat masuk", 20, 40)
    return page


@pytest.fixture
def fax(grey):
    return np.where(grey < 140, 0, 255).astype(np.uint8)


def test_a_page_of_black_and_white_is_told_from_a_grey_one(grey, fax):
    assert is_bilevel(fax) and not is_bilevel(grey)


def test_a_fax_in_a_jpeg_is_still_a_fax(fax):
    stored = cv2.imdecode(cv2.imencode(".jpg", fax, [cv2.IMWRITE_JPEG_QUALITY, 90])[1], cv2.IMREAD_COLOR)
    assert is_bilevel(stored)


def test_a_grey_page_stays_as_it_is(grey):
    assert smoothed(grey) is grey


def test_edges_become_soft_and_the_smallest_specks_go(fax):
    fax[5, 5] = 0
    soft = smoothed(fax)
    assert (soft[:12, :12] == 255).all()
    assert not is_bilevel(soft)
    assert abs(int(soft.mean()) - int(fax.mean())) <= 1


def test_a_blank_page_stays_blank():
    assert (smoothed(blank_page(100, 100)) == 255).all()


def test_a_mottled_fill_becomes_grey_and_its_outline_stays(fax):
    """Blue boxes of a sheet that went through a fax: half of their pixels are black, and no symbol was seen there."""
    fax[200:260, 300:400] = np.where(np.random.default_rng(3).random((60, 100)) < 0.5, 0, 255)[..., None]
    for rows, columns in ((slice(197, 201), slice(297, 403)), (slice(259, 263), slice(297, 403))):
        fax[rows, columns] = 0
    soft = smoothed(fax)
    inside = soft[210:250, 310:390, 0]
    assert 80 < inside.mean() < 175 and inside.std() < 30
    assert soft[199, 310:390].max() < inside.mean() - 50
    assert (soft[265:280, 300:400] == 255).all()


def test_print_on_a_mottled_fill_stands_out_from_it(fax):
    """A tinted heading that went through a fax: its letters have strokes of three pixels, its dots of one."""
    fax[200:260, 300:700] = np.where(np.random.default_rng(4).random((60, 400)) < 0.5, 0, 255)[..., None]
    for x in range(330, 660, 14):
        fax[218:240, x : x + 4] = 0
    soft = smoothed(fax)[205:255, 310:690, 0]
    strokes = np.zeros(soft.shape, bool)
    for x in range(330, 660, 14):
        strokes[15:33, x + 1 - 310 : x + 3 - 310] = True
    bare = ~cv2.dilate(strokes.astype(np.uint8), np.ones((13, 13), np.uint8)).astype(bool)
    assert np.percentile(soft[strokes], 90) < 60 and np.percentile(soft[bare], 2) > 90
