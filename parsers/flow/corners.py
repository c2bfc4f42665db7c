"""Rounded or square: the outer edge of an outline tells what its inside leaves open on coarse or noisy scans."""

from __future__ import annotations

import cv2
import numpy as np

from models.document import DrawnAs
from parsers.flow.contours import Form
from parsers.flow.linework import Canvas
from parsers.flow.shapes import ALIKE, ROUND_JOIN_PT, least_radius, radii

#: Inside, every corner of a rounded box has lost at least so much of the least radius (one pixel at 150 dpi).
INSIDE_SHARE = 0.6
#: Outside, its largest radius is at most so many times its smallest (1.3 on scans); noise rounds corners unevenly (1.7).
#: Where a corner is round inside, too, it may be so many times: a pixel more or less, as a sheet is scanned again (1.8).
EVEN, EVEN_IF_ROUND_INSIDE = 1.5, 1.9


def by_outline(drawn_as: DrawnAs, canvas: Canvas, form: Form) -> DrawnAs:
    """What a box or a capsule is, seen from outside; other shapes, and fills, stay what they are.

    A pen's thickness makes the outer radius the larger one: at 150 dpi a radius of a point is one pixel inside, three
    outside. And a box whose corners have filled with ink inside is still square outside.
    """
    if form.filled or drawn_as not in ("rectangle", "square", "capsule"):
        return drawn_as
    least = least_radius(form.box.width, form.box.height, canvas.scale)
    outside = sorted(radii(_with_outline(canvas, form)))
    if drawn_as == "capsule":
        # One corner may be hidden by a line, but not inside as well; rules hide them all.
        sharp = max(outside[0], min(radii(form.inside))) < INSIDE_SHARE * least
        square = (outside[1] < least or sharp) and not form.with_rules
        alike = max(form.inside.shape) <= ALIKE * min(form.inside.shape)
        return ("square" if alike else "rectangle") if square else "capsule"
    inside = radii(form.inside)
    round_inside = min(inside) >= INSIDE_SHARE * least
    even = outside[3] <= (EVEN_IF_ROUND_INSIDE if max(inside) >= least else EVEN) * outside[0]
    return "capsule" if round_inside and even and outside[0] >= least + ROUND_JOIN_PT * canvas.scale else drawn_as


def _with_outline(canvas: Canvas, form: Form) -> np.ndarray:
    """The inside with the ink of its outline: uint8 0/1, as large as both."""
    thickness = max(1, round(form.outline))
    box = form.box
    inside = cv2.copyMakeBorder(form.inside, *(4 * [thickness]), cv2.BORDER_CONSTANT, value=0)
    ink = canvas.full if form.with_rules else canvas.ink
    top, left = max(0, box.top - thickness), max(0, box.x0 - thickness)
    seen = ink[top : box.bottom + thickness, left : box.x1 + thickness]
    around = np.zeros(inside.shape, bool)
    y, x = top - box.top + thickness, left - box.x0 + thickness
    around[y : y + seen.shape[0], x : x + seen.shape[1]] = seen > 0
    near = cv2.dilate(inside, np.ones((2 * thickness + 1, 2 * thickness + 1), np.uint8))
    return near & (around | (inside > 0)).astype(np.uint8)
