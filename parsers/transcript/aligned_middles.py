"""Rows whose numbers stand in the middle of them, parted where nothing but that says where one ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

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


def _starts(cells: Sequence[list[str]], numbered: Sequence[bool]) -> list[int]:
    """Where rows but the first begin; [] where one way to cut is not better than all others."""
    steps = [i for i, has_number in enumerate(numbered) if has_number]
    if len(steps) < 2:
        return []
    ways = sorted(_ways(cells, steps, 0), key=lambda way: way[0])
    if not ways or (len(ways) > 1 and ways[0][0] == ways[1][0]):
        return []
    return ways[0][1]


def _ways(cells: Sequence[list[str]], steps: Sequence[int], start: int) -> Iterator[tuple[int, list[int]]]:
    """The ways to cut lines from `start` on into a row for each step, with how far the numbers are off the middles."""
    step, *others = steps
    ends = range(step, others[0]) if others else [len(cells) - 1]
    for end in ends:
        off = abs(start + end - 2 * step)
        if off > OFF_MIDDLE or not _begins_step(cells[start : end + 1]):
            continue
        if not others:
            yield off, []
            continue
        for more, starts in _ways(cells, others, end + 1):
            yield off + more, [end + 1, *starts]


def _begins_step(lines: Sequence[list[str]]) -> bool:
    """Whether the activity that the lines hold begins with a capital."""
    return next((line[1] for line in lines if line[1]), "")[:1].isupper()
