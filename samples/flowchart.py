"""The flow inside the actor columns: symbols into their rows, lines between them, answers beside the diamonds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from random import Random
from typing import Any

from samples.answers import Box, answer_box
from samples.line_ink import draw_line, erase, place_in_line
from samples.pen import Pen, text_width
from samples.routes import STUB_PT, Field, Side, Wish, find_route
from samples.style import Style
from samples.symbols import Drawn, draw_symbol, drawn_as, size_of
from samples.table import TablePage

STACK_GAP_PT = 15.0  # between symbols of one cell: an arrow of readable length
USED_PORT = 90.0  # price of a port that already serves the other direction
FAR = 60.0
LABEL_WIDTH_PT = 30.0  # a longer answer goes on two lines


def stacks_of(truth: Mapping[str, Any], style: Style) -> dict[int, float]:
    """Height that the tallest pile of symbols needs in each activity's row."""
    piles: dict[tuple[int, str], list[dict[str, Any]]] = defaultdict(list)
    for node in truth["flow"]["nodes"]:
        piles[node["activity_index"], node["actor"]].append(node)
    heights: dict[int, float] = {}
    for (index, _), nodes in piles.items():
        pile = sum(size_of(drawn_as(n["shape"], style, n["id"]), 60.0, style)[1] for n in nodes) + STACK_GAP_PT * (
            len(nodes) - 1
        )
        heights[index] = max(heights.get(index, 0.0), pile)
    return heights


def place_symbols(truth: Mapping[str, Any], page: TablePage, style: Style) -> dict[str, Drawn]:
    """Every node whose row is on this page, centred in its cell; piled where a cell holds several."""
    piles: dict[tuple[int, str], list[dict[str, Any]]] = defaultdict(list)
    for node in truth["flow"]["nodes"]:
        if node["shape"] != "connector":
            piles[node["activity_index"], node["actor"]].append(node)
    placed = {}
    rows = {row.activity: row for row in page.rows if row.activity is not None and not row.continued}
    for (index, actor), nodes in piles.items():
        row = rows.get(index)
        if row is None:
            continue
        column = next(c for c in page.actor_columns if c.actor == actor)
        kinds = [drawn_as(n["shape"], style, n["id"]) for n in nodes]
        sizes = [size_of(k, column.x1 - column.x0, style) for k in kinds]
        total = sum(h for _, h in sizes) + STACK_GAP_PT * (len(nodes) - 1)
        y = (row.top + row.lead + row.bottom - row.tail - total) / 2
        x = (column.x0 + column.x1) / 2
        for node, kind, (w, h) in zip(nodes, kinds, sizes, strict=True):
            off = Random(f"{node['id']}/off")
            dx, dy = off.uniform(-style.jitter, style.jitter), off.uniform(-style.jitter, style.jitter) / 2
            box = (round(x + dx - w / 2, 2), round(y + dy, 2), round(x + dx + w / 2, 2), round(y + dy + h, 2))
            placed[node["id"]] = Drawn(node["id"], node["shape"], kind, box, node["text"])
            y += h + STACK_GAP_PT
    return placed


def field_of(page: TablePage, placed: Mapping[str, Drawn], style: Style) -> Field:
    """Lanes: centres of symbols, both gutters of each column, both sides of each row rule and the space by symbols."""
    actors = page.actor_columns
    foot = max([page.rows[-1].bottom - 2.5, *(s.box[3] for s in placed.values() if s.shape == "connector")])
    box = (actors[0].x0 + 2.5, page.rows[0].top + 2.5, actors[-1].x1 - 2.5, foot)
    xs: list[float] = []
    for column in actors:
        half = (
            max((s.box[2] - s.box[0] for s in placed.values() if column.x0 < s.centre[0] < column.x1), default=24.0) / 2
        )
        gutter = ((column.x1 - column.x0) / 2 - half) / 2
        xs += [column.x0 + gutter, column.x1 - gutter, (column.x0 + column.x1) / 2]
        if gutter > 9:
            xs += [column.x0 + gutter * 0.5, column.x1 - gutter * 0.5]
    ys: list[float] = []
    for row in page.rows:
        ys += [row.bottom] if style.lines_on_rules else [row.top + 4.0, row.bottom - 4.0]
    for symbol in placed.values():
        ys += [symbol.box[1] - STUB_PT, symbol.box[3] + STUB_PT, symbol.centre[1]]
    rules_y = [] if style.lines_on_rules else [page.rows[0].top, *(row.bottom for row in page.rows)]
    return Field(box, list(placed.values()), [c.x0 for c in actors] + [actors[-1].x1], rules_y, xs, ys)


