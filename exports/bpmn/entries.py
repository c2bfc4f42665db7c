"""Where the flow begins: BPMN asks that every symbol can be come to from a start event."""

from __future__ import annotations

from exports.bpmn.drawn import Graph


def symbols_that_start(graph: Graph) -> set[int]:
    """Symbols that no line enters and, in what no line reaches from them (a closed loop), the topmost symbol."""
    starts = {place for place in graph.nodes if not graph.entries[place]}
    seen = graph.reached(starts)
    for place in graph.nodes:
        if place not in seen:
            starts.add(place)
            seen |= graph.reached([place])
    return starts
