"""Coloured ink is faded, the coloured fringes of print smoothed for a flat screen are not."""

from __future__ import annotations

import cv2
import numpy as np

from ingest.look import Look
from ingest.stamps.coloured_ink import without_coloured_ink

#: Pixels per point: a page at 200 dpi.
SCALE = 200 / 72
BLUE = (40, 60, 190)


def screen_print() -> np.ndarray:
    """Lines of print as a screen capture shows them: its red a little to the left, its blue to the right."""
    grey = np.full((400, 900), 255, np.uint8)
    for row in range(5):
        cv2.putText(
            grey, "Keputusan Kepala Dinas", (20, 60 + 70 * row), cv2.FONT_HERSHEY_SIMPLEX, 1.4, 0, 3, cv2.LINE_AA
        )
    picture = np.dstack([np.roll(grey, -2, axis=1), grey, np.roll(grey, 2, axis=1)])
    picture[10:30] = picture[370:] = picture[:, 840:] = 0  # rules, and so most of the ink, have no fringes
    return picture


def test_fringes_of_a_screen_capture_are_no_coloured_ink():
    assert without_coloured_ink(screen_print(), SCALE) is None


def test_a_stamp_on_a_screen_capture_is_faded_and_the_print_beside_it_kept():
    picture = screen_print()
    cv2.circle(picture, (700, 200), 90, BLUE, 5)
    faded = without_coloured_ink(picture, SCALE)
    assert faded is not None
    assert np.array_equal(faded[:, :500], picture[:, :500])
    ring = cv2.circle(np.zeros(picture.shape[:2], np.uint8), (700, 200), 90, 255, 1) > 0
    assert faded[ring].mean() > picture[ring].mean() + 40


def test_print_with_faint_colours_of_every_hue_is_no_stamp():
    """A scanner whose channels drift colours its print, a little here and a little there."""
    picture = np.full((400, 900, 3), 255, np.uint8)
    for row, ink in enumerate([(95, 60, 60), (60, 90, 60), (60, 60, 95), (92, 85, 55), (60, 88, 92)]):
        for column in range(6):
            turned = ink[column % 3 :] + ink[: column % 3]
            cv2.putText(picture, "Dinas", (20 + 140 * column, 60 + 60 * row), 0, 1.3, turned, 3, cv2.LINE_AA)
    picture[340:] = picture[:, 860:] = 0
    assert without_coloured_ink(picture, SCALE) is None


def test_print_on_a_tinted_heading_is_no_stamp():
    """The edges of black letters on pale green are greenish: one hue, over a whole row of headings."""
    picture = np.full((400, 900, 3), 255, np.uint8)
    picture[20:260] = (214, 245, 214)
    for row in (100, 180):
        cv2.putText(picture, "Petugas Pelayanan", (20, row), 0, 2.4, (0, 0, 0), 5, cv2.LINE_AA)
    picture[20:260] = cv2.GaussianBlur(picture[20:260], (0, 0), 1.2)
    picture[300:] = 0
    assert without_coloured_ink(picture, SCALE) is None


def test_letters_beside_a_rule_that_a_scanner_tinted_are_no_mark_with_it():
    """A rule is tinted alike from end to end; with the tinted stems of the letters beside it it was as wide as a stamp."""
    picture = np.full((600, 900, 3), 255, np.uint8)
    for row in range(7):
        cv2.putText(picture, f"{row + 1}. UU Nomor 12", (50, 70 + 60 * row), 0, 1.2, (70, 70, 70), 2, cv2.LINE_AA)
        for stem in (54, 78):
            picture[40 + 60 * row : 72 + 60 * row, stem : stem + 6] = (40, 40, 110)
    picture[:, 38:43] = (40, 40, 110)
    picture[480:] = picture[:, 860:] = 60
    assert without_coloured_ink(picture, SCALE) is not None
    assert without_coloured_ink(picture, SCALE, Look(picture, SCALE).bands().frayed) is None


def test_the_straight_frame_of_a_stamp_is_faded_with_it():
    picture = np.full((400, 900, 3), 255, np.uint8)
    cv2.rectangle(picture, (200, 125), (520, 205), BLUE, 5)
    cv2.putText(picture, "SALINAN", (215, 190), cv2.FONT_HERSHEY_SIMPLEX, 2.3, BLUE, 6, cv2.LINE_AA)
    picture[300:] = 0
    rules = Look(picture, SCALE).bands().frayed
    assert rules[125, 250:450].all()
    faded = without_coloured_ink(picture, SCALE, rules)
    assert faded is not None
    assert (faded[124:127, 205:515] > 200).all()
    assert (faded[130:200, 199:202] > 200).all()


def test_a_stamp_under_a_yellow_lamp_is_faded_all_the_same():
    """Of blue ink on yellow paper little chroma is left, and all print has as much: no mark was seen at all."""
    paper = np.full((600, 900, 3), 255, np.uint8)
    for row in range(7):
        cv2.putText(paper, "Kepala Dinas Arsip", (20, 70 + 80 * row), cv2.FONT_HERSHEY_SIMPLEX, 2.0, (30, 30, 30), 8)
    cv2.circle(paper, (450, 300), 120, (120, 115, 170), 3)
    ring = cv2.circle(np.zeros(paper.shape[:2], np.uint8), (450, 300), 120, 255, 1) > 0
    for light in ((1.0, 1.0, 1.0), (0.92, 0.9, 0.78)):
        picture = cv2.GaussianBlur((paper * np.float32(light)).astype(np.uint8), (0, 0), 0.8)
        faded = without_coloured_ink(picture, SCALE)
        assert faded is not None
        assert faded[ring].mean() > picture[ring].mean() + 20
