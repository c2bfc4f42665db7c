"""A sheet as the template shows it: figures and texts, nothing to decide any more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from models.bilingual import Language
from models.document import Extraction, Sop
from review import wording
from review.crop import box_of
from review.entries import WHOLE, Entry, Sheet
from review.fields import fields_at, value_at
from review.html.lanes import Lanes, lanes_of
from review.places import evidence_at, parts_of
from review.plain import plain
from review.standing import Standing
from review.states import is_due, state_of
from review.table import COLUMNS, marks_of


@dataclass(frozen=True)
class Item:
    """A text with its pointer: what a click on it leads to."""

    pointer: str
    text: str


@dataclass
class Cell:
    items: list[Item]
    marks: list[Entry] = field(default_factory=list)


@dataclass
class Rows:
    """Rows of the table, and the heading of the group of steps that they are; None where they stand under none."""

    heading: Cell | None
    rows: list[list[Cell]]


@dataclass
class PageView:
    """`picture` is a data URI, or "" with `why` it is missing. Boxes in points of the page."""

    number: int
    width: float
    height: float
    picture: str
    why: str
    flags: list[tuple[Entry, tuple[float, float, float, float]]] = field(default_factory=list)
    nodes: list[tuple[float, float, float, float]] = field(default_factory=list)
    edges: list[tuple[float, float, float, float]] = field(default_factory=list)


@dataclass
class SheetView:
    sheet: Sheet
    pages: list[PageView]
    header: list[tuple[str, Cell]]
    columns: list[str]
    groups: list[Rows]
    notes: list[Cell]
    lanes: Lanes | None
    data: dict[str, Any]


def view_of(
    sheet: Sheet,
    extraction: Extraction,
    pictures: Mapping[int, tuple[str, str]],
    standing: Mapping[str, Standing],
    language: Language,
) -> SheetView:
    """`pictures` by page number: (data URI, "") or ("", why there is none)."""
    sop = sheet.sop
    return SheetView(
        sheet=sheet,
        pages=_pages(sheet, extraction, pictures),
        header=_header(sheet, language),
        columns=[words.say(language) for _, words in COLUMNS],
        groups=_groups(sheet),
        notes=[Cell(_items(sop, f"/table_notes/{n}")) for n in range(len(sop.table_notes))],
        lanes=lanes_of(sop),
        data=_data(sheet, extraction, standing, language),
    )


def _pages(sheet: Sheet, extraction: Extraction, pictures: Mapping[int, tuple[str, str]]) -> list[PageView]:
    sizes = {page.number: (page.width, page.height) for page in extraction.pages}
    views = []
    for number in sorted(set(sheet.sop.pages)):
        width, height = sizes.get(number, (0.0, 0.0))
        view = PageView(number, width, height, *pictures.get(number, ("", "")))
        for entry in sheet.entries:
            box = box_of(sheet.sop, entry.finding) if entry.finding.page == number else None
            if box is not None:
                view.flags.append((entry, (box.x0 - 2, box.top - 2, box.width + 4, box.height + 4)))
        _add_flow(view, sheet.sop)
        views.append(view)
    return views


def _add_flow(view: PageView, sop: Sop) -> None:
    on_page = {node.id: node.bbox for node in sop.flow.nodes if node.page == view.number}
    view.nodes = [(x0, top, x1 - x0, bottom - top) for x0, top, x1, bottom in on_page.values()]
    for edge in sop.flow.edges:
        if edge.source in on_page and edge.target in on_page:
            one, other = on_page[edge.source], on_page[edge.target]
            view.edges.append((*_middle(one), *_middle(other)))


def _middle(box: tuple[float, float, float, float]) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def _header(sheet: Sheet, language: Language) -> list[tuple[str, Cell]]:
    """(label, cell) of every field in which something stands or is flagged."""
    sop, flagged = sheet.sop, _flagged_header(sheet)
    fields = [(f"/header/{name}", words.say(language)) for name, words in wording.HEADER_FIELDS.items() if name not in ("approved_by", "other")]  # fmt: skip
    place = [pointer for pointer, _ in fields].index("/header/legal_basis")
    fields[place:place] = [(f"/header/approved_by/{k}", w.say(language)) for k, w in wording.APPROVAL_FIELDS.items()]
    fields += [(f"/header/other/{n}/items", section.label) for n, section in enumerate(sop.header.other)]
    rows = []
    for pointer, label in fields:
        marks = [entry for key, entries in flagged.items() if _same_field(key, pointer) for entry in entries]
        items = _items(sop, pointer)
        if items or marks:
            rows.append((plain(label), Cell(items, marks)))
    whole = flagged.get("/header", []) + flagged.get("/header/approved_by", [])
    return [(wording.HEADER.say(language), Cell([], whole)), *rows] if whole else rows


def _same_field(flagged: str, pointer: str) -> bool:
    return flagged == pointer or flagged.startswith(pointer + "/") or flagged == pointer.removesuffix("/items")


def _flagged_header(sheet: Sheet) -> dict[str, list[Entry]]:
    flagged: dict[str, list[Entry]] = defaultdict(list)
    for entry in sheet.entries:
        if parts_of(entry.finding.pointer)[:1] == ["header"]:
            flagged[entry.finding.pointer.rstrip("/")].append(entry)
    return flagged


def _groups(sheet: Sheet) -> list[Rows]:
    marks, sop = marks_of(sheet), sheet.sop
    groups = []
    for heading, members in groupby(range(len(sop.activities)), key=lambda row: sop.activities[row].group):
        rows = list(members)
        cells = [[Cell(_items(sop, f"/activities/{r}/{name}"), marks[r, name]) for name, _ in COLUMNS] for r in rows]
        groups.append(Rows(Cell(_items(sop, f"/activities/{rows[0]}/group")) if heading else None, cells))
    return groups


def _items(sop: Sop, pointer: str) -> list[Item]:
    value = value_at(sop, pointer)
    if isinstance(value, list):
        return [Item(f"{pointer}/{n}", plain(text)) for n, text in enumerate(value)]
    return [Item(pointer, plain(value))] if value else []


def _data(sheet: Sheet, extraction: Extraction, standing: Mapping[str, Standing], language: Language) -> dict[str, Any]:
    """What the page's script needs: the findings to decide on, and where every value stands on paper."""
    places = {
        pointer: [entry.page, *entry.bbox] for pointer, entry in sheet.sop.evidence.items() if entry.bbox is not None
    }
    return {
        "document": sheet.document,
        "sha256": extraction.source.sha256,
        "weight": list(sheet.weight),
        "findings": [_finding(sheet.sop, entry, standing, language) for entry in sheet.entries],
        "places": places,
    }


def _finding(sop: Sop, entry: Entry, standing: Mapping[str, Standing], language: Language) -> dict[str, Any]:
    finding = entry.finding
    stands = standing.get(finding.fingerprint)
    return {
        "number": entry.number,
        "sop": finding.sop,
        "code": finding.code,
        "severity": finding.severity,
        "pointer": finding.pointer,
        "fingerprint": finding.fingerprint,
        "state": "open" if is_due(finding) else state_of(finding),
        "contested": bool(finding.review and finding.review.contested),
        "heads": list(stands.heads) if stands else [],
        "fields": [
            {
                "pointer": field.pointer,
                "kind": field.kind,
                "label": plain(field.label.say(language)),
                "was": value_at(sop, field.pointer),
            }
            for field in fields_at(sop, finding.pointer)
        ],
        "readings": _readings(sop, finding.pointer),
    }


def _readings(sop: Sop, pointer: str) -> list[str]:
    evidence = evidence_at(sop, pointer)
    if evidence is None:
        return []
    return [plain(other.text) for other in evidence.alternatives if len(other.text) >= WHOLE * len(evidence.text)]
