"""Routes: from the network of line work to directed ways from symbol to symbol."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from itertools import product
from typing import Literal

import numpy as np

from parsers.flow.crossings import Crossing, join_crossing
from parsers.flow.network import Network

#: Ends of one net at one symbol this near to one another are one.
SAME_END_PT = 5.0
#: On a page where this share of the lines have arrowheads a line without one is no line of its own.
MOSTLY_HEADED = 0.75
#: A line of which one end lies so far beside the other, in parts of its height, stands upright.
SLANT = 0.1
#: A way that runs up by so much from its end comes down to it instead.
CLIMB_PT = 6.0

#: The way of a line's end is taken over so many pixels; it runs down from this on (sine).
END_PX, DOWN = 12.0, 0.9

PageEdge = Literal["top", "bottom"]


@dataclass(frozen=True)
class Terminal:
    """An end of a line at a symbol (index of the candidate) or at the page edge; `arrow`: an arrowhead points there."""

    vertex: int
    at: tuple[float, float]
    arrow: bool
    symbol: int | None = None
    edge: PageEdge | None = None


@dataclass
class Route:
    """A way along lines from terminal to terminal; `path` float (n, 2) of x, y in canvas pixels.

    `strokes`: (stroke, side entered) pairs, `lengths` how many points of the path each gives.
    `own_from`: index into `path` from which no other route of the same source runs along with it.
    """

    source: Terminal
    target: Terminal
    path: np.ndarray
    strokes: tuple[tuple[int, int], ...] = ()
    lengths: tuple[int, ...] = ()
    own_from: int = 0


@dataclass
class Net:
    """Lines that join one another, and what they reach."""

    terminals: list[Terminal] = field(default_factory=list)
    vertices: set[int] = field(default_factory=set)


def find_nets(network: Network, terminals: dict[int, Terminal]) -> list[Net]:
    """The connected parts of the network that reach at least one terminal."""
    neighbours = network.touching()
    seen: set[int] = set()
    nets = []
    for start in network.vertices:
        if start in seen:
            continue
        net, queue = Net(), deque([start])
        seen.add(start)
        while queue:
            vertex = queue.popleft()
            net.vertices.add(vertex)
            if vertex in terminals:
                net.terminals.append(terminals[vertex])
            for number, side in neighbours[vertex]:
                other = network.strokes[number].ends[1 - side]
                if other not in seen:
                    seen.add(other)
                    queue.append(other)
        if net.terminals:
            nets.append(net)
    return nets


def feed_by_crossings(network: Network, crossings: list[Crossing], terminals: dict[int, Terminal]) -> None:
    """Join lines that make no sense alone to the one line that crosses them.

    Lines that have arrowheads at all ends are a bus fed in its middle. Where nearly all lines have arrowheads, one that
    has none flows into the line it crosses: two lines join a third from both sides at one place.
    """
    nets = find_nets(network, terminals)
    net_of = {vertex: net for net in nets for vertex in net.vertices}
    drawn = [net for net in nets if len(net.terminals) > 1]
    headed = sum(any(t.arrow for t in net.terminals) for net in drawn)
    for net in drawn:
        fed = all(t.arrow for t in net.terminals)
        feeds = not any(t.arrow or t.edge for t in net.terminals) and headed >= MOSTLY_HEADED * len(drawn)
        if not fed and not feeds:
            continue
        over = [
            (c, net_of[b])
            for c in crossings
            for a, b in ((c.first, c.second), (c.second, c.first))
            if a in net.vertices and b in net_of and net_of[b] is not net
        ]
        if len(over) != 1 or not any(t.arrow == feeds for t in over[0][1].terminals):
            continue
        if not feeds or not any(_comes_down(network, over[0][0], t) for t in net.terminals):
            join_crossing(network, over[0][0])


def _comes_down(network: Network, crossing: Crossing, terminal: Terminal) -> bool:
    """Whether a line turns down into the top of a symbol: it comes there, with or without an arrowhead to be seen."""
    ends = network.touching()[terminal.vertex]
    aside = abs(terminal.at[0] - network.vertices[crossing.first].at[0]) > END_PX
    return aside and bool(ends) and float(network.heading(*ends[0], END_PX)[1]) >= DOWN


def route_net(network: Network, net: Net, scale: float) -> list[Route]:
    """The routes of one net: from every end without an arrowhead to every end with one. `scale`: pixels per point."""
    sources, targets = _roles(_distinct(net.terminals, SAME_END_PT * scale))
    if not any(t.arrow for t in targets) and all(t.edge == "bottom" for t in targets):
        climbing = _climbing(network, sources, targets, CLIMB_PT * scale)
        if len(climbing) < len(sources):
            sources, targets = [s for s in sources if s not in climbing], targets + climbing
    routes = []
    for source, target in product(sources, targets):
        if source.vertex == target.vertex or (source.symbol, source.edge) == (target.symbol, target.edge):
            continue
        way = _way(network, source.vertex, target.vertex)
        if way is not None:
            parts = [network.strokes[number].seen_from(side) for number, side in way]
            routes.append(Route(source, target, np.concatenate(parts), way, tuple(len(p) for p in parts)))
    routes = _once(_one_way(network, routes))
    _mark_own(routes)
    return routes


def _distinct(terminals: list[Terminal], reach: float) -> list[Terminal]:
    """One terminal for ends that reach one symbol side by side (the line and the barbs of its head)."""
    kept: list[Terminal] = []
    for terminal in sorted(terminals, key=lambda t: not t.arrow):
        twins = [t for t in kept if t.symbol is not None and t.symbol == terminal.symbol]
        if not any(np.hypot(t.at[0] - terminal.at[0], t.at[1] - terminal.at[1]) <= reach for t in twins):
            kept.append(terminal)
    return sorted(kept, key=lambda t: t.vertex)


def _roles(terminals: list[Terminal]) -> tuple[list[Terminal], list[Terminal]]:
    """Which terminals flow comes from and which it goes to; a double-headed line has both ends in both lists."""
    targets = [t for t in terminals if t.arrow]
    sources = [t for t in terminals if not t.arrow and t.edge is None]
    open_ends = [t for t in terminals if not t.arrow and t.edge is not None]
    if not targets and _comes_straight_down(terminals):
        return open_ends, sources  # its head was drawn at the foot of the page before
    if sources and (targets or open_ends):
        # A line that leaves a symbol and runs off the page goes on there, also without an arrowhead.
        return sources, targets + open_ends
    if open_ends and targets:
        return open_ends, targets
    if len(terminals) == 2 and targets:
        return terminals, terminals
    if len(terminals) < 2:
        return [], []
    # No arrowheads, or nothing else: the way the procedure runs, downwards.
    first = min(terminals, key=lambda t: (t.at[1], t.at[0]))
    return [first], [t for t in terminals if t is not first]


def _climbing(network: Network, sources: list[Terminal], exits: list[Terminal], least: float) -> list[Terminal]:
    """Those ends from which the way to the page's foot would first run up: no flow leaves a symbol so, it comes down."""
    found = []
    for source in sources:
        ways = [way for way in (_way(network, source.vertex, leaves.vertex) for leaves in exits) if way is not None]
        tops = [network.strokes[number].seen_from(side)[:, 1].min() for way in ways for number, side in way]
        if tops and min(tops) < source.at[1] - least:
            found.append(source)
    return found


