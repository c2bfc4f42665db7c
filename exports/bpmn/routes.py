"""Ways for the sequence flows: orthogonal, round the elements, as straight as can be.

The raster has a line through the middle of every lane and of every row, and a gutter between them: odd coordinates are
middles (lane n is 2n + 1), even ones gutters (2n is left of lane n, above row n). A gutter takes any number of lines
side by side (see tracks); along a middle only one can run, unless both end in the same element.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterator, Sequence

from exports.bpmn.model import Cell, Element, Link

Point = tuple[int, int]
Route = list[Point]

#: Costs, in steps of the raster. A bend is worth a detour of three steps; a line over another one is a last resort.
_BEND = 3.0
_CROSSING = 1.0
_BESIDE = 0.3
_SHARED_END = 0.5
_SHARED_START = 8.0
_OVER_ANOTHER = 40.0
_MEETING_BENDS = 2.0
#: Flow runs downwards: leaving at the top or entering from below is a detour, the sides are second best.
_LEAVING = {(0, 1): 0.0, (1, 0): 1.0, (-1, 0): 1.0, (0, -1): 8.0}
_ENTERING = {(0, 1): 0.0, (1, 0): 0.5, (-1, 0): 0.5, (0, -1): 8.0}
_WAYS = tuple(_LEAVING)
#: After so many points looked at (a sheet of thirty symbols takes a few hundred a line) any good way will do, and the
#: search makes for the target: 150 symbols with 60 lines across take 4 s, not 16.
_PATIENCE, _EAGER = 2500, 4.0


def middle(cell: Cell) -> Point:
    return 2 * cell.lane + 1, 2 * cell.row + 1


def routes_of(elements: Sequence[Element], links: Sequence[Link]) -> dict[str, Route]:
    """The corners of each link, from the middle of its source to the middle of its target, by link id."""
    places = {element.id: middle(element.cell) for element in elements}
    if not places:
        return {}
    raster = _Raster(set(places.values()))
    routes: dict[str, Route] = {}
    for link in sorted(
        links, key=lambda link: (_distance(places[link.source], places[link.target]), links.index(link))
    ):
        way = raster.way(places[link.source], places[link.target])
        raster.take(way)
        routes[link.id] = _corners(way)
    return routes


def _distance(one: Point, other: Point) -> int:
    return abs(one[0] - other[0]) + abs(one[1] - other[1])


def _least(point: Point, way: Point, target: Point) -> float:
    """What the rest of a way costs at least: its steps, and a bend where it does not lead straight there."""
    right, down = target[0] - point[0], target[1] - point[1]
    straight = (right == 0 and way[1] * down > 0) or (down == 0 and way[0] * right > 0) or right == down == 0
    return abs(right) + abs(down) + (0.0 if straight else _BEND)


def _corners(way: Sequence[Point]) -> Route:
    """The ends and the bends of a way given step by step."""
    inner = (p for before, p, after in zip(way, way[1:], way[2:], strict=False) if not _in_line(before, p, after))
    return [way[0], *inner, way[-1]]


def _in_line(a: Point, b: Point, c: Point) -> bool:
    return a[0] == b[0] == c[0] or a[1] == b[1] == c[1]


class _Raster:
    """The occupied middles, and which flows run over each step and bend at each point."""

    def __init__(self, occupied: set[Point]):
        self.occupied = occupied
        self.width = max(x for x, _ in occupied) + 2
        self.height = max(y for _, y in occupied) + 2
        self.taken: dict[tuple[Point, Point], set[tuple[Point, Point]]] = defaultdict(set)
        self.bends: dict[Point, int] = defaultdict(int)

    def way(self, source: Point, target: Point) -> list[Point]:
        """The cheapest way, step by step (A*); there is always one, as gutters are never full."""
        start = (source, None)
        costs: dict = {start: 0.0}
        came: dict = {}
        waiting = [(0.0, 0, 0.0, source, None)]
        count = 0
        while waiting:
            _, _, so_far, point, way_in = heapq.heappop(waiting)
            if point == target and way_in is not None:
                return self._back(came, (point, way_in))
            if so_far > costs[point, way_in]:
                continue  # a cheaper way here was found since
            for way, ahead, cost in self._steps(point, way_in, source, target):
                total = so_far + cost
                if total < costs.get((ahead, way), float("inf")):
                    costs[ahead, way] = total
                    came[ahead, way] = (point, way_in)
                    count += 1
                    eager = 1.0 if count < _PATIENCE else _EAGER
                    heapq.heappush(waiting, (total + eager * _least(ahead, way, target), count, total, ahead, way))
        raise AssertionError("gutters surround every cell")

    def take(self, way: Sequence[Point]) -> None:
        ends = (way[0], way[-1])
        for one, other in zip(way, way[1:], strict=False):
            self.taken[_step(one, other)].add(ends)
        for before, point, after in zip(way, way[1:], way[2:], strict=False):
            self.bends[point] += not _in_line(before, point, after)

    def _steps(self, point: Point, way_in: Point | None, source: Point, target: Point) -> Iterator:
        for way in _WAYS:
            ahead = point[0] + way[0], point[1] + way[1]
            if not (0 <= ahead[0] < self.width and 0 <= ahead[1] < self.height):
                continue
            if (ahead in self.occupied and ahead != target) or (way_in and way == (-way_in[0], -way_in[1])):
                continue
            cost = 1.0 + self._company(point, ahead, source, target)
            if way_in is None:
                cost += _LEAVING[way]
            elif way != way_in:
                cost += _BEND + _MEETING_BENDS * self.bends[point]
            else:
                cost += _CROSSING * self._crossed(point, way)
            if ahead == target:
                cost += _ENTERING[way]
            yield way, ahead, cost

    def _company(self, point: Point, ahead: Point, source: Point, target: Point) -> float:
        """What it costs that other flows run over the same step."""
        others = self.taken.get(_step(point, ahead), ())
        along = point[0] if point[0] == ahead[0] else point[1]
        if along % 2 == 0:
            return _BESIDE * len(others)
        return sum(
            _SHARED_END if end == target else _SHARED_START if begin == source else _OVER_ANOTHER
            for begin, end in others
        )

    def _crossed(self, point: Point, way: Point) -> int:
        across = ((way[1], way[0]), (-way[1], -way[0]))
        return max(len(self.taken.get(_step(point, (point[0] + dx, point[1] + dy)), ())) for dx, dy in across)

    @staticmethod
    def _back(came: dict, state: tuple) -> list[Point]:
        way = [state[0]]
        while state in came:
            state = came[state]
            way.append(state[0])
        return way[::-1]


def _step(one: Point, other: Point) -> tuple[Point, Point]:
    return (one, other) if one < other else (other, one)
