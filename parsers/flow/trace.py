"""What is seen on one page's part of the table: symbols in place and the routes between them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

import cv2
import numpy as np

from models.geometry import Box
from models.layout import FlowSheet, Symbol
from models.page import Word
from parsers.flow.annotations import find_annotations
from parsers.flow.bridging import bridge_answers
from parsers.flow.contours import stroke_thickness
from parsers.flow.crossings import part_crossings
from parsers.flow.dashes import join_dashes
from parsers.flow.heads import straighten_heads
from parsers.flow.labels import find_labels
from parsers.flow.lettering import part_marks, text_inside
from parsers.flow.linework import Canvas, actor_columns, cut_canvas
from parsers.flow.routes import Route, feed_by_crossings, find_nets, route_net
from parsers.flow.seats import actor_at, seat_of
from parsers.flow.symbols import Candidate, find_candidates, paint
from parsers.flow.terminals import Seen, find_terminals
from parsers.flow.torn import join_torn
from parsers.flow.tracing import trace_lines

#: Letters read from a picture may touch the line around them this far beyond the box of their word; the first and the
#: last, up to so many heights of the word, may not have been read for it ("elesa").
BESIDE_LETTERS_PT, LOST_LETTER = 1.0, 0.9
#: A symbol over this share of the width of so many actor columns is a step of them all.
COVERED, FEWEST_COVERED = 0.6, 3
#: A symbol may stand so far above or below the body and still belong to the flow, if a line reaches it.
OUTSIDE_PT = 32.0


@dataclass
class SheetTrace:
    """Symbols and routes of one page. `candidates` and `symbols` run in parallel; routes' terminals index them."""

    canvas: Canvas
    candidates: list[Candidate]
    symbols: list[Symbol]
    routes: list[Route]


#: A page is traced once, for its symbols and again for its flow; forgotten with the sheet.
_traced: WeakKeyDictionary[FlowSheet, SheetTrace | None] = WeakKeyDictionary()


def trace_sheet(sheet: FlowSheet) -> SheetTrace | None:
    """Symbols and routes of one page; None where the page has no picture or no actor columns."""
    if sheet not in _traced:
        _traced[sheet] = _trace(sheet)
    return _traced[sheet]


def _trace(sheet: FlowSheet) -> SheetTrace | None:
    canvas = cut_canvas(sheet)
    if canvas is None:
        return None
    words = [canvas.box_to_pixels(_with_lost_letters(w.box)) for w in sheet.page.words if w.origin == "ocr"]
    candidates = find_candidates(canvas, _cut_colour(sheet, canvas), words)
    candidates = [c for c in candidates if _near_table(sheet, canvas.box_to_points(c.box))]
    routes = _routes(sheet, canvas, candidates)
    annotations = find_annotations(candidates, routes)
    if annotations:
        candidates = [c for k, c in enumerate(candidates) if k not in annotations]
        routes = _routes(sheet, canvas, candidates)
    return _in_place(sheet, canvas, candidates, routes)


def _with_lost_letters(word: Box) -> Box:
    aside = LOST_LETTER * word.height
    return Box(word.x0 - aside, word.top, word.x1 + aside, word.bottom).grown(BESIDE_LETTERS_PT)


def _routes(sheet: FlowSheet, canvas: Canvas, candidates: list[Candidate]) -> list[Route]:
    labels = paint(candidates, canvas.ink.shape)
    lines = cv2.bitwise_and(canvas.ink, cv2.compare(labels, 0, cv2.CMP_EQ))
    answers = find_labels(sheet, ((canvas.box_to_points(c.box), c.drawn_as) for c in candidates))
    lines = bridge_answers(lines, labels, (canvas.box_to_pixels(answer.box) for answer in answers), canvas.scale)
    lines = cv2.subtract(lines, canvas.crossings)
    thickness = _usual(lines, canvas)  # again only where something was joined
    dashed = join_dashes(lines, labels, thickness, canvas.scale)
    thickness = thickness if dashed is lines else _usual(dashed, canvas)
    whole = join_torn(dashed, thickness, canvas.scale)
    thickness, lines = thickness if whole is dashed else _usual(whole, canvas), whole
    straight, tips = straighten_heads(lines, labels, thickness, canvas.scale)
    network = trace_lines(straight, labels, canvas.rules, thickness, canvas.scale, tips)
    crossings = part_crossings(network, thickness, canvas.scale)
    terminals = find_terminals(network, Seen(straight, labels, tips, thickness), canvas, sheet.body)
    feed_by_crossings(network, crossings, terminals)
    return [route for net in find_nets(network, terminals) for route in route_net(network, net, canvas.scale)]


