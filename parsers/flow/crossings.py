"""Crossings: where two lines cross they do not join; straight on wins."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from parsers.flow.network import Network, Vertex

#: Two branches lie straight on from one another when the cosine between their headings is below this.
STRAIGHT_COSINE = -0.9
#: Headings at a crossing are taken over this distance.
HEADING_PT = 5.0
#: Two joints this near (in strokes' thickness) are the two halves of one slanted crossing.
HALVES = 1.6


#: Thinning bends lines this near to their joint; their course is seen from there to here, if that is so long at least.
BENT_PT, COURSE_PT, SURE_PT = 2.5, 16.0, 6.0
#: ... and if both run one way (cosine): a branch that turns off soon says nothing.
PARALLEL_COSINE = -0.995
#: Two branches that lie so far beside one another are no line that runs on: two lines join a third from both sides.
JOG_PT, JOG_STROKES = 0.6, 0.6


@dataclass(frozen=True)
class Crossing:
    """The two vertices that a crossing became, one for each line through it."""

    first: int
    second: int


def part_crossings(network: Network, thickness: float, scale: float) -> list[Crossing]:
    """Split every joint where two straight lines cross into one vertex a line; T-joints stay joined."""
    _merge_halves(network, thickness)
    crossings = []
    for vertex, ends in network.touching().items():
        if network.vertices[vertex].kind != "joint" or len(ends) < 4:
            continue
        # Outwards from the joint, so against the heading of the stroke's end there.
        ways = [-network.heading(n, side, HEADING_PT * scale) for n, side in ends]
        pairs = _straight_pairs(ways)
        if len(pairs) < 2 or any(_jogs(network, ends[a], ends[b], thickness, scale) for a, b in pairs[:2]):
            continue
        parts = [network.add_vertex(Vertex("joint", network.vertices[vertex].at)) for _ in pairs[:2]]
        for part, pair in zip(parts, pairs[:2], strict=True):
            for index in pair:
                number, side = ends[index]
                network.strokes[number].ends[side] = part
        if not network.touching()[vertex]:
            del network.vertices[vertex]
        crossings.append(Crossing(*parts))
    return crossings


def join_crossing(network: Network, crossing: Crossing) -> None:
    """Make one joint of a crossing again: a line that only has arrowheads is fed by the one it crosses."""
    for stroke in network.strokes.values():
        stroke.ends = [crossing.first if end == crossing.second else end for end in stroke.ends]
    network.vertices.pop(crossing.second, None)


def _straight_pairs(ways: list[np.ndarray]) -> list[tuple[int, int]]:
    """Index pairs of branches that continue one another, straightest first, each branch once."""
    candidates = sorted((float(a @ b), i, i + 1 + j) for i, a in enumerate(ways) for j, b in enumerate(ways[i + 1 :]))
    pairs, used = [], set()
    for cosine, i, j in candidates:
        if cosine <= STRAIGHT_COSINE and not used & {i, j}:
            pairs.append((i, j))
            used |= {i, j}
    return pairs


def _jogs(network: Network, one: tuple[int, int], other: tuple[int, int], thickness: float, scale: float) -> bool:
    """Whether two branches that continue one another run beside one another, not on one line."""
    courses = [_course(network, end, scale) for end in (one, other)]
    ways = [c[-1] - c[0] for c in courses if len(c)]
    runs = [float(np.hypot(*way)) for way in ways]
    if len(runs) < 2 or min(runs) < SURE_PT * scale or ways[0] @ ways[1] > PARALLEL_COSINE * runs[0] * runs[1]:
        return False
    along = ways[0] - ways[1]
    apart = np.subtract(*(np.median(c, axis=0) for c in courses))
    beside = abs(float(apart @ np.array([-along[1], along[0]]))) / float(np.hypot(*along))
    return beside > max(JOG_PT * scale, JOG_STROKES * thickness)


def _course(network: Network, end: tuple[int, int], scale: float) -> np.ndarray:
    """The points of a branch's beginning, from some way off its joint on: float (n, 2) of x, y."""
    path = network.strokes[end[0]].seen_from(end[1])
    reach = np.hypot(*(path - path[0]).T)
    return path[(reach >= BENT_PT * scale) & (reach <= COURSE_PT * scale)]


def _merge_halves(network: Network, thickness: float) -> None:
    for number, stroke in list(network.strokes.items()):
        a, b = stroke.ends
        if a == b or network.vertices[a].kind != "joint" or network.vertices[b].kind != "joint":
            continue
        degrees = network.touching()
        if stroke.length <= HALVES * thickness and len(degrees[a]) == len(degrees[b]) == 3:
            del network.strokes[number]
            for other in network.strokes.values():
                other.ends = [a if end == b else end for end in other.ends]
            del network.vertices[b]
