"""Closed forms of symbol size on the canvas: white areas enclosed by a line, and filled areas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import cv2
import numpy as np

from models.components import find_components, ink_places
from models.geometry import PixelBox
from parsers.flow.linework import Canvas, mend

#: Smallest symbol: shorter and longer side of the inside (a pictogram of an off-page connector), in points. A thick line
#: leaves less inside: then the longer side is that of the smallest filled symbol, with the line.
MIN_SIDE_PT, MIN_LONG_SIDE_PT = 5.0, 6.5
#: Smallest white area that may be a part of a symbol (a page behind, the corner beside a circle in a square), in pt².
MIN_PART_PT2 = 1.2
#: Tallest symbol; text inside makes boxes of five lines.
MAX_HEIGHT_PT = 130.0
#: Thickest outline looked for around the inside.
MAX_OUTLINE_PT = 4.5
#: A fill is thicker than this in the middle.
MIN_FILL_PT = 3.4
#: Smallest filled symbol; smaller ones are arrowheads.
MIN_FILLED_PT = 8.5
#: Colours of one fill differ by at most this in each channel (of 255).
SAME_COLOUR = 36
#: Share of a side that must lie on a rule for the side to count as part of the grid.
SIDE_ON_RULE = 0.6
#: A filled area has holes of at most 1 minus this; a thick outline has more.
MIN_SOLID = 0.6


@dataclass
class Form:
    """A closed form in canvas pixels: `box` of its inside (outline: what the line encloses), `inside` cut to the box.

    `outline` is the thickness of the line around it in pixels (0 for fills). `extra` are boxes of strips that belong to
    it (the pages behind a stacked document, the corners around a circle in a square). `opening` is the side of the
    square that cut a fill's sharp corners. `middle`: what `middle_x` was of a form drawn anew.
    """

    box: PixelBox
    inside: np.ndarray
    outline: float
    filled: bool
    with_rules: bool = False
    opening: int = 0
    extra: list[PixelBox] = field(default_factory=list)
    middle: float | None = None

    @property
    def middle_x(self) -> float:
        """Where it stands across, in pixels and parts of one: the mean over what its line encloses."""
        if self.middle is not None:
            return self.middle
        return self.box.x0 + float(ink_places(self.inside)[1].mean()) + 0.5

    @property
    def area(self) -> int:
        return int(self.inside.sum(dtype=np.int64))

    def as_diamond(self) -> None:
        """Give a diamond its sharp corners back, which its outline or the opening has kept."""
        self.middle = self.middle_x
        width, height = self.box.width, self.box.height
        # Across an edge of thickness t a diamond grows by t * diagonal / height to the left, likewise above.
        diagonal = float(np.hypot(width, height))
        grow_x = self.outline * diagonal / height + self.opening * width / height / 2
        grow_y = self.outline * diagonal / width + self.opening * height / width / 2
        x, y = (self.box.x0 + self.box.x1) / 2, (self.box.top + self.box.bottom) / 2
        half_x, half_y = width / 2 + grow_x, height / 2 + grow_y
        self.box = PixelBox(round(x - half_x), round(y - half_y), round(x + half_x), round(y + half_y))
        across = np.abs(np.arange(self.box.width) + 0.5 - self.box.width / 2) / half_x
        down = np.abs(np.arange(self.box.height) + 0.5 - self.box.height / 2) / half_y
        self.inside = (across[None] + down[:, None] <= 1.0).astype(np.uint8)
        self.outline, self.opening = 0.0, 0

    def outer(self) -> PixelBox:
        """The box with the outline and all that belongs to it."""
        t = round(self.outline)
        boxes = [PixelBox(self.box.x0 - t, self.box.top - t, self.box.x1 + t, self.box.bottom + t), *self.extra]
        return PixelBox(
            min(b.x0 for b in boxes), min(b.top for b in boxes), max(b.x1 for b in boxes), max(b.bottom for b in boxes)
        )


def stroke_thickness(ink: np.ndarray, scale: float) -> float:
    """The usual thickness of lines in pixels: the median of short runs, at least one pixel; half a point for no ink."""
    lengths = []
    for mask in (ink[::5], cv2.transpose(np.ascontiguousarray(ink[:, ::5]))):
        inked = cv2.copyMakeBorder(mask, 0, 0, 1, 1, cv2.BORDER_CONSTANT, value=0).ravel() != 0
        edges = np.flatnonzero(inked[1:] != inked[:-1])  # where runs begin and where they end, in turns
        lengths.append(edges[1::2] - edges[::2])
    runs = np.concatenate(lengths)
    runs = runs[runs <= MAX_OUTLINE_PT * scale]
    return max(1.0, float(np.median(runs))) if len(runs) else max(1.0, scale / 2)


def enclosed_forms(canvas: Canvas, ink: np.ndarray, with_rules: bool, words: Sequence[PixelBox] = ()) -> list[Form]:
    """White areas, from parts of symbols to symbols, that `ink` encloses; `with_rules` says that rules are part of the ink:
    then symbols alone, and none of the table's cells, which most of the areas are.

    `words`: places where letters may stand in the ink and touch the line around them.
    """
    paper = cv2.bitwise_not(mend(ink, canvas.scale))
    labels, stats, _ = find_components(paper, connectivity=4)
    height, width = ink.shape
    forms = []
    for index in range(1, len(stats)):
        x, y, w, h, area = (int(v) for v in stats[index])
        if x == 0 or y == 0 or x + w >= width or y + h >= height:
            continue
        if area < MIN_PART_PT2 * canvas.scale**2 or h > MAX_HEIGHT_PT * canvas.scale:
            continue
        box = PixelBox(x, y, x + w, y + h)
        whole = min(w, h) >= MIN_SIDE_PT * canvas.scale
        if with_rules and (not whole or sides_on_rules(canvas, box) > 1):
            continue
        if area == w * h:
            filled = np.ones((h, w), np.uint8)
        else:
            filled = _without_holes((labels[y : y + h, x : x + w] == index).astype(np.uint8))
        if whole:
            filled = _without_letters(filled, box, words)
        outline = line_around(ink, box, filled, canvas.scale) if whole else 1.0
        forms.append(Form(box, filled, outline, False, with_rules))
    return forms


def sides_on_rules(canvas: Canvas, box: PixelBox, outline: float = 1.0) -> int:
    """How many sides of a form lie on rules; its line is `outline` pixels thick, or thicker. A cell has two at least."""
    reach, rules = max(2, round(outline) + 1), canvas.rules
    strips = (
        rules[max(0, box.top - reach) : box.top, box.x0 : box.x1].max(axis=0, initial=0),
        rules[box.bottom : box.bottom + reach, box.x0 : box.x1].max(axis=0, initial=0),
        rules[box.top : box.bottom, max(0, box.x0 - reach) : box.x0].max(axis=1, initial=0),
        rules[box.top : box.bottom, box.x1 : box.x1 + reach].max(axis=1, initial=0),
    )
    return sum(np.count_nonzero(s) > SIDE_ON_RULE * len(s) for s in strips)


def filled_forms(canvas: Canvas, thickness: float, opening: float) -> list[Form]:
    """Filled areas of symbol size: what is left when strokes of `opening` times the usual `thickness` are opened away.

    A square opens the ink, because it keeps the corners of boxes and all of a convex arc. A gentle opening leaves
    arrowheads and thick lines on the areas, a strong one blunts their sharp corners.
    """
    side = max(3, round(opening * thickness + 1))
    # A disc tells which remains are areas and no crossings of strokes.
    core = max(side, round(MIN_FILL_PT * canvas.scale))
    opened = cv2.morphologyEx(canvas.ink, cv2.MORPH_OPEN, np.ones((side, side), np.uint8))
    cores = cv2.erode(canvas.ink, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (core, core)))
    labels, stats, _ = find_components(opened, connectivity=4)
    forms = []
    for index in range(1, len(stats)):
        x, y, w, h, _ = (int(v) for v in stats[index])
        if max(w, h) < MIN_FILLED_PT * canvas.scale or not symbol_sized(w, h, canvas.scale):
            continue
        area = (labels[y : y + h, x : x + w] == index).astype(np.uint8)
        inside = _without_holes(area)
        solid = area.sum(dtype=np.int64) > MIN_SOLID * inside.sum(dtype=np.int64)
        if solid and (cores[y : y + h, x : x + w][area > 0]).any():
            forms.append(Form(PixelBox(x, y, x + w, y + h), inside, 0.0, True, opening=side))
    return forms


def one_coloured_parts(form: Form, colour: np.ndarray, scale: float) -> list[Form]:
    """The parts of a filled form that have its commonest colour, without their outlines; symbol-sized ones only.

    `colour`: the page picture cut like the canvas, uint8 (h, w, 3).
    """
    box = form.box
    picture = colour[box.top : box.bottom, box.x0 : box.x1].astype(np.int16)
    common = np.median(picture[form.inside > 0], axis=0)
    alike = (np.abs(picture - common).max(axis=2) <= SAME_COLOUR) & (form.inside > 0)
    areas = cv2.morphologyEx(alike.astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    labels, stats, _ = find_components(areas, connectivity=4)
    parts = []
    for index in range(1, len(stats)):
        x, y, w, h, _ = (int(v) for v in stats[index])
        if symbol_sized(w, h, scale) and max(w, h) >= MIN_FILLED_PT * scale:
            inside = _without_holes((labels[y : y + h, x : x + w] == index).astype(np.uint8))
            place = PixelBox(box.x0 + x, box.top + y, box.x0 + x + w, box.top + y + h)
            parts.append(Form(place, inside, 1.0, True, opening=3))
    return parts


def _without_holes(area: np.ndarray) -> np.ndarray:
    """`area` (uint8 0/1) with its holes filled."""
    contours, _ = cv2.findContours(area, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    return cv2.drawContours(np.zeros_like(area), contours, -1, 1, cv2.FILLED)


def _without_letters(area: np.ndarray, box: PixelBox, words: Sequence[PixelBox]) -> np.ndarray:
    """`area` with the dents filled that letters at its rim make in it; `box` is its place."""
    over = [w for w in words if w.x0 < box.x1 and box.x0 < w.x1 and w.top < box.bottom and box.top < w.bottom]
    if not over:
        return area
    written = np.zeros_like(area)
    for word in over:
        place = PixelBox(word.x0 - box.x0, word.top - box.top, word.x1 - box.x0, word.bottom - box.top)
        place = place.clipped(box.width, box.height)
        written[place.top : place.bottom, place.x0 : place.x1] = 1
    contours, _ = cv2.findContours(area, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    hull = cv2.fillConvexPoly(np.zeros_like(area), cv2.convexHull(np.concatenate(contours)), 1)
    return area | (hull & written)


def symbol_sized(width: int, height: int, scale: float, outline: float = 0.0) -> bool:
    """Whether a box of so many pixels can be a symbol's inside, with a line so thick around it."""
    short, long = min(width, height), max(width, height)
    is_long = long >= MIN_LONG_SIDE_PT * scale or long + 2 * outline >= MIN_FILLED_PT * scale
    return short >= MIN_SIDE_PT * scale and is_long and height <= MAX_HEIGHT_PT * scale


