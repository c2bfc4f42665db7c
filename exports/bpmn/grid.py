"""Every element gets a cell of its own: lanes across, and under each other the rows of each step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from exports.bpmn.model import Cell
from exports.bpmn.parts import Level, Part


@dataclass(frozen=True)
class Stack:
    """The elements of a symbol. `row`: its step in table order, then 1 for symbols after it that have no step."""

    row: tuple[int, int]
    lane: int
    parts: Sequence[Part]


def cells_of(stacks: Sequence[Stack]) -> dict[str, Cell]:
    """Cells by element id. Tasks of one step stand side by side, their events and gateways above and below."""
    lowest: dict[tuple[tuple[int, int], int], int] = defaultdict(lambda: -1)
    places = {}
    for stack in stacks:
        key = (stack.row, stack.lane)
        turn = 0
        while turn + stack.parts[0].level <= lowest[key]:  # a second symbol in this cell of the table: under the first
            turn += len(Level)
        for part in stack.parts:
            places[part.id] = ((*stack.row, turn + part.level), stack.lane)
        lowest[key] = turn + stack.parts[-1].level
    rows = {row: number for number, row in enumerate(sorted({row for row, _ in places.values()}))}
    return {name: Cell(rows[row], lane) for name, (row, lane) in places.items()}
