"""Hair lines that a fax tore into dots are inked again; print, tones, leaders and whole lines stay as they are."""

import cv2
import numpy as np
import pytest

from ingest.cleanup.bilevel import dotted_lines, smoothed
from ingest.cleanup.torn_lines import torn_lines
from ingest.cleanup.upright import set_upright

SPECKS = 0.0004  # of a fax's pixels


def paper(height: int = 300, width: int = 400) -> np.ndarray:
    return np.zeros((height, width), np.uint8)


def torn(picture: np.ndarray, kept: float, seed: int = 1) -> np.ndarray:
    """`picture` with that share of its ink, and with specks."""
    rng = np.random.default_rng(seed)
    dots = (picture > 0) & (rng.random(picture.shape) < kept)
    return np.where(dots | (rng.random(picture.shape) < SPECKS), 255, 0).astype(np.uint8)


def nowhere(picture: np.ndarray) -> np.ndarray:
    return np.zeros(picture.shape, bool)


@pytest.mark.parametrize("kept", [0.45, 0.65])
def test_a_dotted_elbow_is_whole_again(kept):
    elbow = paper()
    cv2.polylines(elbow, [np.array([[60, 40], [60, 200], [330, 202]])], False, 255, 1)
    found = torn_lines(torn(elbow, kept), nowhere(elbow))
    near = cv2.dilate(found.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    assert near[elbow > 0].mean() > 0.93
    assert not found[:, 70:][:190].any() and not found[215:].any()


def test_a_dotted_line_goes_on_beyond_a_rule_and_stops_at_a_symbol():
    drawn = paper()
    cv2.line(drawn, (20, 150), (130, 150), 255, 1)
    cv2.line(drawn, (180, 150), (380, 150), 255, 1)
    dotted = torn(drawn, 0.6)
    dotted[:, 150:156] = 255  # a rule in the gap
    assert torn_lines(dotted, nowhere(drawn))[148:153, 135:148].any(axis=0).all()
    dotted[:, 150:156] = 0
    dotted[135:165, 140:170] = 255  # a filled box in the gap
    assert not torn_lines(dotted, nowhere(drawn))[:, 141:169].any()


def test_print_tones_and_whole_lines_are_left_alone():
    picture = paper()
    for row in range(40, 280, 24):
        cv2.putText(picture, "Pemohon menyerahkan berkas", (10, row), cv2.FONT_HERSHEY_SIMPLEX, 0.6, 255, 1)
    assert not torn_lines(picture, nowhere(picture)).any()
    tone = torn(np.full_like(picture, 255), 0.05)
    assert not torn_lines(tone, nowhere(tone)).any()
    whole = paper()
    cv2.line(whole, (20, 150), (380, 150), 255, 1)
    assert not torn_lines(whole, nowhere(whole)).any()


def test_a_dotted_line_of_a_fax_is_drawn_and_the_page_that_is_read_stays_as_it_is():
    line = paper()
    cv2.line(line, (20, 150), (380, 150), 255, 1)
    page = np.repeat((255 - torn(line, 0.5))[..., None], 3, axis=2)
    page[40:60, 40:200] = 0  # print
    assert (dotted_lines(page)[149:152, 40:360] > 0).all()
    assert (smoothed(page)[150, 40:360].max(axis=1) > 190).any()


def test_a_picture_in_grey_has_no_dotted_lines():
    grey = np.tile(np.linspace(0, 255, 400).astype(np.uint8), (300, 1))
    assert dotted_lines(np.repeat(grey[..., None], 3, axis=2)) is None


def test_dotted_lines_lie_where_the_page_was_set_upright():
    line = paper(1200, 1600)
    cv2.line(line, (300, 600), (1300, 600), 255, 1)
    page = np.repeat((255 - torn(line, 0.5))[..., None], 3, axis=2)
    for row in range(200, 1000, 50):  # words, so that the page has a size of print
        if abs(row - 600) > 60:
            cv2.putText(
                page, "Pemohon menyerahkan berkas permohonan", (200, row), cv2.FONT_HERSHEY_SIMPLEX, 0.9, (0,) * 3, 2
            )
    page = np.where(page < 128, 0, 255).astype(np.uint8)
    upright = set_upright(np.ascontiguousarray(page[::-1, ::-1]), 150, lambda _: [], 180)
    assert upright.dotted.shape == upright.look.colour.shape[:2]
    middle = upright.dotted[580:620, 400:1200]
    assert middle.any(axis=0).mean() > 0.95
