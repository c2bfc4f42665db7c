"""A table printed over pages side by side: its flow is read as drawn, over the pages' edges."""

from __future__ import annotations

import numpy as np
import pytest

from models.geometry import Box
from models.layout import Column, FlowSheet, Span
from models.page import Page, Raster
from parsers.flow import find_symbols, read_flow
from parsers.table.side_by_side import at_home, flow_at_home, lay_together
from tests.flow_sketch import ACTORS, BORDERS, SCALE, Sketch, drawn, read

#: The sheet is cut at the border after the first actor; the second page's print begins so far from its left edge.
CUT, MARGIN = BORDERS[2], 36.0


def elbow(head: str = "filled") -> Sketch:
    """A step of A leads to one of C, and this one back to one of A: two lines run over the cut."""
    sketch = Sketch()
    for place in ((0, 0), (2, 1), (0, 2)):
        sketch.box(*sketch.at(*place))
    (x, y), (u, v), (z, w) = sketch.at(0, 0), sketch.at(2, 1), sketch.at(0, 2)
    sketch.arrow((x + 26, y), (u, y), (u, v - 14), head=head)
    sketch.arrow((u, v + 13), (u, w), (z + 26, w), head=head)
    return sketch


def cut(sheet: FlowSheet, down: float = 0.0, scale: float = SCALE) -> tuple[FlowSheet, FlowSheet]:
    """The sheet's part left of the cut, and the rest on a page of its own, `down` lower."""
    raster = sheet.page.raster
    border, margin, lower = round(CUT * SCALE), round(MARGIN * SCALE), round(down * SCALE)
    blank = Span(1)
    here = Raster(raster.colour.copy(), raster.linework.copy(), SCALE)
    here.colour[:, border + 1 :], here.linework[:, border + 1 :] = 255, 0
    there = Raster(np.full_like(raster.colour, 255), np.zeros_like(raster.linework), scale)
    height, width = raster.linework.shape
    moved = np.s_[lower:, margin : margin + width - border]
    there.colour[moved], there.linework[moved] = (
        raster.colour[: height - lower, border:],
        raster.linework[: height - lower, border:],
    )
    right = MARGIN - CUT
    columns = sheet.columns
    left = FlowSheet(
        Page(1, 540.0, 400.0, raster=here),
        Box(BORDERS[0], sheet.body.top, CUT, sheet.body.bottom),
        columns[:2] + [Column(c.role, c.heading) for c in columns[2:]],
        [(k, box._replace(x1=CUT)) for k, box in sheet.rows],
        [r for r in sheet.rulings if r.orientation == "h" or r.position <= CUT],
    )
    rest = FlowSheet(
        Page(2, 540.0, 400.0, raster=there),
        Box(MARGIN, sheet.body.top + down, BORDERS[-1] + right, sheet.body.bottom + down),
        [Column("other", blank)] * 2 + [Column(c.role, c.heading, c.x0 + right, c.x1 + right) for c in columns[2:]],
        [(k, Box(MARGIN, box.top + down, box.x1 + right, box.bottom + down)) for k, box in sheet.rows],
        [
            r._replace(position=r.position + down, start=MARGIN, end=r.end + right)
            if r.orientation == "h"
            else r._replace(position=r.position + right, start=r.start + down, end=r.end + down)
            for r in sheet.rulings
            if r.orientation == "h" or r.position >= CUT
        ],
    )
    return left, rest


@pytest.mark.parametrize("down", [0.0, 14.0])
def test_flow_runs_over_the_edge_of_the_page_beside(down):
    whole = elbow().sheet()
    left, rest = cut(whole, down)
    laid = lay_together(left, [rest])
    assert drawn(read(laid.sheet)) == drawn(read(whole)) == [("K0A", "K1C", None), ("K1C", "K2A", None)]


def test_every_symbol_has_the_page_and_place_it_is_printed_at():
    left, rest = cut(elbow().sheet(), down=14.0)
    laid = [lay_together(left, [rest])]
    symbols = find_symbols(laid[0].sheet)
    flow, evidence = read_flow([laid[0].sheet], symbols, ["K0", "K1", "K2"], [None, *ACTORS, None])
    flow, _ = flow_at_home(laid, flow, evidence)
    assert [node.page for node in flow.nodes] == [1, 2, 1]
    box = flow.nodes[1].bbox
    x, y = elbow().at(2, 1)
    assert np.allclose(Box(*box).centre, (x - CUT + MARGIN, y + 14.0), atol=1.0)
    assert [at_home(laid, s).box for s in symbols if s.row == 1] == [box]


def test_pages_of_another_scale_or_with_other_rows_stay_apart():
    left, rest = cut(elbow().sheet(), scale=SCALE * 1.1)
    assert lay_together(left, [rest]).sheet is left
    left, rest = cut(elbow().sheet())
    rest.rows = rest.rows[:-1]
    assert lay_together(left, [rest]).sheet is left
