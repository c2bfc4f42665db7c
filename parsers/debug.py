"""A picture of a page with what was made of it drawn over: words, rules, rows and columns, symbols, routes, labels."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from models.document import Flow
from models.geometry import Box
from models.layout import FlowSheet, Symbol
from models.page import Page, Ruling
from parsers.flow.labels import assign_labels, find_labels
from parsers.flow.linework import grid_rules
from parsers.flow.trace import SheetTrace, trace_sheet

#: Colours (RGB) of what is drawn.
PAPER_FADE = 0.45
WORD, RULE, ROW, COLUMN = (170, 200, 255), (255, 190, 120), (200, 120, 0), (0, 140, 140)
SYMBOL, ROUTE, ARROW, LABEL = (0, 150, 0), (30, 60, 220), (220, 0, 0), (160, 0, 160)
#: Words less sure than this are drawn in red, with what was read beside them.
DOUBTFUL_WORD = 0.90
#: Height of lettering, as a share of OpenCV's base font at 2.78 pixels a point.
LETTERING = 0.42


def draw_page(page: Page) -> np.ndarray:
    """The page's picture, faded, with its ruling lines and words drawn over it: uint8 (h, w, 3), RGB."""
    picture, scale = _faded(page)
    for rule in page.rulings:
        _line(picture, scale, rule, RULE)
    sure = [w for w in page.words if w.confidence >= DOUBTFUL_WORD]
    _boxes(picture, scale, (w.box for w in sure), WORD, 1)
    for word in page.words:
        if word.confidence < DOUBTFUL_WORD:
            _boxes(picture, scale, [word.box], ARROW, 1)
            _write(picture, scale, word.box.x0, word.box.top - 1, f"{word.text} {word.confidence:.2f}", ARROW)
    return picture


def draw_sheet(sheet: FlowSheet, symbols: Sequence[Symbol] = (), flow: Flow | None = None) -> np.ndarray:
    """The page's picture, faded, with the reading drawn over it: uint8 (h, w, 3), RGB; a blank page without a raster.

    `symbols`: as used for the SOP (drawn with row and column); `flow`: gives the symbols their node ids.
    """
    picture, scale = _faded(sheet.page)
    _boxes(picture, scale, (w.box for w in sheet.page.words), WORD, 1)
    for rule in grid_rules(sheet):
        _line(picture, scale, rule, RULE)
    _boxes(picture, scale, (box for _, box in sheet.rows), ROW, 1)
    for index, column in enumerate(sheet.columns):
        box = Box(column.x0, sheet.body.top, column.x1, sheet.body.bottom)
        _boxes(picture, scale, [box], COLUMN, 1)
        _write(picture, scale, column.x0 + 1, sheet.body.top - 2, f"{index} {column.role}", COLUMN)
    for index, box in sheet.rows:
        _write(picture, scale, box.x0 + 1, box.top + 6, f"r{index}", ROW)
    traced = trace_sheet(sheet)
    if traced is not None:
        _routes(picture, scale, sheet, traced)
    _symbols(picture, scale, [s for s in symbols if s.page == sheet.page.number], flow)
    return picture


def _faded(page: Page) -> tuple[np.ndarray, float]:
    if page.raster is None:
        return np.full((round(page.height * 2), round(page.width * 2), 3), 255, np.uint8), 2.0
    paper = np.full_like(page.raster.colour, 255)
    return cv2.addWeighted(page.raster.colour, PAPER_FADE, paper, 1 - PAPER_FADE, 0), page.raster.scale


def _routes(picture: np.ndarray, scale: float, sheet: FlowSheet, traced: SheetTrace) -> None:
    canvas = traced.canvas
    for route in traced.routes:
        path = np.rint(route.path + (canvas.left, canvas.top)).astype(np.int32).reshape(-1, 1, 2)
        cv2.polylines(picture, [path], False, ROUTE, 2)
        end = tuple(int(v) for v in path[-1][0])
        cv2.circle(picture, end, 5, ARROW if route.target.arrow else ROUTE, -1 if route.target.arrow else 1)
        if route.target.edge or route.source.edge:
            place = path[-1][0] if route.target.edge else path[0][0]
            cv2.putText(picture, route.target.edge or route.source.edge, place.tolist(), 0, LETTERING, ARROW, 1)
    labels = find_labels(sheet, ((s.box, s.drawn_as) for s in traced.symbols))
    decisions = {k for k, s in enumerate(traced.symbols) if s.shape == "decision"}
    _boxes(picture, scale, (label.box for label in labels), LABEL, 1)
    for number, label in assign_labels(labels, traced.routes, decisions, canvas).items():
        route = traced.routes[number]
        middle = route.path[(route.own_from + len(route.path)) // 2] + (canvas.left, canvas.top)
        cv2.putText(picture, label.text, [int(v) for v in middle], 0, LETTERING, LABEL, 1, cv2.LINE_AA)


def _symbols(picture: np.ndarray, scale: float, symbols: list[Symbol], flow: Flow | None) -> None:
    ids = {(n.page, n.bbox): n for n in flow.nodes} if flow else {}
    for symbol in symbols:
        _boxes(picture, scale, [symbol.box], SYMBOL, 2)
        node = ids.get((symbol.page, symbol.box))
        name = f"{node.id} {node.activity} {node.actor} " if node else f"r{symbol.row} c{symbol.column} "
        _write(picture, scale, symbol.box.x0, symbol.box.top - 1, name + symbol.drawn_as, SYMBOL)


def _line(picture: np.ndarray, scale: float, rule: Ruling, colour: tuple[int, int, int]) -> None:
    a, b = (rule.start, rule.position), (rule.end, rule.position)
    ends = (a, b) if rule.orientation == "h" else (a[::-1], b[::-1])
    cv2.line(picture, *(_pixel(scale, *end) for end in ends), colour, 2)


def _boxes(picture: np.ndarray, scale: float, boxes, colour: tuple[int, int, int], thickness: int) -> None:
    for box in boxes:
        cv2.rectangle(picture, _pixel(scale, box.x0, box.top), _pixel(scale, box.x1, box.bottom), colour, thickness)


def _write(picture: np.ndarray, scale: float, x: float, y: float, text: str, colour: tuple[int, int, int]) -> None:
    plain = text.encode("ascii", "replace").decode()
    cv2.putText(picture, plain, _pixel(scale, x, y), 0, LETTERING * scale / 2.78, colour, 1, cv2.LINE_AA)


def _pixel(scale: float, x: float, y: float) -> tuple[int, int]:
    return round(x * scale), round(y * scale)
