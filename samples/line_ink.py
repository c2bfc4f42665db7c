"""Ink of the flow lines: dashes, bows, heads at one end, at both or at none, answers written into the line."""

from __future__ import annotations

import math
from collections.abc import Sequence

from samples.answers import Box
from samples.pen import Pen, Point
from samples.routes import Field, Route
from samples.style import Style

HEAD_LENGTH_PT = {"triangle": 5.2, "long": 6.5, "open": 4.6}
HEAD_HALF_WIDTH_PT = {"triangle": 2.2, "long": 1.8, "open": 2.6}
ROUND_PT, BOW_PT = 4.0, 30.0  # radius of corners; a bow takes what its two pieces leave
PALE = (1.0, 1.0, 1.0)
AROUND_ANSWER_PT = 1.5  # left white
LINE_BESIDE_ANSWER_PT = 5.0  # of line that must show at both ends of an answer in it


def draw_line(pen: Pen, route: Route, room: Field, style: Style) -> None:
    """A route with its heads; what the office's habits make of it."""
    habits, points = style.lines, list(route.points)
    if habits.gap and not route.both:
        points[-1] = _toward(points[-1], points[-2], habits.gap)
    heads = [True, route.both]
    if habits.headless and not route.both and _runs_down_alone(route, room):
        heads = [False, False]
    ends = [points[-1], points[0]]
    feet = [_toward(points[-1], points[-2], HEAD_LENGTH_PT[style.arrowhead]),
            _toward(points[0], points[1], HEAD_LENGTH_PT[style.arrowhead])]  # fmt: skip
    line = list(points)
    if style.arrowhead != "open":
        line[-1] = feet[0] if heads[0] else line[-1]
        line[0] = feet[1] if heads[1] else line[0]
    radius = {"sharp": 0.0, "round": ROUND_PT, "bow": BOW_PT}[habits.corners]
    pen.path(line, style.flow_line, style.flow_colour, habits.dash, radius)
    for drawn, tip, foot in zip(heads, ends, feet, strict=True):
        if drawn:
            _draw_head(pen, tip, foot, style)


def _toward(point: Point, other: Point, distance: float) -> Point:
    way = math.hypot(other[0] - point[0], other[1] - point[1]) or 1.0
    share = distance / way
    return point[0] + (other[0] - point[0]) * share, point[1] + (other[1] - point[1]) * share


def _draw_head(pen: Pen, tip: Point, foot: Point, style: Style) -> None:
    half = HEAD_HALF_WIDTH_PT[style.arrowhead] * max(1.0, style.flow_line)
    length = math.hypot(tip[0] - foot[0], tip[1] - foot[1]) or 1.0
    dx, dy = (tip[0] - foot[0]) / length, (tip[1] - foot[1]) / length
    barbs = [(foot[0] - dy * half, foot[1] + dx * half), (foot[0] + dy * half, foot[1] - dx * half)]
    if style.arrowhead == "open":
        pen.polyline([barbs[0], tip, barbs[1]], style.flow_line, style.flow_colour)
    else:
        pen.polygon([tip, *barbs], 0.0, fill=style.flow_colour)


def _runs_down_alone(route: Route, room: Field) -> bool:
    """Whether a reader knows the way of a line without a head: it leads down, and no other line leaves or enters with it."""
    ends = {s.node: s.centre for s in room.symbols}
    others = [r for r in room.routes if r is not route]
    alone = not any(route.source == r.source or route.target == r.target for r in others)
    return alone and ends[route.target][1] > ends[route.source][1] + 4


def place_in_line(route: Route, width: float, height: float, taken: Sequence[Box], room: Field) -> Box | None:
    """Where an answer of this size breaks its line: on the first piece that is long enough; None where none is."""
    pieces = list(zip(route.points, route.points[1:], strict=False))
    for number, ((ax, ay), (bx, by)) in enumerate(pieces):
        lying = abs(ay - by) < 0.1
        need = (width if lying else height) + 2 * LINE_BESIDE_ANSWER_PT
        spare = 8.0 if number == len(pieces) - 1 else 0.0  # room for the head
        if abs(ax - bx) + abs(ay - by) < need + spare:
            continue
        x, y = (ax + bx) / 2, (ay + by) / 2
        if spare:
            x, y = _toward((x, y), (ax, ay), spare / 2)
        box = (x - width / 2, y - height / 2, x + width / 2, y + height / 2)
        if not any(_meet(box, other) for other in (*taken, *(s.box for s in room.symbols), *_lines(room, route))):
            return box
    return None


def erase(pen: Pen, box: Box) -> None:
    """White ground for an answer that is written over its line."""
    grown = (box[0] - AROUND_ANSWER_PT, box[1], box[2] + AROUND_ANSWER_PT, box[3])
    pen.rectangle(grown, 0.0, fill=PALE)


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _lines(room: Field, own: Route) -> list[Box]:
    return [
        (min(p[0], q[0]) - 1, min(p[1], q[1]) - 1, max(p[0], q[0]) + 1, max(p[1], q[1]) + 1)
        for r in room.routes
        if r is not own
        for p, q in zip(r.points, r.points[1:], strict=False)
    ]
