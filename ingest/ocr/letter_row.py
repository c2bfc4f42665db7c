"""A row of letters under strokes: every name that the paper between the strokes allows, by how well its letters fit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import cv2
import numpy as np

from ingest.ocr.name_grammar import ENDS, KINDS, SPACES, STEPS, State
from ingest.ocr.page_type import INK_STEPS, InkModel, ink_steps
from ingest.ocr.type_faces import LETTERS, advances, letter

#: Neighbouring pixels are no independent witnesses: they count so much each.
WEIGHT = 0.15
#: Places are told to half a pixel; a letter may stand one such step off at this cost, in nats.
STEPS_PER_PX, OFF_PLACE = 2, 0.3
#: A space is at least and at most so many times as wide as the face's own, at this cost.
NARROWEST_SPACE, WIDEST_SPACE, WIDE_SPACE = 0.75, 1.9, 1.0
#: Rows of pixels that a line may slope up or down by.
SLOPE_PX = 1
#: Names that fit less well than the best by so much, in nats, are left out.
FAR = 9.0
#: Where more names than this fit, the paper shows too little: clear ones had 11-46 beside them, hopeless ones thousands.
MOST_NAMES = 200
#: Ink of a letter below this is none; one letter's places this near (steps) are one place.
FAINT, SAME_PLACE = 0.05, 6
_NONE = -1e9
#: States that a space leads to.
_SPACED = sorted({end for _, end, _ in SPACES})


class LetterFit(NamedTuple):
    """`gains` (letters, steps): how much likelier the paper is with a letter whose pen stands there than without, in nats;
    `baseline`: its row.
    """

    gains: np.ndarray
    baseline: int


class NameReading(NamedTuple):
    """`names`: what fits, with its nats; of the best the `letters` with where their pens stand and the `end`, in pixels of
    the strip.
    """

    names: dict[str, float]
    letters: tuple[tuple[str, float], ...]
    end: float

    @property
    def start(self) -> float:
        return self.letters[0][1]


def fit_letters(log_chances: np.ndarray, model: InkModel) -> LetterFit | None:
    """Letters on the one line that a strip holds; None where it is too low for them.

    `log_chances` (INK_STEPS, h, w): how likely what each pixel shows is where a letter has so much ink, in nats.
    """
    gains = log_chances - log_chances[:1]
    room = letter(model.lettering, "H", 0.0)
    height, width = room.ink.shape
    rows, columns = gains.shape[1] - height + 1, gains.shape[2]
    if rows < 1:
        return None
    gains = np.pad(gains, ((0, 0), (0, 0), (width, width))).astype(np.float32)
    found = np.zeros((rows, len(LETTERS), STEPS_PER_PX * columns), np.float32)
    for number, character in enumerate(LETTERS):
        for half in range(STEPS_PER_PX):
            drawn = letter(model.lettering, character, half / STEPS_PER_PX)
            high, wide = (np.flatnonzero(drawn.ink.max(axis=axis) > FAINT) for axis in (1, 0))
            top, bottom, left = int(high[0]), int(high[-1]) + 1, int(wide[0])
            steps = ink_steps(drawn.ink[top:bottom, left : int(wide[-1]) + 1])
            fit = sum(
                cv2.matchTemplate(gains[k, top : rows - 1 + bottom], (steps == k).astype(np.float32), cv2.TM_CCORR)
                for k in range(1, INK_STEPS)
            )
            first = width - drawn.left + left
            found[:, number, half::STEPS_PER_PX] = fit[:, first : first + columns]
    found = np.stack([found[max(0, k - SLOPE_PX) : k + SLOPE_PX + 1].max(axis=0) for k in range(rows)])
    row = int(np.maximum(found.max(axis=1), 0).sum(axis=1).argmax())
    return LetterFit(WEIGHT * found[row], row + room.over)


def read_name(fit: LetterFit, model: InkModel) -> NameReading | None:
    """The names that fit the paper; None where nothing does, or too much."""
    return _Lattice(fit.gains, model).reading()


class _Lattice:
    """All ways to build a name on a row of places: `ahead` and `behind` (states, places) are the nats of the best way to
    the end and from the start.
    """

    def __init__(self, gains: np.ndarray, model: InkModel):
        widths = advances(model.lettering.face)
        size = STEPS_PER_PX * model.lettering.size
        self.gains, self.places = gains, gains.shape[1]
        self.advance = np.array([round(widths[c] * size) for c in LETTERS])
        space = round(widths[" "] * size)
        self.spaces = np.arange(max(2, int(space * NARROWEST_SPACE)), int(space * WIDEST_SPACE))
        self.space_costs = np.where(abs(self.spaces - space) <= 1, 0.0, -WIDE_SPACE)
        #: Where no letter ends before this, a block of places can be worked out at once.
        self.block = min(int(self.advance.min()), int(self.spaces.min())) - 3
        self.room = int(max(self.advance.max(), self.spaces.max())) + 4
        self.size = self.places + self.room + 8
        self.ahead, self.ahead_near = self._to_end()
        self.behind = self._from_start()

    def _to_end(self) -> tuple[np.ndarray, np.ndarray]:
        best = np.full((len(State), self.size), _NONE)
        best[list(ENDS)] = 0.0
        near = best.copy()
        for first in range(0, self.places, self.block)[::-1]:
            at = np.arange(first, min(first + self.block, self.places))
            place = slice(first, int(at[-1]) + 1)
            for kind in KINDS:
                after = near[kind.ends[:, None, None], at + self.advance[kind.letters, None]]
                ways = (self.gains[kind.letters, place] + kind.prior[:, None] + after).max(axis=1)
                ways_to = dict(zip(kind.ends.tolist(), ways, strict=True))
                for start, end, extra in kind.steps:
                    np.maximum(best[start, place], ways_to[end] + extra, out=best[start, place])
            spaced = {
                end: (near[end][at + self.spaces[:, None]] + self.space_costs[:, None]).max(axis=0) for end in _SPACED
            }
            for start, end, prior in SPACES:
                np.maximum(best[start, place], spaced[end] + prior, out=best[start, place])
            low, high = max(0, first - 1), at[-1] + 2
            near[:, low:high] = _off_place(best[:, max(0, low - 1) : high + 1])[:, low > 0 :][:, : high - low]
        return best, near

    def _from_start(self) -> np.ndarray:
        """(states, room + places): by where the letter before ended; `room` places stand before the first."""
        came = np.full((len(State), self.room + self.size), _NONE)
        came[State.START, self.room : self.room + self.places] = 0.0
        near = came.copy()
        ends = np.full((len(LETTERS), self.size), _NONE / 2)  # a letter's gain where it ends
        for k, advance in enumerate(self.advance):
            ends[k, advance : advance + self.places] = self.gains[k]
        for first in range(0, self.places + 1, self.block):
            at = np.arange(first, min(first + self.block + 1, self.size))
            place = slice(first + self.room, int(at[-1]) + 1 + self.room)
            for kind in KINDS:
                before = near[kind.starts[:, None, None], at - self.advance[kind.letters, None] + self.room]
                ways = (before + ends[kind.letters, first : at[-1] + 1] + kind.prior[:, None]).max(axis=1)
                ways_from = dict(zip(kind.starts.tolist(), ways, strict=True))
                for start, end, extra in kind.steps:
                    np.maximum(came[end, place], ways_from[start] + extra, out=came[end, place])
            for start, end, prior in SPACES:
                ways = near[start][at - self.spaces[:, None] + self.room] + self.space_costs[:, None]
                np.maximum(came[end, place], ways.max(axis=0) + prior, out=came[end, place])
            low, high = max(0, first - 1) + self.room, int(at[-1]) + self.room
            near[:, low:high] = _off_place(came[:, low - 1 : high + 1])[:, 1:-1]
            near[State.START] = came[State.START]
        return near[:, self.room :]

    def reading(self) -> NameReading | None:
        start = int(self.ahead[State.START, : self.places].argmax())
        best = float(self.ahead[State.START, start])
        if best <= 0:
            return None
        letters, end = self._onward(State.START, start)
        names = {_text(letters): best}
        for step in STEPS:
            places = np.arange(self.places)
            through = (
                self.behind[step.start, : self.places]
                + self.gains[step.letters]
                + step.prior[:, None]
                + self.ahead_near[step.end][places + self.advance[step.letters][:, None]]
            )
            seen: set[tuple[int, int]] = set()
            hits = np.argwhere(through > best - FAR).tolist()
            for k, place in sorted(hits, key=lambda hit: -through[hit[0], hit[1]]):
                near = place // SAME_PLACE
                if seen.isdisjoint({(k, near - 1), (k, near), (k, near + 1)}):
                    seen.add((k, near))
                    after = self._moved(self.ahead[step.end], place + int(self.advance[step.letters[k]]))
                    other = (
                        self._back(step.start, place)
                        + LETTERS[step.letters[k]]
                        + _text(self._onward(step.end, after)[0])
                    )
                    names[other] = max(names.get(other, _NONE), float(through[k, place]))
                    if len(names) > MOST_NAMES:
                        return None
        for state in ENDS:
            for place in np.flatnonzero(self.behind[state, : self.places] > best - FAR):
                other = self._back(state, int(place))
                names[other] = max(names.get(other, _NONE), float(self.behind[state, place]))
        pens = tuple((character, place / STEPS_PER_PX) for character, place in letters)
        return NameReading(names, pens, end / STEPS_PER_PX)

    def _onward(self, state: State, place: int) -> tuple[list[tuple[str, int]], int]:
        """The best way from there: its letters with their places, and where it ends."""
        out: list[tuple[str, int]] = []
        while place < self.places and not (state in ENDS and self.ahead[state, place] <= 0):
            ways: list[tuple[float, str, State, int]] = []
            for step in STEPS:
                if step.start == state:
                    after = place + self.advance[step.letters]
                    sums = self.gains[step.letters, place] + step.prior + self.ahead_near[step.end][after]
                    k = int(sums.argmax())
                    ways.append((float(sums[k]), LETTERS[step.letters[k]], step.end, int(after[k])))
            for start, end, prior in SPACES:
                if start == state:
                    sums = prior + self.space_costs + self.ahead_near[end][place + self.spaces]
                    k = int(sums.argmax())
                    ways.append((float(sums[k]), " ", end, place + int(self.spaces[k])))
            _, character, state, after_it = max(ways)
            out.append((character, place))
            place = self._moved(self.ahead[state], after_it)
        return out, place

    def _back(self, state: State, place: int) -> str:
        """The letters of the best way there."""
        out = ""
        while state != State.START:
            place = max((place, place + 1, place - 1), key=lambda p: self._came(state, p))
            ways: list[tuple[float, str, State, int]] = []
            for step in STEPS:
                if step.end == state:
                    before = place - self.advance[step.letters]
                    there = np.clip(before, 0, self.places - 1)
                    sums = self.behind[step.start][there] + self.gains[step.letters, there] + step.prior
                    sums[(before < 0) | (before >= self.places)] = _NONE
                    k = int(sums.argmax())
                    ways.append((float(sums[k]), LETTERS[step.letters[k]], step.start, int(before[k])))
            for start, end, prior in SPACES:
                if end == state:
                    before = place - self.spaces
                    sums = np.where(
                        before >= 0, self.behind[start][np.maximum(before, 0)] + self.space_costs + prior, _NONE
                    )
                    k = int(sums.argmax())
                    ways.append((float(sums[k]), " ", start, int(before[k])))
            sum_, character, state, place = max(ways)
            if sum_ < _NONE / 2:
                break
            out = character + out
        return out

    def _came(self, state: State, place: int) -> float:
        return float(self.behind[state, place]) if 0 <= place < self.size else _NONE

    def _moved(self, ahead: np.ndarray, place: int) -> int:
        """The place or the one beside it from which it goes on best."""
        return max((place, place + 1, place - 1), key=lambda p: ahead[p] - OFF_PLACE * (p != place))


def _text(letters: Iterable[tuple[str, int]]) -> str:
    return "".join(character for character, _ in letters)


def _off_place(best: np.ndarray) -> np.ndarray:
    """(states, places) with what a place beside gives, at its cost."""
    out = best.copy()
    np.maximum(out[:, 1:], best[:, :-1] - OFF_PLACE, out=out[:, 1:])
    np.maximum(out[:, :-1], best[:, 1:] - OFF_PLACE, out=out[:, :-1])
    return out
