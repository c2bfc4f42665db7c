"""The drawn flow as the diagrams show it: what a symbol says, and what follows what where no line was read."""

from __future__ import annotations

from models.document import Activity, Edge, Flow, Node, Sop
from models.markers import MARKER_WORDS


def flow_of(sop: Sop) -> Flow:
    """The flow as drawn; in table order where no symbol was read (transcripts) or no line (sheets of dots)."""
    nodes = sop.flow.nodes or [node for step in sop.activities for node in _marks_of(step)]
    known = {node.id for node in nodes}
    edges = [edge for edge in sop.flow.edges if edge.source in known and edge.target in known]
    if not edges:
        edges = [Edge(source=a.id, target=b.id) for a, b in zip(nodes, nodes[1:], strict=False)]
    return Flow(nodes=nodes, edges=edges)


def _marks_of(step: Activity) -> list[Node]:
    """A symbol for each actor of a step of which no symbol was read; one without an actor where it has none."""
    return [
        Node(
            id=f"{step.id}/{place}",
            activity=step.id,
            actor=actor,
            shape="process",
            drawn_as="other",
            page=step.page,
            bbox=(0, 0, 0, 0),
        )
        for place, actor in enumerate(step.actors or [None])
    ]


def step_words(step: Activity, text: str = "") -> str:
    """Number, description and the text inside the symbol: "3. Memeriksa berkas (Via Email)"."""
    number = f"{step.number}." if step.number is not None else ""
    inside = f"({text})" if text and text not in step.description else ""
    return " ".join(part for part in (number, step.description, inside) if part)


def is_marker(text: str) -> bool:
    """True for "Mulai", "(selesai)", "S e l e s a i" and for a text without any letter or digit."""
    letters = "".join(c for c in text.casefold() if c.isalnum())
    return not letters or letters in MARKER_WORDS
