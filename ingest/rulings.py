"""Ruling lines of a page picture: long straight horizontal and vertical strokes of a binary mask.

Directional morphology finds the pieces, geometry joins them: a rule that is broken, dashed, doubled, slightly sloped or
bowed comes out as one Ruling. Edges of symbols and flow lines come out too; which strokes are rules, the parsers decide.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

import cv2
import numpy as np

from models.components import find_components
from models.page import Ruling

#: Shortest stroke reported: about a line of text high, so that the sides of a flat symbol are still there.
MIN_LENGTH_PT = 12.0
#: Shortest unbroken run that a stroke is made of; below it the bars of capitals (E, T at 12 pt) are strokes too.
MIN_RUN_PT = 8.0
#: Ink thicker than this both ways is a fill, of which only the outline can be a rule (dark heading rows).
FILL_PT = 5.0
#: Touching letters of a blurred scan make bars through words. Such a bar is short, and ink goes on this far above or
#: below it in a good part of its columns (measured on 72-150 dpi scans: words above 0.25, rules below 0.15).
MAX_LETTERING_PT, BESIDE_PT, MAX_BESIDE = 150.0, 0.75, 0.2
#: No letter stands higher than this; a column rule between two symbols does.
MAX_STEM_PT = 20.0
#: Such a bar is also as thick as the small letters are high, and ragged (spread of its thickness) or stout (length to
#: thickness), where a rule or the side of a symbol is thin, or even (measured at 130-150 dpi: words 1.9-3.3 pt thick
#: with a spread of 0.25-1.2 pt, rules and symbols 0.5-2.2 pt with a spread below 0.25).
LETTER_THICKNESS_PT, RAGGED_SPREAD_PT, STOUT = 1.8, 0.25, 11.0
#: And it is paler between its letters: in the tenth of its columns that is palest it is less than this share as dark as
#: usual, where rules are even (measured on 14 pages of 150-300 dpi: bars of letters, and stems that hang together with
#: the rules over and under a tight row, 0.0-0.53; rules, symbols and flow lines 0.56-1.0). Of a rule that a fax tore,
#: what is left is even by itself (bars of letters: 0.4-0.69). Longer rules may be dotted. A stroke as thick as letters are
#: high has no columns that fall between two pixels, and is more even still (measured on 20 pages: a word neither ragged
#: nor stout 0.55, strokes 0.87 and more).
LEAST_EVEN, LEAST_EVEN_THICK, PALEST, EVEN_INK = 0.55, 0.70, 10, 0.75
#: Print is paler between its letters all along. A piece so long must be so in each third: one end of a rule may run
#: through the grain that a fax makes of a tinted heading.
LONG_PRINT_PT, PARTS = 45.0, 3
#: A whole line of print may hang together on a 150 dpi scan; so long a bar is one only if it is more ragged than any
#: rule that print touches (measured: lines of print 0.65-1.5 pt, rules below 0.25 pt).
MAX_LINE_PT, RAGGED_LINE_PT = 400.0, 0.5
#: Columns looked at to tell pieces apart.
COARSE_PX = 8
#: A gap in a broken rule; far below the narrowest column, so that a missing piece of a merged cell is never bridged.
MAX_GAP_PT = 4.0
#: How far apart two pieces of one rule may lie sideways at the gap.
MAX_STEP_PT = 1.0
#: Dashes: at least so long, so many in a row, and alike in length and distance (ratio of spread to mean).
MIN_DASH_PT, MIN_DASHES, MAX_DASH_SPREAD = 2.0, 6, 0.25
#: Where ink above or below tells letters from a dash: their body, foot or bowl.
ALONE_PT = (1.3, 2.5, 4.0)
#: Parallel strokes nearer than this are one doubled rule where they run side by side for most of the longer one.
DOUBLE_PT = 2.5
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


class Patch(NamedTuple):
    """The pixels of one piece: where they stand in the mask, and which of that rectangle they are."""

    rows: slice
    columns: slice
    pixels: np.ndarray


class LineWork(NamedTuple):
    """All straight strokes of a mask in pixels: the lying ones, the standing ones (as if the picture were transposed),
    and the mask of their pixels, uint8 0/255.
    """

    lying: list[Stroke]
    standing: list[Stroke]
    mask: np.ndarray


def find_rulings(ink: np.ndarray, scale: float) -> list[Ruling]:
    """Long horizontal and vertical strokes of `ink`, in points, horizontal ones first, each kind by position.

    `ink`: uint8 (height, width), non-zero where there is ink. `scale`: pixels per point. A line sloped or bowed by a
    few pixels stays one ruling whose `position` is its mean. Nothing found: an empty list.
    """
    return as_rulings(trace_lines(ink, scale), scale)


def as_rulings(work: LineWork, scale: float) -> list[Ruling]:
    """Strokes in pixels as rulings in points, `scale` pixels each."""
    return [*_as_rulings(work.lying, "h", scale), *_as_rulings(work.standing, "v", scale)]


def trace_lines(ink: np.ndarray, scale: float, darkness: np.ndarray | None = None) -> LineWork:
    """The strokes of `ink`, joined over gaps and doubles merged, and which pixels they are.

    `darkness`: uint8 like `ink`, how much darker than its paper each pixel is; None where only `ink` is known.
    """
    mask = _without_fills(np.ascontiguousarray(ink), scale)
    upended = None if darkness is None else cv2.transpose(darkness)
    lying, lying_mask = _trace_lying(mask, darkness, scale, MAX_LETTERING_PT, MAX_LINE_PT)
    standing, standing_mask = _trace_lying(cv2.transpose(mask), upended, scale, MAX_STEM_PT, MAX_STEM_PT)
    return LineWork(lying, standing, cv2.bitwise_or(lying_mask, cv2.transpose(standing_mask)))


def _trace_lying(
    mask: np.ndarray, darkness: np.ndarray | None, scale: float, max_lettering_pt: float, max_line_pt: float
) -> tuple[list[Stroke], np.ndarray]:
    runs = _open_lying(_mend(mask), MIN_RUN_PT * scale)
    traced = _trace(runs, mask, darkness, scale, max_lettering_pt, max_line_pt)
    canvas = np.zeros_like(mask)
    for stroke, patch in traced:
        if stroke.length >= MIN_LENGTH_PT * scale:
            canvas[patch.rows, patch.columns][patch.pixels] = 255
    pieces = [stroke for stroke, _ in traced] + _dashed(cv2.subtract(mask, runs), scale)
    joined = [s for s in _join(pieces, scale) if s.length >= MIN_LENGTH_PT * scale]
    return _merge_doubles(joined, scale), canvas


def _as_rulings(strokes: list[Stroke], orientation: Literal["h", "v"], scale: float) -> list[Ruling]:
    found = [
        Ruling(orientation, s.middle / scale, s.x0 / scale, s.x1 / scale, max(s.thickness, 1.0) / scale)
        for s in strokes
    ]
    return sorted(found, key=lambda r: (r.position, r.start))


def _without_fills(ink: np.ndarray, scale: float) -> np.ndarray:
    """`ink` as 0/255 with filled areas reduced to their outline."""
    mask = cv2.threshold(ink, 0, 255, cv2.THRESH_BINARY)[1]
    side = max(3, int(FILL_PT * scale) // 2 * 2 + 1)
    fills = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((side, side), np.uint8))
    if not fills.any():
        return mask
    outline = cv2.subtract(fills, cv2.erode(fills, np.ones((3, 3), np.uint8)))
    return cv2.bitwise_or(cv2.subtract(mask, fills), outline)


def _mend(mask: np.ndarray) -> np.ndarray:
    """Close single missing pixels along the line (specks of a fax); wider gaps would join letters into bars."""
    return cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((1, 3), np.uint8))


def _open_lying(mask: np.ndarray, length_px: float) -> np.ndarray:
    odd = max(3, int(length_px) // 2 * 2 + 1)  # an even kernel would move the result by a pixel
    return cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((1, odd), np.uint8))


def _trace(
    runs: np.ndarray,
    ink: np.ndarray,
    darkness: np.ndarray | None,
    scale: float,
    max_lettering_pt: float,
    max_line_pt: float,
) -> list[tuple[Stroke, Patch]]:
    """Each connected piece of `runs` as a stroke with its pixels, fills and bars of letters left out.

    Every run is longer than two steps of COARSE_PX, so pieces are told apart on every COARSE_PX-th column, which
    costs an eighth of the time, and measured on all columns.
    """
    step = min(COARSE_PX, max(1, round(MIN_RUN_PT * scale / 2.5)))
    labels, stats, _ = find_components(np.ascontiguousarray(runs[:, ::step]))
    too_thick = stats[:, 4] > FILL_PT * scale * stats[:, 2]
    found = []
    for index in range(1, len(stats)):
        if too_thick[index]:
            continue
        patch = _patch(runs, labels, stats[index], index, step)
        width = patch.pixels.shape[1]
        if width > max_lettering_pt * scale:
            is_print = width <= max_line_pt * scale and _is_line_of_print(patch, scale)
        else:
            is_print = _is_lettering(patch, ink, scale)
        if darkness is not None and width <= MAX_LETTERING_PT * scale:
            is_print = is_print or _is_uneven(patch, ink, darkness, scale)
        if not is_print:
            found.append((_measured(patch, ink), patch))
    return found


def _patch(runs: np.ndarray, labels: np.ndarray, stats: np.ndarray, index: int, step: int) -> Patch:
    """The pixels of piece `index`, found by its label on the sampled column before or after them."""
    x, y, width, height = (int(v) for v in stats[:4])
    left, right = max(0, (x - 1) * step + 1), min(runs.shape[1], (x + width) * step)
    first = left // step
    own = labels[y : y + height, first : (right - 1) // step + 2] == index
    own[:, :-1] |= own[:, 1:]
    within = own.take(np.minimum(np.arange(left, right) // step - first, own.shape[1] - 1), axis=1)
    pixels = within & (runs[y : y + height, left:right] > 0)
    drawn = np.flatnonzero(pixels.any(axis=0))
    first, last = int(drawn[0]), int(drawn[-1]) + 1
    return Patch(slice(y, y + height), slice(left + first, left + last), pixels[:, first:last])


def _measured(patch: Patch, ink: np.ndarray) -> Stroke:
    """The stroke through the pixels of `patch`."""
    height, width = patch.pixels.shape
    columns = patch.pixels.sum(axis=0)
    covered = columns > 0
    middles = (np.arange(height) @ patch.pixels)[covered] / columns[covered] + 0.5
    slope, offset = _line_through(np.interp(np.arange(width), np.flatnonzero(covered), middles))
    drawn = (patch.pixels & (ink[patch.rows, patch.columns] > 0)).sum() / covered.sum()
    y0 = patch.rows.start + offset
    return Stroke(patch.columns.start, patch.columns.stop, y0, y0 + slope * width, float(drawn))


def _is_lettering(patch: Patch, ink: np.ndarray, scale: float) -> bool:
    """Whether a short piece is a bar through touching letters: ragged or stout, or inked right above or below it."""
    width = patch.pixels.shape[1]
    columns = patch.pixels.sum(axis=0)
    thickness = float(columns.mean())
    if thickness > LETTER_THICKNESS_PT * scale and (
        columns.std() > RAGGED_SPREAD_PT * scale or width < STOUT * thickness
    ):
        return True
    beyond = max(2, round(BESIDE_PT * scale))
    above = patch.rows.start + np.argmax(patch.pixels, axis=0) - beyond
    below = patch.rows.stop - 1 - np.argmax(patch.pixels[::-1], axis=0) + beyond
    x = np.arange(patch.columns.start, patch.columns.stop)
    inked = (ink[np.maximum(above, 0), x] > 0) | (ink[np.minimum(below, ink.shape[0] - 1), x] > 0)
    return bool(inked.mean() > MAX_BESIDE)


def _is_uneven(patch: Patch, ink: np.ndarray, darkness: np.ndarray, scale: float) -> bool:
    """Whether a piece is much paler in some columns than in most: letters that hang together over pale gaps."""
    place = patch.rows, patch.columns
    darkest = np.where(patch.pixels, darkness[place], 0).max(axis=0)
    covered, inked = patch.pixels.any(axis=0), (patch.pixels & (ink[place] > 0)).any(axis=0)
    parts = PARTS if len(darkest) > LONG_PRINT_PT * scale else 1
    is_thick = np.count_nonzero(patch.pixels) > LETTER_THICKNESS_PT * scale * len(darkest)
    least = LEAST_EVEN_THICK if is_thick else LEAST_EVEN
    return _evenness(darkest[covered], parts) < least and _evenness(darkest[inked], parts) < EVEN_INK


def _evenness(darkest: np.ndarray, parts: int) -> float:
    """How dark the palest columns are beside the usual ones, in the most even of so many parts."""
    usual = max(float(np.median(darkest)), 1.0)
    return max(float(np.percentile(part, PALEST)) for part in np.array_split(darkest, parts)) / usual


def _is_line_of_print(patch: Patch, scale: float) -> bool:
    """Whether a long lying piece is the bar through a line of touching letters."""
    columns = patch.pixels.sum(axis=0)
    thickness, spread = float(columns.mean()), float(columns.std())
    return thickness > LETTER_THICKNESS_PT * scale and spread > RAGGED_LINE_PT * scale


def _line_through(middles: np.ndarray) -> tuple[float, float]:
    """Slope and value at the left end of the least-squares line through one height a column."""
    width = len(middles)
    if width < 2:
        return 0.0, float(middles.mean())
    along = np.arange(width) + 0.5 - width / 2
    slope = float(along @ middles / (along @ along))
    return slope, float(middles.mean() - slope * width / 2)


def _dashed(rest: np.ndarray, scale: float) -> list[Stroke]:
    """Chains of dashes in what is no long run: many in a row, level, and alike in length and distance."""
    short = _open_lying(_alone(rest, scale), MIN_DASH_PT * scale)
    coarse = np.ascontiguousarray(short[:, ::2])
    _, stats, centres = find_components(coarse)
    stats = stats * np.array([2, 1, 2, 1, 2])
    flat = (stats[1:, 3] <= max(2, DOUBLE_PT * scale / 2)) & (stats[1:, 2] >= 2 * stats[1:, 3])
    boxes, level = stats[1:][flat], centres[1:][flat][:, 1] + 0.5
    if len(boxes) < MIN_DASHES:
        return []
    # Dashes of one line stand in one band of height; within it they are taken from left to right.
    order = np.lexsort((boxes[:, 0], np.round(level / max(1.0, MAX_STEP_PT * scale))))
    strokes: list[Stroke] = []
    chain: list[int] = []
    for i in order:
        if chain and not _continues(boxes[chain[-1]], level[chain[-1]], boxes[i], level[i], scale):
            strokes += _dash_stroke(boxes[chain], level[chain])
            chain = []
        chain.append(int(i))
    return strokes + _dash_stroke(boxes[chain], level[chain])


def _alone(mask: np.ndarray, scale: float) -> np.ndarray:
    """Ink with none close above and below it: dashes, hyphens, level strokes; not the feet and bowls of letters."""
    alone = mask.copy()
    for away_pt in ALONE_PT:
        away = max(2, round(away_pt * scale))
        cv2.subtract(alone[away:], mask[:-away], dst=alone[away:])
        cv2.subtract(alone[:-away], mask[away:], dst=alone[:-away])
    return alone


def _continues(box: np.ndarray, level: float, following: np.ndarray, next_level: float, scale: float) -> bool:
    gap = following[0] - (box[0] + box[2])
    return 0 < gap <= MAX_GAP_PT * scale and abs(level - next_level) <= max(1.0, MAX_STEP_PT * scale / 2)


def _dash_stroke(boxes: np.ndarray, level: np.ndarray) -> list[Stroke]:
    if len(boxes) < MIN_DASHES:
        return []
    lengths = boxes[1:-1, 2]  # the dashes at the ends may be cut
    gaps = boxes[1:, 0] - boxes[:-1, 0] - boxes[:-1, 2]
    if lengths.std() > MAX_DASH_SPREAD * lengths.mean() or gaps.std() > MAX_DASH_SPREAD * gaps.mean() + 1:
        return []
    end = boxes[-1, 0] + boxes[-1, 2]
    thickness = float(boxes[:, 4].sum() / boxes[:, 2].sum())
    return [Stroke(float(boxes[0, 0]), float(end), float(level[0]), float(level[-1]), thickness)]


def _join(pieces: list[Stroke], scale: float) -> list[Stroke]:
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


def _merge_doubles(strokes: list[Stroke], scale: float) -> list[Stroke]:
    """Merge parallel strokes that are one doubled or ragged rule; longer strokes absorb shorter ones."""
    kept: list[Stroke] = []
    for stroke in sorted(strokes, key=lambda s: -s.length):
        for k, longer in enumerate(kept):
            if _same_rule(longer, stroke, scale):
                kept[k] = _merged(longer, stroke)
                break
        else:
            kept.append(stroke)
    return kept


def _same_rule(longer: Stroke, shorter: Stroke, scale: float) -> bool:
    overlap = min(longer.x1, shorter.x1) - max(longer.x0, shorter.x0)
    if overlap < SIDE_BY_SIDE * shorter.length:
        return False
    x = (max(longer.x0, shorter.x0) + min(longer.x1, shorter.x1)) / 2
    gap = abs(_level(longer, x) - _level(shorter, x)) - (longer.thickness + shorter.thickness) / 2
    return gap <= RAGGED_PT * scale or (gap <= DOUBLE_PT * scale and overlap >= SIDE_BY_SIDE * longer.length)


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
