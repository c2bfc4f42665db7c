"""Line work as a network: strokes (paths of pixels) between vertices (joints, loose ends, symbols)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

VertexKind = Literal["joint", "loose", "symbol", "edge"]


@dataclass
class Vertex:
    """A place where strokes end: `symbol` is the candidate's index; an "edge" is where flow runs over the page edge.

    `along_rule`: the line comes here on a table rule, without ink of its own.
    """

    kind: VertexKind
    at: tuple[float, float]
    symbol: int | None = None
    along_rule: bool = False


@dataclass
class Stroke:
    """A path of canvas pixels, float (n, 2) of x, y, from vertex `ends[0]` to vertex `ends[1]`."""

    path: np.ndarray
    ends: list[int]

    @property
    def length(self) -> float:
        """Along the path, in pixels."""
        return float(np.hypot(*np.diff(self.path, axis=0).T).sum()) if len(self.path) > 1 else 0.0

    def seen_from(self, side: int) -> np.ndarray:
        """The path beginning at end `side` (0 or 1)."""
        return self.path if side == 0 else self.path[::-1]


@dataclass
class Network:
    vertices: dict[int, Vertex] = field(default_factory=dict)
    strokes: dict[int, Stroke] = field(default_factory=dict)

    def add_vertex(self, vertex: Vertex) -> int:
        number = max(self.vertices, default=-1) + 1
        self.vertices[number] = vertex
        return number

    def add_stroke(self, path: np.ndarray, start: int, end: int) -> int:
        number = max(self.strokes, default=-1) + 1
        self.strokes[number] = Stroke(np.asarray(path, float), [start, end])
        return number

    def touching(self) -> dict[int, list[tuple[int, int]]]:
        """For every vertex its (stroke, side) pairs."""
        found: dict[int, list[tuple[int, int]]] = {number: [] for number in self.vertices}
        for number, stroke in self.strokes.items():
            for side in (0, 1):
                found[stroke.ends[side]].append((number, side))
        return found

    def loose_ends(self) -> Iterator[tuple[int, int, int]]:
        """(vertex, stroke, side) of every stroke end that ends nowhere."""
        for vertex, ends in self.touching().items():
            if self.vertices[vertex].kind == "loose" and len(ends) == 1:
                yield vertex, *ends[0]

    def heading(self, stroke: int, side: int, over: float) -> np.ndarray:
        """Unit vector in which the stroke runs out of its end `side`, taken over its last `over` pixels."""
        path = self.strokes[stroke].seen_from(side)
        reach = np.hypot(*(path - path[0]).T)
        far = np.flatnonzero(reach >= over)
        back = path[far[0]] if len(far) else path[-1]
        step = path[0] - back
        norm = float(np.hypot(*step))
        return step / norm if norm else np.zeros(2)

    def drop_stroke(self, number: int) -> None:
        """Take a stroke out, and loose ends that only it had."""
        stroke = self.strokes.pop(number)
        used = {end for other in self.strokes.values() for end in other.ends}
        for end in stroke.ends:
            if end not in used and self.vertices.get(end) is not None and self.vertices[end].kind in ("loose", "joint"):
                del self.vertices[end]

    def dissolve_joints(self) -> None:
        """Where just two strokes meet, make one of them; a joint with one stroke left is a loose end."""
        touching = self.touching()
        for vertex in [v for v, place in self.vertices.items() if place.kind == "joint"]:
            ends = touching[vertex]
            if not ends:
                del self.vertices[vertex]
            elif len(ends) == 1:
                number, side = ends[0]
                self.vertices[vertex] = Vertex("loose", tuple(self.strokes[number].seen_from(side)[0]))
            elif len(ends) == 2 and ends[0][0] != ends[1][0]:
                self._weld(vertex, ends, touching)

    def _weld(self, vertex: int, ends: list[tuple[int, int]], touching: dict[int, list[tuple[int, int]]]) -> None:
        """Make one stroke, under the first one's number, of the two that meet; keeps `touching` true."""
        (first, side_a), (second, side_b) = ends
        a, b = self.strokes.pop(first), self.strokes.pop(second)
        begin, end = a.ends[1 - side_a], b.ends[1 - side_b]
        path = np.concatenate([a.seen_from(1 - side_a), b.seen_from(side_b)])
        self.strokes[first] = Stroke(path, [begin, end])
        touching[begin] = [(first, 0) if t == (first, 1 - side_a) else t for t in touching[begin]]
        touching[end] = [(first, 1) if t == (second, 1 - side_b) else t for t in touching[end]]
        del self.vertices[vertex]
