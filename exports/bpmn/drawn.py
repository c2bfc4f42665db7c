"""The drawn symbols as a graph: off-page connectors folded into the lines that run through them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from models.document import Flow, Node


@dataclass(frozen=True)
class Line:
    """A way from symbol to symbol, by their places among the nodes of the flow (from 0)."""

    source: int
    target: int
    label: str = ""


class Graph:
    """Symbols by their place in the flow, the lines between them, and who leads to whom."""

    def __init__(self, nodes: dict[int, Node], lines: Iterable[Line]):
        self.nodes = nodes
        self.lines = list(dict.fromkeys(lines))
        self.exits: dict[int, list[Line]] = defaultdict(list)
        self.entries: dict[int, list[Line]] = defaultdict(list)
        for line in self.lines:
            self.exits[line.source].append(line)
            self.entries[line.target].append(line)

    def reached(self, starts: Iterable[int], without: Iterable[int] = ()) -> set[int]:
        """All symbols that can be come to from `starts` (these included), never through `without`."""
        barred = set(without)
        seen: set[int] = set()
        waiting = [start for start in starts if start not in barred]
        while waiting:
            place = waiting.pop()
            if place not in seen:
                seen.add(place)
                waiting.extend(line.target for line in self.exits[place] if line.target not in barred)
        return seen

    def forks(self, place: int) -> bool:
        """True where the flow goes several ways at once: several exits, none of them the answer to a question."""
        exits = self.exits[place]
        asks = self.nodes[place].shape == "decision" or any(line.label for line in exits)
        return len(exits) > 1 and not asks


def graph_of(flow: Flow) -> Graph:
    """Connectors that lines enter and one line leaves are folded away: the diagram has no pages.

    One that several lines leave is kept, as a branching; so is one without a partner: the flow begins or ends there.
    """
    nodes = dict(enumerate(flow.nodes))
    place = {node.id: number for number, node in nodes.items()}
    graph = Graph(
        nodes, (Line(place[e.source], place[e.target], " ".join((e.label or "").split())) for e in flow.edges)
    )
    for number, node in list(nodes.items()):
        if node.shape == "connector" and graph.entries[number] and len(graph.exits[number]) == 1:
            graph = _without(graph, number)
    return graph


def _without(graph: Graph, place: int) -> Graph:
    """The graph with the lines into a symbol led on to where its one exit goes; unchanged where that is itself."""
    (exit_,) = graph.exits[place]
    if exit_.target == place:
        return graph
    lines = [
        Line(line.source, exit_.target, line.label or exit_.label) if line.target == place else line
        for line in graph.lines
        if line is not exit_
    ]
    return Graph({number: node for number, node in graph.nodes.items() if number != place}, lines)
