"""mermaid: the drawn flow as text, a subgraph per actor."""

from __future__ import annotations

from collections import defaultdict

from exports.steps import flow_of, step_words
from models.document import Activity, Node, Sop

#: Opening and closing of Mermaid's node shapes by meaning.
_SHAPES = {
    "terminator": ("([", "])"),
    "process": ("[", "]"),
    "decision": ("{", "}"),
    "connector": ("((", "))"),
}
_MARKUP = frozenset('"#&<>`;:$|[]{}()\\')


def render(sop: Sop) -> bytes:
    """A flowchart. Where no symbols or no lines were read, the activities follow each other in table order."""
    flow = flow_of(sop)
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
        label = f'|"{_label(edge.label)}"|' if edge.label else ""
        lines.append(f"  {ids[edge.source]} -->{label} {ids[edge.target]}")
    return ("\n".join(lines) + "\n").encode()


def _node(node: Node, ids: dict[str, str], steps: dict[str, Activity]) -> str:
    opening, closing = _SHAPES[node.shape]
    step = steps.get(node.activity or "")
    words = node.text if step is None or node.shape == "connector" else step_words(step, node.text)
    return f'{ids[node.id]}{opening}"{_label(words)}"{closing}'


def _label(text: str | None) -> str:
    """Text inside quotes: Mermaid takes entities for characters, so that no text becomes markup, an icon or a formula.

    A colon too: in a line with "style", ":" and "#" Mermaid takes entities for colours. Control characters are dropped.
    """
    words = " ".join((text or "").split())
    return "".join(f"#{ord(c)};" if c in _MARKUP else c for c in words if c.isprintable()) or " "
