"""A short hand for writing a sheet down: header fields, steps with their symbols, answers of the decisions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from samples.generate import number_nodes

SHAPES = {
    "start": ("terminator", "Mulai"),
    "end": ("terminator", "Selesai"),
    "cap": ("terminator", ""),
    "box": ("process", ""),
    "ask": ("decision", ""),
}


@dataclass(frozen=True)
class Step:
    """A row. `marks` names column and symbol: "Staf:box", several joined by " + "; SHAPES lists the symbols."""

    number: int | None
    text: str
    marks: str
    requirements: str
    duration: str
    output: str
    remarks: str = ""


def header(**fields: Any) -> dict[str, Any]:
    """Header of a truth; what is not given is blank."""
    blank = {
        "institution": [],
        "number": None,
        "title": None,
        "date_created": None,
        "date_revised": None,
        "date_effective": None,
        "approved_by": {"position": None, "name": None, "nip": None},
    }
    lists = ("legal_basis", "qualifications", "related_sops", "equipment", "warnings", "records")
    return {**blank, **{key: [] for key in lists}, **fields}


def sheet(
    head: dict[str, Any],
    actors: Sequence[str],
    steps: Sequence[Step],
    back: Mapping[int, int],
    defects: Sequence[tuple[str, int | None]],
    oddities: Sequence[str],
    printed: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """A truth. The flow runs from row to row; a decision says Ya to the next row and Tidak to row `back[its row]`."""
    nodes: list[dict[str, Any]] = []
    rows: list[list[str]] = []
    activities = []
    for i, step in enumerate(steps):
        marks = [mark.split(":") for mark in step.marks.split(" + ")]
        for actor, kind in marks:
            if actor not in actors:
                raise ValueError(f"row {i}: no column {actor!r}")
            shape, text = SHAPES[kind]
            nodes.append(
                {
                    "id": f"n{len(nodes) + 1}",
                    "activity": None,
                    "activity_index": i,
                    "actor": actor,
                    "shape": shape,
                    "text": text,
                }
            )
        rows.append([n["id"] for n in nodes if n["activity_index"] == i])
        activities.append(
            {
                "number": step.number,
                "page": 0,
                "description": step.text,
                "actors": sorted({a for a, _ in marks}, key=list(actors).index),
                "requirements": step.requirements,
                "duration": step.duration,
                "output": step.output,
                "remarks": step.remarks,
            }
        )
    edges: list[list[Any]] = []
    for i in range(len(rows)):
        inner = rows[i] if "start" in steps[i].marks or "end" in steps[i].marks else None
        if inner and len(inner) > 1:  # Mulai above its first task, Selesai below its last
            edges += [[a, b, None] for a, b in zip(inner, inner[1:], strict=False)]
        if i + 1 < len(rows):
            outs = rows[i][-1:] if inner else rows[i]
            ins = rows[i + 1][:1] if "end" in steps[i + 1].marks else rows[i + 1]
            edges += [[a, b, "Ya" if i in back else None] for a in outs for b in ins]
        if i in back:
            edges.append([rows[i][0], rows[back[i]][-1], "Tidak"])
    truth = {
        "doc": "",
        "header": head,
        "actors": list(actors),
        "activities": activities,
        "flow": {"nodes": nodes, "edges": edges},
        "defects": [{"kind": kind, "activity": row} for kind, row in defects],
        "oddities": list(oddities),
        "printed": dict(printed or {}),
    }
    return number_nodes(truth)
