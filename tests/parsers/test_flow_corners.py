"""Rounded boxes of coarse scans."""

import cv2
import numpy as np
import pytest

from models.geometry import PixelBox
from parsers.flow.contours import Form
from parsers.flow.corners import by_outline
from parsers.flow.linework import Canvas
from parsers.flow.shapes import classify

SCALE = 150 / 72


def drawn(radius: float, blot: bool = False, nib: int = 3) -> tuple[Canvas, Form]:
    """A box 60 by 30 pixels drawn with a pen of `nib` pixels; `blot` fills its inner corners with a pixel of ink."""
    across = np.abs(np.arange(100) - 49.5)[None] - (30 - radius)
    down = np.abs(np.arange(70) - 34.5)[:, None] - (15 - radius)
    # Distance from the middle of the pen's line; at a sharp corner the pen leaves a sharp one, too.
    curved = np.hypot(np.maximum(across, 0), np.maximum(down, 0)) - radius
    distance = curved if radius else np.maximum(across, down)
    distance = np.where((across < 0) & (down < 0), np.maximum(across, down) - radius, distance)
    ink = (np.abs(distance) <= nib / 2).astype(np.uint8) * 255
    _, labels, stats, _ = cv2.connectedComponentsWithStats(255 - ink, connectivity=4)
    index = labels[35, 50]
    x, y, w, h, _ = (int(v) for v in stats[index])
    inside = (labels[y : y + h, x : x + w] == index).astype(np.uint8)
    if blot:
        for row, column in ((0, 0), (0, -1), (-1, 0), (-1, -1)):
            inside[row, column] = 0
    form = Form(PixelBox(x, y, x + w, y + h), inside, float(nib), filled=False)
    return Canvas(ink, ink, np.zeros_like(ink), SCALE, 0, 0, np.zeros_like(ink), np.zeros_like(ink)), form


def test_small_radius_is_seen_outside():
    canvas, form = drawn(radius=5)
    assert classify(form.inside, SCALE).drawn_as == "rectangle"
    assert by_outline("rectangle", canvas, form) == "capsule"


@pytest.mark.parametrize("blot", [False, True])
@pytest.mark.parametrize("nib", [2, 3, 4])
def test_square_box_stays_one_with_ink_in_its_inner_corners(blot, nib):
    canvas, form = drawn(radius=0, blot=blot, nib=nib)
    assert by_outline("rectangle", canvas, form) == "rectangle"
    assert by_outline("capsule", canvas, form) == "rectangle"


def test_unevenly_worn_corners_are_no_rounded_ones():
    canvas, form = drawn(radius=0, blot=True, nib=4)
    ys, xs = np.indices(canvas.ink.shape)
    for worn, (x, y) in zip((4, 5, 6, 9), ((18, 18), (81, 18), (81, 51), (18, 51)), strict=True):
        canvas.ink[np.abs(xs - x) + np.abs(ys - y) < worn] = 0
    assert by_outline("rectangle", canvas, form) == "rectangle"


def test_capsule_is_one_from_outside():
    assert by_outline("capsule", *drawn(radius=14)) == "capsule"


def test_box_with_a_rounded_corner_inside_may_be_a_little_uneven_outside():
    """A sheet scanned again: a pixel is gone from one outer corner, one more is there at another."""
    canvas, form = drawn(radius=7, nib=3)
    ys, xs = np.indices(canvas.ink.shape)
    canvas.ink[np.abs(xs - 18) + np.abs(ys - 18) < 9] = 0
    assert by_outline("rectangle", canvas, form) == "capsule"


def test_a_box_of_a_copy_with_one_corner_sharp_inside_and_outside_is_no_capsule():
    canvas, form = drawn(radius=0, nib=3)
    ys, xs = np.indices(canvas.ink.shape)
    for x, y in ((81, 18), (81, 51), (18, 51)):
        worn = np.abs(xs - x) + np.abs(ys - y) < 8
        canvas.ink[worn] = 0
        form.inside[worn[form.box.top : form.box.bottom, form.box.x0 : form.box.x1]] = 0
    assert by_outline("capsule", canvas, form) == "rectangle"
