"""The symbols of the actor columns: closed forms that have the shape of a flow chart symbol."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import cv2
import numpy as np

from models.document import DrawnAs, NodeShape
from models.geometry import PixelBox
from parsers.flow.contours import (
    Form,
    enclosed_forms,
    filled_forms,
    one_coloured_parts,
    sides_on_rules,
    stroke_thickness,
    symbol_sized,
)
from parsers.flow.corners import by_outline
from parsers.flow.lettered import lettered_diamonds
from parsers.flow.linework import Canvas
from parsers.flow.shaded import shaded_forms
from parsers.flow.shapes import ALIKE, classify, meaning

#: Fills are looked for in ink opened by so many strokes' thickness, one after the other.
FILL_OPENINGS = (1.3, 2.2, 3.6)
#: A form with a side on a rule that is more than so many times as high as wide is a strip between it and a line.
UPRIGHT = 2.0
#: Lines that run on so far beyond the corners of a box, straight with its sides, make it a mesh of lines.
RUN_ON_PT = 4.0
#: ... or a box and a strip beside it a loop: the strip's lines lie in a rim so wide, since closing gaps moves it a little.
LEAST_RIM_PX = 3
#: Forms without a name count as symbols on a page with so many symbols, if they are as large within this factor.
MIN_NAMED, AS_LARGE = 3, 2.5
#: Share of the larger of two boxes from which on they are of one and the same symbol.
SAME = 0.6
#: Boxes of two symbols overlap by less than this share of the smaller one.
OVERLAPPING = 0.22
#: A form of which so much lies inside a well shaped, larger one belongs to it (a circle in a square, a letter's inside).
WITHIN, SMALLER, GOOD_FIT = 0.8, 0.9, 0.95
#: The fit of a form that was held against no ideal of its shape counts less by this.
CONVEX_ONLY = 0.1
#: Strips beside a form, thinner than this and walled by its outline, are pages behind it.
STRIP_PT = 7.0
#: The two halves of a symbol end within this distance of one another.
HALF_PT = 2.0
#: Ink darker than the first in all colours is black; so is a fill without colour (its lightest less its darkest) that is no
#: more than that lighter than the page's dark ink (a percentile): large black areas come pale out of a copier. Filled black
#: discs mark a step.
BLACK, COLOURLESS, DARKEST_INK = 70, 25, 5
#: An ellipse so many times as wide as high, and high enough for a word, is drawn for one ("Mulai"): a fax makes it black.
OBLONG, LETTERED_PT = 1.5, 12.0


@dataclass
class Candidate:
    """A form with its shape, still in canvas pixels."""

    form: Form
    drawn_as: DrawnAs
    shape: NodeShape
    fit: float

    @property
    def box(self) -> PixelBox:
        return self.form.outer()


class _Placed(NamedTuple):
    """A candidate with its box and that of its inside: each is held against all others."""

    candidate: Candidate
    box: PixelBox
    inside: PixelBox


def find_candidates(canvas: Canvas, colour: np.ndarray, words: Sequence[PixelBox] = ()) -> list[Candidate]:
    """All forms on the canvas that look like symbols, wherever they stand, top to bottom.

    `colour`: the page picture cut like the canvas, uint8 (h, w, 3). `words`: where letters may touch an outline.
    """
    thickness = stroke_thickness(canvas.ink, canvas.scale)
    seen = _filled_candidates(canvas, colour, thickness)
    white = enclosed_forms(canvas, canvas.ink, with_rules=False, words=words)
    ruled = enclosed_forms(canvas, canvas.full, with_rules=True, words=words) if canvas.rules.any() else []
    shaded = shaded_forms(canvas, colour, thickness, words) if any(c.form.filled for c in seen) else []
    for form in [*white, *ruled, *shaded]:
        if symbol_sized(form.box.width, form.box.height, canvas.scale, form.outline):
            seen += _candidate(canvas, colour, form)
    if words:
        told = {id(c.form) for c in seen if c.drawn_as != "other"}
        for form in lettered_diamonds(canvas, white, [f for f in white if id(f) not in told]):
            seen += _candidate(canvas, colour, form)
    named = _best([c for c in seen if c.drawn_as != "other"])
    nameless = [c for c in seen if c.drawn_as == "other" and c.form.filled]  # white areas without a name are loops
    found = named + _alike(_best(nameless), named)
    for candidate in found:
        if candidate.drawn_as == "diamond":
            candidate.form.as_diamond()
        _add_parts(canvas, candidate, white, found)
    return sorted(found, key=lambda c: (c.box.top, c.box.x0))


def _filled_candidates(canvas: Canvas, colour: np.ndarray, thickness: float) -> list[Candidate]:
    """Filled symbols: opened more strongly as long as some area, with what hangs on it, has no symbol's shape.

    Areas that still have none are taken apart by colour: symbols that touch are parted by their outlines.
    """
    found: list[Candidate] = []
    for opening in FILL_OPENINGS:
        forms = filled_forms(canvas, thickness, opening)
        fitting = [_candidate(canvas, colour, form) for form in forms]
        found += [candidate for candidates in fitting for candidate in candidates]
        shapeless = [f for f, c in zip(forms, fitting, strict=True) if not any(x.drawn_as != "other" for x in c)]
        if not shapeless:
            return found
    parts = [part for form in shapeless for part in one_coloured_parts(form, colour, canvas.scale)]
    return found + [c for part in parts for c in _candidate(canvas, colour, part) if c.drawn_as != "other"]


def _candidate(canvas: Canvas, colour: np.ndarray, form: Form) -> list[Candidate]:
    """The form as a candidate; none where it has no symbol's shape or is a part of the grid or of a mesh of lines."""
    if _is_mesh(canvas, form) or (form.with_rules and (_is_cell(canvas, form) or _is_strip(canvas, form))):
        return []  # most forms of a page are its cells: told before their shape, which costs more
    shape = classify(form.inside, canvas.scale, form.opening)
    if shape is None:
        return []
    drawn_as = by_outline(_dot_or(shape.drawn_as, form, colour, canvas), canvas, form)
    return [Candidate(form, drawn_as, meaning(drawn_as), shape.fit)]


