"""The BPMN elements of one drawn symbol, in the order in which the flow runs through them.

A decision is a gateway, with the step it belongs to as a task before it. A capsule that bears a step is a task with an
event before or after it. Where several lines leave a step at once they fork, and where they meet again they are joined.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from exports.bpmn.drawn import Graph, Line
from exports.bpmn.joins import Join
from exports.bpmn.model import Kind
from exports.bpmn.words import step_documentation
from exports.steps import is_marker, step_words
from models.document import Activity, Node


class Level(IntEnum):
    """Where an element stands among those of one step, from top to bottom."""

    START = 0
    JOIN = 1
    MERGE = 2
    STEP = 3
    GATEWAY = 4
    END = 5


@dataclass(frozen=True)
class Part:
    id: str
    kind: Kind
    level: Level
    name: str = ""
    documentation: str = ""


@dataclass(frozen=True)
class Symbol:
    """A drawn symbol with what is known about it. `others`: the other symbols of its step."""

    place: int
    node: Node
    step: Activity | None
    others: Sequence[Node]
    join: Join | None
    starts: bool


def parts_of(symbol: Symbol, graph: Graph) -> list[Part]:
    """At least one; the last one is where the symbol's lines leave."""
    node, number = symbol.node, symbol.place + 1
    ends = not graph.exits[symbol.place]
    on_event = node.text if _only_marks(node) and (symbol.starts or ends) else ""
    parts: list[Part] = []
    if symbol.starts:
        parts.append(Part(f"Start_{number}", "startEvent", Level.START, on_event))
    if symbol.join:
        parts.append(Part(f"Join_{number}", symbol.join.kind, Level.JOIN))
    parts += _task(symbol, "" if on_event or node.shape == "decision" else node.text)
    parts += _branching(symbol, graph, has_task=bool(parts) and parts[-1].level == Level.STEP)
    if ends:
        parts.append(
            Part(f"End_{number}", "endEvent", Level.END, "" if symbol.starts and len(parts) == 1 else on_event)
        )
    if graph.entries[symbol.place] and all(part.level <= Level.JOIN for part in parts):
        parts.append(Part(f"Event_{number}", "intermediateThrowEvent", Level.STEP, node.text))
    return parts


def entry(parts: Sequence[Part], line: Line, join: Join | None) -> Part:
    """Where a line enters a symbol: at the join it belongs to, else at the first part after start and join."""
    if join and line in join.lines:
        return next(part for part in parts if part.level == Level.JOIN)
    return next(part for part in parts if part.level > Level.JOIN)


def _task(symbol: Symbol, inside: str) -> list[Part]:
    step, task = symbol.step, f"Task_{symbol.place + 1}"
    if step is not None and _bears_step(symbol):
        return [Part(task, "userTask", Level.STEP, step_words(step, inside), step_documentation(step))]
    if symbol.node.shape == "process" and not _only_marks(symbol.node):
        return [Part(task, "userTask", Level.STEP, inside)]
    return []


def _bears_step(symbol: Symbol) -> bool:
    """False for a symbol that only marks a start, an end or a page, or asks what the task above it in its column leads to."""
    node, step = symbol.node, symbol.step
    tasks = [other for other in symbol.others if other.shape == "process" and not _only_marks(other)]
    if node.shape == "process" and not _only_marks(node):
        return True
    if is_marker(step.description) or (node.shape == "connector" and not _says_marker(node)):
        return False
    if _says_marker(node):
        return not tasks
    return all(task.actor != node.actor for task in tasks)


def _only_marks(node: Node) -> bool:
    """True for symbols that mark a start, an end or another page, by shape or, whatever was drawn, by their word."""
    return node.shape in ("terminator", "connector") or _says_marker(node)


def _says_marker(node: Node) -> bool:
    return any(c.isalnum() for c in node.text) and is_marker(node.text)


def _branching(symbol: Symbol, graph: Graph, has_task: bool) -> list[Part]:
    """The gateway where lines part; before a fork without a task, one that lets each of several entries pass."""
    place, number = symbol.place, symbol.place + 1
    if graph.forks(place):
        joined = symbol.join.lines if symbol.join else ()
        entries = len(graph.entries[place]) - len(joined) + bool(joined) + symbol.starts
        merge = [Part(f"Merge_{number}", "exclusiveGateway", Level.MERGE)] if entries > 1 and not has_task else []
        return [*merge, Part(f"Gateway_{number}", "parallelGateway", Level.GATEWAY)]
    if symbol.node.shape == "decision":
        return [Part(f"Gateway_{number}", "exclusiveGateway", Level.GATEWAY, symbol.node.text)]
    if len(graph.exits[place]) > 1:
        return [Part(f"Gateway_{number}", "exclusiveGateway", Level.GATEWAY)]
    return []
