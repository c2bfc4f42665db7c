"""Words -> printed lines -> spans of text that keep their place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from models.geometry import Box, union
from models.layout import Line, Span
from models.page import Word

#: Words whose vertical centres lie closer than this share of the smaller word's height stand on one line.
SAME_LINE = 0.5
#: A gap wider than this many line heights parts a printed line into segments that do not belong together.
SEGMENT_GAP = 1.6


def group_lines(words: Iterable[Word]) -> list[list[Word]]:
    """Words in printed lines, top to bottom, each line left to right.

    Words that the OCR read as one line stay together: their boxes follow the letters' shapes and may differ in height.
    """
    pieces = [(_middle(piece), piece[0].box.x0, piece) for piece in _read_together(words)]
    lines: list[list[Word]] = []
    places: list[tuple[float, float]] = []  # of each line its middle and its height
    for middle, _, piece in sorted(pieces, key=lambda p: p[:2]):
        height = _height(piece)
        for k in range(len(lines) - 1, max(-1, len(lines) - 5), -1):
            if abs(places[k][0] - middle) < SAME_LINE * min(places[k][1], height):
                lines[k].extend(piece)
                places[k] = _middle(lines[k]), max(places[k][1], height)
                break
        else:
            lines.append(list(piece))
            places.append((middle, height))
    for line in lines:
        line.sort(key=lambda w: w.box.x0)
    return sorted(lines, key=_middle)


def _read_together(words: Iterable[Word]) -> list[list[Word]]:
    """Words of one OCR line as one piece; words of a text layer each by itself."""
    pieces: list[list[Word]] = []
    by_line: dict[int, list[Word]] = {}
    for word in words:
        if word.line < 0:
            pieces.append([word])
        elif word.line in by_line:
            by_line[word.line].append(word)
        else:
            by_line[word.line] = [word]
            pieces.append(by_line[word.line])
    return pieces


def _middle(words: Sequence[Word]) -> float:
    if len(words) == 1:
        return words[0].box.centre[1]
    return sum([w.box.centre[1] for w in words]) / len(words)


def _height(words: Sequence[Word]) -> float:
    return max([w.box.height for w in words])


def split_segments(line: Sequence[Word]) -> list[list[Word]]:
    """One printed line cut at wide gaps (columns that no rule parts)."""
    segments: list[list[Word]] = []
    for word in line:
        if segments:
            before = segments[-1][-1].box
            if word.box.x0 - before.x1 <= SEGMENT_GAP * max(before.height, word.box.height):
                segments[-1].append(word)
                continue
        segments.append([word])
    return segments


def to_line(words: Sequence[Word]) -> Line:
    """One printed line; its confidence is the least sure word's, its alternatives its words'."""
    alternatives = {(a.text, a.reader): a for word in words for a in word.alternatives}
    return Line(
        " ".join(w.text for w in words),
        union(w.box for w in words),
        min(w.confidence for w in words),
        tuple(alternatives.values()),
        any(w.by_hand for w in words),
    )


def to_span(words: Iterable[Word], page: int, place: Box | None = None) -> Span:
    """All words as one span, reading order; an empty span at `place` for none."""
    found = list(words)
    lines = tuple(to_line(line) for line in group_lines(found))
    box = union(w.box for w in found) if found else place
    return Span(page, lines, box, found[0].origin if found else "pdf")


def join_spans(spans: Iterable[Span]) -> Span:
    """Several spans of one page as one, in the order given. ValueError for none."""
    parts = list(spans)
    if not parts:
        raise ValueError("join of no spans")
    boxes = [p.box for p in parts if p.box]
    lines = tuple(line for p in parts for line in p.lines)
    return Span(
        parts[0].page, lines, union(boxes) if boxes else None, next((p.origin for p in parts if p), parts[0].origin)
    )
