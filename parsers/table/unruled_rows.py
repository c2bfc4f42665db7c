"""Rows that no rule parts: where the No column counts several steps between two rules, each number begins a row."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from models.layout import Column
from models.page import Page, Word
from parsers.grid import Lattice
from parsers.spans import group_lines, to_line
from parsers.values.numbers import parse_step_number

#: Numbers of two steps stand further apart than this many of their heights ("12" broken by a narrow column does not).
APART = 0.6
#: A rule between two steps is theirs if this share of the No column is ruled.
RULED = 0.7


def with_unruled_rows(page: Page, lattice: Lattice, columns: list[Column], bounds: list[float]) -> list[float]:
    """The row bounds and, between two of them, one before each further number of a step that stands there.

    A bound is put where a rule in the No column parts the numbers (the text beside them is merged), else into the widest
    strip that no line of text crosses. Where the No column has no such run of numbers the bounds stay as they are.
    """
    number = next((c for c in columns if c.role == "number"), None)
    if number is None:
        return bounds
    inside = [w for w in page.words if bounds[0] <= w.box.centre[1] <= bounds[-1]]
    counted = [w for w in inside if number.x0 - 1 <= w.box.centre[0] < number.x1]
    found: list[float] = []
    for top, bottom in pairwise(bounds):
        numbers = _numbers([w for w in counted if top <= w.box.centre[1] < bottom])
        for (_, above), (_, below) in pairwise(numbers):
            found.append(_ruled_between(lattice, number, above, below) or _gap(columns, inside, above, below))
    return sorted([*bounds, *found])


def _numbers(words: Sequence[Word]) -> list[tuple[int, Word]]:
    """The cell's numbers with the word of each, where it holds nothing but a count that goes on step by step."""
    lines = group_lines(words)
    numbers = [(parse_step_number(to_line(line).text), line[0]) for line in lines]
    for (one, above), (other, below) in pairwise(numbers):
        room = below.box.top - above.box.bottom
        if one is None or other != one + 1 or room < APART * above.box.height:
            return []
    return [(n, word) for n, word in numbers if n is not None]


def _ruled_between(lattice: Lattice, number: Column, above: Word, below: Word) -> float | None:
    heights = [
        r.position
        for r in lattice.rows
        if above.box.bottom - 1 <= r.position <= below.box.top + 1 and r.drawn(number.x0 + 1, number.x1 - 1) >= RULED
    ]
    return heights[0] if heights else None


def _gap(columns: list[Column], words: Sequence[Word], above: Word, below: Word) -> float:
    """The middle of the widest strip between two numbers that no text outside the actor columns crosses."""
    texts = [c for c in columns if c.role != "actor"]
    top, bottom = above.box.centre[1], below.box.centre[1]
    spans = sorted(
        (w.box.top, w.box.bottom)
        for w in words
        if w.box.bottom > top and w.box.top < bottom and any(c.x0 <= w.box.centre[0] < c.x1 for c in texts)
    )
    best, reached = (0.0, below.box.top), top
    for start, end in spans:
        if start - reached > best[0]:
            best = (start - reached, (start + reached) / 2)
        reached = max(reached, end)
    return best[1]