def paint(candidates: list[Candidate], shape: tuple[int, int]) -> np.ndarray:
    """Label image (int16): 0 outside, k+1 inside candidate k with its outline."""
    labels = np.zeros(shape, np.int16)
    for number, candidate in enumerate(candidates, start=1):
        grow = int(np.ceil(candidate.form.outline)) + 2
        box = candidate.form.box
        window = PixelBox(box.x0 - grow, box.top - grow, box.x1 + grow, box.bottom + grow).clipped(shape[1], shape[0])
        mask = np.zeros((window.height, window.width), np.uint8)
        y, x = box.top - window.top, box.x0 - window.x0
        mask[y : y + box.height, x : x + box.width] = candidate.form.inside
        mask = cv2.dilate(mask, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * grow + 1, 2 * grow + 1)))
        labels[window.top : window.bottom, window.x0 : window.x1][mask > 0] = number
        for strip in candidate.form.extra:
            part = PixelBox(strip.x0 - grow, strip.top - grow, strip.x1 + grow, strip.bottom + grow)
            part = part.clipped(shape[1], shape[0])
            labels[part.top : part.bottom, part.x0 : part.x1] = number
    return labels


def _dot_or(drawn_as: DrawnAs, form: Form, colour: np.ndarray, canvas: Canvas) -> DrawnAs:
    """A black filled circle or small ellipse is a disc, the mark of a step; others keep their name.

    So is a black capsule about as wide as high: a small disc that its pixels have squared.
    """
    box = form.box
    squared = drawn_as == "capsule" and max(box.width, box.height) <= ALIKE * min(box.width, box.height)
    if not form.filled or not (squared or drawn_as in ("circle", "ellipse")):
        return drawn_as
    if drawn_as == "ellipse" and box.width >= OBLONG * box.height and box.height >= LETTERED_PT * canvas.scale:
        return drawn_as
    inside = colour[box.top : box.bottom, box.x0 : box.x1][form.inside > 0]
    lightest = inside.max(axis=1)
    if np.median(lightest) < BLACK:
        return "disc"
    if np.median(lightest - inside.min(axis=1)) > COLOURLESS:
        return drawn_as
    ink = np.percentile(colour[canvas.ink > 0].max(axis=1), DARKEST_INK)
    return "disc" if np.median(lightest) <= ink + BLACK else drawn_as


