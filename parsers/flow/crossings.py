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
        if len(pairs) < 2:
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
