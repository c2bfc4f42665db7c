"""From what is seen on each page to the flow: nodes with activity and actor, edges with labels."""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot

from models.document import Edge, Flow, Node
from models.evidence import Evidence
from models.geometry import Box
from models.layout import FlowSheet, Symbol
from parsers.flow.answers import is_answer
from parsers.flow.connectors import Link, Place, Port, join_pages
from parsers.flow.labels import FROM_DECISION_PT, Label, assign_labels, find_labels, mend_answers
from parsers.flow.routes import Terminal
from parsers.flow.trace import SheetTrace


def assemble_flow(
    sheets: Sequence[FlowSheet],
    traces: Sequence[SheetTrace | None],
    symbols: Sequence[Symbol],
    row_activity: Sequence[str | None],
    column_actor: Sequence[str | None],
) -> tuple[Flow, dict[str, Evidence]]:
    """The flow over all pages, what mended labels were read from, and answers beside decisions that no line took.

    The evidence of such an answer stands under the decision, /flow/nodes/14/answer: its line was drawn and not followed.
    `traces` runs parallel to `sheets`; see read_flow for the other arguments.
    """
    order = sorted(symbols, key=lambda s: (s.row, s.page, s.box.top, s.box.x0))
    ids = {_key(symbol): f"N{number}" for number, symbol in enumerate(order, start=1)}
    nodes = [_node(symbol, ids[_key(symbol)], row_activity, column_actor) for symbol in order]
    places: dict[str, Place] = {}
    links: list[Link] = []
    spare: dict[str, Evidence] = {}
    for index, (sheet, traced) in enumerate(zip(sheets, traces, strict=True)):
        if traced is None:
            continue
        for symbol in traced.symbols:
            if _key(symbol) in ids:
                places[ids[_key(symbol)]] = Place(index, symbol.column)
        labels = find_labels(sheet, ((s.box, s.drawn_as) for s in traced.symbols))
        mine = _links(index, traced, labels, ids)
        links += mine
        spare |= _spare_answers(traced, labels, mine, [ids.get(_key(symbol)) for symbol in traced.symbols])
    for node, symbol in zip(nodes, order, strict=True):
        places.setdefault(node.id, Place(-1, symbol.column))
    labelled = _labelled(join_pages(nodes, places, links))
    edges = [Edge(source=a, target=b, label=label and label.text) for (a, b), label in labelled.items()]
    mended = {f"/flow/edges/{k}/label": x.evidence() for k, x in enumerate(labelled.values()) if x and x.raw}
    unled = {f"/flow/nodes/{k}/answer": spare[node.id] for k, node in enumerate(nodes) if node.id in spare}
    return Flow(nodes=nodes, edges=edges), mended | unled


def _key(symbol: Symbol) -> tuple:
    return symbol.page, symbol.box


def _node(symbol: Symbol, number: str, row_activity: Sequence[str | None], column_actor: Sequence[str | None]) -> Node:
    return Node(
        id=number,
        activity=row_activity[symbol.row] if 0 <= symbol.row < len(row_activity) else None,
        actor=column_actor[symbol.column] if 0 <= symbol.column < len(column_actor) else None,
        shape=symbol.shape,
        drawn_as=symbol.drawn_as,
        text=symbol.text,
        page=symbol.page,
        bbox=symbol.box.rounded(),
    )


def _links(index: int, traced: SheetTrace, labels: list[Label], ids: dict[tuple, str]) -> list[Link]:
    """One page's routes as links between nodes and page edges, with their labels."""
    decisions = {k for k, symbol in enumerate(traced.symbols) if symbol.shape == "decision"}
    texts = assign_labels(labels, traced.routes, decisions, traced.canvas)
    texts = mend_answers(texts, traced.routes, decisions)
    links = []
    for number, route in enumerate(traced.routes):
        source = _end(index, traced, route.source, ids, leaves=False)
        target = _end(index, traced, route.target, ids, leaves=True)
        if source is not None and target is not None:
            links.append(Link(source, target, texts.get(number)))
    return links


def _spare_answers(
    traced: SheetTrace, labels: list[Label], links: list[Link], ids: list[str | None]
) -> dict[str, Evidence]:
    """Answers that belong to no line, by the id of the nearest decision within a label's reach; the first of each."""
    taken = {link.label.box for link in links if link.label}
    decisions = [(s.box, node) for s, node in zip(traced.symbols, ids, strict=True) if s.shape == "decision" and node]
    found: dict[str, Evidence] = {}
    for label in labels:
        if label.box in taken or not is_answer(label.text) or not decisions:
            continue
        apart, node = min((_apart(box, label.box), node) for box, node in decisions)
        if apart <= FROM_DECISION_PT:
            found.setdefault(node, label.evidence())
    return found


def _apart(a: Box, b: Box) -> float:
    return hypot(max(0.0, a.x0 - b.x1, b.x0 - a.x1), max(0.0, a.top - b.bottom, b.top - a.bottom))


def _end(index: int, traced: SheetTrace, end: Terminal, ids: dict[tuple, str], leaves: bool) -> str | Port | None:
    if end.symbol is not None:
        return ids.get(_key(traced.symbols[end.symbol]))
    x, _ = traced.canvas.to_points(*end.at)
    return Port(index, end.edge == "top", round(x, 1), leaves)


def _labelled(links: list[Link]) -> dict[tuple[str, str], Label | None]:
    """Each pair of nodes with its label, in the order of the nodes; the first label found for it counts."""
    found: dict[tuple[str, str], Label | None] = {}
    for link in links:
        if link.source != link.target:
            pair = (str(link.source), str(link.target))
            found[pair] = found.get(pair) or link.label
    order = sorted(found, key=lambda pair: (int(pair[0][1:]), int(pair[1][1:])))
    return {pair: found[pair] for pair in order}
