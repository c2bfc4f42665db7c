"""The flow over page breaks: which lines cross them, through which connectors, and where those stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from samples.style import Style
from samples.symbols import Drawn, drawn_as, size_of
from samples.table import CONNECTOR_SPACE_PT, Row, TablePage, settle

LINE_SPACE_PT = 8.0  # for a line that runs off the page, with its head
APART_PT, FROM_BORDER_PT = 4.0, 2.0  # between connectors in a cell that is narrow for them, and to its borders
OUTSIDE_PT = 9.0  # from the table to connectors below it
TOUCHING_PT = 1.0  # nearer outlines touch
ODD_LABEL = "9"  # that no other connector bears
Edge = tuple[str, str, str | None]


@dataclass
class Bridge:
    """A way over one page break: the symbol it ends in on the one page and starts from on the other."""

    way_out: str
    way_in: str
    text: str


@dataclass
class PagedFlow:
    """The flow cut into pages; `stands` places connectors: (page index, 'lead' or 'tail', actor)."""

    edges: dict[int, list[Edge]] = field(default_factory=lambda: defaultdict(list))
    stands: dict[str, tuple[int, str, str]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    across: list[Edge] = field(default_factory=list)


def cut_flow(truth: Mapping[str, Any], pages: list[TablePage], style: Style) -> PagedFlow:
    """Lead every edge that crosses a page break through a pair of connectors; branches of one symbol and edges to one
    target share theirs."""
    page_of_row = {row.activity: n for n, page in enumerate(pages) for row in page.rows if not row.continued}
    nodes = {n["id"]: n for n in truth["flow"]["nodes"]}
    flow, bridges = PagedFlow(), {}
    for source, target, label in truth["flow"]["edges"]:
        here, there = (page_of_row[nodes[i]["activity_index"]] for i in (source, target))
        step = 1 if there > here else -1
        at, page, label_here = source, here, label
        while page != there:
            forks = sum(a == source and x == label_here for a, _, x in truth["flow"]["edges"]) > 1
            key = (("from", source, label_here) if forks else ("to", target), page, step)
            if key not in bridges:
                n = len(bridges)
                bridges[key] = Bridge(f"c{2 * n + 1}", f"c{2 * n + 2}", "")
                ends = ("tail", "lead") if step > 0 else ("lead", "tail")
                flow.stands[bridges[key].way_out] = (page, ends[0], nodes[source]["actor"])
                flow.stands[bridges[key].way_in] = (page + step, ends[1], nodes[target]["actor"])
                flow.across.append((bridges[key].way_out, bridges[key].way_in, None))
            if (at, bridges[key].way_out, label) not in flow.edges[page]:
                flow.edges[page].append((at, bridges[key].way_out, label))
            at, page, label = bridges[key].way_in, page + step, None
        if (at, target, label) not in flow.edges[page]:
            flow.edges[page].append((at, target, label))
    many, odd = len(bridges) > 1, truth["printed"].get("odd_connector", False)
    for n, bridge in enumerate(bridges.values()):
        kind = style.connector_text or ("A" if many or odd else "")
        text = {"": "", "A": chr(ord("A") + n), "1": str(n + 1)}[kind]
        flow.texts[bridge.way_out] = flow.texts[bridge.way_in] = text
    if odd and bridges:
        flow.texts[next(iter(bridges.values())).way_in] = ODD_LABEL
    return flow


def one_line_down(flow: PagedFlow) -> bool:
    """Whether every page break is crossed by one line, downwards: only then do people let lines run off the page."""
    tails = [at for at, end, _ in flow.stands.values() if end == "tail"]
    downward = all(flow.stands[a][1] == "tail" for a, _, _ in flow.across)
    return downward and len(tails) == len(set(tails))


def make_room(pages: list[TablePage], flow: PagedFlow, style: Style) -> None:
    """Rows or space inside rows for the connectors, then every row's place."""
    lead_and_tail = LINE_SPACE_PT if style.off_page == "line" else CONNECTOR_SPACE_PT - 4
    for n, page in enumerate(pages):
        ends = {end for at, end, _ in flow.stands.values() if at == n}
        if style.lines.outside and style.off_page != "line":
            ends.discard("tail")
        if style.connector_row and style.off_page != "line":
            if "lead" in ends:
                page.rows.insert(0, Row(None, CONNECTOR_SPACE_PT))
            if "tail" in ends:
                page.rows.append(Row(None, CONNECTOR_SPACE_PT))
        else:
            for end, row in (("lead", page.rows[0]), ("tail", page.rows[-1])):
                if end in ends:
                    setattr(row, end, lead_and_tail)
                    row.height += lead_and_tail
        settle(page, style)


def place_connectors(
    pages: list[TablePage], n: int, flow: PagedFlow, symbols: Mapping[str, Drawn], style: Style
) -> dict[str, Drawn]:
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
        width = column.x1 - column.x0
        widest = (width - 2 * FROM_BORDER_PT - APART_PT * (len(ids) - 1)) / len(ids)
        for k, node in enumerate(ids):
            x = column.x0 + width * (k + 1) / (len(ids) + 1)
            if style.off_page == "line":
                joined = [a if b == node else b for a, b, _ in flow.edges[n] if node in (a, b)]
                x = next((symbols[s].centre[0] for s in joined if s in symbols), x)
                y = row.top if end == "lead" else row.bottom
                placed[node] = Drawn(node, "edge", "nothing", (x, y, x, y))
                continue
            kind = drawn_as("connector", style)
            w, h = size_of(kind, width, style)
            if width / (len(ids) + 1) < w + TOUCHING_PT:  # as wide as they fit side by side
                w, h = min(w, widest), h * min(1.0, widest / w)
                x = (column.x0 + column.x1) / 2 + (k - (len(ids) - 1) / 2) * (w + APART_PT)
            if style.lines.overlap and len(ids) > 1:
                x = (column.x0 + column.x1) / 2 + (k - (len(ids) - 1) / 2) * w * (1 - style.lines.overlap)
            if end == "tail" and style.lines.outside:  # needs no room in the table
                y = row.bottom + OUTSIDE_PT
            elif row.activity is None:
                y = (row.top + row.bottom - h) / 2
            else:
                y = row.top + 7 if end == "lead" else row.bottom - h - 7
            placed[node] = Drawn(node, "connector", kind, (x - w / 2, y, x + w / 2, y + h), flow.texts[node])
    return placed
