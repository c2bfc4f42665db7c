"""A sheet's truth (as samples/ draws it) as an Extraction: what a perfect reading would give the rules."""

from __future__ import annotations

import re
from typing import Any

from models.document import (
    Activity,
    Actor,
    Approval,
    Edge,
    Extraction,
    Flow,
    Header,
    Node,
    PageSummary,
    Producer,
    Sop,
    Source,
)
from models.geometry import Box
from models.regions import issuing_region
from parsers.values.citations import parse_citation
from parsers.values.durations import parse_duration

_DRAWN = {"terminator": "capsule", "decision": "diamond", "connector": "pentagon"}


def extraction_of(truth: dict[str, Any], task_as: str = "rectangle") -> Extraction:
    """`task_as` is how the sheet's style draws its steps (rectangle, or the dots and squares of some agencies)."""
    actors = [Actor(id=f"A{i}", name=name) for i, name in enumerate(truth["actors"], 1)]
    activities = [_activity(i, row, actors) for i, row in enumerate(truth["activities"])]
    pages = sorted({activity.page for activity in activities}) or [1]
    sop = Sop(
        pages=pages,
        header=_header(truth["header"]),
        actors=actors,
        activities=activities,
        flow=_flow(truth, activities, actors, task_as),
    )
    return Extraction(
        status="ok",
        source=Source(name="lembar.pdf", sha256="", media_type="application/pdf", size_bytes=1, page_count=len(pages)),
        producer=Producer(version="0"),
        pages=[PageSummary(number=page, width=842, height=595, text_origin="pdf") for page in pages],
        sops=[sop],
    )


def _header(printed: dict[str, Any]) -> Header:
    lists = ("qualifications", "related_sops", "equipment", "warnings", "records")
    header = Header(
        institution=printed["institution"],
        number=printed["number"],
        title=printed["title"],
        created_on=printed["date_created"],
        revised_on=printed["date_revised"],
        effective_on=printed["date_effective"],
        approved_by=Approval(**{key: printed["approved_by"].get(key) for key in ("position", "name", "nip")}),
        legal_basis=[parse_citation(text) for text in printed["legal_basis"]],
        **{key: printed[key] for key in lists},
    )
    header.region = issuing_region([*header.institution, header.approved_by.position or "", header.title or ""])
    return header


def _activity(index: int, row: dict[str, Any], actors: list[Actor]) -> Activity:
    return Activity(
        id=f"K{index + 1}",
        number=row["number"],
        page=max(1, row["page"]),
        description=row["description"],
        actors=[actor.id for actor in actors if actor.name in row["actors"]],
        requirements=_items(row["requirements"]),
        duration=parse_duration(row["duration"]),
        outputs=_items(row["output"]),
        remarks=row["remarks"],
    )


def _items(text: str) -> list[str]:
    return [item.strip() for item in re.split(r"[;\n]", text) if item.strip()]


def _flow(truth: dict[str, Any], activities: list[Activity], actors: list[Actor], task_as: str) -> Flow:
    ids = {actor.name: actor.id for actor in actors}
    nodes = []
    for node in truth["flow"]["nodes"]:
        row = activities[node["activity_index"]]
        nodes.append(
            Node(
                id=node["id"],
                activity=row.id,
                actor=ids.get(node["actor"]),
                shape=node["shape"],
                drawn_as=task_as if node["shape"] == "process" else _DRAWN[node["shape"]],
                text=node["text"],
                page=row.page,
                bbox=Box(0, 0, 1, 1),
            )
        )
    return Flow(nodes=nodes, edges=[Edge(source=a, target=b, label=label) for a, b, label in truth["flow"]["edges"]])
