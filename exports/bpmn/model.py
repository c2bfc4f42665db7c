"""What a BPMN process consists of, before it is laid out and written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal[
    "startEvent",
    "endEvent",
    "intermediateThrowEvent",
    "userTask",
    "exclusiveGateway",
    "parallelGateway",
    "inclusiveGateway",
    "textAnnotation",
]


@dataclass(frozen=True)
class Cell:
    """A place in the diagram: `row` from the top, `lane` from the left; no two elements share one."""

    row: int
    lane: int


@dataclass(frozen=True)
class Element:
    """A flow node, or a note for a step without a symbol."""

    id: str
    kind: Kind
    cell: Cell
    name: str = ""
    documentation: str = ""


@dataclass(frozen=True)
class Link:
    """A sequence flow. `answer`: what the decision before it must say (its condition); the default flow has none."""

    id: str
    source: str
    target: str
    name: str = ""
    answer: str | None = None
    is_default: bool = False


@dataclass(frozen=True)
class Process:
    id: str
    name: str
    documentation: str
    lanes: list[str] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
