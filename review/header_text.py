"""The header block as read, a line a field and an item, flagged places marked."""

from __future__ import annotations

from collections import defaultdict

from rich.table import Table
from rich.text import Text

from models.bilingual import Language
from models.document import Header
from review import wording
from review.entries import Entry, Sheet
from review.marks import marked
from review.places import parts_of

#: A printed label of another section may be a whole sentence, in characters.
LABEL_WIDTH = 26
_LISTS = ("legal_basis", "qualifications", "related_sops", "equipment", "warnings", "records")


def render(sheet: Sheet, language: Language) -> Table:
    """Two columns: what the field is called, and what stands there. Fields in which nothing stands nor is flagged are
    left out.
    """
    header = sheet.sop.header
    flagged = _by_place(sheet)
    grid = Table.grid(padding=(0, 2))
    grid.add_column(max_width=LABEL_WIDTH)
    grid.add_column(overflow="fold")
    for field, words in wording.HEADER_FIELDS.items():
        items = _bulleted(_items(header, field))
        lines = [marked(item, flagged.get((field, number), [])) for number, item in enumerate(items)]
        whole = flagged.get((field, None), [])
        if whole:
            lines = lines or [Text()]
            lines[0] = marked(lines[0].plain or wording.BLANK.say(language), whole)
        for number, line in enumerate(lines):
            grid.add_row(Text(words.say(language) if number == 0 else "", style="dim"), line)
    for section in header.other:
        for number, item in enumerate(_bulleted(section.items) or [wording.BLANK.say(language)]):
            grid.add_row(marked(section.label if number == 0 else "", []), marked(item, []))
    if ("", None) in flagged:
        grid.add_row(Text(wording.HEADER.say(language), style="dim"), marked("", flagged["", None]))
    return grid


def _by_place(sheet: Sheet) -> dict[tuple[str, int | None], list[Entry]]:
    """The findings of the header block by field and, in lists, by item; ("", None) is the block itself."""
    flagged: dict[tuple[str, int | None], list[Entry]] = defaultdict(list)
    for entry in sheet.entries:
        parts = parts_of(entry.finding.pointer)
        if parts[:1] == ["header"]:
            field = parts[1] if len(parts) > 1 else ""
            in_list = field in _LISTS and len(parts) > 2 and parts[2].isdigit()
            flagged[field, int(parts[2]) if in_list else None].append(entry)
    return flagged


def _bulleted(items: list[str]) -> list[str]:
    """Several items begin with a dash each, so that a wrapped line is not taken for the next one."""
    return [f"- {item}" for item in items] if len(items) > 1 else items


def _items(header: Header, field: str) -> list[str]:
    """The lines of a field; none where nothing stands there."""
    if field == "approved_by":
        approval = header.approved_by
        parts = (approval.position, approval.name, approval.rank, approval.nip)
        return [text] if (text := ", ".join(part for part in parts if part)) else []
    if field == "region" or field == "other":
        return []
    value = getattr(header, field)
    if field == "institution":
        return [", ".join(value)] if value else []
    if field == "legal_basis":
        return [regulation.text for regulation in value]
    return value if isinstance(value, list) else [value] if value else []
