"""The diagram, laid out like the sheet: a column is a lane, a row a step. Lengths in pixels, origin top left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from exports.bpmn.model import Element, Link, Process
from exports.bpmn.routes import Route, routes_of
from exports.bpmn.sizes import (
    ANSWER,
    LABEL_WIDTH,
    LETTER,
    LINE,
    TASK_WIDTH,
    has_label,
    label_height,
    label_width,
    room_of,
    size_of,
    text_lines,
)
from exports.bpmn.tracks import Tracks, tracks_of

_LEFT, _TOP = 160, 80
#: The strip of the pool with its title, and that of each lane with the actor's name.
_STRIP = 30
#: Between lines in a gutter, and from a gutter's edge to its first line.
_TRACK, _EDGE = 12, 14
#: Between lanes the first line keeps clear of the border, which is half way to it.
_BESIDE_BORDER = 28
#: Under a row with answers the first line keeps this distance, so that it does not run through them.
_BELOW_ANSWER = 24

#: The corners of every link, by its id.
Ways = dict[str, list[tuple[int, int]]]


@dataclass(frozen=True)
class Bounds:
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class Layout:
    """`shapes` and `labels` by element or link id, `ways` (corners on the shapes' borders) by link id."""

    pool: Bounds
    lanes: list[Bounds]
    shapes: dict[str, Bounds]
    labels: dict[str, Bounds]
    ways: Ways


def layout_of(process: Process) -> Layout:
    routes = routes_of(process.elements, process.links)
    across, down = tracks_of(routes, 0), tracks_of(routes, 1)
    columns = _Scale(_LEFT, _lane_widths(process), across, [_BESIDE_BORDER] * (len(process.lanes) + 1))
    rows = _Scale(_TOP + 2 * _STRIP, _row_heights(process), down, _first_lines(process))
    shapes = {element.id: _bounds(element, columns, rows) for element in process.elements}
    ways = {link.id: _way(routes[link.id], link, shapes, columns, rows) for link in process.links}
    labels = {e.id: _beside(e, shapes[e.id]) for e in process.elements if has_label(e)}
    labels |= _answers(process.links, ways)
    bottom = rows.end
    edges = [columns.gutters[lane] + _BESIDE_BORDER // 2 for lane in range(len(process.lanes))] + [columns.end]
    edges[0] = _LEFT
    pool = Bounds(_LEFT, _TOP, columns.end - _LEFT, bottom - _TOP)
    lanes = [
        Bounds(left, _TOP + _STRIP, right - left, bottom - _TOP - _STRIP)
        for left, right in zip(edges, edges[1:], strict=False)
    ]
    return Layout(pool, lanes, shapes, labels, ways)


class _Scale:
    """Pixels along one direction: where gutters begin, where lanes or rows have their middle."""

    def __init__(self, start: int, sizes: Sequence[int], tracks: Tracks, first: Sequence[int]):
        self.tracks, self.first = tracks, first
        self.gutters: list[int] = []
        self.middles: list[int] = []
        position = start
        for number in range(len(sizes) + 1):
            self.gutters.append(position)
            position += first[number] + _EDGE + max(0, tracks.count.get(number, 0) - 1) * _TRACK
            if number < len(sizes):
                self.middles.append(position + sizes[number] // 2)
                position += sizes[number]
        self.end = position

    def at(self, place: int, name: tuple[str, int]) -> int:
        """Where the stretch `name` runs: along a middle, or on its track in the gutter."""
        if place % 2:
            return self.middles[place // 2]
        return self.gutters[place // 2] + self.first[place // 2] + self.tracks.track[name] * _TRACK


def _lane_widths(process: Process) -> list[int]:
    """Wide enough for tasks, for names and answers beside gateways, and for the actor's name on two lines."""
    widths = [max(TASK_WIDTH, round(len(name) / 2 * LETTER) + LINE) for name in process.lanes]
    for element in process.elements:
        if has_label(element):
            width, _ = size_of(element)
            widths[element.cell.lane] = max(widths[element.cell.lane], width + 2 * label_width(element.name))
    elements = {element.id: element for element in process.elements}
    for link in process.links:
        source = elements[link.source]
        if link.name:
            needed = size_of(source)[0] + 2 * label_width(link.name)
            widths[source.cell.lane] = max(widths[source.cell.lane], needed)
    return widths


def _row_heights(process: Process) -> list[int]:
    heights = [0] * (1 + max((element.cell.row for element in process.elements), default=-1))
    for element in process.elements:
        heights[element.cell.row] = max(heights[element.cell.row], room_of(element))
    return heights


def _first_lines(process: Process) -> list[int]:
    """The distance of the first line from the top of each gutter between rows."""
    rows = {element.id: element.cell.row for element in process.elements}
    answering = {rows[link.source] for link in process.links if link.name}
    count = 1 + max(rows.values(), default=-1)
    return [_EDGE, *(_BELOW_ANSWER if row in answering else _EDGE for row in range(count))]


def _bounds(element: Element, columns: _Scale, rows: _Scale) -> Bounds:
    width, height = size_of(element)
    x, y = columns.middles[element.cell.lane], rows.middles[element.cell.row]
    return Bounds(x - width // 2, y - height // 2, width, height)


def _way(route: Route, link: Link, shapes: dict[str, Bounds], columns: _Scale, rows: _Scale) -> list[tuple[int, int]]:
    """The corners in pixels; the first and last moved from the middle of a shape to its border."""
    corners = []
    last = len(route) - 1
    for number, (x, y) in enumerate(route):
        before, after = max(number - 1, 0), min(number, last - 1)
        upright = before if route[before][0] == route[before + 1][0] else after
        level = before if route[before][1] == route[before + 1][1] else after
        corners.append((columns.at(x, (link.id, upright)), rows.at(y, (link.id, level))))
    corners[0] = _on_border(shapes[link.source], corners[0], corners[1])
    corners[-1] = _on_border(shapes[link.target], corners[-1], corners[-2])
    return corners


def _on_border(shape: Bounds, middle: tuple[int, int], ahead: tuple[int, int]) -> tuple[int, int]:
    if ahead[0] == middle[0]:
        return middle[0], shape.y + shape.height if ahead[1] > middle[1] else shape.y
    return (shape.x + shape.width if ahead[0] > middle[0] else shape.x), middle[1]


def _beside(element: Element, shape: Bounds) -> Bounds:
    """The name of a gateway or event: right of it, above the line that may leave there and above that line's answer."""
    height = label_height(element)
    middle = shape.y + shape.height // 2
    if element.kind.endswith("Gateway"):
        return Bounds(shape.x + shape.width // 2 + 12, middle - ANSWER - height, label_width(element.name), height)
    return Bounds(shape.x + shape.width + 2, middle - height, label_width(element.name), height)


def _answers(links: Sequence[Link], ways: Ways) -> dict[str, Bounds]:
    """An answer stands where its line leaves the decision; where another one stands there already, after the next bend."""
    found: dict[str, Bounds] = {}
    taken: set[tuple[str, bool, bool]] = set()
    for link in links:
        if not link.name:
            continue
        way = ways[link.id]
        side = (link.source, way[0][0] == way[1][0], way[1] > way[0])
        piece = 1 if side in taken and len(way) > 2 else 0
        taken.add(side)
        found[link.id] = _along(link.name, way[piece], way[piece + 1])
    return found


def _along(name: str, start: tuple[int, int], end: tuple[int, int]) -> Bounds:
    """Right of an upright line, above a level one, at its start."""
    (x, y), (ahead, below) = start, end
    width, height = label_width(name), text_lines(name, LABEL_WIDTH) * LINE
    if ahead == x:
        return Bounds(x + 5, y + 3 if below > y else y - height - 3, width, height)
    return Bounds(x + 8 if ahead > x else x - width - 8, y - height - 2, width, height)