def _prices(source: Drawn, target: Drawn, style: Style) -> tuple[dict[Side, float], dict[Side, float]]:
    """What each side costs by the office's habit and the direction of the step."""
    (sx, sy), (tx, ty) = source.centre, target.centre
    toward: Side = "right" if tx > sx else "left"
    away: Side = "left" if toward == "right" else "right"
    opposite: Side = away
    if abs(ty - sy) < 4:
        return {toward: 0, away: FAR, "bottom": 25, "top": 45}, {opposite: 0, toward: FAR, "top": 25, "bottom": FAR}
    if ty < sy:  # a loop back
        return {toward: 0, away: 12, "top": 18, "bottom": FAR}, {toward: 4, opposite: 0, "top": 14, "bottom": 35}
    if abs(sx - tx) < 2:
        return {"bottom": 0, "left": 30, "right": 30, "top": FAR * 2}, {
            "top": 0,
            "left": 20,
            "right": 20,
            "bottom": FAR * 2,
        }
    habit = {"bottom-side": (0, 25, 18, 0), "side-top": (25, 0, 0, 25), "bottom-top": (0, 30, 0, 30)}[style.habit]
    out_bottom, out_side, in_top, in_side = habit
    leave: dict[Side, float] = {"bottom": out_bottom, toward: out_side, away: FAR, "top": FAR * 2}
    enter: dict[Side, float] = {"top": in_top, opposite: in_side, toward: FAR / 2, "bottom": FAR * 2}
    return leave, enter


def route_page(
    edges: list[tuple[str, str, str | None]], placed: Mapping[str, Drawn], page: TablePage, style: Style
) -> Field:
    """Lines for the page's edges, nearest first. Raises ValueError where one cannot be drawn: a sheet without it would lie."""
    room = field_of(page, placed, style)

    def reach(edge: tuple[str, str, str | None]) -> float:
        a, b = placed[edge[0]].centre, placed[edge[1]].centre
        return abs(a[0] - b[0]) + abs(a[1] - b[1])

    for source, target, label in sorted(edges, key=lambda e: (reach(e), e[0], e[1])):
        a, b = placed[source], placed[target]
        both = label is None and (target, source, None) in edges
        if both and any(r.source == target and r.target == source for r in room.routes):
            continue  # drawn, with a head at either end
        leave, enter = _prices(a, b, style)
        if b.shape == "edge":
            enter = {"top": 0.0}
        if a.shape == "edge":
            leave = {"bottom": 0.0}
        for route in room.routes:
            for node, side in ((route.source, route.leave), (route.target, route.enter)):
                outgoing = node == route.source
                if node == source and (not outgoing or a.shape == "decision"):
                    leave[side] = leave.get(side, 0) + USED_PORT * 4
                if node == target and outgoing:
                    enter[side] = enter.get(side, 0) + USED_PORT * 4
        found = find_route(Wish(a, b, leave, enter, label, both), room)
        if found is None:
            raise ValueError(f"no way for the line {source} -> {target} on page {page.number}")
        room.routes.append(found)
    return room


def draw_flow(
    pen: Pen,
    room: Field,
    labels: Mapping[tuple[str, str], str | None],
    style: Style,
) -> None:
    """Ink: symbols first, then lines with their heads, then the answers (long ones on two lines)."""
    for symbol in room.symbols:
        draw_symbol(pen, symbol, style)
    for route in room.routes:
        draw_line(pen, route, room, style)
    taken: list[Box] = []
    size = max(6.0, style.body_size - 1.5)
    for route in room.routes:
        text = labels.get((route.source, route.target))
        if not text:
            continue
        lines = [text] if text_width(text, style.regular, size) < LABEL_WIDTH_PT else text.split()
        width = max(text_width(line, style.regular, size) for line in lines)
        in_line = place_in_line(route, width, size * len(lines), taken, room) if style.lines.answers_in_line else None
        if in_line is not None:
            erase(pen, in_line)
        box = in_line or answer_box(route, width, size * len(lines), taken, room)
        for n, line in enumerate(lines):
            pen.text(box[0], box[1] + (n + 0.8) * size, line, style.regular, size)
        taken.append(box)
