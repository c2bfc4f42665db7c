"""Slices of a sheet on pages of their own, laid side by side as on the screen: flow lines run over the pages' edges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from models.document import Flow
from models.evidence import Evidence
from models.geometry import Box
from models.layout import Column, FlowSheet, Symbol
from models.page import Page, Raster, Ruling

#: Rows of two slices lie on the same heights if, once shifted, none of their borders differs by more than this.
SAME_HEIGHT_PT = 2.0
#: Pictures of pages are laid together only at the same scale, within this share: nothing is resampled for it.
SAME_SCALE = 1e-3


@dataclass(frozen=True)
class Piece:
    """A page's strip in the whole: from `begins` to `ends` there, moved by `right`, `down` from where it is printed."""

    page: int
    begins: float
    ends: float
    right: float
    down: float


@dataclass
class LaidSheet:
    """A sheet whose slices lie side by side in one picture, and where each piece of it comes from.

    `sheet` has the number of its leftmost page; its points are that page's as far as the first piece goes.
    """

    sheet: FlowSheet
    pieces: list[Piece]

    def home(self, page: int, box: Box) -> tuple[int, Box]:
        """The page that a place of this sheet is printed on, and its box there; those of other pages unchanged."""
        if page != self.sheet.page.number:
            return page, box
        x = box.centre[0]
        piece = next((p for p in self.pieces if x < p.ends), self.pieces[-1])
        x0, x1 = max(box.x0, piece.begins), min(box.x1, piece.ends)
        return piece.page, Box(x0 - piece.right, box.top - piece.down, x1 - piece.right, box.bottom - piece.down)


def lay_together(left: FlowSheet, slices: Sequence[FlowSheet]) -> LaidSheet:
    """`left` with those of `slices` at its right, in order, whose rows and scale are its own; the rest is for the caller.

    A slice taken is one whose page has a piece. Points of the result go on to the right of the left page's body.
    """
    raster = left.page.raster
    fitting = [s for s in slices if raster is not None and _fits(left, s)]
    ends = left.body.x1
    pieces = [Piece(left.page.number, 0.0, ends, 0.0, 0.0)]
    for piece in fitting:
        # Whole pixels: the strips are set side by side, not resampled.
        scale = raster.scale
        begins = round(ends * scale) / scale
        right = begins - round(piece.body.x0 * scale) / scale
        down = round(_down(left, piece) * scale) / scale
        ends = piece.body.x1 + right
        pieces.append(Piece(piece.page.number, begins, ends, right, down))
    if not fitting:
        return LaidSheet(left, pieces)
    sheets = [left, *fitting]
    page = Page(
        number=left.page.number,
        width=ends,
        height=left.page.height,
        words=[
            word._replace(box=_moved(word.box, p))
            for sheet, p in zip(sheets, pieces, strict=True)
            for word in sheet.page.words
            if p.begins <= word.box.centre[0] + p.right < p.ends
        ],
        raster=_picture(sheets, pieces, raster.scale),
        text_origin=left.page.text_origin,
    )
    columns = list(left.columns)
    for sheet, p in zip(fitting, pieces[1:], strict=True):
        for index, column in enumerate(sheet.columns):
            if column.x1 > column.x0:
                columns[index] = Column(column.role, column.heading, column.x0 + p.right, column.x1 + p.right)
    body = Box(left.body.x0, left.body.top, ends, left.body.bottom)
    rows = [(index, Box(box.x0, box.top, ends, box.bottom)) for index, box in left.rows]
    rulings = [_moved_rule(rule, p) for sheet, p in zip(sheets, pieces, strict=True) for rule in sheet.rulings]
    return LaidSheet(FlowSheet(page, body, columns, rows, rulings), pieces)


def at_home(laid: Sequence[LaidSheet], symbol: Symbol) -> Symbol:
    """The symbol with the page and place it is printed at."""
    page, box = _home(laid, symbol.page, symbol.box)
    return replace(symbol, page=page, box=box)


def flow_at_home(
    laid: Sequence[LaidSheet], flow: Flow, evidence: dict[str, Evidence]
) -> tuple[Flow, dict[str, Evidence]]:
    """The flow and its evidence with the pages and places they are printed at."""
    nodes = []
    for node in flow.nodes:
        page, box = _home(laid, node.page, node.bbox)
        nodes.append(node.model_copy(update={"page": page, "bbox": box}))
    places = {}
    for key, entry in evidence.items():
        page, box = _home(laid, entry.page, entry.bbox) if entry.bbox else (entry.page, None)
        places[key] = entry.model_copy(update={"page": page, "bbox": box})
    return flow.model_copy(update={"nodes": nodes}), places


def _home(laid: Sequence[LaidSheet], page: int, box: Box) -> tuple[int, Box]:
    found = next((sheet for sheet in laid if sheet.sheet.page.number == page and len(sheet.pieces) > 1), None)
    if found is None:
        return page, box
    page, box = found.home(page, Box(*box))
    return page, box.rounded()


def _fits(left: FlowSheet, piece: FlowSheet) -> bool:
    here, there = left.page.raster, piece.page.raster
    if here is None or there is None or abs(there.scale / here.scale - 1) > SAME_SCALE:
        return False
    if [index for index, _ in piece.rows] != [index for index, _ in left.rows]:
        return False
    down = _down(left, piece)
    gaps = (
        abs(b + down - a)
        for (_, one), (_, other) in zip(left.rows, piece.rows, strict=True)
        for a, b in ((one.top, other.top), (one.bottom, other.bottom))
    )
    return max(gaps, default=np.inf) <= SAME_HEIGHT_PT


def _down(left: FlowSheet, piece: FlowSheet) -> float:
    return left.rows[0][1].top - piece.rows[0][1].top if left.rows and piece.rows else 0.0


def _moved(box: Box, piece: Piece) -> Box:
    return Box(box.x0 + piece.right, box.top + piece.down, box.x1 + piece.right, box.bottom + piece.down)


def _moved_rule(rule: Ruling, piece: Piece) -> Ruling:
    across, along = (piece.right, piece.down) if rule.orientation == "v" else (piece.down, piece.right)
    return rule._replace(position=rule.position + across, start=rule.start + along, end=rule.end + along)


def _picture(sheets: Sequence[FlowSheet], pieces: Sequence[Piece], scale: float) -> Raster:
    """The strips' pictures in one, white where a page is shorter than the highest."""
    height = max(sheet.page.raster.linework.shape[0] for sheet in sheets)
    width = round(pieces[-1].ends * scale)
    colour = np.full((height, width, 3), 255, np.uint8)
    linework = np.zeros((height, width), np.uint8)
    for sheet, piece in zip(sheets, pieces, strict=True):
        begins, ends = round(piece.begins * scale), round(piece.ends * scale)
        right, down = round(piece.right * scale), round(piece.down * scale)
        raster = sheet.page.raster
        ends = min(ends, raster.linework.shape[1] + right)
        top, bottom = max(0, down), min(height, raster.linework.shape[0] + down)
        there = np.s_[top:bottom, begins:ends]
        here = np.s_[top - down : bottom - down, begins - right : ends - right]
        colour[there], linework[there] = raster.colour[here], raster.linework[here]
    return Raster(colour, linework, scale)
