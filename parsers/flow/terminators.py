"""What rounded boxes mean where nothing else is drawn: then they are the steps, and no mark of beginning and end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from models.layout import Symbol
from parsers.flow.shapes import meaning

#: A sheet has a beginning and two or three ends at most: of so many rounded boxes without a plain one some are steps.
FEWEST_STEPS = 5


def settle_terminators(symbols: Sequence[Symbol]) -> list[Symbol]:
    """The symbols of one SOP, its terminators taken for steps where they are many and no other form is a step."""
    ends = [s for s in symbols if s.shape == "terminator"]
    if len(ends) < FEWEST_STEPS or any(s.shape == "process" for s in symbols):
        return list(symbols)
    return [replace(s, shape=meaning("rectangle")) if s.shape == "terminator" else s for s in symbols]
