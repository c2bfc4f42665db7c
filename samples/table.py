"""The activity table: columns, rows over pages, headings and rules. Geometry first, ink second."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from samples.lettering import LEADING, SetLine, draw_lines, height_of, set_text, wrap
from samples.pen import Pen, text_width
from samples.style import Style

ROLES_STANDARD = ("requirements", "duration", "output")
WEIGHTS = {"activity": 2.7, "requirements": 1.5, "duration": 0.75, "output": 1.45, "remarks": 1.1}
NUMBER_WIDTH_PT = 24.0
ACTOR_WIDTH_PT = (44.0, 78.0)
SYMBOL_GAP_PT = 11.0  # free above and below the symbols of a row: room for a line and its head
CONNECTOR_SPACE_PT = 34.0
MIN_ROW_PT = 22.0
LEAST_LINES = 2  # a cut row keeps this many before the page break


@dataclass(frozen=True)
class Column:
    role: str
    heading: str
    x0: float
    x1: float
    actor: str | None = None


@dataclass
class Row:
    """A row on its page; `activity` indexes the truth's activities, None for a row that holds a connector alone.

    `continued`: the rest of a row that a page break cut in two, without number and symbols.
    `duration_over`: the duration's cell runs on for this many points into the row below.
    `lead` and `tail` are kept free above and below the symbols, for connectors drawn inside the row.
    """

    activity: int | None
    height: float
    cells: dict[int, list[SetLine]] = field(default_factory=dict)
    top: float = 0.0
    lead: float = 0.0
    tail: float = 0.0
    continued: bool = False
    duration_over: float = 0.0

    @property
    def bottom(self) -> float:
        return self.top + self.height


@dataclass
class TablePage:
    """`number` counts in the file, `part` in the table; both from 1."""

    number: int
    part: int
    columns: list[Column]
    top: float
    heading: str  # full | numbers | none
    rows: list[Row] = field(default_factory=list)

    @property
    def actor_columns(self) -> list[Column]:
        return [c for c in self.columns if c.actor is not None]


def columns_for(truth: Mapping[str, Any], style: Style, width: float, part: int) -> list[Column]:
    """Columns over the page's width; actor columns as wide as their longest word needs, the rest by weight."""
    quirk = style.part_widths.get(part, {})
    left = style.margin + quirk.get("left", 0.0)
    room = width - left - style.margin - quirk.get("right", 0.0)
    low, high = ACTOR_WIDTH_PT
    pad = 2 * style.cell_pad

    def longest(heading: str) -> float:
        shown = heading.upper() if style.upper_headings else heading
        return max((text_width(w, style.bold, style.heading_size) for w in shown.split()), default=0.0)

    share = min(high, room * 0.42 / max(1, len(truth["actors"])))
    actors = [(a, max(low, share * 0.85, longest(a) + pad + 1)) for a in truth["actors"]]
    roles = ["activity", *ROLES_STANDARD, *(["remarks"] if style.remarks_column else [])]
    number = max(NUMBER_WIDTH_PT, longest(style.heading("number")) + pad + 1) * quirk.get("number", 1.0)
    actors = [(a, w * quirk.get("actor", 1.0)) for a, w in actors]
    rest = room - number - sum(w for _, w in actors)
    weights = {r: WEIGHTS[r] * quirk.get(r, 1.0) for r in roles}
    widths = {r: rest * weights[r] / sum(weights.values()) for r in roles}
    needed = {r: longest(style.heading(r)) + pad + 1 for r in roles}
    lacking = {r: needed[r] - widths[r] for r in roles if widths[r] < needed[r]}
    for r in lacking:
        widths[r] = needed[r]
    widths["activity"] -= sum(lacking.values())
    out, x = [], left
    order = [("number", None, number), ("activity", None, widths["activity"])]
    order += [("actor", a, w) for a, w in actors] + [(r, None, widths[r]) for r in roles[1:]]
    for role, actor, w in order:
        heading = actor if actor is not None else style.heading(role)
        if actor is not None and style.upper_headings:
            heading = actor.upper()
        out.append(Column(role, heading, x, x + w, actor))
        x += w
    return out


def cell_text(activity: Mapping[str, Any], role: str, style: Style) -> str:
    if role == "number":
        number = activity["number"]
        return "" if number is None else f"{number}." if style.number_dot else str(number)
    return activity["description" if role == "activity" else role]


