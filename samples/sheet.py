"""From a truth and a style to a PDF and the truth as drawn: page numbers and off-page connectors filled in."""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from samples.flowchart import draw_flow, place_symbols, route_page, stacks_of
from samples.header import _approver_lines, draw_header, draw_stamp, header_height
from samples.lettering import draw_lines, height_of, set_text
from samples.pen import Pen
from samples.style import Style
from samples.symbols import Drawn, drawn_as, size_of
from samples.table import CONNECTOR_SPACE_PT, Row, TablePage, draw_table, plan_pages, settle

Edge = tuple[str, str, str | None]
TITLE_GAP_PT = 10.0
HEADER_SHARE = 0.55  # a block taller than this part of the page gets a page of its own
SMALLEST_TYPE_PT = 6.5


@dataclass
class _Bridge:
    """A way over one page break: the symbol it ends in on the one page and starts from on the other."""

    way_out: str
    way_in: str
    text: str


@dataclass
class _Flow:
    """The flow cut into pages; `stands` places connectors: (page index, 'lead' or 'tail', actor)."""

    edges: dict[int, list[Edge]] = field(default_factory=lambda: defaultdict(list))
    stands: dict[str, tuple[int, str, str]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    across: list[Edge] = field(default_factory=list)


def _cut_flow(truth: Mapping[str, Any], pages: list[TablePage], style: Style) -> _Flow:
    """Lead every edge that crosses a page break through a pair of connectors; branches of one symbol and edges to one
    target share theirs."""
    page_of_row = {row.activity: n for n, page in enumerate(pages) for row in page.rows}
    nodes = {n["id"]: n for n in truth["flow"]["nodes"]}
    flow, bridges = _Flow(), {}
    for source, target, label in truth["flow"]["edges"]:
        here, there = (page_of_row[nodes[i]["activity_index"]] for i in (source, target))
        step = 1 if there > here else -1
        at, page, label_here = source, here, label
        while page != there:
            forks = sum(a == source and x == label_here for a, _, x in truth["flow"]["edges"]) > 1
            key = (("from", source, label_here) if forks else ("to", target), page, step)
            if key not in bridges:
                n = len(bridges)
                bridges[key] = _Bridge(f"c{2 * n + 1}", f"c{2 * n + 2}", "")
                ends = ("tail", "lead") if step > 0 else ("lead", "tail")
                flow.stands[bridges[key].way_out] = (page, ends[0], nodes[source]["actor"])
                flow.stands[bridges[key].way_in] = (page + step, ends[1], nodes[target]["actor"])
                flow.across.append((bridges[key].way_out, bridges[key].way_in, None))
            if (at, bridges[key].way_out, label) not in flow.edges[page]:
                flow.edges[page].append((at, bridges[key].way_out, label))
            at, page, label = bridges[key].way_in, page + step, None
        if (at, target, label) not in flow.edges[page]:
            flow.edges[page].append((at, target, label))
    many = len(bridges) > 1
    for n, bridge in enumerate(bridges.values()):
        kind = style.connector_text or ("A" if many else "")
        text = {"": "", "A": chr(ord("A") + n), "1": str(n + 1)}[kind]
        flow.texts[bridge.way_out] = flow.texts[bridge.way_in] = text
    return flow


def _one_line_down(flow: _Flow) -> bool:
    """Whether every page break is crossed by one line, downwards: only then do people let lines run off the page."""
    tails = [at for at, end, _ in flow.stands.values() if end == "tail"]
    downward = all(flow.stands[a][1] == "tail" for a, _, _ in flow.across)
    return downward and len(tails) == len(set(tails))


def _make_room(pages: list[TablePage], flow: _Flow, style: Style) -> None:
    """Rows or space inside rows for the connectors, then every row's place."""
    for n, page in enumerate(pages):
        ends = {end for at, end, _ in flow.stands.values() if at == n}
        if style.off_page != "line":
            if style.connector_row:
                if "lead" in ends:
                    page.rows.insert(0, Row(None, CONNECTOR_SPACE_PT))
                if "tail" in ends:
                    page.rows.append(Row(None, CONNECTOR_SPACE_PT))
            else:
                for end, row in (("lead", page.rows[0]), ("tail", page.rows[-1])):
                    if end in ends:
                        setattr(row, end, CONNECTOR_SPACE_PT - 4)
                        row.height += CONNECTOR_SPACE_PT - 4
        settle(page, style)


def _place_connectors(pages: list[TablePage], n: int, flow: _Flow, style: Style) -> dict[str, Drawn]:
    """Connectors of one page; several in one cell stand side by side. For open lines: points on the table's edge."""
    page = pages[n]
    cells: dict[tuple[str, str], list[str]] = defaultdict(list)
    for node, (at, end, actor) in flow.stands.items():
        if at == n:
            cells[end, actor].append(node)
    placed = {}
    for (end, actor), ids in cells.items():
        column = next(c for c in page.actor_columns if c.actor == actor)
        row = page.rows[0] if end == "lead" else page.rows[-1]
        for k, node in enumerate(ids):
            x = column.x0 + (column.x1 - column.x0) * (k + 1) / (len(ids) + 1)
            if style.off_page == "line":
                y = row.top if end == "lead" else row.bottom
                placed[node] = Drawn(node, "edge", "nothing", (x, y, x, y))
                continue
            kind = drawn_as("connector", style)
            w, h = size_of(kind, column.x1 - column.x0, style)
            if row.activity is None:
                y = (row.top + row.bottom - h) / 2
            else:
                y = row.top + 7 if end == "lead" else row.bottom - h - 7
            placed[node] = Drawn(node, "connector", kind, (x - w / 2, y, x + w / 2, y + h), flow.texts[node])
    return placed


def _truth_as_drawn(truth: Mapping[str, Any], pages: list[TablePage], flow: _Flow, style: Style) -> dict[str, Any]:
    out = copy.deepcopy(dict(truth))
    for page in pages:
        for row in page.rows:
            if row.activity is not None:
                out["activities"][row.activity]["page"] = page.number
    if style.off_page == "line":
        return out
    for node, (n, end, actor) in flow.stands.items():
        rows = [row.activity for row in pages[n].rows if row.activity is not None]
        index = rows[0] if end == "lead" else rows[-1]
        out["flow"]["nodes"].append(
            {
                "id": node,
                "activity": out["activities"][index]["number"],
                "activity_index": index,
                "actor": actor,
                "shape": "connector",
                "text": flow.texts[node],
            }
        )
    edges = [e for n in sorted(flow.edges) for e in flow.edges[n]] + flow.across
    out["flow"]["edges"] = [list(e) for e in edges]
    return out


def _draw_title(pen: Pen, truth: Mapping[str, Any], style: Style, top: float) -> float:
    title = (truth["header"]["title"] or "").removeprefix("SOP ")
    text = f"PROSEDUR {title.upper()}" if style.title_line == "prosedur" else f"SOP {title}".upper()
    size = style.body_size + 2
    lines = set_text(text, style.bold, size, pen.width - 2 * style.margin)
    draw_lines(pen, lines, (style.margin, top, pen.width - style.margin, top + 40), style.bold, size, "center")
    return top + height_of(lines, size) + TITLE_GAP_PT


def _title_height(truth: Mapping[str, Any], style: Style, width: float) -> float:
    if style.title_line == "none":
        return 0.0
    scratch = Pen()
    scratch.new_page(width, 800)
    return _draw_title(scratch, truth, style, 0.0)


def _draw_closing(pen: Pen, truth: Mapping[str, Any], style: Style, top: float) -> None:
    """The approver once more, under the table's end."""
    width = 230.0
    x0 = pen.width - style.margin - width
    above, below = _approver_lines(truth, style, width)
    draw_lines(pen, above, (x0, top, x0 + width, top), style.regular, style.header_size, "center")
    y = top + height_of(above, style.header_size) + 34
    draw_lines(pen, below, (x0, y, x0 + width, y), style.regular, style.header_size, "center")
    if style.stamp:
        draw_stamp(pen, x0 + width / 2 - 40, y - 12, truth["header"]["institution"])


def _fitting(truth: Mapping[str, Any], style: Style) -> Style:
    """The header block's type made smaller until the block fits its page."""
    long, short = max(style.paper), min(style.paper)
    width, height = (long, short) if style.header_landscape or style.header_with_table else (short, long)
    while (
        style.header_size > SMALLEST_TYPE_PT and header_height(truth, style, width, height) > height - 2 * style.margin
    ):
        style = replace(style, header_size=style.header_size - 0.5)
    if style.header_with_table and header_height(truth, style, width, height) > height * HEADER_SHARE:
        style = replace(style, header_with_table=False)
    return style


def draw_sheet(truth: Mapping[str, Any], style: Style) -> tuple[bytes, dict[str, Any]]:
    """PDF bytes and the truth as drawn. The same truth and style give the same bytes.

    Raises ValueError where a flow line has no way round the symbols.
    """
    pen, long, short = Pen(), max(style.paper), min(style.paper)
    top, first_page = style.margin, 1
    if style.header != "none":
        style = _fitting(truth, style)
        if style.header_with_table:
            pen.new_page(long, short)
            top = draw_header(pen, truth, style, style.margin) + TITLE_GAP_PT
        else:
            pen.new_page(*((long, short) if style.header_landscape else (short, long)))
            draw_header(pen, truth, style, style.margin)
            first_page = 2
    table_top = top + _title_height(truth, style, long)
    pages = plan_pages(truth, style, stacks_of(truth, style), first_page, table_top)
    flow = _cut_flow(truth, pages, style)
    if style.off_page == "line" and not _one_line_down(flow):
        style = replace(style, off_page="pentagon")
    _make_room(pages, flow, style)
    for n, page in enumerate(pages):
        if page.number > pen.page:
            pen.new_page(long, short)
        if n == 0 and style.title_line != "none":
            _draw_title(pen, truth, style, top)
        draw_table(pen, page, style)
        placed = place_symbols(truth, page, style) | _place_connectors(pages, n, flow, style)
        room = route_page(flow.edges[n], placed, page, style)
        draw_flow(pen, room, {(a, b): label for a, b, label in flow.edges[n]}, style)
    if style.closing_signature and pages[-1].rows[-1].bottom + 100 < short:
        _draw_closing(pen, truth, style, pages[-1].rows[-1].bottom + 14)
    return pen.finish(), _truth_as_drawn(truth, pages, flow, style)
