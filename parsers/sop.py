"""Pages or a transcript -> SOPs: the way of a sheet, step by step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from models.bilingual import Bilingual
from models.document import Flow, Header, PageRole, Sop
from models.evidence import Evidence
from models.layout import ActivityTable, Column, FlowSheet, HeaderBlock, Span, Symbol
from models.page import Page
from models.status import SopscanError
from models.transcript import Transcript
from parsers.flow import find_symbols, read_flow
from parsers.header.fields import read_header
from parsers.segment import SheetDraft, split_sheets
from parsers.table.activities import ActivitiesRead, read_activities
from parsers.table.column_check import check_columns
from parsers.table.layout import TablePart
from parsers.table.marks import mark_rows
from parsers.table.side_by_side import LaidSheet, at_home, flow_at_home, lay_together
from parsers.table.slices import join_slices, widen
from parsers.table.unread_flow import flow_left_out
from parsers.table.unread_ink import note_unread_cells, unread_symbol
from parsers.transcript.sheets import parse_transcript
from parsers.transcript.unread import steps_left_out


@dataclass
class SopRead:
    """An SOP, what was odd in reading it, and what a debug picture draws."""

    sop: Sop
    notices: list[SopscanError] = field(default_factory=list)
    sheets: list[FlowSheet] = field(default_factory=list)
    symbols: list[Symbol] = field(default_factory=list)


def read_sops(pages: Iterable[Page], roles: dict[int, PageRole]) -> Iterator[SopRead]:
    """SOPs of a file in order; pages that belong to none are passed over. `roles` is filled with each page's role."""
    for draft in split_sheets(pages, roles):
        yield read_sheet(draft)


def read_sheet(draft: SheetDraft) -> SopRead:
    """One SOP from its header block and the parts of its table."""
    slices = widen_parts(draft)
    table = join_parts(draft)
    laid = flow_sheets(draft, slices)
    sheets = [whole.sheet for whole in laid]
    symbols = find_symbols(*sheets)
    for index, row in enumerate(table.rows):
        row.symbols = [at_home(laid, s) for s in symbols if s.row == index]
    filled = mark_rows(table, laid, symbols)
    if filled:
        symbols = []
    if table.rows:
        check_columns(table)
    read = read_activities(table)
    flow = Flow()
    if sheets:
        flow, labels = read_flow(sheets, symbols, _activity_of_row(read), _actor_of_column(table, read))
        flow, labels = flow_at_home(laid, flow, labels)
        read.evidence.update(labels)
    _note_unread(draft, laid, read)
    notices = _notices(table) + ([] if symbols or filled else flow_left_out(laid))
    return SopRead(_sop(draft.pages, draft.header, read, flow), notices, sheets, symbols)


def _note_unread(draft: SheetDraft, laid: list[LaidSheet], read: ActivitiesRead) -> None:
    """Blank cells and rows without a symbol that hold ink have evidence of it: no finding blames the sheet for them."""
    note_unread_cells(read.evidence, {part.page.number: part.page for part in (*draft.parts, *draft.slices)})
    for row, index in enumerate(read.row_activity):
        if index is None or read.activities[index].actors:
            continue
        for whole in laid:
            cell = unread_symbol(whole.sheet, row)
            if cell is not None:
                page, box = whole.home(whole.sheet.page.number, cell)
                entry = Evidence(page=page, bbox=box.rounded(), text="", confidence=0.0, origin="ocr")
                read.evidence[f"/activities/{index}/actors"] = entry


def read_transcript_sops(transcript: Transcript) -> Iterator[SopRead]:
    """SOPs of a transcript: drawings are lost there, so their flow is empty."""
    for header, table in parse_transcript(transcript):
        table = table or ActivityTable([])
        if table.rows:
            check_columns(table)
        read = read_activities(table)
        pages = sorted({r.page for r in table.rows} | {s.page for s in _spans(header)}) or [1]
        yield SopRead(_sop(pages, header, read, Flow()), _notices(table))


@dataclass
class _PlacedSlice:
    """A right-hand page's part: the column it begins at, and for each of its rows the row of the left part."""

    left: TablePart
    right: TablePart
    first_column: int
    rows: list[int | None]


def widen_parts(draft: SheetDraft) -> list[_PlacedSlice]:
    """Give the rows of the left-hand pages the cells of the right-hand pages of a sliced table."""
    placed = []
    for left, right in join_slices(draft.parts, draft.slices):
        first_column = len(left.columns)
        placed.append(_PlacedSlice(left, right, first_column, widen(left, right)))
    return placed