def lay_row(truth: Mapping[str, Any], index: int, columns: list[Column], stack: float, style: Style) -> Row:
    """Set the row's text; its height holds the tallest cell and the symbols' stack."""
    activity = truth["activities"][index]
    cells: dict[int, list[SetLine]] = {}
    shift = -1 if index in style.shifted_rows else 0
    for n, column in enumerate(columns):
        if column.role == "actor":
            continue
        text = cell_text(activity, column.role, style)
        at = n + shift if column.role in (*ROLES_STANDARD, "remarks") else n
        if text:
            cells[at] = set_text(
                text, style.regular, style.body_size, columns[at].x1 - columns[at].x0 - 2 * style.cell_pad
            )
    text_height = max((height_of(lines, style.body_size) for lines in cells.values()), default=0.0) + 2 * style.cell_pad
    return Row(index, max(MIN_ROW_PT, text_height, stack + 2 * SYMBOL_GAP_PT), cells)


def heading_heights(columns: list[Column], style: Style) -> tuple[float, float]:
    """Heights of the spanning row and of the row of single headings."""
    line = style.heading_size * 1.18
    pad = 2 * style.cell_pad
    deep = [c for c in columns if c.role == "actor" or c.role in ROLES_STANDARD]
    lines = max(len(wrap(c.heading, style.bold, style.heading_size, c.x1 - c.x0 - pad)) for c in deep)
    tall = (
        max(len(wrap(c.heading, style.bold, style.heading_size, c.x1 - c.x0 - pad)) for c in columns if c not in deep)
        if len(deep) < len(columns)
        else 1
    )
    first = line + pad
    return first, max(lines * line + pad, tall * line + pad - first)


def heading_height(page: TablePage, style: Style) -> float:
    numbers = style.heading_size * 1.18 + 3 if style.number_row != "none" else 0.0
    if page.heading == "none":
        return 0.0
    return numbers if page.heading == "numbers" else sum(heading_heights(page.columns, style)) + numbers


def _split(row: Row, room: float, stack: float, style: Style) -> Row | None:
    """Cut a row in two at the page's end: what fits stays, with number and symbols; None where too little would."""
    fits = int((room - 2 * style.cell_pad) / (style.body_size * LEADING))
    longest = max(len(lines) for lines in row.cells.values())
    if fits < LEAST_LINES or longest - fits < 1 or room < max(MIN_ROW_PT, stack + 2 * SYMBOL_GAP_PT):
        return None
    rest = {n: lines[fits:] for n, lines in row.cells.items() if lines[fits:]}
    row.cells = {n: lines[:fits] for n, lines in row.cells.items()}
    row.height = room
    height = max(height_of(lines, style.body_size) for lines in rest.values()) + 2 * style.cell_pad
    return Row(row.activity, height, rest, continued=True)


def plan_pages(
    truth: Mapping[str, Any], style: Style, stacks: Mapping[int, float], first_page: int, first_top: float
) -> list[TablePage]:
    """Fill pages with rows, top to bottom; tops are settled later (`settle`), when connectors are known."""
    width, height = style.table_page
    limit = height - style.margin
    pages: list[TablePage] = []
    used = 0.0
    for index in range(len(truth["activities"])):
        while True:
            if not pages:
                pages.append(TablePage(first_page, 1, columns_for(truth, style, width, 1), first_top, "full"))
                used = first_top + heading_height(pages[0], style)
            page = pages[-1]
            row = lay_row(truth, index, page.columns, stacks.get(index, 0.0), style)
            forced = index in style.break_before and page.rows
            full = used + row.height + CONNECTOR_SPACE_PT > limit and page.rows
            if not (forced or full):
                page.rows.append(row)
                used += row.height
                break
            rest = None
            if full and style.split_rows and not forced:
                rest = _split(row, limit - CONNECTOR_SPACE_PT - used, stacks.get(index, 0.0), style)
                if rest:
                    page.rows.append(row)
            number = len(pages) + 1
            columns = columns_for(truth, style, width, number)
            pages.append(TablePage(first_page + number - 1, number, columns, style.margin, style.repeat_header))
            used = style.margin + heading_height(pages[-1], style) + CONNECTOR_SPACE_PT
            if rest:
                pages[-1].rows.append(rest)
                used += rest.height
                break
    return pages


def settle(page: TablePage, style: Style) -> None:
    """Give every row its top."""
    y = page.top + heading_height(page, style)
    for row in page.rows:
        row.top = y
        y += row.height


def merge_durations(truth: Mapping[str, Any], page: TablePage) -> None:
    """One cell for two steps with one duration, where the truth says it is printed so and both are on the page."""
    column = next(n for n, c in enumerate(page.columns) if c.role == "duration")
    for row, below in zip(page.rows, page.rows[1:], strict=False):
        if row.activity is None or below.activity != row.activity + 1 or row.continued or row.lead or row.tail:
            continue
        same = truth["activities"][row.activity]["duration"] == truth["activities"][below.activity]["duration"]
        if same and row.activity in truth["printed"].get("merged", ()) and column in below.cells:
            del below.cells[column]
            row.duration_over = below.height