def line_around(ink: np.ndarray, box: PixelBox, inside: np.ndarray, scale: float) -> float:
    """Thickness of the line around `inside`, across the line: how far out most of the rim is still ink."""
    limit = int(MAX_OUTLINE_PT * scale) + 1
    around = PixelBox(box.x0 - limit, box.top - limit, box.x1 + limit, box.bottom + limit)
    window = around.clipped(ink.shape[1], ink.shape[0])
    inked = ink[window.top : window.bottom, window.x0 : window.x1] > 0
    if window == around and inside.all():
        rims, dark = _rims_of_box(inked, limit)
    else:
        rims, dark = _rims(inked, inside, box.top - window.top, box.x0 - window.x0, limit)
    share = dark / np.maximum(rims, 1)
    begin = int(np.argmax(share > 0.5))  # closing gaps may have put the rim a pixel or two inside the line
    if share[begin] <= 0.5:
        return 1.0
    faint = np.flatnonzero(share[begin:] <= 0.5)
    return float(begin + (faint[0] if len(faint) else len(share) - begin))


def _rims(inked: np.ndarray, inside: np.ndarray, y: int, x: int, limit: int) -> tuple[np.ndarray, np.ndarray]:
    """How many pixels lie 1, 2 … `limit` pixels outside a form that stands at (x, y) in `inked`, and how many have ink."""
    outside = np.ones(inked.shape, np.uint8)
    outside[y : y + inside.shape[0], x : x + inside.shape[1]] = 1 - inside
    distance = cv2.distanceTransform(outside, cv2.DIST_L2, 5)
    near = np.flatnonzero((distance > 0.5) & (distance < limit + 0.5))
    away = np.rint(distance.ravel()[near]).astype(np.intp)
    rims = np.bincount(away, minlength=limit + 1)[1:]
    return rims, np.bincount(away[inked.ravel()[near]], minlength=limit + 1)[1:]


