"""The round stamp and the signature over it, in ink colours, across the post and the name as offices put them.

Strokes only, and translucent: a real stamp adds no words to a text layer, and the print under it shows through.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from samples.pen import Pen, Point, Rgb

STAMP_INK: Rgb = (0.33, 0.28, 0.62)
PEN_INK: Rgb = (0.1, 0.15, 0.55)
#: Stamps measure 36 to 40 mm; the rings are drawn for the smallest block they stand in and grow with its height.
RINGS_PT = (30.0, 28.0, 19.0)
LETTERS_PT, TRIANGLE_PT = 23.5, 11.0
LEAST_GROWTH, MOST_GROWTH = 1.0, 1.7
# letters as pen strokes on a grid of 3 by 5, points as "xy", y downwards
LETTERS = {
    "A": "04-01-10-21-24 03-23", "B": "00-10-21-12-02 12-23-14-04-00", "C": "20-00-04-24", "D": "00-10-21-23-14-04-00",
    "E": "20-00-04-24 02-12", "F": "20-00-04 02-12", "G": "20-00-04-24-22-12", "H": "00-04 20-24 02-22", "I": "10-14",
    "J": "20-23-14-03", "K": "00-04 20-02-24", "L": "00-04-24", "M": "04-00-12-20-24", "N": "04-00-24-20",
    "O": "00-20-24-04-00", "P": "04-00-20-22-02", "Q": "00-20-24-04-00 13-24", "R": "04-00-20-22-02-24",
    "S": "20-00-02-22-24-04", "T": "00-20 10-14", "U": "00-04-24-20", "V": "00-14-20", "W": "00-04-12-24-20",
    "X": "00-24 20-04", "Y": "00-12-20 12-14", "Z": "00-20-04-24",
}  # fmt: skip
LETTER_HEIGHT_PT = 4.2
ADVANCE = 0.85  # of the letter's height
SIGNATURE: Sequence[Point] = (
    (-14, 10),
    (-4, 8),
    (4, -24),
    (9, 12),
    (13, -16),
    (18, 13),
    (24, -19),
    (30, 9),
    (37, 0),
    (48, -3),
    (70, -14),
)


def _letters_on_arc(pen: Pen, centre: Point, radius: float, text: str, upper: bool) -> None:
    """`upper` reads clockwise over the top, feet to the centre; else counter-clockwise along the bottom."""
    step = ADVANCE * LETTER_HEIGHT_PT / radius
    unit = LETTER_HEIGHT_PT / 4
    for n, letter in enumerate(text):
        turn = (n - (len(text) - 1) / 2) * step
        for stroke in LETTERS.get(letter, "").split():
            points = []
            for x, y in ((int(p[0]) - 1, int(p[1]) - 2) for p in stroke.split("-")):
                angle = turn + x * unit * 0.62 / radius
                r = radius + (-y if upper else y) * unit
                side = -1 if upper else 1
                points.append((centre[0] + r * math.sin(angle), centre[1] + side * r * math.cos(angle)))
            pen.polyline(points, 0.6, STAMP_INK)


def draw_stamp(pen: Pen, x: float, top: float, bottom: float, institution: Sequence[str]) -> None:
    """A stamp left of `x`, as high as the block from `top` to `bottom`, and a signature across `x`, from the room left for it down to the name.

    Its rings cross the lines of the block, post and name alike.
    """
    middle = (top + bottom) / 2
    growth = min(MOST_GROWTH, max(LEAST_GROWTH, (bottom - top) / (2 * RINGS_PT[0])))
    rings = [r * growth for r in RINGS_PT]
    centre = x - rings[0] * 0.75
    with pen.translucent():
        for r in rings:
            box = (centre - r, middle - r, centre + r, middle + r)
            pen.ellipse(box, 1.1 if r == rings[0] else 0.6, STAMP_INK)
        words = [w.upper() for w in institution if w] or ["SEKRETARIAT"]
        _letters_on_arc(pen, (centre, middle), LETTERS_PT * growth, words[0][:20], upper=True)
        _letters_on_arc(pen, (centre, middle), LETTERS_PT * growth, words[-1][:20], upper=False)
        side = TRIANGLE_PT * growth
        corners = [(centre, middle - side), (centre + side * 0.8, middle + side * 0.6)]
        pen.polygon([*corners, (centre - side * 0.8, middle + side * 0.6)], 0.7, STAMP_INK)
        pen.polyline([(x - 20 + dx, middle + dy) for dx, dy in SIGNATURE], 1.3, PEN_INK)
