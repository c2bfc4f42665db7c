"""Where ways that are gone at the same time meet again: there the flow has to wait for all of them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from exports.bpmn.drawn import Graph, Line
from exports.bpmn.model import Kind


@dataclass(frozen=True)
class Join:
    """A gateway before a symbol, and the lines into it; the symbol's other lines (loops back) pass it by."""

    kind: Kind
    lines: tuple[Line, ...]


def joins_of(graph: Graph) -> dict[int, Join]:
    """The joins by the place of the symbol before which they stand."""
    forks = [place for place in graph.nodes if graph.forks(place)]
    found = {}
    for place in graph.nodes:
        entries = graph.entries[place]
        if forks and len(entries) > 1 and (join := _join_at(graph, place, entries, forks)):
            found[place] = join
    return found


def _join_at(graph: Graph, place: int, entries: list[Line], forks: list[int]) -> Join | None:
    pairs = {}
    for one, other in combinations(entries, 2):
        fork = next((f for f in forks if f != place and _meet_from(graph, f, one, other, place)), None)
        if fork is not None:
            pairs[one, other] = fork
    if not pairs:
        return None
    joined = tuple(line for line in entries if any(line in pair for pair in pairs))
    every_pair = len(pairs) == len(joined) * (len(joined) - 1) // 2
    sure = every_pair and all(_always_comes(graph, fork, place) for fork in set(pairs.values()))
    return Join("parallelGateway" if sure else "inclusiveGateway", joined)


def _meet_from(graph: Graph, fork: int, one: Line, other: Line, place: int) -> bool:
    """True where two ways lead from the fork to the two lines without a symbol in common (Menger's theorem).

    Where there is one that all of them pass, both lines belong to one way, which is gone once.
    """
    ends = {one.source, other.source}
    if len(ends) < 2:
        return False
    if fork in ends:  # a line straight from the fork: the other way must not need it
        (far,) = ends - {fork}
        return far in graph.reached([line.target for line in graph.exits[fork]], {place, fork})
    between = graph.reached([fork], {place}) - {fork}
    return all(ends & graph.reached([fork], {place, middle}) for middle in between)


def _always_comes(graph: Graph, fork: int, place: int) -> bool:
    """False where a decision, or a line from elsewhere, lies between: one of the ways may then never arrive, or twice."""
    after = graph.reached([line.target for line in graph.exits[fork]], {place, fork})
    region = {p for p in after if place in graph.reached([p], {fork})}
    return all(
        (len(graph.exits[p]) < 2 or graph.forks(p))
        and all(line.source in region or line.source == fork for line in graph.entries[p])
        for p in region
    )