def _rims_of_box(inked: np.ndarray, limit: int) -> tuple[np.ndarray, np.ndarray]:
    """The same for a whole box with `limit` pixels of `inked` around it: most forms of a page are the cells of its table."""
    height, width = inked.shape[0] - 2 * limit, inked.shape[1] - 2 * limit
    corner = _corner(limit)
    near = corner <= limit
    rims = 2 * (height + width) + 4 * np.bincount(corner[near], minlength=limit + 1)[1:]
    middle = inked[limit : limit + height], inked[:, limit : limit + width]
    lying, standing = (np.count_nonzero(part, axis=axis) for axis, part in enumerate(middle))
    # From the box outwards on all four sides, then the corners, turned to lie like the first.
    dark = lying[limit - 1 :: -1] + lying[limit + width :] + standing[limit - 1 :: -1] + standing[limit + height :]
    for rows in (slice(limit - 1, None, -1), slice(limit + height, None)):
        for columns in (slice(limit - 1, None, -1), slice(limit + width, None)):
            dark = dark + np.bincount(corner[near & inked[rows, columns]], minlength=limit + 1)[1:]
    return rims, dark


@lru_cache
def _corner(limit: int) -> np.ndarray:
    """Whole pixels from the corner of a box to each of the `limit` rows and columns beyond it."""
    outside = np.ones((limit + 1, limit + 1), np.uint8)
    outside[0, 0] = 0
    return np.rint(cv2.distanceTransform(outside, cv2.DIST_L2, 5)).astype(np.intp)[1:, 1:]
