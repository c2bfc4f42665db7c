"""The drawn flow as a graph: who leads to whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from models.document import Flow


class Graph:
    """Who leads to whom, by node id; edges to unknown nodes are left out."""

    def __init__(self, flow: Flow):
        self.nodes = {node.id: node for node in flow.nodes}
        self.order = {node.id: place for place, node in enumerate(flow.nodes)}
        self.next: dict[str, set[str]] = defaultdict(set)
        self.before: dict[str, set[str]] = defaultdict(set)
        for edge in flow.edges:
            if edge.source in self.nodes and edge.target in self.nodes:
                self.next[edge.source].add(edge.target)
                self.before[edge.target].add(edge.source)

    def reached(self, starts: Iterable[str], links: dict[str, set[str]]) -> set[str]:
        seen, waiting = set(), list(starts)
        while waiting:
            name = waiting.pop()
            if name not in seen:
                seen.add(name)
                waiting.extend(links[name])
        return seen
