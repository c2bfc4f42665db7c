"""Sheets without symbols: ticks, typed or drawn, and filled cells tell who acts."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from models.geometry import Box
from models.layout import ActivityTable, Column, FlowSheet, Line, Span, Symbol, TableRow
from models.page import Page, Raster
from parsers.table.activities import ActivitiesRead, read_activities
from parsers.table.marks import mark_rows
from parsers.table.side_by_side import lay_together

SCALE = 200 / 72
ROLES = ("number", "activity", "actor", "actor", "actor")
XS, TOP, ROW = (20, 40, 160, 220, 280, 340), 40, 36
STEPS = 5
#: Who acts in each step: the first, the second, the third actor.
WHO = (0, 1, 2, 1, 0)


def cell(row: int, actor: int) -> Box:
    return Box(XS[2 + actor], TOP + row * ROW, XS[3 + actor], TOP + (row + 1) * ROW)


def paper() -> np.ndarray:
    """A ruled table on noisy paper: uint8 (h, w, 3)."""
    page = np.full((round(260 * SCALE), round(360 * SCALE), 3), 248, np.uint8)
    for x in XS:
        cv2.line(page, at(x, TOP), at(x, TOP + STEPS * ROW), (0, 0, 0), 2)
    for k in range(STEPS + 1):
        cv2.line(page, at(XS[0], TOP + k * ROW), at(XS[-1], TOP + k * ROW), (0, 0, 0), 2)
    noise = np.random.default_rng(3).normal(0, 4, page.shape)
    return np.clip(page + noise, 0, 255).astype(np.uint8)


def at(x: float, y: float) -> tuple[int, int]:
    return round(x * SCALE), round(y * SCALE)


def tick(page: np.ndarray, place: Box, size: float = 5.0) -> None:
    x, y = place.centre
    points = [at(x - 0.7 * size, y), at(x - 0.2 * size, y + 0.7 * size), at(x + size, y - size)]
    cv2.polylines(page, [np.array(points)], False, (120, 40, 30), 3, cv2.LINE_AA)


def fill(page: np.ndarray, place: Box, shade: tuple[int, int, int]) -> None:
    inner = place.grown(-0.6)
    cv2.rectangle(page, at(inner.x0, inner.top), at(inner.x1, inner.bottom), shade, -1)


def hatch(page: np.ndarray, place: Box) -> None:
    part = page[slice(*(v for _, v in (at(0, place.top), at(0, place.bottom))))]
    left, right = at(place.x0, 0)[0], at(place.x1, 0)[0]
    rows, columns = np.mgrid[0 : part.shape[0], left:right]
    part[:, left:right][(rows + columns) % 12 < 3] = 0


def table(texts: dict[tuple[int, int], str] | None = None) -> ActivityTable:
    """`texts`: by row and actor."""
    rows = []
    for k in range(STEPS):
        printed = [str(k + 1), f"Mencatat berkas ke-{k + 1}", *((texts or {}).get((k, a), "") for a in range(3))]
        boxes = [Box(x0, TOP + k * ROW, x1, TOP + (k + 1) * ROW) for x0, x1 in zip(XS, XS[1:], strict=False)]
        cells = [Span(1, (Line(t, b),) if t else (), b) for t, b in zip(printed, boxes, strict=True)]
        rows.append(TableRow(1, cells, Box(XS[0], TOP + k * ROW, XS[-1], TOP + (k + 1) * ROW), []))
    heads = ("No", "Kegiatan", "Agendaris", "Kepala Loket", "Lurah")
    columns = [
        Column(role, Span(1, (Line(head),)), x0, x1)
        for role, head, x0, x1 in zip(ROLES, heads, XS, XS[1:], strict=False)
    ]
    return ActivityTable(columns, rows)


def read(page: np.ndarray, steps: ActivityTable | None = None) -> tuple[ActivitiesRead, bool]:
    steps = steps or table()
    symbols = [s for row in steps.rows for s in row.symbols or []]
    raster = Raster(page, np.zeros(page.shape[:2], np.uint8), SCALE)
    body = Box(XS[0], TOP, XS[-1], TOP + STEPS * ROW)
    sheet = FlowSheet(
        Page(1, 360, 260, raster=raster), body, steps.columns, [(k, row.box) for k, row in enumerate(steps.rows)]
    )
    filled = mark_rows(steps, [lay_together(sheet, [])], symbols)
    return read_activities(steps), filled


def columns_of(result: ActivitiesRead) -> list[list[int]]:
    return [[int(a[1:]) - 1 for a in activity.actors] for activity in result.activities]


def test_drawn_ticks_tell_the_actors_with_their_place():
    page = paper()
    for row, actor in enumerate(WHO):
        tick(page, cell(row, actor))
    tick(page, cell(2, 1))
    result, filled = read(page)
    assert columns_of(result) == [[0], [1], [1, 2], [1], [0]]
    assert not filled
    entry = result.evidence["/activities/1/actors"]
    inside = cell(1, 1)
    assert inside.contains(entry.bbox.x0, entry.bbox.top) and inside.contains(entry.bbox.x1, entry.bbox.bottom)
    assert entry.bbox.width == pytest.approx(8.5, abs=2)


def test_ticks_that_were_read_and_ticks_that_were_not_are_one_pattern():
    page = paper()
    for row, actor in enumerate(WHO):
        tick(page, cell(row, actor))
    tick(page, cell(4, 1))
    texts = {(0, 0): "√", (1, 1): "J", (4, 1): "-", (3, 2): "Tidak"}
    assert columns_of(read(page, table(texts))[0]) == [[0], [1], [2], [1], [0]]


@pytest.mark.parametrize("kind", ["grey", "pastel", "black", "hatched"])
def test_filled_cells_tell_the_actors(kind: str):
    page = paper()
    for row, actor in enumerate(WHO):
        if kind == "hatched":
            hatch(page, cell(row, actor))
        else:
            fill(page, cell(row, actor), {"grey": (140,) * 3, "pastel": (215, 235, 205), "black": (0, 0, 0)}[kind])
    result, filled = read(page)
    assert columns_of(result) == [[a] for a in WHO]
    assert filled


def test_tinted_rows_and_columns_are_no_fills():
    page = paper()
    for row in range(0, STEPS, 2):
        fill(page, Box(XS[0], TOP + row * ROW, XS[-1], TOP + (row + 1) * ROW), (215, 225, 240))
    for row in range(STEPS):
        fill(page, cell(row, 1), (180, 195, 210))
    result, filled = read(page)
    assert columns_of(result) == [[]] * STEPS
    assert not filled


def test_fills_that_were_taken_for_symbols_are_no_flow():
    page, steps = paper(), table()
    for row, actor in enumerate(WHO):
        fill(page, cell(row, actor), (120, 160, 90))
    for row in (3, 4):
        box = cell(row, WHO[row]).grown(-0.6)
        steps.rows[row].symbols = [Symbol(1, box, "process", "rectangle", row, 2 + WHO[row])]
    result, filled = read(page, steps)
    assert filled
    assert columns_of(result) == [[a] for a in WHO]
    assert all(not row.symbols for row in steps.rows)


def test_symbols_tell_the_actors_whatever_is_ticked_or_filled_beside_them():
    page, steps = paper(), table()
    for row, actor in enumerate(WHO):
        x, y = cell(row, actor).centre
        steps.rows[row].symbols = [Symbol(1, Box(x - 15, y - 8, x + 15, y + 8), "process", "rectangle", row, 2 + actor)]
        tick(page, cell(row, (actor + 1) % 3))
        fill(page, cell(row, (actor + 2) % 3), (200, 220, 160))
    result, filled = read(page, steps)
    assert columns_of(result) == [[a] for a in WHO]
    assert not filled and not any(row.marks for row in steps.rows)


def test_stray_ink_tells_nobody():
    """A tick in two steps of five, ink of all sizes, and specks."""
    few = paper()
    tick(few, cell(0, 0))
    tick(few, cell(3, 1))
    sizes = paper()
    for row, (actor, size) in enumerate(zip(WHO, (2, 14, 2, 14, 8), strict=True)):
        tick(sizes, cell(row, actor), size)
    specks = paper()
    rng = np.random.default_rng(5)
    for y, x in rng.integers((60, 60), (600, 900), (400, 2)):
        specks[y : y + 3, x : x + 3] = 0
    everywhere = paper()
    for row in range(STEPS):
        for actor in range(3):
            tick(everywhere, cell(row, actor))
    for page in (few, sizes, specks, everywhere):
        assert columns_of(read(page)[0]) == [[]] * STEPS
