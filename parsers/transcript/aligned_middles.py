"""Rows whose numbers stand in the middle of them, parted where nothing but that says where one ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from models.markers import MARKER_WORDS

#: What stands beside a decision's symbol; longer answers are words of cells, too.
ANSWERS = ("ya", "tidak")
#: A number stands in the middle of its row's lines, so many half lines off at most.
OFF_MIDDLE = 1


def is_of_drawing(line: Sequence[str]) -> bool:
    words = [word.casefold() for text in line for word in text.split()]
    return all(word in ANSWERS or word in MARKER_WORDS or (len(word) == 1 and word.isalpha()) for word in words)


def cut_between_middles(parts: Sequence[int], cells: Sequence[list[str]], numbered: Sequence[bool]) -> list[int]:
    """The part of each line, those with several numbers cut between them so that each stands in the middle of its lines.

    A part is left as it is where no cut, or more than one, does so best.
    """
    found: list[int] = []
    label = 0
    for _, group in groupby(range(len(parts)), key=lambda i: parts[i]):
        lines = list(group)
        texts = [i for i in lines if not is_of_drawing(cells[i])]
        firsts = {texts[start] for start in _starts([cells[i] for i in texts], [numbered[i] for i in texts])}
        for i in lines:
            label += i in firsts or i == lines[0]
            found.append(label)
    return found


@dataclass(frozen=True)
class _Cut:
    """Lines cut into a row for each number: where the rows start, by how many half lines their numbers are off the middles
    in all, and how many ways of cutting are as good.
    """

    starts: tuple[int, ...]
    off: int
    ways: int


def _starts(cells: Sequence[list[str]], numbered: Sequence[bool]) -> tuple[int, ...]:
    """Where rows but the first begin; () where one way to cut is not better than all others."""
    steps = [i for i, has_number in enumerate(numbered) if has_number]
    if len(steps) < 2:
        return ()
    # From the last row up: the best cut of all lines from each one on where the row of that step may start.
    best = {len(cells): _Cut((), 0, 1)}
    for before, step in reversed(list(pairwise([-1, *steps]))):
        cuts = {start: _cut(cells, start, step, best) for start in range(before + 1, step + 1)}
        best = {start: cut for start, cut in cuts.items() if cut}
    return best[0].starts[1:] if 0 in best and best[0].ways == 1 else ()


def _cut(cells: Sequence[list[str]], start: int, step: int, after: Mapping[int, _Cut]) -> _Cut | None:
    """The best cut of the lines from `start` on, the first row of which has its number in line `step`."""
    cuts = []
    for end in range(max(step, 2 * step - start - OFF_MIDDLE), 2 * step - start + OFF_MIDDLE + 1):
        if (rest := after.get(end + 1)) and _begins_step(cells[start : end + 1]):
            cuts.append(_Cut((start, *rest.starts), rest.off + abs(start + end - 2 * step), rest.ways))
    least = min((cut.off for cut in cuts), default=0)
    cuts = [cut for cut in cuts if cut.off == least]
    return replace(cuts[0], ways=sum(cut.ways for cut in cuts)) if cuts else None


def _begins_step(lines: Sequence[list[str]]) -> bool:
    """Whether the activity that the lines hold begins with a capital."""
    return next((line[1] for line in lines if line[1]), "")[:1].isupper()
