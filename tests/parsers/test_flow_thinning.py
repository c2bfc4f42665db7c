import cv2
import numpy as np
import pytest

from parsers.flow.thinning import neighbourhood, thin

#: The eight neighbours clockwise from the one above, as (rows, columns).
AROUND = ((-1, 0), (-1, 1), (0, 1), (1, 1), (1, 0), (1, -1), (0, -1), (-1, -1))


def by_the_paper(mask):
    """Zhang and Suen's two conditions in turn over the whole picture, as they are printed."""
    ink = np.pad(mask > 0, 1)
    while True:
        before = ink.copy()
        for first in (True, False):
            p = [np.roll(ink, (-y, -x), axis=(0, 1)).astype(int) for y, x in AROUND]
            changes = sum((p[k] == 0) & (p[(k + 1) % 8] == 1) for k in range(8))
            above, right, below, left = p[0], p[2], p[4], p[6]
            if first:
                open_side = (above * right * below == 0) & (right * below * left == 0)
            else:
                open_side = (above * right * left == 0) & (above * below * left == 0)
            ink &= ~((sum(p) >= 2) & (sum(p) <= 6) & (changes == 1) & open_side)
        if (ink == before).all():
            return ink[1:-1, 1:-1]


def test_a_bar_becomes_a_line_one_pixel_thick():
    mask = np.zeros((20, 60), np.uint8)
    mask[8:13, 5:55] = 255
    skeleton = thin(mask)
    assert skeleton[10, 8:50].all()
    assert (skeleton.sum(axis=0) <= 1).all()


@pytest.mark.parametrize("grain", [1.0, 1.5, 4, 10])
def test_the_skeleton_is_that_of_the_paper_but_for_the_insides_of_stairs(grain):
    noise = np.random.default_rng(2).random((200, 300)).astype(np.float32)
    mask = (cv2.GaussianBlur(noise, (0, 0), grain) > 0.5).astype(np.uint8) * 255
    skeleton, printed = thin(mask) > 0, by_the_paper(mask)
    assert not (skeleton & ~printed).any()
    ys, xs = np.nonzero(printed & ~skeleton)
    assert len(ys) < 0.2 * printed.sum()
    stairs = neighbourhood(printed.astype(np.uint8), ys, xs)
    corners = [5, 20, 80, 65]  # above and right, right and below, below and left, left and above
    assert all(any(code & corner == corner for corner in corners) for code in stairs.tolist())


def test_neighbours_are_numbered_clockwise_from_above():
    mask = np.zeros((3, 3), np.uint8)
    mask[0, 1] = mask[1, 2] = mask[0, 0] = 1
    assert neighbourhood(mask, np.array([1]), np.array([1])).tolist() == [1 + 4 + 128]
    assert neighbourhood(mask, np.array([0]), np.array([1])).tolist() == [8 + 64]
