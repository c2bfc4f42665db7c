"""One sheet as a clerk reads it: its identity, the table as read with flagged cells marked, each finding explained."""

from __future__ import annotations

from collections import defaultdict

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from models.bilingual import Language
from models.document import Activity
from review import wording
from review.column_widths import column_widths
from review.entries import Entry, Sheet
from review.overview_text import SEVERITY_STYLE, severity_counts
from review.places import column_of, parts_of, step_index
from review.plain import plain

#: Table columns: field of Activity and heading.
_COLUMNS = (
    ("number", wording.NUMBER),
    ("description", wording.ACTIVITY),
    ("actors", wording.ACTORS),
    ("requirements", wording.REQUIREMENTS),
    ("duration", wording.DURATION),
    ("outputs", wording.OUTPUTS),
    ("remarks", wording.REMARKS),
)
#: Between two columns, in characters: the divider, and the padding (top, right, bottom, left) of a cell.
_GAP = 2
_PADDING = (0, 1, 0, 0)
_HEADER_TEXTS = ("institution", "number", "title", "created_on", "revised_on", "effective_on")
_HEADER_LISTS = ("legal_basis", "qualifications", "related_sops", "equipment", "warnings", "records", "other")


def render(sheet: Sheet, language: Language, *, width: int = 80, with_table: bool) -> RenderableType:
    """The sheet's heading line, its findings, and with `with_table` the header block and table as read.

    `width` is the screen's, in characters.
    """
    parts: list[RenderableType] = [Rule(style="dim", characters="─"), _title_line(sheet, language)]
    if with_table:
        parts += [Text(), _header_block(sheet, language), Text(), _table(sheet, language, width)]
    if not sheet.entries:
        return Group(*parts, Text("  " + wording.CLEAN.say(language), style="green"))
    for entry in sheet.entries:
        parts += [Text(), _finding(entry, language)]
    return Group(*parts)


def _title_line(sheet: Sheet, language: Language) -> RenderableType:
    pages = sheet.sop.pages
    words = wording.PAGE if len(set(pages)) == 1 else wording.PAGES
    where = words.say(language).format(page=pages[0], first=min(pages), last=max(pages)) if pages else ""
    title = Text.assemble(
        (sheet.title or wording.UNTITLED.say(language), "bold"), "\n", plain(sheet.document), f", {where}  "
    )
    counts = {severity: sheet.count(severity) for severity in wording.SEVERITY}
    return title + severity_counts(counts, language)


def _finding(entry: Entry, language: Language) -> RenderableType:
    finding = entry.finding
    page = wording.PAGE.say(language).format(page=finding.page) + ", " if finding.page else ""
    first = Text.assemble(
        (f"[{entry.number}] ", "bold"),
        (wording.SEVERITY[finding.severity].say(language), SEVERITY_STYLE[finding.severity]),
        f" {finding.code}  {page}{entry.place}",
    )
    details = Table.grid(padding=(0, 1))
    details.add_column(no_wrap=True)
    details.add_column(overflow="fold")
    for words, text in (
        (wording.STANDS, "" if entry.stands in entry.message else entry.stands),
        (wording.SUGGESTED, entry.suggestion),
        (wording.READING, entry.reading),
    ):
        if text:
            details.add_row(Text(words.say(language) + ":", style="dim"), Text(text))
    return Group(first, Padding(Group(Text(entry.message), details), (0, 0, 0, 4)))


def _marks(sheet: Sheet) -> dict[tuple[int, str], list[Entry]]:
    """The findings of each table cell, by row index and field."""
    marks: dict[tuple[int, str], list[Entry]] = defaultdict(list)
    for entry in sheet.entries:
        row, column = step_index(sheet.sop, entry.finding.pointer), column_of(entry.finding.pointer)
        if row is not None and column is not None:
            marks[row, column].append(entry)
    return marks


def _cell(text: str, entries: list[Entry]) -> Text:
    """The text, and the numbers of the findings on it in brackets; coloured by the worst of them."""
    if not entries:
        return Text(plain(text))
    worst = min(entries, key=lambda entry: list(wording.SEVERITY).index(entry.finding.severity))
    numbers = "".join(f"[{entry.number}]" for entry in entries)
    return Text(f"{plain(text)} {numbers}".strip(), style=SEVERITY_STYLE[worst.finding.severity])


def _table(sheet: Sheet, language: Language, width: int) -> RenderableType:
    """The activities as read; columns in which nothing stands and nothing is flagged are left out."""
    names = {actor.id: actor.name for actor in sheet.sop.actors}
    marks = _marks(sheet)
    columns: list[tuple[str, list[Text]]] = []
    for field, words in _COLUMNS:
        cells = [_cell(_field(step, field, names), marks[row, field]) for row, step in enumerate(sheet.sop.activities)]
        if any(cell.plain for cell in cells) or field == "number":
            columns.append((words.say(language), cells))
    texts = [[heading, *(cell.plain for cell in cells)] for heading, cells in columns]
    widths = column_widths(texts, width - _GAP * (len(columns) - 1))
    table = Table(
        box=box.HORIZONTALS, show_lines=True, show_edge=False, pad_edge=False, padding=_PADDING, header_style=""
    )
    for (heading, _), column_width in zip(columns, widths, strict=True):
        table.add_column(heading, width=column_width, overflow="fold")
    for row in zip(*(cells for _, cells in columns), strict=True):
        table.add_row(*row)
    return Group(Text(wording.TABLE_AS_READ.say(language) + ":", style="dim"), table)


def _field(step: Activity, field: str, names: dict[str, str]) -> str:
    if field == "actors":
        return "; ".join(names.get(actor, actor) for actor in step.actors)
    if field == "duration":
        return step.duration.text
    value = getattr(step, field)
    if value is None:
        return ""
    return "; ".join(value) if isinstance(value, list) else str(value)


def _header_block(sheet: Sheet, language: Language) -> Table:
    """The identity of the sheet, one line a field; long lists as a count, flagged fields marked."""
    header = sheet.sop.header
    by_field: dict[str, list[Entry]] = defaultdict(list)
    for entry in sheet.entries:
        parts = parts_of(entry.finding.pointer)
        if parts[:1] == ["header"]:
            by_field[parts[1] if len(parts) > 1 else ""].append(entry)
    values: dict[str, str] = {}
    for field in _HEADER_TEXTS:
        value = getattr(header, field)
        values[field] = ", ".join(value) if isinstance(value, list) else value or ""
    approval = header.approved_by
    values["approved_by"] = ", ".join(part for part in (approval.position, approval.name, approval.nip) if part)
    for field in _HEADER_LISTS:
        count = len(getattr(header, field))
        values[field] = wording.ITEMS.say(language).format(count=count) if count else ""
    grid = Table.grid(padding=(0, 2))
    for field, words in wording.HEADER_FIELDS.items():
        if values.get(field) or by_field[field]:
            text = values.get(field) or wording.BLANK.say(language)
            grid.add_row(Text(words.say(language), style="dim"), _cell(text, by_field[field]))
    if by_field[""]:
        grid.add_row(Text(wording.HEADER.say(language), style="dim"), _cell("", by_field[""]))
    return grid
