"""Strokes in pixels: pieces of one line joined over its gaps, doubled lines merged."""

from __future__ import annotations

from typing import NamedTuple

#: A gap in a broken rule; far below the narrowest column, so that a missing piece of a merged cell is never bridged.
MAX_GAP_PT = 4.0
#: How far apart two pieces of one rule may lie sideways at the gap.
MAX_STEP_PT = 1.0
#: Parallel strokes nearer than this are one doubled rule where they run side by side for most of the longer one and begin
#: or end together within so much: a flow line beside a column's rule begins after it and ends before it.
DOUBLE_PT, TOGETHER_PT = 2.5, 6.0
#: Nearer than this a shorter stroke beside a longer one is a part of it (ragged edge, double rule with gaps).
RAGGED_PT = 1.5
SIDE_BY_SIDE = 0.8


class Stroke(NamedTuple):
    """A piece of line work in pixels, seen lying: `y0`, `y1` are its middle at its ends `x0`, `x1` (half open)."""

    x0: float
    x1: float
    y0: float
    y1: float
    thickness: float

    @property
    def length(self) -> float:
        return self.x1 - self.x0

    @property
    def middle(self) -> float:
        return (self.y0 + self.y1) / 2

    def moved(self, x: int, y: int) -> Stroke:
        return Stroke(self.x0 + x, self.x1 + x, self.y0 + y, self.y1 + y, self.thickness)


def join(pieces: list[Stroke], scale: float) -> list[Stroke]:
    """Join pieces that follow one another on one line, from left to right."""
    open_ends: list[Stroke] = []
    for piece in sorted(pieces):
        best = None
        for k, earlier in enumerate(open_ends):
            gap = piece.x0 - earlier.x1
            step = abs(piece.y0 - earlier.y1)
            if -MAX_STEP_PT * scale <= gap <= MAX_GAP_PT * scale and step <= max(1.5, MAX_STEP_PT * scale):
                best = k if best is None or step < abs(piece.y0 - open_ends[best].y1) else best
        if best is None:
            open_ends.append(piece)
        else:
            open_ends[best] = _joined(open_ends[best], piece)
    return open_ends


def _joined(left: Stroke, right: Stroke) -> Stroke:
    drawn = left.thickness * left.length + right.thickness * right.length
    return Stroke(left.x0, right.x1, left.y0, right.y1, drawn / (left.length + right.length))


def merge_doubles(strokes: list[Stroke], scale: float) -> list[Stroke]:
    """Merge parallel strokes that are one doubled or ragged rule; longer strokes absorb shorter ones."""
    kept: list[Stroke] = []
    bands: list[tuple[float, float]] = []
    for stroke in sorted(strokes, key=lambda s: -s.length):
        above, below = _band(stroke, DOUBLE_PT * scale)
        for k, (top, bottom) in enumerate(bands):
            if top <= below and above <= bottom and _same_rule(kept[k], stroke, scale):
                kept[k] = _merged(kept[k], stroke)
                bands[k] = _band(kept[k], 0.0)
                break
        else:
            kept.append(stroke)
            bands.append(_band(stroke, 0.0))
    return kept


def _band(stroke: Stroke, around: float) -> tuple[float, float]:
    """Between which heights a stroke lies, and so much around it."""
    reach = stroke.thickness / 2 + around
    return min(stroke.y0, stroke.y1) - reach, max(stroke.y0, stroke.y1) + reach


def _same_rule(longer: Stroke, shorter: Stroke, scale: float) -> bool:
    overlap = min(longer.x1, shorter.x1) - max(longer.x0, shorter.x0)
    if overlap < SIDE_BY_SIDE * shorter.length:
        return False
    x = (max(longer.x0, shorter.x0) + min(longer.x1, shorter.x1)) / 2
    gap = abs(_level(longer, x) - _level(shorter, x)) - (longer.thickness + shorter.thickness) / 2
    together = min(abs(longer.x0 - shorter.x0), abs(longer.x1 - shorter.x1)) <= TOGETHER_PT * scale
    return gap <= RAGGED_PT * scale or (
        gap <= DOUBLE_PT * scale and overlap >= SIDE_BY_SIDE * longer.length and together
    )


def _merged(longer: Stroke, shorter: Stroke) -> Stroke:
    """The longer stroke; where the other runs beside most of it, a thick one over both."""
    if shorter.length < SIDE_BY_SIDE * longer.length:
        return longer
    both = (longer, shorter)
    y0, y1 = (sum(s[i] for s in both) / 2 for i in (2, 3))
    top = min(s.middle - s.thickness / 2 for s in both)
    bottom = max(s.middle + s.thickness / 2 for s in both)
    return Stroke(min(s.x0 for s in both), max(s.x1 for s in both), y0, y1, bottom - top)


def _level(stroke: Stroke, x: float) -> float:
    return stroke.y0 + (stroke.y1 - stroke.y0) * (x - stroke.x0) / max(stroke.length, 1.0)
