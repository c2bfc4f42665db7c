"""Hair lines that a fax tore into dots are inked again; print, tones, leaders and whole lines stay as they are."""

import cv2
import numpy as np
import pytest

from ingest.bilevel import smoothed
from ingest.torn_lines import torn_lines

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


def test_a_fax_is_smoothed_with_its_dotted_lines_whole():
    line = paper()
    cv2.line(line, (20, 150), (380, 150), 255, 1)
    page = np.repeat((255 - torn(line, 0.5))[..., None], 3, axis=2)
    page[40:60, 40:200] = 0  # print
    assert (smoothed(page)[150, 40:360].max(axis=1) < 190).all()