def join_parts(draft: SheetDraft) -> ActivityTable:
    """The parts of all pages as one table under the first page's columns."""
    if not draft.parts:
        return ActivityTable([])
    table = ActivityTable(draft.parts[0].columns)
    for part in draft.parts:
        if len(part.columns) != len(table.columns):
            table.changed_pages.append(part.page.number)
            _fit(part, table)
        table.page_columns.setdefault(part.page.number, part.columns)
        table.rows += part.rows
    return table


def _fit(part: TablePart, table: ActivityTable) -> None:
    """A part with other columns than the first page: its cells go to the columns of the same role, in order."""
    target: list[int] = []
    last = -1
    for column in part.columns:
        same = [i for i, c in enumerate(table.columns) if i > last and c.role == column.role]
        last = same[0] if same else last
        target.append(same[0] if same else -1)
    for row in part.rows:
        cells = [Span(row.page) for _ in table.columns]
        for i, cell in zip(target, row.cells, strict=True):
            if i >= 0:
                cells[i] = cell
        row.cells = cells
    part.columns = [
        next((part.columns[i] for i, t in enumerate(target) if t == k), column)
        for k, column in enumerate(table.columns)
    ]


def flow_sheets(draft: SheetDraft, slices: list[_PlacedSlice]) -> list[LaidSheet]:
    """What the flow is read from: every part whose page still has its picture, with its slices at its right.

    A slice that does not fit beside its part is a sheet of its own, after all the others.
    """
    laid, apart, first = [], [], 0
    for part in draft.parts:
        beside = [_slice_sheet(placed, first) for placed in slices if placed.left is part and _holds_flow(placed.right)]
        if part.page.raster is not None and part.rows:
            whole = lay_together(part.flow_sheet(first), beside)
            taken = {piece.page for piece in whole.pieces}
            laid.append(whole)
            beside = [sheet for sheet in beside if sheet.page.number not in taken]
        apart += [lay_together(sheet, []) for sheet in beside]
        first += len(part.rows)
    return laid + apart


def _holds_flow(part: TablePart) -> bool:
    return part.page.raster is not None and any(c.role == "actor" for c in part.columns)


def _slice_sheet(placed: _PlacedSlice, first_row: int) -> FlowSheet:
    """A slice with its columns' index in the whole table and its rows' index in the part's, which begins there."""
    sheet = placed.right.flow_sheet(0)
    sheet.columns = [Column("other", Span(placed.right.page.number))] * placed.first_column + placed.right.columns
    sheet.rows = [
        (first_row + r, row.box)
        for r, row in zip(placed.rows, placed.right.rows, strict=True)
        if r is not None and row.box
    ]
    return sheet


def _activity_of_row(read: ActivitiesRead) -> list[str | None]:
    return [None if i is None else read.activities[i].id for i in read.row_activity]


def _actor_of_column(table: ActivityTable, read: ActivitiesRead) -> list[str | None]:
    ids = iter(actor.id for actor in read.actors)
    return [next(ids, None) if column.role == "actor" else None for column in table.columns]


def _spans(header: HeaderBlock | None):
    if header is None:
        return []
    return [*header.institution, *header.unlabelled, *(p.label for p in header.pairs)]


def _sop(pages: list[int], block: HeaderBlock | None, read: ActivitiesRead, flow: Flow) -> Sop:
    header, evidence = read_header(block) if block else (Header(), {})
    merged: dict[str, Evidence] = {**evidence, **read.evidence}
    return Sop(
        pages=pages,
        header=header,
        actors=read.actors,
        activities=read.activities,
        table_notes=read.notes,
        flow=flow,
        evidence=merged,
    )


def _notices(table: ActivityTable) -> list[SopscanError]:
    """Pages whose cells stood in the wrong column, or whose columns differ, for the rules TBL951 and TBL952."""
    found = []
    for page in table.shifted_pages:
        found.append(
            SopscanError(
                "shifted-columns",
                Bilingual(
                    f"Halaman {page}: isi sel bergeser ke kolom sebelahnya; dibaca menurut isinya.",
                    f"Page {page}: cells stand one column off; they were read by their content.",
                ),
                stage="parse",
                page=page,
            )
        )
    for page in table.changed_pages:
        found.append(
            SopscanError(
                "changed-columns",
                Bilingual(
                    f"Halaman {page}: kolom tabel berbeda dari halaman sebelumnya.",
                    f"Page {page}: the table's columns differ from the page before.",
                ),
                stage="parse",
                page=page,
            )
        )
    return found + steps_left_out(table.unread)
