"""An SOP as a BPMN process: a lane per actor, the elements of every symbol, and the flow between them."""

from __future__ import annotations

import hashlib

from exports.bpmn.answers import answers_of
from exports.bpmn.drawn import Graph, graph_of
from exports.bpmn.entries import symbols_that_start
from exports.bpmn.grid import Stack, cells_of
from exports.bpmn.joins import Join, joins_of
from exports.bpmn.model import Element, Link, Process
from exports.bpmn.parts import Level, Part, Symbol, entry, parts_of
from exports.bpmn.words import process_documentation
from exports.steps import flow_of, step_words
from models.document import Flow, Sop

#: The lane of symbols that stand in no actor's column.
NO_ACTOR = "(tanpa pelaksana)"


def process_of(sop: Sop) -> Process:
    flow = flow_of(sop)
    graph = graph_of(flow)
    joins = joins_of(graph)
    chains = _chains(sop, flow, graph, joins)
    notes = _notes(sop, flow)
    lanes, stacks = _stacks(sop, graph, chains, notes)
    cells = cells_of(stacks)
    parts = [part for chain in (*chains.values(), notes.values()) for part in chain]
    return Process(
        id=f"Process_{_fingerprint(sop)}",
        name=sop.header.title or sop.header.number or "SOP",
        documentation=process_documentation(sop),
        lanes=lanes,
        elements=[Element(part.id, part.kind, cells[part.id], part.name, part.documentation) for part in parts],
        links=_links(graph, chains, joins),
    )


def _fingerprint(sop: Sop) -> str:
    """The same for the same SOP read again, another for another one: engines keep processes by their id."""
    key = "\0".join([*sop.header.institution, sop.header.number or "", sop.header.title or ""])
    return hashlib.sha256(key.encode(errors="replace")).hexdigest()[:12]


def _chains(sop: Sop, flow: Flow, graph: Graph, joins: dict[int, Join]) -> dict[int, list[Part]]:
    """The elements of each symbol, by its place in the flow."""
    steps = {step.id: step for step in sop.activities}
    starts = symbols_that_start(graph)
    chains = {}
    for place, node in graph.nodes.items():
        others = [other for other in flow.nodes if other is not node and other.activity == node.activity]
        symbol = Symbol(place, node, steps.get(node.activity or ""), others, joins.get(place), place in starts)
        chains[place] = parts_of(symbol, graph)
    return chains


def _notes(sop: Sop, flow: Flow) -> dict[int, Part]:
    """Steps of which no symbol was read, by row, as notes beside the flow: nothing of the table is lost."""
    drawn = {node.activity for node in flow.nodes if node.shape != "connector"}
    return {
        row: Part(f"Note_{row + 1}", "textAnnotation", Level.STEP, step_words(step))
        for row, step in enumerate(sop.activities)
        if step.id not in drawn and step_words(step)
    }


def _stacks(
    sop: Sop, graph: Graph, chains: dict[int, list[Part]], notes: dict[int, Part]
) -> tuple[list[str], list[Stack]]:
    """The names of the lanes, and the row and lane of every symbol and note."""
    lane_of = {actor.id: lane for lane, actor in enumerate(sop.actors)}
    row_of = {step.id: row for row, step in enumerate(sop.activities)}
    stacks, row = [], (-1, 0)
    for place, node in graph.nodes.items():
        row = (row_of[node.activity], 0) if node.activity in row_of else (row[0], 1)
        stacks.append(Stack(row, lane_of.get(node.actor or "", len(lane_of)), chains[place]))
    for number, note in notes.items():
        actors = [lane_of[actor] for actor in sop.activities[number].actors if actor in lane_of]
        stacks.append(Stack((number, 0), (actors or [0])[0], [note]))
    names = [actor.name for actor in sop.actors]
    strays = any(stack.lane >= len(names) for stack in stacks)
    return names + [NO_ACTOR] * strays, stacks


def _links(graph: Graph, chains: dict[int, list[Part]], joins: dict[int, Join]) -> list[Link]:
    """From element to element inside each symbol, then along the lines that leave it."""
    links: list[Link] = []
    for place, chain in chains.items():
        for one, other in zip(chain, chain[1:], strict=False):
            links.append(Link(f"Flow_{len(links) + 1}", one.id, other.id))
        exits = graph.exits[place]
        asks = chain[-1].kind == "exclusiveGateway"
        for line, answer in zip(exits, answers_of(exits), strict=True):
            target = entry(chains[line.target], line, joins.get(line.target))
            links.append(
                Link(
                    f"Flow_{len(links) + 1}",
                    chain[-1].id,
                    target.id,
                    name=line.label,
                    answer=answer if asks else None,
                    is_default=asks and answer is None,
                )
            )
    return links
