"""Finding the way of a flow line: right-angled, through the free space between symbols, as a careful hand draws it.

The search (A*) runs on the lines that a hand would use: centres and gutters of columns, gaps of rows. Price of a way =
its length in points + what each bend, crossing, narrow pass and run along a table rule costs.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from samples.pen import Point
from samples.symbols import OUTWARD, Drawn, Side

STUB_PT = 8.0  # a line leaves and enters a symbol straight for this far (room for the arrowhead)
CLEARANCE_PT = 3.5  # nearer than this to another symbol is through it, for the eye
BEND = 14.0
CROSSING = 25.0
TOUCH = 400.0  # a bend on a stranger's line reads as a junction
NEAR_PT, NEAR = 3.0, 4.0  # lines closer than this blur into one; price per point
ON_RULE_PT, ON_RULE = 1.6, 1.5  # running on a table rule; price per point
BORROWED = 0.7  # a line to the same target may be joined, and people do


@dataclass(frozen=True)
class Wish:
    """An edge to draw, with the price of each side it may leave and enter by; `both`: flow runs both ways on it."""

    source: Drawn
    target: Drawn
    leave: dict[Side, float]
    enter: dict[Side, float]
    label: str | None = None
    both: bool = False


@dataclass
class Route:
    source: str
    target: str
    leave: Side
    enter: Side
    points: list[Point]
    label: str | None = None
    both: bool = False  # flow runs both ways on it


@dataclass
class Field:
    """The room a page offers: what is in the way, what is drawn already, the lines worth using."""

    box: tuple[float, float, float, float]
    symbols: list[Drawn]
    rules_x: list[float]
    rules_y: list[float]
    lanes_x: list[float]
    lanes_y: list[float]
    routes: list[Route] = field(default_factory=list)


def _segments(route: Route) -> Iterable[tuple[Point, Point]]:
    return zip(route.points, route.points[1:], strict=False)


def _overlap(a0: float, a1: float, b0: float, b1: float) -> float:
    return min(max(a0, a1), max(b0, b1)) - max(min(a0, a1), min(b0, b1))


def _step(side: Side, point: Point) -> Point:
    dx, dy = OUTWARD[side]
    return (round(point[0] + dx * STUB_PT, 2), round(point[1] + dy * STUB_PT, 2))


class _Prices:
    """Price of a straight piece between neighbouring lanes, for one wish on one field."""

    def __init__(self, room: Field, wish: Wish) -> None:
        self.room, self.wish = room, wish
        self.friends = [r for r in room.routes if _may_share(r, wish)]
        self.strangers = [r for r in room.routes if r not in self.friends]
        self.memo: dict[tuple[Point, Point], float | None] = {}
        self.corners = {p: True for r in self.strangers for p in r.points}

    def piece(self, a: Point, b: Point) -> float | None:
        key = (a, b) if a <= b else (b, a)
        if key not in self.memo:
            self.memo[key] = self._piece(*key)
        return self.memo[key]

    def _piece(self, a: Point, b: Point) -> float | None:
        for s in self.room.symbols:
            x0, top, x1, bottom = s.box
            c = CLEARANCE_PT
            if (
                max(a[0], b[0]) > x0 - c
                and min(a[0], b[0]) < x1 + c
                and max(a[1], b[1]) > top - c
                and min(a[1], b[1]) < bottom + c
            ):
                return None
        length = abs(a[0] - b[0]) + abs(a[1] - b[1])
        price = length
        upright = a[0] == b[0]
        rules = self.room.rules_x if upright else self.room.rules_y
        if any(abs((a[0] if upright else a[1]) - r) < ON_RULE_PT for r in rules):
            price += ON_RULE * length
        for route in self.strangers:
            for p, q in _segments(route):
                price += self._against(a, b, p, q, upright)
        for point in self.corners:
            on = (
                (abs(point[0] - a[0]) < 1 and _within(point[1], a[1], b[1]))
                if upright
                else (abs(point[1] - a[1]) < 1 and _within(point[0], a[0], b[0]))
            )
            price += TOUCH * on
        if any(self._runs_on(a, b, p, q, upright) for r in self.friends for p, q in _segments(r)):
            price *= BORROWED
        return price if price < math.inf else None

    @staticmethod
    def _runs_on(a: Point, b: Point, p: Point, q: Point, upright: bool) -> bool:
        i, j = (0, 1) if upright else (1, 0)
        return p[i] == q[i] and abs(p[i] - a[i]) < 0.5 and _overlap(a[j], b[j], p[j], q[j]) > 0.5

    @staticmethod
    def _against(a: Point, b: Point, p: Point, q: Point, upright: bool) -> float:
        i, j = (0, 1) if upright else (1, 0)
        if p[i] == q[i] and p != q:  # parallel
            shared = _overlap(a[j], b[j], p[j], q[j])
            distance = abs(p[i] - a[i])
            if shared <= 0:
                return 0.0
            return math.inf if distance < 1 else NEAR * shared if distance < NEAR_PT else 0.0
        crosses = _within(a[i], p[i], q[i]) and min(a[j], b[j]) <= p[j] < max(a[j], b[j])
        return CROSSING if crosses else 0.0

    def bend(self, at: Point) -> float:
        for route in self.strangers:
            for p, q in _segments(route):
                upright = p[0] == q[0]
                i, j = (0, 1) if upright else (1, 0)
                if abs(at[i] - p[i]) < 1.5 and _within(at[j], p[j], q[j]):
                    return BEND + TOUCH
        return BEND


def _may_share(route: Route, wish: Wish) -> bool:
    """Lines to one target may join, branches of one step may fork; two answers of a decision never run together, and
    nothing joins a line that runs both ways."""
    if route.both or wish.both:
        return False
    return route.target == wish.target.node or (route.source == wish.source.node and route.label == wish.label)


def _within(v: float, a: float, b: float) -> bool:
    return min(a, b) - 0.5 <= v <= max(a, b) + 0.5


def _straight(wish: Wish, room: Field, prices: _Prices) -> Route | None:
    """Two symbols one under the other or side by side, with nothing but a short gap between them."""
    pairs: Sequence[tuple[Side, Side]] = (("bottom", "top"), ("right", "left"), ("left", "right"))
    for leave, enter in pairs:
        if leave not in wish.leave or enter not in wish.enter:
            continue
        a, b = wish.source.port(leave), wish.target.port(enter)
        dx, dy = OUTWARD[leave]
        gap = (b[0] - a[0]) * dx + (b[1] - a[1]) * dy
        aligned = abs(a[0] - b[0]) < 0.1 if dy else abs(a[1] - b[1]) < 0.1
        if aligned and 0 < gap <= 2 * STUB_PT + 1:
            return Route(wish.source.node, wish.target.node, leave, enter, [a, b], wish.label, wish.both)
    return None


def find_route(wish: Wish, room: Field) -> Route | None:
    """The cheapest way, or None where there is none at all."""
    prices = _Prices(room, wish)
    straight = _straight(wish, room, prices)
    if straight:
        return straight
    starts = {side: _step(side, wish.source.port(side)) for side in wish.leave}
    goals = {side: _step(side, wish.target.port(side)) for side in wish.enter}
    x0, top, x1, bottom = room.box
    xs = sorted(
        {round(x, 2) for x in room.lanes_x if x0 <= x <= x1} | {p[0] for p in (*starts.values(), *goals.values())}
    )
    ys = sorted(
        {round(y, 2) for y in room.lanes_y if top <= y <= bottom} | {p[1] for p in (*starts.values(), *goals.values())}
    )
    xi, yi = {x: n for n, x in enumerate(xs)}, {y: n for n, y in enumerate(ys)}
    ends = {}
    for side, p in goals.items():
        ends.setdefault((xi[p[0]], yi[p[1]]), []).append(side)
    heap: list[tuple[float, float, int, tuple[int, int, int]]] = []
    best: dict[tuple[int, int, int], float] = {}
    back: dict[tuple[int, int, int], tuple[int, int, int] | Side] = {}
    compass = [OUTWARD[s] for s in ("top", "right", "bottom", "left")]
    sides: list[Side] = ["top", "right", "bottom", "left"]
    count = 0

    def guess(state: tuple[int, int, int]) -> float:
        return BORROWED * min(abs(xs[state[0]] - g[0]) + abs(ys[state[1]] - g[1]) for g in goals.values())

    for side, p in starts.items():
        state = (xi[p[0]], yi[p[1]], sides.index(side))
        best[state] = wish.leave[side]
        back[state] = side
        heapq.heappush(heap, (best[state] + guess(state), best[state], count, state))
        count += 1
    finish: tuple[float, tuple[int, int, int], Side] | None = None
    while heap:
        total, price, _, state = heapq.heappop(heap)
        if finish and total >= finish[0]:
            break
        if price > best[state]:
            continue
        here = (xs[state[0]], ys[state[1]])
        for side in ends.get(state[:2], ()):
            inward = (sides.index(side) + 2) % 4
            turn = 0.0 if inward == state[2] else BEND
            if (inward + 2) % 4 == state[2]:
                continue
            done = price + turn + wish.enter[side]
            if finish is None or done < finish[0]:
                finish = (done, state, side)
        for heading, (dx, dy) in enumerate(compass):
            if (heading + 2) % 4 == state[2]:
                continue
            nxt = (state[0] + dx, state[1] + dy)
            if not (0 <= nxt[0] < len(xs) and 0 <= nxt[1] < len(ys)):
                continue
            there = (xs[nxt[0]], ys[nxt[1]])
            step = prices.piece(here, there)
            if step is None:
                continue
            new = price + step + (prices.bend(here) if heading != state[2] else 0.0)
            key = (nxt[0], nxt[1], heading)
            if new < best.get(key, float("inf")):
                best[key], back[key] = new, state
                count += 1
                heapq.heappush(heap, (new + guess(key), new, count, key))
    if finish is None:
        return None
    points = [wish.target.port(finish[2])]
    state: tuple[int, int, int] | Side = finish[1]
    while not isinstance(state, str):
        points.append((xs[state[0]], ys[state[1]]))
        state = back[state]
    points.append(wish.source.port(state))
    way = _without_midpoints(points[::-1])
    return Route(wish.source.node, wish.target.node, state, finish[2], way, wish.label, wish.both)


def _without_midpoints(points: list[Point]) -> list[Point]:
    out = points[:1]
    for n in range(1, len(points) - 1):
        (ax, ay), (bx, by), (cx, cy) = out[-1], points[n], points[n + 1]
        if not (abs(ax - bx) < 0.05 and abs(bx - cx) < 0.05 or abs(ay - by) < 0.05 and abs(by - cy) < 0.05):
            out.append((bx, by))
    return [*out, points[-1]]
