"""The drawn flow: symbols, routes and labels of the actor columns."""

from __future__ import annotations

from collections.abc import Sequence

from models.document import Flow
from models.evidence import Evidence
from models.layout import FlowSheet, Symbol
from parsers.flow.assemble import assemble_flow
from parsers.flow.circles import settle_circles
from parsers.flow.terminators import settle_terminators
from parsers.flow.trace import trace_sheet

__all__ = ["find_symbols", "read_flow"]


def find_symbols(*sheets: FlowSheet) -> list[Symbol]:
    """The symbols of one SOP, page by page, each page's top to bottom and left to right; an empty list for none."""
    traces = [trace_sheet(sheet) for sheet in sheets]
    symbols = [symbol for traced in traces if traced for symbol in traced.symbols]
    return settle_terminators(settle_circles(sheets, symbols))


def read_flow(
    sheets: Sequence[FlowSheet],
    symbols: Sequence[Symbol],
    row_activity: Sequence[str | None],
    column_actor: Sequence[str | None],
) -> tuple[Flow, dict[str, Evidence]]:
    """The flow of one SOP over its pages, and what its mended labels were read from.

    A node for every symbol, an edge for every drawn way.

    `symbols`: those that find_symbols gave for these sheets. `row_activity`: activity id by table row, `column_actor`:
    actor id by table column; None where a row or column has none. Pages without a picture give nodes without edges.
    """
    return assemble_flow(sheets, [trace_sheet(sheet) for sheet in sheets], symbols, row_activity, column_actor)