def _spans(page: TablePage, style: Style) -> list[tuple[str, int, int]]:
    """(heading, first column, last column) of the spanning cells in the heading's first row."""
    actors = [n for n, c in enumerate(page.columns) if c.role == "actor"]
    standard = [n for n, c in enumerate(page.columns) if c.role in ROLES_STANDARD]
    if style.remarks_under_standard and page.columns[-1].role == "remarks":
        standard.append(len(page.columns) - 1)
    last_actor = actors[-2] if page.part in style.loose_actor_parts else actors[-1]
    return [(style.heading("actors"), actors[0], last_actor), (style.heading("standard"), standard[0], standard[-1])]


def _draw_heading(pen: Pen, page: TablePage, style: Style) -> None:
    y = page.top
    size, pad = style.heading_size, style.cell_pad
    if page.heading == "full":
        first, second = heading_heights(page.columns, style)
        x0, x1 = page.columns[0].x0, page.columns[-1].x1
        if style.head_shade:
            pen.rectangle((x0, y, x1, y + first + second), 0, fill=style.head_shade)
        spans = _spans(page, style)
        spanned = {n for _, a, b in spans for n in range(a, b + 1)}
        for text, a, b in spans:
            box = (page.columns[a].x0, y, page.columns[b].x1, y + first)
            pen.rectangle(box, style.rule)
            draw_lines(
                pen, set_text(text, style.bold, size, box[2] - box[0]), box, style.bold, size, "center", "middle"
            )
        for n, column in enumerate(page.columns):
            top = y + first if n in spanned else y
            pen.rectangle((column.x0, top, column.x1, y + first + second), style.rule)
            inner = (column.x0 + pad, top, column.x1 - pad, y + first + second)
            lines = set_text(column.heading, style.bold, size, inner[2] - inner[0])
            draw_lines(pen, lines, inner, style.bold, size, "center", "middle")
        y += first + second
    if page.heading != "none" and style.number_row != "none":
        bottom = y + size * 1.18 + 3
        for n, column in enumerate(page.columns):
            text = f"({n + 1})" if style.number_row == "brackets" else str(n + 1)
            box = (column.x0, y, column.x1, bottom)
            pen.rectangle(box, style.rule)
            draw_lines(
                pen, set_text(text, style.regular, size - 1, 40), box, style.regular, size - 1, "center", "middle"
            )


def _draw_row_rule(pen: Pen, page: TablePage, row: Row, style: Style) -> None:
    """The rule below a row, open where a cell runs on."""
    x0, x1 = page.columns[0].x0, page.columns[-1].x1
    if not row.duration_over:
        pen.polyline([(x0, row.bottom), (x1, row.bottom)], style.rule)
        return
    column = next(c for c in page.columns if c.role == "duration")
    pen.polyline([(x0, row.bottom), (column.x0, row.bottom)], style.rule)
    pen.polyline([(column.x1, row.bottom), (x1, row.bottom)], style.rule)


def draw_table(pen: Pen, page: TablePage, style: Style) -> None:
    """Rules and text of one page's part of the table; `settle` must have run."""
    _draw_heading(pen, page, style)
    if not page.rows:
        return
    top, bottom = page.rows[0].top, page.rows[-1].bottom
    x0, x1 = page.columns[0].x0, page.columns[-1].x1
    for row in page.rows:
        for n, lines in row.cells.items():
            column, pad = page.columns[n], style.cell_pad
            over = row.duration_over if column.role == "duration" else 0.0
            box = (column.x0 + pad, row.top + pad, column.x1 - pad, row.bottom + over - pad)
            align = "center" if column.role in ("number", "duration") else style.align
            draw_lines(pen, lines, box, style.regular, style.body_size, align, "middle" if over else style.cell_valign)
        _draw_row_rule(pen, page, row, style)
    pen.polyline([(x0, top), (x1, top)], style.rule)
    for column in page.columns[1:]:
        pen.polyline([(column.x0, top), (column.x0, bottom)], style.rule)
    if style.outer_border:
        pen.polyline([(x0, top), (x0, bottom)], style.rule)
        pen.polyline([(x1, top), (x1, bottom)], style.rule)
        pen.rectangle((x0, page.top, x1, bottom), style.outer_rule)
        if style.double_outer:
            pen.rectangle((x0 - 2, page.top - 2, x1 + 2, bottom + 2), style.rule)
