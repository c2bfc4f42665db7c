"""Which values of a sheet a person can set right, what kind each is, and what stands there."""

from __future__ import annotations

from typing import Literal, NamedTuple

from models.bilingual import Bilingual
from models.document import Activity, Duration, Regulation, Sop
from review import wording
from review.decision import Value
from review.places import parts_of

#: How a value is typed: one line, one item a line, or one line that must be a date, a number, a duration, a region.
Kind = Literal["text", "list", "date", "number", "duration", "actors", "region"]


class Field(NamedTuple):
    """A value that can be corrected."""

    pointer: str
    kind: Kind
    label: Bilingual


_HEADER: dict[str, Kind] = {
    "number": "text",
    "title": "text",
    "institution": "list",
    "region": "region",
    "created_on": "date",
    "revised_on": "date",
    "effective_on": "date",
    "legal_basis": "list",
    "qualifications": "list",
    "related_sops": "list",
    "equipment": "list",
    "warnings": "list",
    "records": "list",
}
_APPROVAL = ("position", "name", "rank", "nip")
_ACTIVITY: dict[str, Kind] = {
    "number": "number",
    "description": "text",
    "actors": "actors",
    "requirements": "list",
    "duration": "duration",
    "outputs": "list",
    "remarks": "text",
}


def fields_at(sop: Sop, pointer: str) -> list[Field]:
    """The values that a finding at `pointer` may mean, the likeliest first; none where it means no single value.

    An item of a list stands for the whole list: items are added and taken away together.
    """
    parts = parts_of(pointer)
    if parts[:1] == ["header"]:
        return _header_fields(sop, parts[1:])
    if parts[:1] == ["activities"] and len(parts) > 1:
        return _activity_fields(sop, parts[1], parts[2] if len(parts) > 2 else "")
    if parts[:1] == ["actors"] and _index(parts, 1, len(sop.actors)) is not None:
        return [Field(f"/actors/{parts[1]}/name", "text", wording.ACTORS)]
    if parts[:2] == ["flow", "edges"] and _index(parts, 2, len(sop.flow.edges)) is not None:
        return [_edge_field(sop, int(parts[2]))]
    if parts[:2] == ["flow", "nodes"] and (place := _index(parts, 2, len(sop.flow.nodes))) is not None:
        leaving = [n for n, edge in enumerate(sop.flow.edges) if edge.source == sop.flow.nodes[place].id]
        return [
            *(_edge_field(sop, n) for n in leaving),
            Field(f"/flow/nodes/{place}/text", "text", wording.SYMBOL_TEXT),
        ]
    return []


def field_at(sop: Sop, pointer: str) -> Field | None:
    """The one value that `pointer` names itself; None where it names none or several."""
    found = fields_at(sop, pointer)
    return next((field for field in found if field.pointer == pointer), None)


def value_at(sop: Sop, pointer: str) -> Value:
    """What stands at a field's pointer, in the form it is typed in; None where nothing does."""
    value = resolve(sop, pointer)
    if isinstance(value, Duration):
        return value.text or None
    if isinstance(value, list):
        names = {actor.id: actor.name for actor in sop.actors}
        is_actors = parts_of(pointer)[-1:] == ["actors"]
        texts = [item.text if isinstance(item, Regulation) else str(item) for item in value]
        return [names.get(text, text) for text in texts] if is_actors else texts
    for key in ("name", "description", "text"):
        if isinstance(getattr(value, key, None), str):
            return getattr(value, key) or None
    return str(value) if isinstance(value, (str, int)) and value != "" else None


def resolve(sop: Sop, pointer: str):
    """The part of the model at a pointer; None where there is none."""
    value = sop
    for part in parts_of(pointer):
        if isinstance(value, list):
            value = value[int(part)] if part.isdigit() and int(part) < len(value) else None
        else:
            value = getattr(value, part, None)
    return value


def _header_fields(sop: Sop, parts: list[str]) -> list[Field]:
    if not parts:  # the block itself: whatever is blank in it
        blank = [name for name in _HEADER if value_at(sop, f"/header/{name}") in (None, [])]
        return [_header_field(name) for name in blank]
    name = parts[0]
    if name == "approved_by":
        chosen = [key for key in _APPROVAL if parts[1:2] in ([], [key])]
        return [Field(f"/header/approved_by/{key}", "text", wording.APPROVAL_FIELDS[key]) for key in chosen]
    if name == "other" and (place := _index(parts, 1, len(sop.header.other))) is not None:
        label = Bilingual(sop.header.other[place].label, sop.header.other[place].label)
        return [Field(f"/header/other/{place}/items", "list", label)]
    return [_header_field(name)] if name in _HEADER else []


def _header_field(name: str) -> Field:
    return Field(f"/header/{name}", _HEADER[name], wording.HEADER_FIELDS[name])


def _activity_fields(sop: Sop, row: str, name: str) -> list[Field]:
    if not row.isdigit() or int(row) >= len(sop.activities):
        return []
    names = [name] if name in _ACTIVITY else [key for key in Activity.model_fields if key in _ACTIVITY]
    return [Field(f"/activities/{row}/{key}", _ACTIVITY[key], wording.ACTIVITY_FIELDS[key]) for key in names]


def _edge_field(sop: Sop, place: int) -> Field:
    """The label of a line, told from its sisters by where it leads."""
    texts = {node.id: node for node in sop.flow.nodes}
    steps = {step.id: step for step in sop.activities}
    target = texts.get(sop.flow.edges[place].target)
    step = steps.get(target.activity or "") if target else None
    number = str(step.number) if step and step.number is not None else "?"
    label = Bilingual(*(words.format(number=number) for words in wording.EDGE_LABEL))
    return Field(f"/flow/edges/{place}/label", "text", label)


def _index(parts: list[str], at: int, length: int) -> int | None:
    if len(parts) > at and parts[at].isdigit() and int(parts[at]) < length:
        return int(parts[at])
    return None
