"""Lines of text that keep their columns by spaces: the runs of words in them, with their places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.values.numbers import parse_step_number

#: Two spaces or more part cells.
_SEGMENT = re.compile(r"\S+(?: \S+)*")
#: The number of a step and what follows a space behind it.
_NUMBER = re.compile(r"(\d{1,3}[.)]?) (?=\S)")
#: A row that counts the columns of a table has so many numbers at least.
MIN_COUNTED = 4


@dataclass(frozen=True)
class Segment:
    """Words of a line that single spaces part; `start` and `end` in letters."""

    start: int
    end: int
    text: str

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2


def segments_of(line: str) -> list[Segment]:
    """The runs of words of a line, from left to right."""
    return [Segment(m.start(), m.end(), m[0]) for m in _SEGMENT.finditer(line.expandtabs())]


def parted(segment: Segment) -> list[Segment]:
    found = re.finditer(r"\S+", segment.text)
    return [Segment(segment.start + m.start(), segment.start + m.end(), m[0]) for m in found]


def words_of(line: Sequence[Segment]) -> list[str]:
    return [word for segment in line for word in segment.text.split()]


def counts(words: Sequence[str]) -> bool:
    """Whether the words count the columns: 1 2 3 or (1) (2) (3)."""
    numbers = [parse_step_number(word.strip("()")) for word in words]
    return len(numbers) >= MIN_COUNTED and numbers == list(range(1, len(numbers) + 1))


def cut_at(line: Sequence[Segment], borders: Sequence[int]) -> list[Segment]:
    """The line's segments, cut before the words that begin at a border: columns may stand but one space apart."""
    found: list[Segment] = []
    for segment in line:
        begun = None
        for word in parted(segment):
            if begun is None or word.start in borders:
                found.append(word)
            else:
                found[-1] = Segment(begun, word.end, segment.text[begun - segment.start : word.end - segment.start])
            begun = found[-1].start
    return found


def number_apart(line: Sequence[Segment]) -> list[Segment]:
    """The line's segments, a number before the first one's text as a segment of its own: a wide one stands but a space
    from it."""
    if not line or (found := _NUMBER.match(line[0].text)) is None:
        return list(line)
    first, end = line[0], line[0].start + found.end()
    return [Segment(first.start, end - 1, found[1]), Segment(end, first.end, first.text[found.end() :]), *line[1:]]
