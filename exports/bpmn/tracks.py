"""Lines that run along the same gutter get tracks side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from exports.bpmn.routes import Point, Route

#: Which stretch of a route: link id and the number of the corner it begins at.
Name = tuple[str, int]


@dataclass(frozen=True)
class Stretch:
    """A straight piece of a route in a gutter. `turns`: where it ends, and to which side (-1 before, 1 after it)."""

    name: Name
    low: int
    high: int
    turns: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Tracks:
    """The track (from 0) of every stretch, and the number of tracks of every gutter, for one of the two directions."""

    track: dict[Name, int]
    count: dict[int, int]


def tracks_of(routes: dict[str, Route], axis: int) -> Tracks:
    """`axis` 0: upright gutters between lanes; 1: level gutters between rows."""
    gutters: dict[int, list[Stretch]] = defaultdict(list)
    for link, route in routes.items():
        for number, (one, other) in enumerate(zip(route, route[1:], strict=False)):
            if one[axis] == other[axis] and one[axis] % 2 == 0:
                gutters[one[axis] // 2].append(_stretch(link, number, route, axis))
    track: dict[Name, int] = {}
    count: dict[int, int] = {}
    for gutter, stretches in gutters.items():
        found = _assign(stretches)
        track |= found
        count[gutter] = max(found.values()) + 1
    return Tracks(track, count)


def _stretch(link: str, number: int, route: Route, axis: int) -> Stretch:
    along = 1 - axis
    one, other = route[number], route[number + 1]
    turns = [(corner[along], _side(corner, outer, axis)) for corner, outer in _outer(route, number)]
    return Stretch((link, number), min(one[along], other[along]), max(one[along], other[along]), tuple(turns))


def _outer(route: Route, number: int) -> Iterable[tuple[Point, Point]]:
    """The two corners of a stretch, each with the corner beyond it."""
    if number > 0:
        yield route[number], route[number - 1]
    if number + 2 < len(route):
        yield route[number + 1], route[number + 2]


def _side(corner: Point, outer: Point, axis: int) -> int:
    return -1 if outer[axis] < corner[axis] else 1


def _assign(stretches: Sequence[Stretch]) -> dict[Name, int]:
    """Tracks such that no two stretches lie on each other, and no end of one crosses over the end of another.

    Of two that turn off at the same place to opposite sides, the one that turns back comes first. Where such demands
    contradict each other, the demand is dropped.
    """
    after = {s.name: {o.name for o in stretches if o is not s and _comes_first(o, s)} for s in stretches}
    waiting = sorted(stretches, key=lambda s: (s.low, s.high, s.name))
    track: dict[Name, int] = {}
    number = 0
    while waiting:
        free = [s for s in waiting if not after[s.name] - track.keys()] or waiting[:1]
        row: list[Stretch] = []
        for stretch in free:
            if all(stretch.low > other.high or stretch.high < other.low for other in row):
                row.append(stretch)
        track |= {stretch.name: number for stretch in row}
        waiting = [stretch for stretch in waiting if stretch.name not in track]
        number += 1
    return track


def _comes_first(one: Stretch, other: Stretch) -> bool:
    return any(place == there and side < that for place, side in one.turns for there, that in other.turns)
