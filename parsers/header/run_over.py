"""Lines that run over the foot of their cell into the next one, where they are printed over its own first line."""

from __future__ import annotations

from collections.abc import Sequence

from models.geometry import Box
from models.page import Word

#: A line runs over where the rule over its words cuts off so much of their height, and lies over so much of another.
CUT_OFF, OVERPRINTED = 0.2, 0.3
#: Cells on both sides of a rule are so near, pt.
NEAR_PT = 3.0


def handed_up(cells: Sequence[Box], inside: dict[int, list[Word]]) -> dict[int, list[Word]]:
    """`inside`, the words by the number of their cell, with such lines in the cells that they come from: of "Tanggal /
    Pembuatan" in a row for one line the second word stood as the label of the next row.
    """
    out = {number: list(words) for number, words in inside.items()}
    for number, words in inside.items():
        cell = cells[number]
        over = [w for w in words if cell.top - w.box.top >= CUT_OFF * w.box.height]
        own = [w for w in words if w not in over] if over else []
        if not any(_is_over(one, other) for one in over for other in own):
            continue
        above = [
            k for k, c in enumerate(cells) if abs(c.bottom - cell.top) <= NEAR_PT and c.x0 <= over[0].box.x0 <= c.x1
        ]
        if len(above) == 1 and inside.get(above[0]):
            out[above[0]] += over
            out[number] = [w for w in out[number] if w not in over]
    return out


def _is_over(one: Word, other: Word) -> bool:
    low = min(one.box.height, other.box.height)
    return one.box.overlap_x(other.box) > 0 and one.box.overlap_y(other.box) >= OVERPRINTED * low
