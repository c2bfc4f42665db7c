"""Coloured ink is faded, the coloured fringes of print smoothed for a flat screen are not."""

from __future__ import annotations

import cv2
import numpy as np

from ingest.coloured_ink import without_coloured_ink

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
