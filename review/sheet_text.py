"""One sheet as a clerk reads it: its identity, the table as read with flagged cells marked, each finding explained."""

from __future__ import annotations

from itertools import groupby

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from models.bilingual import Language
from models.document import Activity, Sop
from review import header_text, wording
from review.column_widths import column_widths
from review.entries import Entry, Sheet
from review.marks import marked
from review.overview_text import SEVERITY_STYLE, severity_counts
from review.plain import plain
from review.table import COLUMNS, marks_of

#: Between two columns, in characters: the divider, and the padding (top, right, bottom, left) of a cell.
_GAP = 2
_PADDING = (0, 1, 0, 0)


def render(sheet: Sheet, language: Language, *, width: int = 80, with_table: bool) -> RenderableType:
    """The sheet's heading line, its findings, and with `with_table` the header block and table as read.

    `width` is the screen's, in characters.
    """
    parts: list[RenderableType] = [Rule(style="dim", characters="─"), _title_line(sheet, language)]
    if with_table:
        parts += [Text(), header_text.render(sheet, language), Text(), _table(sheet, language, width)]
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
        (wording.CAUSE_LABEL, entry.cause),
        (wording.READING, entry.reading),
        (wording.DECISION, entry.decision),
    ):
        if text:
            details.add_row(Text(words.say(language) + ":", style="dim"), Text(text))
    return Group(first, Padding(Group(Text(entry.message), details), (0, 0, 0, 4)))


def _table(sheet: Sheet, language: Language, width: int) -> RenderableType:
    """The activities as read; columns in which nothing stands and nothing is flagged are left out.

    Headings of groups stand between their steps, sums and other notes of the table below it.
    """
    names = {actor.id: actor.name for actor in sheet.sop.actors}
    marks, steps, rows = marks_of(sheet), sheet.sop.activities, _rows(sheet.sop)
    columns: list[tuple[str, list[Text]]] = []
    for field, words in COLUMNS:
        cells = [
            Text(plain(row) if field == "description" else "", style="bold")
            if isinstance(row, str)
            else marked(_field(steps[row], field, names), marks[row, field])
            for row in rows
        ]
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
    notes = [Text(plain(note)) for note in sheet.sop.table_notes]
    return Group(Text(wording.TABLE_AS_READ.say(language) + ":", style="dim"), table, *notes)


def _rows(sop: Sop) -> list[int | str]:
    """The places of the steps, and before the first of each group its heading."""
    rows: list[int | str] = []
    for group, members in groupby(range(len(sop.activities)), key=lambda place: sop.activities[place].group):
        rows += [group] if group else []
        rows += members
    return rows


def _field(step: Activity, field: str, names: dict[str, str]) -> str:
    if field == "actors":
        return "; ".join(names.get(actor, actor) for actor in step.actors)
    if field == "duration":
        return step.duration.text
    value = getattr(step, field)
    if value is None:
        return ""
    return "; ".join(value) if isinstance(value, list) else str(value)
