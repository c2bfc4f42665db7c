"""The drawn flow: symbols, routes and labels of the actor columns."""

from __future__ import annotations

from models.layout import FlowSheet, Symbol
from parsers.flow.trace import trace_sheet

__all__ = ["find_symbols"]


def find_symbols(sheet: FlowSheet) -> list[Symbol]:
    """The symbols of one page, top to bottom and left to right; an empty list where there are none."""
    traced = trace_sheet(sheet)
    return traced.symbols if traced else []
