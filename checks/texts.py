"""Every printed text of an SOP with its pointer: what rules over running text go through."""

from __future__ import annotations

from collections.abc import Iterator

from models.document import Activity, Header, Sop


def all_texts(sop: Sop) -> Iterator[tuple[str, str]]:
    """(pointer, text) of header, actors and activities, in reading order; blank ones left out."""
    yield from header_texts(sop.header)
    for index, actor in enumerate(sop.actors):
        yield f"/actors/{index}/name", actor.name
    for index, activity in enumerate(sop.activities):
        yield from activity_texts(index, activity)


def header_texts(header: Header) -> Iterator[tuple[str, str]]:
    yield from _items("/header/institution", header.institution)
    if header.title:
        yield "/header/title", header.title
    if header.approved_by.position:
        yield "/header/approved_by/position", header.approved_by.position
    yield from _items("/header/legal_basis", [item.text for item in header.legal_basis])
    for field in ("qualifications", "related_sops", "equipment", "warnings", "records"):
        yield from _items(f"/header/{field}", getattr(header, field))
    for index, section in enumerate(header.other):
        yield from _items(f"/header/other/{index}/items", section.items)


def activity_texts(index: int, activity: Activity) -> Iterator[tuple[str, str]]:
    start = f"/activities/{index}"
    if activity.description:
        yield f"{start}/description", activity.description
    yield from _items(f"{start}/requirements", activity.requirements)
    yield from _items(f"{start}/outputs", activity.outputs)
    if activity.remarks:
        yield f"{start}/remarks", activity.remarks


def _items(start: str, items: list[str]) -> Iterator[tuple[str, str]]:
    for index, text in enumerate(items):
        if text:
            yield f"{start}/{index}", text