def _comes_straight_down(terminals: list[Terminal]) -> bool:
    """True for a line from the page's top to a symbol right under it."""
    tops = [t for t in terminals if t.edge == "top"]
    if len(terminals) != 2 or len(tops) != 1:
        return False
    (dx, dy) = np.abs(np.subtract(terminals[0].at, terminals[1].at))
    return bool(dx <= SLANT * dy)


def _way(network: Network, start: int, goal: int) -> tuple[tuple[int, int], ...] | None:
    """The way with the fewest strokes: (stroke, side entered) pairs; None where there is none."""
    neighbours = network.touching()
    came: dict[int, tuple[int, int, int]] = {}
    queue, seen = deque([start]), {start}
    while queue:
        vertex = queue.popleft()
        if vertex == goal:
            break
        for number, side in neighbours[vertex]:
            other = network.strokes[number].ends[1 - side]
            if other not in seen:
                seen.add(other)
                came[other] = (vertex, number, side)
                queue.append(other)
    if goal not in came:
        return None
    way, vertex = [], goal
    while vertex != start:
        vertex, number, side = came[vertex]
        way.append((number, side))
    return tuple(reversed(way))


def _one_way(network: Network, routes: list[Route]) -> list[Route]:
    """Drop routes that run against others along a shared stroke, keeping the straighter ones.

    Double-headed lines run both ways on purpose and are left alone.
    """
    kept = list(routes)
    for route in sorted(routes, key=lambda r: -_turns(network, r)):
        against = [o for o in kept if o is not route and set(o.strokes) & {(n, 1 - side) for n, side in route.strokes}]
        opposite = any(
            o.source.vertex == route.target.vertex and o.target.vertex == route.source.vertex for o in against
        )
        if not against or opposite or route not in kept:
            continue
        others = [o for o in kept if o is not route]
        served = any(o.source is route.source for o in others) and any(o.target is route.target for o in others)
        if served:
            kept.remove(route)
    return kept


def _once(routes: list[Route]) -> list[Route]:
    """Drop the longer of two ways between the same symbols where each of its ends lies on another way too.

    Where exits of two decisions cross, one of them would seem to run along both lines and take the other's answer.
    """
    kept = list(routes)
    for route in sorted(routes, key=lambda r: -len(r.path)):
        others = [other for other in kept if other is not route]
        twins = [o for o in others if o.target is route.target and o.source.symbol == route.source.symbol is not None]
        if any(o.source is not route.source for o in twins) and any(o.source is route.source for o in others):
            kept.remove(route)
    return kept


def _turns(network: Network, route: Route) -> float:
    """How much a route bends where it passes joints (sum of 1 - cosine)."""
    total = 0.0
    for (n, side), (m, other) in zip(route.strokes, route.strokes[1:], strict=False):
        arriving = network.heading(n, 1 - side, 12.0)
        leaving = -network.heading(m, other, 12.0)
        total += 1.0 - float(arriving @ leaving)
    return total


def _mark_own(routes: list[Route]) -> None:
    for route in routes:
        shared = 0
        for other in routes:
            if other is not route and other.source is route.source:
                alike = [a == b for a, b in zip(route.strokes, other.strokes, strict=False)]
                shared = max(shared, alike.index(False) if False in alike else len(alike))
        route.own_from = sum(route.lengths[: min(shared, len(route.lengths) - 1)])