def _is_cell(canvas: Canvas, form: Form) -> bool:
    """Whether more than one side of the form lies on rules: then it is a cell or a part of one."""
    return sides_on_rules(canvas, form.box, form.outline) > 1


def _is_strip(canvas: Canvas, form: Form) -> bool:
    """Whether the form is the paper between a rule and a line that runs back beside it: no symbol is so upright."""
    return form.box.height > UPRIGHT * form.box.width and sides_on_rules(canvas, form.box, form.outline) > 0


def _is_mesh(canvas: Canvas, form: Form) -> bool:
    """Whether lines run on beyond the corners, straight with the sides: crossing lines enclose a box, too."""
    return not form.filled and _run_on(canvas, form.box, max(1, round(form.outline)))


def _run_on(canvas: Canvas, box: PixelBox, outline: int) -> bool:
    """Whether two or more of the lines around a box, `outline` pixels thick, run on straight beyond its corners."""
    far = outline + round(RUN_ON_PT * canvas.scale)
    ink, t = canvas.ink, outline
    runs_on = 0
    for y0, y1 in ((box.top - t, box.top), (box.bottom, box.bottom + t)):
        band = ink[max(0, y0) : y1]
        runs_on += _covered(band[:, max(0, box.x0 - far) : max(0, box.x0 - t)], axis=0)
        runs_on += _covered(band[:, box.x1 + t : box.x1 + far], axis=0)
    for x0, x1 in ((box.x0 - t, box.x0), (box.x1, box.x1 + t)):
        band = ink[:, max(0, x0) : x1]
        runs_on += _covered(band[max(0, box.top - far) : max(0, box.top - t)], axis=1)
        runs_on += _covered(band[box.bottom + t : box.bottom + far], axis=1)
    return runs_on >= 2


def _covered(strip: np.ndarray, axis: int) -> bool:
    return bool(strip.size) and np.count_nonzero(strip.any(axis=axis)) > 0.95 * strip.shape[1 - axis]


def _overlap(a: PixelBox, b: PixelBox) -> int:
    if a.x1 <= b.x0 or b.x1 <= a.x0 or a.bottom <= b.top or b.bottom <= a.top:  # nearly all pairs of a page
        return 0
    return (min(a.x1, b.x1) - max(a.x0, b.x0)) * (min(a.bottom, b.bottom) - max(a.top, b.top))


def _best(seen: list[Candidate]) -> list[Candidate]:
    """Of forms that overlap the best ones: outer before inner, those that overlap fewer others before loops, then by fit.

    A loop of lines encloses a white area, too, which takes a bite of the symbols at its corners.
    """
    placed = [_Placed(c, c.box, c.form.box) for c in seen]
    outer = [p for p in placed if not any(_within(p, other) for other in placed if other is not p)]
    distinct: list[_Placed] = []
    for one in sorted(outer, key=lambda p: -round(p.candidate.fit, 2)):
        if not any(_overlap(one.box, d.box) > SAME * max(_area(one.box), _area(d.box)) for d in distinct):
            distinct.append(one)
    clashes = {id(p): sum(_clash(p.box, other.box) for other in distinct if other is not p) for p in distinct}
    kept: list[_Placed] = []
    for one in sorted(distinct, key=lambda p: (clashes[id(p)], -round(_trust(p.candidate), 2))):
        if not any(_clash(one.box, k.box) for k in kept):
            kept.append(one)
    return [p.candidate for p in kept]