def _usual(lines: np.ndarray, canvas: Canvas) -> float:
    """The usual thickness of lines, in pixels; of those off the rules alone where what lies on rules makes it thicker by
    more than the pixel that a scan leaves open.
    """
    usual = stroke_thickness(cv2.bitwise_or(lines, canvas.crossings), canvas.scale)
    free = cv2.subtract(lines, canvas.shared)
    if not free.any():
        return usual
    off_rules = stroke_thickness(cv2.bitwise_or(free, canvas.crossings), canvas.scale)
    return off_rules if usual - off_rules > 1 else usual


def _cut_colour(sheet: FlowSheet, canvas: Canvas) -> np.ndarray:
    height, width = canvas.ink.shape
    return sheet.page.raster.colour[canvas.top : canvas.top + height, canvas.left : canvas.left + width]


def _near_table(sheet: FlowSheet, box: Box) -> bool:
    """Whether a form stands in an actor column, and in the body or (an off-page connector) a little above or below.

    What is wider than a column there is the coloured ground of the heading.
    """
    x, y = box.centre
    if actor_at(sheet, x) is None:
        return False
    if sheet.body.top <= y <= sheet.body.bottom:
        return True
    widest = max(column.x1 - column.x0 for _, column in actor_columns(sheet))
    return box.width <= widest and sheet.body.top - OUTSIDE_PT <= y <= sheet.body.bottom + OUTSIDE_PT


def _in_place(sheet: FlowSheet, canvas: Canvas, candidates: list[Candidate], routes: list[Route]) -> SheetTrace:
    """Give candidates their row and column, and drop those outside the table that no route reaches (legends)."""
    linked = {t.symbol for route in routes for t in (route.source, route.target)}
    kept: dict[int, int] = {}
    symbols = []
    words = part_marks(sheet.page.words, [canvas.box_to_points(c.box) for c in candidates])
    for number, candidate in enumerate(candidates):
        box = canvas.box_to_points(candidate.box)
        inside = sheet.body.top <= box.centre[1] <= sheet.body.bottom
        row = _row_at(sheet, box.centre[1])
        if row is None or not (inside or number in linked):
            continue
        kept[number] = len(symbols)
        symbols.append(_symbol(sheet, canvas, words, candidate, box, row))
    moved = [_renumbered(route, kept) for route in routes]
    found = [r for r in moved if r is not None]
    return SheetTrace(canvas.place_alone(), [candidates[k] for k in kept], symbols, found)


def _renumbered(route: Route, kept: dict[int, int]) -> Route | None:
    ends = []
    for terminal in (route.source, route.target):
        if terminal.symbol is not None and terminal.symbol not in kept:
            return None
        ends.append(replace(terminal, symbol=None if terminal.symbol is None else kept[terminal.symbol]))
    return replace(route, source=ends[0], target=ends[1])


def _symbol(sheet: FlowSheet, canvas: Canvas, words: list[Word], candidate: Candidate, box: Box, row: int) -> Symbol:
    return Symbol(
        page=sheet.page.number,
        box=box.rounded(),
        shape=candidate.shape,
        drawn_as=candidate.drawn_as,
        row=row,
        column=seat_of(sheet, canvas, candidate),
        text=text_inside(words, box, candidate.drawn_as),
        confidence=candidate.fit,
        columns=_covered(sheet, box),
    )


def _covered(sheet: FlowSheet, box: Box) -> tuple[int, ...]:
    """The actor columns that a symbol lies over, if they are several: one on the border of two belongs to one of them."""
    covered = [
        index
        for index, column in actor_columns(sheet)
        if min(box.x1, column.x1) - max(box.x0, column.x0) >= COVERED * (column.x1 - column.x0)
    ]
    return tuple(covered) if len(covered) >= FEWEST_COVERED else ()


def _row_at(sheet: FlowSheet, y: float) -> int | None:
    """The row at height `y`; the first or last one beyond the table's ends, None for a sheet without rows."""
    if not sheet.rows:
        return None
    return min(sheet.rows, key=lambda r: max(r[1].top - y, y - r[1].bottom, 0.0))[0]
