"""Where the answers (Ya, Tidak) of a decision are written: beside the line's first piece, near the diamond."""

from __future__ import annotations

from collections.abc import Sequence

from samples.pen import Point
from samples.routes import Field, Route
from samples.symbols import OUTWARD, Drawn

Box = tuple[float, float, float, float]
GAP_PT = 1.5
# What a place costs: on a symbol or another answer, out of the actor columns, on a line, on a table rule, per point away
ON_INK, OUTSIDE, ON_LINE, ON_RULE, FAR = 10.0, 12.0, 4.0, 0.4, 0.03


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _covers(symbol: Drawn, box: Box) -> bool:
    """Whether the box lies on the symbol's ink; the corners around a diamond are free."""
    if symbol.drawn_as != "diamond":
        return _meet(symbol.box, box)
    (x, y), (x0, top, x1, bottom) = symbol.centre, symbol.box
    near_x, near_y = min(max(x, box[0]), box[2]), min(max(y, box[1]), box[3])
    return abs(near_x - x) / ((x1 - x0) / 2 + 1) + abs(near_y - y) / ((bottom - top) / 2 + 1) < 1


def _places(route: Route, width: float, height: float) -> list[Point]:
    """Top left corners worth trying, both sides of the first piece."""
    (x, y), (nx, ny) = route.points[0], route.points[1]
    dx, dy = OUTWARD[route.leave]
    if dy:
        base = y + (1 if dy > 0 else -height - 1)
        sides = (x + GAP_PT + 0.5, x - width - GAP_PT - 0.5)
        return [(side, base + nudge * dy) for nudge in (0, 2, 5) for side in sides]
    start = x + 1 if dx > 0 else x - width - 1
    run = max(0.0, abs(nx - x) + abs(ny - y) - width)
    places = []
    for nudge, lift in ((0, 0), (3, 0), (6, 0), (run, 0), (-0.5 * width, 3), (-0.5 * width, 5), (-0.8 * width, 6)):
        places += [(start + nudge * dx, y - height - GAP_PT - lift), (start + nudge * dx, y + GAP_PT + lift)]
    return places


def answer_box(route: Route, width: float, height: float, taken: Sequence[Box], room: Field) -> Box:
    """The best place for a text of this size; `taken` holds the answers written before."""
    x, y = route.points[0]
    strokes = [
        (min(p[0], q[0]) - 0.5, min(p[1], q[1]) - 0.5, max(p[0], q[0]) + 0.5, max(p[1], q[1]) + 0.5)
        for r in room.routes
        for p, q in zip(r.points, r.points[1:], strict=False)
    ]

    def cost(at: Point) -> float:
        box = (at[0], at[1], at[0] + width, at[1] + height)
        ink = sum(_covers(s, box) for s in room.symbols) + sum(_meet(box, t) for t in taken)
        lines = sum(_meet(box, s) for s in strokes)
        rules = sum(box[0] < r < box[2] for r in room.rules_x) + sum(box[1] < r < box[3] for r in room.rules_y)
        outside = box[0] < room.box[0] or box[2] > room.box[2]
        away = abs(at[0] + width / 2 - x) + abs(at[1] + height / 2 - y)
        return ON_INK * ink + OUTSIDE * outside + ON_LINE * lines + ON_RULE * rules + FAR * away

    best = min(_places(route, width, height), key=cost)
    return (*best, best[0] + width, best[1] + height)
