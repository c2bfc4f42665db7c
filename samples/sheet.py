"""From a truth and a style to a PDF and the truth as drawn: page numbers, places and off-page connectors filled in."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from samples.connectors import PagedFlow, cut_flow, make_room, one_line_down, place_connectors
from samples.flowchart import draw_flow, place_symbols, route_page, stacks_of
from samples.header import approver_lines, draw_header, header_height
from samples.lettering import draw_lines, height_of, set_text
from samples.pen import Pen
from samples.routes import Field
from samples.stamp import draw_stamp
from samples.style import Style
from samples.table import TablePage, draw_table, merge_durations, plan_pages

TITLE_GAP_PT = 10.0
HEADER_SHARE = 0.55  # a block taller than this part of the page gets a page of its own
SMALLEST_TYPE_PT = 6.5
NAMES = {"rounded": "capsule"}  # the output format has one name for both
CLOSING_PT = 100.0  # height of the closing signature


@dataclass(frozen=True)
class Layout:
    """Where everything stands, before any ink: `rooms` holds symbols and lines of each table page."""

    truth: Mapping[str, Any]
    style: Style
    title_top: float
    pages: list[TablePage]
    flow: PagedFlow
    rooms: list[Field]


def _fitting(truth: Mapping[str, Any], style: Style) -> Style:
    """The header block's type made smaller until the block fits its page."""
    width, height = style.header_page
    while (
        style.header_size > SMALLEST_TYPE_PT and header_height(truth, style, width, height) > height - 2 * style.margin
    ):
        style = replace(style, header_size=style.header_size - 0.5)
    if style.header_with_table and header_height(truth, style, width, height) > height * HEADER_SHARE:
        style = replace(style, header_with_table=False)
    return style


def lay_out(truth: Mapping[str, Any], style: Style) -> Layout:
    """Settle pages, rows, symbols and lines. Raises ValueError where a flow line has no way round the symbols."""
    top, first_page = style.margin, 1
    width, _ = style.table_page
    if style.header != "none":
        style = _fitting(truth, style)
        if style.header_with_table:
            top += header_height(truth, style, *style.header_page) + TITLE_GAP_PT
        else:
            first_page = 2
    table_top = top + _title_height(truth, style, width)
    pages = plan_pages(truth, style, stacks_of(truth, style), first_page, table_top)
    flow = cut_flow(truth, pages, style)
    if style.off_page == "line" and not one_line_down(flow):
        style = replace(style, off_page="pentagon")
    make_room(pages, flow, style)
    for page in pages:
        merge_durations(truth, page)
    rooms = []
    for n, page in enumerate(pages):
        placed = place_symbols(truth, page, style)
        placed |= place_connectors(pages, n, flow, placed, style)
        rooms.append(route_page(flow.edges[n], placed, page, style))
    return Layout(truth, style, top, pages, flow, rooms)


def ink(pen: Pen, layout: Layout) -> None:
    """Draw the sheet on new pages of the pen's."""
    before, truth, style = pen.page, layout.truth, layout.style
    if style.header != "none":
        pen.new_page(*style.header_page)
        draw_header(pen, truth, style, style.margin)
    for n, page in enumerate(layout.pages):
        if before + page.number > pen.page:
            pen.new_page(*style.table_page)
        if n == 0 and style.title_line != "none":
            _draw_title(pen, truth, style, layout.title_top)
        draw_table(pen, page, style)
        draw_flow(pen, layout.rooms[n], {(a, b): label for a, b, label in layout.flow.edges[n]}, style)
    bottom = layout.pages[-1].rows[-1].bottom
    if style.closing_signature and bottom + CLOSING_PT < pen.height:
        _draw_closing(pen, truth, style, bottom + 14)


def truth_as_drawn(layout: Layout) -> dict[str, Any]:
    """The truth with pages of activities, connectors, and each symbol's page, box (points, top left) and outline."""
    out, flow = copy.deepcopy(dict(layout.truth)), layout.flow
    for page in layout.pages:
        for row in page.rows:
            if row.activity is not None and not row.continued:
                out["activities"][row.activity]["page"] = page.number
    if layout.style.off_page != "line":
        for node, (n, end, actor) in flow.stands.items():
            rows = [row.activity for row in layout.pages[n].rows if row.activity is not None]
            index = rows[0] if end == "lead" else rows[-1]
            number = out["activities"][index]["number"]
            named = {"id": node, "activity": number, "activity_index": index, "actor": actor}
            out["flow"]["nodes"].append({**named, "shape": "connector", "text": flow.texts[node]})
        edges = [e for n in sorted(flow.edges) for e in flow.edges[n]] + flow.across
        out["flow"]["edges"] = [list(e) for e in edges]
    if "other_defects" in out and not any(node["shape"] == "connector" for node in out["flow"]["nodes"]):
        # No connector is drawn that could bear a wrong letter.
        out["other_defects"] = [d for d in out["other_defects"] if d["kind"] != "odd_connector"]
    if layout.style.upper_headings:
        out["actors"] = [a.upper() for a in out["actors"]]
        for activity in out["activities"]:
            activity["actors"] = [a.upper() for a in activity["actors"]]
        for node in out["flow"]["nodes"]:
            node["actor"] = node["actor"].upper()
    drawn = {
        s.node: (page.number, s) for page, room in zip(layout.pages, layout.rooms, strict=True) for s in room.symbols
    }
    for node in out["flow"]["nodes"]:
        number, symbol = drawn[node["id"]]
        node |= {
            "page": number,
            "bbox": [round(v, 1) for v in symbol.box],
            "drawn_as": NAMES.get(symbol.drawn_as, symbol.drawn_as),
        }
    return out


def draw_sheet(truth: Mapping[str, Any], style: Style) -> tuple[bytes, dict[str, Any]]:
    """PDF bytes and the truth as drawn. The same truth and style give the same bytes.

    Raises ValueError where a flow line has no way round the symbols.
    """
    layout, pen = lay_out(truth, style), Pen()
    ink(pen, layout)
    return pen.finish(), truth_as_drawn(layout)


def _draw_title(pen: Pen, truth: Mapping[str, Any], style: Style, top: float) -> float:
    title = (truth["header"]["title"] or "").removeprefix("SOP ")
    forms = {"prosedur": f"PROSEDUR {title}".upper(), "colon": f"SOP : {title}"}
    text = forms.get(style.title_line, f"SOP {title}".upper())
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
    above, below = approver_lines(truth, style, width)
    draw_lines(pen, above, (x0, top, x0 + width, top), style.regular, style.header_size, "center")
    y = top + height_of(above, style.header_size) + 34
    draw_lines(pen, below, (x0, y, x0 + width, y), style.regular, style.header_size, "center")
    if style.stamp:
        bottom = y + height_of(below, style.header_size)
        draw_stamp(pen, x0 + width / 2, top, bottom, truth["header"]["institution"])