def _trust(candidate: Candidate) -> float:
    """The fit, less for forms that are only measured by how convex they are: loops of lines may be, too."""
    return candidate.fit - (CONVEX_ONLY if candidate.drawn_as in ("document", "pentagon", "trapezoid") else 0.0)


def _alike(others: list[Candidate], named: list[Candidate]) -> list[Candidate]:
    """Of forms without a name those that stand free and are about as large as the symbols: a step drawn its own way."""
    if len(named) < MIN_NAMED:
        return []
    usual = float(np.median([_area(c.box) for c in named]))
    return [
        c
        for c in others
        if usual / AS_LARGE <= _area(c.box) <= usual * AS_LARGE and not any(_overlap(c.box, n.box) for n in named)
    ]


def _clash(a: PixelBox, b: PixelBox) -> bool:
    return _overlap(a, b) > OVERLAPPING * min(_area(a), _area(b))


def _area(box: PixelBox) -> int:
    return box.width * box.height


def _within(one: _Placed, other: _Placed) -> bool:
    smaller = _area(one.inside) < SMALLER * _area(other.inside)
    return smaller and other.candidate.fit >= GOOD_FIT and _overlap(one.inside, other.box) > WITHIN * _area(one.inside)


def _covers(form: Form, part: Form) -> bool:
    """Whether `part` lies on the inside of `form`: the white of a letter."""
    first = int(np.flatnonzero(part.inside[0])[0])
    x, y = part.box.x0 + first - form.box.x0, part.box.top - form.box.top
    height, width = form.inside.shape
    return 0 <= x < width and 0 <= y < height and bool(form.inside[y, x])


def _same_width(part: PixelBox, whole: PixelBox, scale: float) -> bool:
    """The pale half of a symbol filled with a gradient stands straight above or below the dark one."""
    return max(abs(part.x0 - whole.x0), abs(part.x1 - whole.x1)) <= HALF_PT * scale


def _around(a: PixelBox, b: PixelBox) -> PixelBox:
    return PixelBox(min(a.x0, b.x0), min(a.top, b.top), max(a.x1, b.x1), max(a.bottom, b.bottom))


def _add_parts(canvas: Canvas, candidate: Candidate, forms: list[Form], found: list[Candidate]) -> None:
    """Take thin white areas that hug the form into it: pages behind a document, corners around a circle in a square."""
    scale, others = canvas.scale, {id(c.form) for c in found}
    reach = 2 * max(2, round(candidate.form.outline)) + 1
    parts = [
        f for f in forms if id(f) not in others and f.area < candidate.form.area and not _covers(candidate.form, f)
    ]
    changed = True
    while changed:
        changed = False
        whole = candidate.form.outer()
        near = PixelBox(whole.x0 - reach, whole.top - reach, whole.x1 + reach, whole.bottom + reach)
        for part in [p for p in parts if _overlap(p.box, near)]:
            thickness = 2 * float(cv2.distanceTransform(np.pad(part.inside, 1), cv2.DIST_L2, 3).max())
            grows = max(part.box.width, part.box.height) <= 1.3 * max(whole.width, whole.height)
            behind = thickness <= STRIP_PT * scale and grows
            grown = _around(whole, part.box)
            behind = behind and not _run_on(canvas, grown, LEAST_RIM_PX)
            # Two loops of lines beside two symbols: the strip between them is no page behind the one, over the other.
            behind = behind and not any(_overlap(grown, c.box) for c in found if c is not candidate)
            if behind or (candidate.form.filled and _same_width(part.box, whole, scale)):
                candidate.form.extra.append(part.box)
                parts = [p for p in parts if p is not part]
                changed = True
    if candidate.drawn_as in ("circle", "ellipse") and len(candidate.form.extra) >= 3:
        candidate.drawn_as = "square" if candidate.drawn_as == "circle" else "rectangle"
        candidate.shape = meaning(candidate.drawn_as)
