"""Pictograms that hang on the flow without being a step of it: a form or a document handed over."""

from __future__ import annotations

from statistics import median

from parsers.flow.routes import Route
from parsers.flow.symbols import Candidate

#: A pictogram is a document drawn smaller than this share of the page's other symbols.
SMALLER = 0.75


def find_annotations(candidates: list[Candidate], routes: list[Route]) -> set[int]:
    """Indices of small documents that no arrow enters: they hang by a plain line on a route or on a symbol."""
    sizes = [_area(c) for c in candidates if c.drawn_as != "document"]
    if not sizes:
        return set()
    usual = median(sizes)
    entered = {r.target.symbol for r in routes if r.target.arrow}
    return {
        number
        for number, candidate in enumerate(candidates)
        if candidate.drawn_as == "document" and _area(candidate) < SMALLER * usual and number not in entered
    }


def _area(candidate: Candidate) -> int:
    return candidate.box.width * candidate.box.height
