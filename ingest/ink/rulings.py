"""Ruling lines of a page picture: long straight horizontal and vertical strokes of a binary mask.

Directional morphology finds the pieces, geometry joins them: a rule that is broken, dashed, doubled, slightly sloped or
bowed comes out as one Ruling. Edges of symbols and flow lines come out too; which strokes are rules, the parsers decide.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

import cv2
import numpy as np

from ingest.ink.strokes import DOUBLE_PT, MAX_GAP_PT, MAX_STEP_PT, Stroke, join, merge_doubles
from models.components import find_components
from models.geometry import PixelBox
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
#: From this thickness on, in points and in pixels, a stroke is so thick (150 dpi: a word of 8 px, 1.7 pt, even to 0.66).
THICK_PT, THICK_PX = 1.5, 3.0
#: Print is paler between its letters all along. A piece so long must be so in each third: one end of a rule may run
#: through the grain that a fax makes of a tinted heading.
LONG_PRINT_PT, PARTS = 45.0, 3
#: A whole line of print may hang together on a 150 dpi scan; so long a bar is one only if it is more ragged than any
#: rule that print touches (measured: lines of print 0.65-1.5 pt, rules below 0.25 pt).
MAX_LINE_PT, RAGGED_LINE_PT = 400.0, 0.5
#: Columns looked at to tell pieces apart.
COARSE_PX = 8
#: Dashes: at least so long, so many in a row, and alike in length and distance (ratio of spread to mean).
MIN_DASH_PT, MIN_DASHES, MAX_DASH_SPREAD = 2.0, 6, 0.25
#: At the ends of a chain, beside a crossing rule, dashes are not told by their looks: so many more, inked so far, are its.
MORE_DASHES, DASH_INKED = 3, 0.8
#: Where ink above or below tells letters from a dash: their body, foot or bowl.
ALONE_PT = (1.3, 2.5, 4.0)


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
    place = _inked_part(ink)
    rows, columns = slice(place.top, place.bottom), slice(place.x0, place.x1)
    mask = _without_fills(np.ascontiguousarray(ink[rows, columns]), scale)
    darkness = None if darkness is None else np.ascontiguousarray(darkness[rows, columns])
    upended = None if darkness is None else cv2.transpose(darkness)
    whole = np.zeros(ink.shape, np.uint8)
    part = whole[rows, columns]
    lying = _trace_lying(mask, darkness, part, scale, MAX_LETTERING_PT, MAX_LINE_PT)
    standing = _trace_lying(cv2.transpose(mask), upended, part.T, scale, MAX_STEM_PT, MAX_STEM_PT)
    return LineWork(
        [s.moved(place.x0, place.top) for s in lying], [s.moved(place.top, place.x0) for s in standing], whole
    )


def _inked_part(ink: np.ndarray) -> PixelBox:
    """The part of a mask that holds its ink, with a rim of paper where there is any; it begins at whole steps of
    COARSE_PX, so that the columns that are looked at do not depend on it."""
    x, y, width, height = cv2.boundingRect(ink)
    left, top = ((max(0, edge - COARSE_PX) // COARSE_PX) * COARSE_PX for edge in (x, y))
    right, bottom = (
        min(edge + COARSE_PX, end) for edge, end in ((x + width, ink.shape[1]), (y + height, ink.shape[0]))
    )
    return PixelBox(left, top, right, bottom)


def _trace_lying(
    mask: np.ndarray,
    darkness: np.ndarray | None,
    canvas: np.ndarray,
    scale: float,
    max_lettering_pt: float,
    max_line_pt: float,
) -> list[Stroke]:
    """The lying strokes of `mask`; their pixels are painted on `canvas`, uint8 of the same shape."""
    runs = _long_runs(mask, MIN_RUN_PT * scale)
    traced = _trace(runs, mask, darkness, scale, max_lettering_pt, max_line_pt)
    for stroke, patch in traced:
        if stroke.length >= MIN_LENGTH_PT * scale:
            canvas[patch.rows, patch.columns][patch.pixels] = 255
    pieces = [stroke for stroke, _ in traced] + _dashed(cv2.subtract(mask, runs), mask, scale)
    joined = [s for s in join(pieces, scale) if s.length >= MIN_LENGTH_PT * scale]
    return merge_doubles(joined, scale)


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
    inner = cv2.erode(mask, np.ones((side, side), np.uint8))
    if not inner.any():
        return mask
    fills = cv2.dilate(inner, np.ones((side, side), np.uint8))
    outline = cv2.subtract(fills, cv2.erode(fills, np.ones((3, 3), np.uint8)))
    return cv2.bitwise_or(cv2.subtract(mask, fills), outline)


def _mend(mask: np.ndarray) -> np.ndarray:
    """Close single missing pixels along the line (specks of a fax); wider gaps would join letters into bars."""
    return cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((1, 3), np.uint8))


def _long_runs(mask: np.ndarray, length_px: float) -> np.ndarray:
    """The lying runs of `mask`, mended, of `length_px` or more.

    Such a run shows in two neighbours of columns half its length apart, but where it runs over the edge: most rows of a
    page need not be looked at.
    """
    step = (_odd(length_px) - 1) // 2
    beside = [mask[:, first::step] for first in (0, 1, 2)]  # a missing pixel is mended from those beside it
    width = min(part.shape[1] for part in beside)
    seen = (beside[0][:, :width] | beside[1][:, :width] | beside[2][:, :width]) > 0
    at_edge = (mask[:, :2] | mask[:, -2:]).any(axis=1)
    rows = np.flatnonzero((seen[:, 1:] & seen[:, :-1]).any(axis=1) | at_edge)
    runs = np.zeros_like(mask)
    if len(rows):
        runs[rows] = _open_lying(_mend(mask[rows]), length_px)
    return runs


def _odd(length_px: float) -> int:
    """The size of a kernel; an even one would move the result by a pixel."""
    return max(3, int(length_px) // 2 * 2 + 1)


def _open_lying(mask: np.ndarray, length_px: float) -> np.ndarray:
    return cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((1, _odd(length_px)), np.uint8))


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
    pixels = patch.pixels.astype(np.float32)  # whole numbers, which it holds exactly and multiplies much faster
    columns, heights = (np.stack([np.ones(height), np.arange(height)]).astype(np.float32) @ pixels).astype(float)
    covered = columns > 0
    middles = heights[covered] / columns[covered] + 0.5
    if len(middles) < width:
        middles = np.interp(np.arange(width), np.flatnonzero(covered), middles)
    slope, offset = _line_through(middles)
    drawn = np.count_nonzero(patch.pixels & (ink[patch.rows, patch.columns] > 0)) / np.count_nonzero(covered)
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
    is_thick = np.count_nonzero(patch.pixels) > max(THICK_PX, THICK_PT * scale) * len(darkest)
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


def _dashed(rest: np.ndarray, ink: np.ndarray, scale: float) -> list[Stroke]:
    """Chains of dashes in what is no long run: many in a row, level, and alike in length and distance; with the last
    ones at their ends, which stand beside other `ink`."""
    short, rows = _level_strokes(rest, scale)
    if not len(rows):
        return []
    _, stats, centres = find_components(np.ascontiguousarray(short[:, ::2]))
    centres = centres[:, 1] + rows[stats[:, 1]] - stats[:, 1]
    stats = stats * np.array([2, 1, 2, 1, 2])
    flat = (stats[1:, 3] <= max(2, DOUBLE_PT * scale / 2)) & (stats[1:, 2] >= 2 * stats[1:, 3])
    boxes, level = stats[1:][flat], centres[1:][flat] + 0.5
    if len(boxes) < MIN_DASHES:
        return []
    # Dashes of one line stand in one band of height; within it they are taken from left to right.
    order = np.lexsort((boxes[:, 0], _bands(level, max(1.0, MAX_STEP_PT * scale / 2))))
    strokes: list[Stroke] = []
    chain: list[int] = []
    for i in order:
        if chain and not _continues(boxes[chain[-1]], level[chain[-1]], boxes[i], level[i], scale):
            strokes += _dash_stroke(boxes[chain], level[chain], ink)
            chain = []
        chain.append(int(i))
    return strokes + _dash_stroke(boxes[chain], level[chain], ink)


def _bands(level: np.ndarray, apart: float) -> np.ndarray:
    """The number of the band that each height lies in, from the top; bands lie `apart` or more."""
    order = np.argsort(level, kind="stable")
    bands = np.empty(len(level), int)
    bands[order] = np.cumsum(np.diff(level[order], prepend=level[order[:1]]) > apart)
    return bands


def _level_strokes(mask: np.ndarray, scale: float) -> tuple[np.ndarray, np.ndarray]:
    """Ink with none close above and below it, as long as a dash (not the feet and bowls of letters), in the rows that
    have such and the one below each, which keeps apart what is apart; and those rows' numbers.

    Every dash shows in columns its length apart, or at the edge: most rows need not be looked at.
    """
    length = MIN_DASH_PT * scale
    some = np.concatenate([mask[:, :: _odd(length)], mask[:, -1:]], axis=1)
    rows = np.flatnonzero(_alone(some, np.arange(len(mask)), scale).any(axis=1))
    if not len(rows):
        return mask[:0], rows
    short = _open_lying(_alone(mask, rows, scale), length)
    inked = short.any(axis=1)
    short, rows = short[inked], rows[inked]
    kept = np.union1d(rows, np.minimum(rows + 1, len(mask) - 1))
    level = np.zeros((len(kept), mask.shape[1]), np.uint8)
    level[np.searchsorted(kept, rows)] = short
    return level, kept


def _alone(mask: np.ndarray, rows: np.ndarray, scale: float) -> np.ndarray:
    """The `rows` of `mask` without what has ink close above or below it."""
    alone = mask[rows]
    for away_pt in ALONE_PT:
        away = max(2, round(away_pt * scale))
        first, last = np.searchsorted(rows, (away, len(mask) - away))  # beyond the mask is paper
        cv2.subtract(alone[first:], mask[rows[first:] - away], dst=alone[first:])
        cv2.subtract(alone[:last], mask[rows[:last] + away], dst=alone[:last])
    return alone


def _continues(box: np.ndarray, level: float, following: np.ndarray, next_level: float, scale: float) -> bool:
    gap = following[0] - (box[0] + box[2])
    return 0 < gap <= MAX_GAP_PT * scale and abs(level - next_level) <= max(1.0, MAX_STEP_PT * scale / 2)


def _dash_stroke(boxes: np.ndarray, level: np.ndarray, ink: np.ndarray) -> list[Stroke]:
    if len(boxes) < MIN_DASHES:
        return []
    lengths = boxes[1:-1, 2]  # the dashes at the ends may be cut
    gaps = boxes[1:, 0] - boxes[:-1, 0] - boxes[:-1, 2]
    if lengths.std() > MAX_DASH_SPREAD * lengths.mean() or gaps.std() > MAX_DASH_SPREAD * gaps.mean() + 1:
        return []
    start, end = int(boxes[0, 0]), int(boxes[-1, 0] + boxes[-1, 2])
    thickness = float(boxes[:, 4].sum() / boxes[:, 2].sum())
    dash, gap = round(float(lengths.mean())), max(1, round(float(gaps.mean())))
    above, below = ink[: int(level[0]) + 2][-3:].any(axis=0), ink[: int(level[-1]) + 2][-3:].any(axis=0)
    start -= _further(above[:start][::-1], dash, gap)
    end += _further(below[end:], dash, gap)
    return [Stroke(float(start), float(end), float(level[0]), float(level[-1]), thickness)]


def _further(inked: np.ndarray, dash: int, gap: int) -> int:
    """How far a chain goes on beyond its end, by a few dashes in their places; `inked`: which pixels ahead are."""
    reach = 0
    for _ in range(MORE_DASHES):
        ahead = inked[reach + gap : reach + gap + dash]
        if len(ahead) < dash or ahead.mean() < DASH_INKED:
            break
        reach += gap + dash
    return reach
