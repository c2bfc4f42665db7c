"""The flow as read, drawn anew: a column an actor, a row a step, as on the sheet. Plain figures for the template."""

from __future__ import annotations

import textwrap
from collections import Counter
from dataclasses import dataclass, field

from models.document import Edge, Node, Sop

#: One cell of the drawing, and the symbol in it, in pixels of the drawing.
CELL_WIDTH, CELL_HEIGHT = 112, 58
SYMBOL_WIDTH, SYMBOL_HEIGHT = 56, 28
#: Room for the column's heading above, and for the step's number at the left.
HEAD, LEFT = 44, 34
#: A line leaves a symbol and enters a row this far from the row's upper edge.
_CHANNEL = 9
#: Two lines side by side are told apart at this distance.
_APART = 5
_ARROW = 6
#: Letters of an actor's name that fit over its column, and lines.
_NAME, _NAME_LINES = 16, 2


@dataclass(frozen=True)
class Column:
    """An actor over the middle of its column, its name in lines that fit."""

    x: float
    name: str
    lines: list[str]


@dataclass(frozen=True)
class Symbol:
    """`shape` as in the model; centre, and what stands in it."""

    pointer: str
    shape: str
    x: float
    y: float
    text: str
    title: str


@dataclass(frozen=True)
class Line:
    """`path` and `arrow` are SVG path data; the label stands at (x, y)."""

    path: str
    arrow: str
    label: str
    x: float
    y: float


@dataclass
class Lanes:
    width: float = 0
    height: float = 0
    actors: list[Column] = field(default_factory=list)
    steps: list[tuple[float, str]] = field(default_factory=list)
    symbols: list[Symbol] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    words: list[tuple[str, str, str]] = field(default_factory=list)


def lanes_of(sop: Sop) -> Lanes | None:
    """The drawing; None where no symbol was read. `words` are the lines as (from, to, label) for who cannot see it."""
    if not sop.flow.nodes:
        return None
    rows = {step.id: place for place, step in enumerate(sop.activities)}
    columns = {actor.id: place for place, actor in enumerate(sop.actors)}
    last_row = len(rows)
    places = {
        node.id: (columns.get(node.actor or "", len(columns)), rows.get(node.activity or "", last_row))
        for node in sop.flow.nodes
    }
    width = max(column for column, _ in places.values()) + 1
    height = max(row for _, row in places.values()) + 1
    drawing = Lanes(LEFT + max(width, len(columns)) * CELL_WIDTH + 2 * _APART, HEAD + height * CELL_HEIGHT)
    for actor in sop.actors:
        drawing.actors.append(Column(_middle(columns[actor.id]), actor.name, _lines(actor.name)))
    for step, row in zip(sop.activities, range(height), strict=False):
        drawing.steps.append((HEAD + (row + 0.5) * CELL_HEIGHT, _number(step.number)))
    centres = _centres(sop, places)
    for place, node in enumerate(sop.flow.nodes):
        drawing.symbols.append(_symbol(sop, node, place, *centres[node.id]))
    for count, edge in enumerate(sop.flow.edges):
        if edge.source in centres and edge.target in centres:
            drawing.lines.append(_line(edge, centres, count, drawing.width))
            drawing.words.append((_step_of(sop, edge.source), _step_of(sop, edge.target), edge.label or ""))
    return drawing


def _lines(name: str) -> list[str]:
    lines = textwrap.wrap(name, _NAME) or [""]
    return [*lines[: _NAME_LINES - 1], lines[_NAME_LINES - 1][: _NAME - 1] + "…"] if len(lines) > _NAME_LINES else lines


def _middle(column: int) -> float:
    return LEFT + (column + 0.5) * CELL_WIDTH


def _number(number: int | None) -> str:
    return "" if number is None else str(number)


def _centres(sop: Sop, places: dict[str, tuple[int, int]]) -> dict[str, tuple[float, float]]:
    """Symbols that share a cell stand side by side."""
    sharing = Counter(places.values())
    before: Counter[tuple[int, int]] = Counter()
    centres = {}
    for node in sop.flow.nodes:
        column, row = places[node.id]
        count = sharing[column, row]
        aside = (before[column, row] - (count - 1) / 2) * CELL_WIDTH / count
        before[column, row] += 1
        centres[node.id] = (_middle(column) + aside, HEAD + (row + 0.5) * CELL_HEIGHT + _CHANNEL / 2)
    return centres


def _symbol(sop: Sop, node: Node, place: int, x: float, y: float) -> Symbol:
    step = next((step for step in sop.activities if step.id == node.activity), None)
    text = node.text if node.shape in ("terminator", "connector") and len(node.text) <= 8 else ""
    title = " ".join(filter(None, (_number(step.number) if step else "", step.description if step else "", node.text)))
    return Symbol(f"/flow/nodes/{place}", node.shape, x, y, text, title)


def _line(edge: Edge, centres: dict[str, tuple[float, float]], count: int, width: float) -> Line:
    """Down from the source, across in the channel above the target's row, down into it; back up along the right edge."""
    (x0, y0), (x1, y1) = centres[edge.source], centres[edge.target]
    half_width, half_height = SYMBOL_WIDTH / 2, SYMBOL_HEIGHT / 2
    if y0 == y1:
        side = 1 if x1 > x0 else -1
        start, end = x0 + side * half_width, x1 - side * half_width
        path = f"M{start:g} {y0:g}H{end:g}"
        arrow = f"M{end:g} {y1:g}l{-side * _ARROW} {-_ARROW / 2:g}v{_ARROW}z"
        return Line(path, arrow, edge.label or "", (start + end) / 2, y0 - 3)
    shift = (count % 3 - 1) * _APART
    channel = y1 - half_height - _CHANNEL - (count % 2) * 2
    arrow = f"M{x1:g} {y1 - half_height:g}l{-_ARROW / 2:g} {-_ARROW}h{_ARROW}z"
    if y1 > y0:
        across = "" if x0 == x1 else f"V{channel:g}H{x1:g}"
        path = f"M{x0:g} {y0 + half_height:g}{across}V{y1 - half_height:g}"
        return Line(path, arrow, edge.label or "", x0 + 4, y0 + half_height + 10)
    rail = width - _APART + shift / 2
    path = f"M{x0 + half_width:g} {y0:g}H{rail:g}V{channel:g}H{x1:g}V{y1 - half_height:g}"
    return Line(path, arrow, edge.label or "", x0 + half_width + 4, y0 - 3)


def _step_of(sop: Sop, name: str) -> str:
    """The number of the step a symbol belongs to, else its text."""
    node = next(node for node in sop.flow.nodes if node.id == name)
    step = next((step for step in sop.activities if step.id == node.activity), None)
    return _number(step.number) if step and step.number is not None else node.text or name
