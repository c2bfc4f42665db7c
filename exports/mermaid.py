"""mermaid: the drawn flow as text, a subgraph per actor."""

from __future__ import annotations

from collections import defaultdict

from models.document import Edge, Flow, Node, Sop

#: Opening and closing of Mermaid's node shapes by meaning.
_SHAPES = {
    "terminator": ("([", "])"),
    "process": ("[", "]"),
    "decision": ("{", "}"),
    "connector": ("((", "))"),
}


def render(sop: Sop) -> bytes:
    """A flowchart. Where no symbols were read (transcripts), the activities follow each other in table order."""
    flow = sop.flow if sop.flow.nodes else _in_table_order(sop)
    steps = {step.id: step for step in sop.activities}
    names = {actor.id: actor.name for actor in sop.actors}
    ids = {node.id: f"n{number}" for number, node in enumerate(flow.nodes, start=1)}
    by_actor: dict[str | None, list[Node]] = defaultdict(list)
    for node in flow.nodes:
        by_actor[node.actor].append(node)
    lines = ["flowchart TB"]
    order = [actor.id for actor in sop.actors] + sorted({key for key in by_actor if key and key not in names})
    for number, actor in enumerate(order, start=1):
        if by_actor[actor]:
            lines.append(f'  subgraph a{number}["{_label(names.get(actor, actor))}"]')
            lines += [f"    {_node(node, ids, steps)}" for node in by_actor[actor]]
            lines.append("  end")
    lines += [f"  {_node(node, ids, steps)}" for node in by_actor[None]]
    for edge in flow.edges:
        if edge.source in ids and edge.target in ids:
            label = f'|"{_label(edge.label)}"|' if edge.label else ""
            lines.append(f"  {ids[edge.source]} -->{label} {ids[edge.target]}")
    return ("\n".join(lines) + "\n").encode()


def _node(node: Node, ids: dict[str, str], steps: dict) -> str:
    opening, closing = _SHAPES[node.shape]
    step = steps.get(node.activity)
    words = node.text
    if step is not None and node.shape != "connector":
        number = f"{step.number}. " if step.number is not None else ""
        words = number + step.description + (f" ({node.text})" if node.text else "")
    return f'{ids[node.id]}{opening}"{_label(words)}"{closing}'


def _label(text: str | None) -> str:
    """Text inside quotes: Mermaid takes entities for characters, so that no text becomes markup."""
    words = " ".join((text or "").split())
    return "".join(f"#{ord(c)};" if c in '"#&<>`;|[]{}()\\' or not c.isprintable() else c for c in words) or " "


def _in_table_order(sop: Sop) -> Flow:
    nodes = [
        Node(
            id=step.id,
            activity=step.id,
            actor=step.actors[0] if step.actors else None,
            shape="process",
            drawn_as="other",
            page=step.page,
            bbox=(0, 0, 0, 0),
        )
        for step in sop.activities
    ]
    edges = [Edge(source=a.id, target=b.id) for a, b in zip(nodes, nodes[1:], strict=False)]
    return Flow(nodes=nodes, edges=edges)
