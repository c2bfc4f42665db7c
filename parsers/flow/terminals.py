"""Where lines end: at symbols, with or without an arrowhead, or running over the page's edge."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from models.geometry import Box
from parsers.flow.arrowheads import arrowhead_length
from parsers.flow.linework import Canvas
from parsers.flow.network import Network
from parsers.flow.routes import PageEdge, Terminal, find_nets

#: A loose end that heads up or down so steeply (sine) may run over the page edge.
STEEP = 0.9
#: Loose ends this near to the body's top or bottom, or beyond it, run over the page edge.
EDGE_PT = 22.0
#: ... and with an arrowhead at one end of the line, which must lead somewhere, from farther away.
HEADED_EDGE_PT = 120.0
#: An arrowhead that stops short of everything points at the symbol ahead within this distance.
POINTS_AT_PT = 40.0
#: ... or at the beginning of another line within it, which runs on the same way (cosine): the drawer began anew in the
#: next row.
SAME_WAY = 0.96
#: Shorter lines with a loose end lead nowhere: they are remains of a rule, of a letter or of an arrowhead.
MIN_EXIT_PT = 6.0
#: An end this near to the tip of a filled arrowhead has that head.
TIP_PT = 2.0
#: A line shorter than this has no room for heads at both of its ends: what looks like one is the other seen over a jog.
TWO_HEADS_PT = 20.0
#: An arrowhead is looked for on the last so many points of a line.
APPROACH_PT = 10.0
#: Headings are taken over this distance from the end.
HEADING_PT = 5.0


@dataclass(frozen=True)
class Seen:
    """What ends are judged by: `lines` uint8 ink without symbols, `symbols` int16 labels (k+1 = candidate k), `tips` of
    filled arrowheads float (n, 2) of x, y, `thickness` of the usual stroke in pixels."""

    lines: np.ndarray
    symbols: np.ndarray
    tips: np.ndarray
    thickness: float


def find_terminals(network: Network, seen: Seen, canvas: Canvas, body: Box) -> dict[int, Terminal]:
    """The terminals by vertex."""
    terminals = {}
    symbols = seen.symbols
    headed = _headed(network, network.touching(), seen, canvas.scale)
    _resume(network, headed, symbols, canvas.scale)
    touching = network.touching()
    for vertex, ends in touching.items():
        if not ends:
            continue
        place, (number, side) = network.vertices[vertex], ends[0]
        arrow = vertex in headed
        if place.kind == "symbol":
            terminals[vertex] = Terminal(vertex, place.at, arrow, symbol=place.symbol)
        elif place.kind == "loose" and len(ends) == 1:
            heading = network.heading(number, side, HEADING_PT * canvas.scale)
            ahead = _symbol_ahead(symbols, place.at, heading, POINTS_AT_PT * canvas.scale) if arrow else None
            leads = arrow or network.strokes[number].ends[1 - side] in headed
            reach = HEADED_EDGE_PT if leads else EDGE_PT
            edge = _edge(canvas, body, symbols, place.at, heading, reach)
            if network.strokes[number].length < MIN_EXIT_PT * canvas.scale:
                continue
            if ahead is not None:
                terminals[vertex] = Terminal(vertex, place.at, True, symbol=ahead)
            elif edge is not None:
                terminals[vertex] = Terminal(vertex, place.at, arrow, edge=edge)
    _mark_small_heads(network, terminals, seen, canvas.scale)
    return terminals


def _mark_small_heads(network: Network, terminals: dict[int, Terminal], seen: Seen, scale: float) -> None:
    """Give lines that have no head anywhere the small ones that some of their ends have, and some have not."""
    touching = network.touching()
    for net in find_nets(network, terminals):
        if len(net.terminals) < 2 or any(t.arrow or t.edge for t in net.terminals):
            continue
        small = [t for t in net.terminals if _has_small_head(network, touching[t.vertex], t.vertex, seen, scale)]
        if len(small) < len(net.terminals):
            for terminal in small:
                terminals[terminal.vertex] = replace(terminal, arrow=True)


def _has_small_head(network: Network, ends: list[tuple[int, int]], vertex: int, seen: Seen, scale: float) -> bool:
    if not ends or network.vertices[vertex].along_rule:
        return False
    approach = _approach(network, *ends[0], APPROACH_PT * scale)
    return arrowhead_length(seen.lines, approach, seen.thickness, scale, small=True) is not None


def _headed(network: Network, touching: dict[int, list[tuple[int, int]]], seen: Seen, scale: float) -> set[int]:
    """The vertices that an arrowhead points at."""
    tipped, lengths = set(), {}
    for vertex, ends in touching.items():
        place = network.vertices[vertex]
        if not ends or place.kind not in ("symbol", "loose"):
            continue
        if _has_tip(seen, place.at, scale):
            tipped.add(vertex)
            continue
        if place.along_rule:
            continue
        approach = _approach(network, *ends[0], APPROACH_PT * scale)
        length = arrowhead_length(seen.lines, approach, seen.thickness, scale)
        if length is not None:
            lengths[vertex] = length
    for a in sorted(tipped | lengths.keys()):
        for b in _within(network, touching, a, TWO_HEADS_PT * scale):
            if {a, b} <= tipped | lengths.keys():
                # A filled head is surer than one seen by its outline, and of those the one that is nearer to its tip.
                lengths.pop(max((a, b), key=lambda v: lengths.get(v, -1.0)), None)
    return tipped | lengths.keys()


def _resume(network: Network, headed: set[int], symbols: np.ndarray, scale: float) -> None:
    """Join an arrow that ends on bare paper to the line that begins ahead of it and runs on the same way."""
    ends = {vertex: end for vertex, *end in network.loose_ends()}
    for vertex in sorted(headed & ends.keys()):
        at, heading = np.array(network.vertices[vertex].at), network.heading(*ends[vertex], HEADING_PT * scale)
        ways = []
        for other in ends.keys() - headed:
            across = np.array(network.vertices[other].at) - at
            gap = float(np.hypot(*across))
            onward = -network.heading(*ends[other], HEADING_PT * scale)
            if ends[other][0] != ends[vertex][0] and 0 < gap <= POINTS_AT_PT * scale:
                straight = min(float(heading @ across) / gap, float(heading @ onward))
                if straight >= SAME_WAY and _symbol_ahead(symbols, tuple(at), across / gap, gap) is None:
                    ways.append((gap, other))
        if ways:
            other = min(ways)[1]
            network.vertices[vertex].kind = network.vertices[other].kind = "joint"
            network.add_stroke(np.array([at, network.vertices[other].at]), vertex, other)
            del ends[other]


def _within(network: Network, touching: dict[int, list[tuple[int, int]]], start: int, reach: float) -> set[int]:
    """The other vertices that lines no longer than `reach` pixels lead to."""
    gone, waiting = {start: 0.0}, [start]
    while waiting:
        vertex = waiting.pop()
        for number, side in touching[vertex]:
            other, way = network.strokes[number].ends[1 - side], gone[vertex] + network.strokes[number].length
            if way <= reach and way < gone.get(other, np.inf):
                gone[other] = way
                waiting.append(other)
    return gone.keys() - {start}


def _gap(points: np.ndarray, at: np.ndarray) -> float:
    """The distance of the nearest of some points (n, 2); infinite for none."""
    return float(np.hypot(*(points - at).T).min()) if len(points) else np.inf


def _has_tip(seen: Seen, at: tuple[float, float], scale: float) -> bool:
    """Whether the tip of a filled arrowhead lies at an end."""
    return _gap(seen.tips, np.array(at)) <= TIP_PT * scale + seen.thickness


def _approach(network: Network, number: int, side: int, length: float) -> np.ndarray:
    """The last `length` pixels or more of the line that ends here, through joints where its last piece is shorter."""
    path, used = network.strokes[number].seen_from(side), {number}
    vertex = network.strokes[number].ends[1 - side]
    while float(np.hypot(*(path[-1] - path[0]))) < length and network.vertices[vertex].kind == "joint":
        onward = [(n, s) for n, s in network.touching()[vertex] if n not in used]
        if not onward:
            break
        back = path[-1] - path[0]
        if back.any():
            following, entered = max(onward, key=lambda end: _straight_on(network, end, back, HEADING_PT * 2))
        else:  # a joint at the symbol itself: the barbs of a head are shorter than its line
            following, entered = max(onward, key=lambda end: network.strokes[end[0]].length)
        path = np.concatenate([path, network.strokes[following].seen_from(entered)])
        vertex = network.strokes[following].ends[1 - entered]
        used.add(following)
    return path


def _straight_on(network: Network, end: tuple[int, int], way: np.ndarray, over: float) -> float:
    """How straight a stroke leads on in direction `way` from its end; pieces without length lead nowhere."""
    heading = network.heading(*end, over)
    return float(-heading @ way) if heading.any() else -np.inf


def _symbol_ahead(symbols: np.ndarray, at: tuple[float, float], heading: np.ndarray, reach: float) -> int | None:
    height, width = symbols.shape
    for step in np.arange(1.0, reach):
        x, y = round(at[0] + step * heading[0]), round(at[1] + step * heading[1])
        if not (0 <= x < width and 0 <= y < height):
            return None
        if symbols[y, x]:
            return int(symbols[y, x]) - 1
    return None


def _edge(
    canvas: Canvas, body: Box, symbols: np.ndarray, at: tuple[float, float], heading: np.ndarray, reach: float
) -> PageEdge | None:
    """The page edge within `reach` points that a loose end runs over, with nothing but paper ahead of it."""
    if abs(heading[1]) < STEEP:
        return None
    _, y = canvas.to_points(*at)
    x = min(max(round(at[0]), 0), symbols.shape[1] - 1)
    if heading[1] > 0 and y >= body.bottom - reach and not symbols[round(at[1]) :, x].any():
        return "bottom"
    if heading[1] < 0 and y <= body.top + reach and not symbols[: round(at[1]), x].any():
        return "top"
    return None
