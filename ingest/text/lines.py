"""Lines of text on a page picture: found by connected components, never across a rule, without symbols and flow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from ingest.ink.bands import Bands
from ingest.text.joined_words import are_joined_words
from ingest.text.rows import EM_PER_LETTER, split_rows
from models.components import as_sparse, find_components, mask_of
from models.geometry import PixelBox

#: Letters are at least this high (a dash or a dot is less and only joins a line) and at most this high or wide; what is
#: larger is a symbol, a logo, a signature. Points, for print of 7-20 pt; touching letters of a blurred word are wide.
MIN_LETTER_PT, MAX_LETTER_PT, MAX_WORD_PT = 2.2, 26.0, 180.0
#: The usual height of a component of 10.5 pt print (small letters, capitals and figures mixed), in points.
USUAL_LETTER_PT = 5.6
#: Word gaps stay inside a line up to this many em; wider ones separate columns or a number from its text.
MAX_GAP_EM = 1.1
#: Letters are at most this many times as high as wide, on the whole.
MOST_UPRIGHT = 1.45
#: Where letters touch, whole words count as components, and an em comes out too large. It is 1.1-1.65 times the height of
#: the usual line that is so many times as long as high; from the second ratio on, it is taken to be the first, if so many
#: lines say so.
LONG_LINE, EM_PER_LINE, MOST_EM_PER_LINE, LEAST_LONG_LINES = 5.0, 1.3, 1.8, 6
#: Lower and wider than this (in em) is no line of print: a broken rule, or the feet of letters under a rule.
LOW_LINE_EM, LOW_LINE_WIDTH_EM = 0.32, 1.2
#: A lone upright bar higher than this, in em, is a piece of a flow line: l and 1 are 0.75 em high.
BAR_EM = 1.0
#: A drawing that stands nearer to the end of a line than this, and is higher than this (shares of the line's height), may
#: have swallowed a letter of it.
TORN_REACH, TORN_HEIGHT = 0.4, 0.5
#: A lying stroke at least this many em long parts the lines over and under it.
FLOOR_EM = 4.0
#: Left of rules and symbols after the strokes are taken out: fragments count as letters only in company.
MIN_COMPANY = 3
#: Of a crumb of a rule this share may stick out of the rule's band.
MOST_OUTSIDE = 0.1
#: A fragment larger than this that fills less than this share of its box is a slanting bar.
SLANT_PT, SLANT_FILL = 7.0, 0.25
#: Ink smaller than this is a speck, in points each way.
SPECK_PT = 0.55
#: So is a crumb at the end of a line that is smaller than this each way and further than this from its next letter, in
#: line heights: dots of print stand at their letter, and a figure would come out too wide for one, or with a bullet (a
#: fax's speck of 4 x 4 pixels beside a "1" 16 pixels high).
CRUMB_SIZE, CRUMB_GAP = 0.25, 0.6


@dataclass(frozen=True)
class TextLine:
    """A line of text: its box in pixels, and how many separate letters or parts of letters stand on it.

    `of_drawing`: most of its ink hung together with rules, symbols or flow lines, and may be a part of them.
    `is_low`: lower than any letter or figure; a dash, or the dot of an i that stands by itself. `torn`: whether a drawing
    stands right before and right after it, and may have swallowed a letter.
    """

    box: PixelBox
    letters: int
    of_drawing: bool = False
    is_low: bool = False
    torn: tuple[bool, bool] = (False, False)


@dataclass(frozen=True, eq=False)
class TextLayout:
    """The text of a page: its lines, the mask of their ink (uint8, 0/255), and the usual size of print in pixels.

    `specks`: bool, where ink is too small for any sign of print.
    """

    lines: list[TextLine]
    letters: np.ndarray
    em: float
    specks: np.ndarray


def usual_letter_height(letters: np.ndarray) -> float | None:
    """The usual height in pixels of component boxes (n, 5: x, y, w, h, area); None where there is no print.

    Letters are higher than wide, so of a page that lies on its side the widths are the heights: the larger counts,
    unless it is that of whole words whose letters touch.
    """
    widths, heights = letters[:, 2], letters[:, 3]
    shaped = (np.maximum(widths, heights) >= 4) & (widths <= 6 * heights) & (heights <= 6 * widths)
    if shaped.sum() < 8:
        return None
    less, more = sorted((float(np.median(widths[shaped])), float(np.median(heights[shaped]))))
    return min(more, MOST_UPRIGHT * less)


def components(mask: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Labels (height, width) and boxes (n + 1, 5) of the connected components; label 0 is the paper."""
    found = find_components(mask)
    return found.labels, found.boxes


def find_text_lines(layers: Sequence[np.ndarray], strokes: np.ndarray, bands: Bands, scale: float) -> TextLayout:
    """Boxes of text lines, top to bottom, then left to right; none on a page without text.

    `layers`: uint8 (height, width), letters and drawings, each layer darker ink than the one before; letters that hang
    together with a drawing in one may come apart in the next. `strokes`: the same, 255 where rules and other long straight
    strokes are; no line crosses them from side to side. `bands`: where rules run, with what crumbles off them. `scale`:
    pixels per point of a page of usual print.
    """
    strokes = cv2.bitwise_or(strokes, bands.cores)
    letters, boxes, free, specks = _letters(layers, strokes, bands.frayed, scale)
    em = EM_PER_LETTER * _usual_print(boxes, scale)
    blobs = _blobs(letters, strokes, em, scale)
    lines = _lines(letters, blobs, em, em)
    usual = _usual_line(lines, scale)
    if usual is not None and em > MOST_EM_PER_LINE * usual:
        em = EM_PER_LINE * usual
        blobs = _blobs(letters, strokes, em, scale)
    if usual is not None:
        lines = _lines(letters, blobs, em, min(em, usual))
    drawings = cv2.subtract(layers[0], cv2.bitwise_or(_with_rim(letters), _with_rim(strokes)))
    found = [replace(_described(letters, free, line, em), torn=_torn(drawings, line)) for line in lines]
    text = sorted((f for f in found if _is_text(f, em, scale)), key=lambda f: (f.box.top, f.box.x0))
    return TextLayout(text, letters, em, specks)


def _usual_print(boxes: np.ndarray, scale: float) -> float:
    """The usual height in pixels of the pieces of print. The dots of a fax's tint, more of them than letters on a page of
    few words, are lower than any letter and set no size of print."""
    usual = usual_letter_height(boxes)
    if usual is not None and usual < MIN_LETTER_PT * scale:
        usual = usual_letter_height(boxes[boxes[:, 3] >= MIN_LETTER_PT * scale])
    return usual or USUAL_LETTER_PT * scale


def _letters(
    layers: Sequence[np.ndarray], strokes: np.ndarray, frayed: np.ndarray, scale: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """The ink that may be letters (of letter size, no crumb of a symbol or rule), the boxes of its pieces (n, 5), the
    part of it that touches no drawing, and where there are specks.
    """
    labels, boxes = components(layers[0])
    specks = mask_of(labels, _are_specks(boxes, scale)) > 0
    whole = _letter_sized(boxes, scale) & ~_are_crumbs(labels, boxes, frayed)
    kept = mask_of(labels, whole)
    letters, pieces = kept, [boxes[whole]]
    thick_strokes = cv2.dilate(strokes, np.ones((3, 3), np.uint8))
    del labels
    for layer in layers:
        is_darker = layer is not layers[0]
        taken = cv2.bitwise_or(thick_strokes, _with_rim(letters) if is_darker else letters)
        labels, boxes = components(cv2.subtract(layer, taken))
        fragments = _letter_sized(boxes, scale) & (boxes[:, 3] >= MIN_LETTER_PT * scale)
        fragments &= ~_are_crumbs(labels, boxes, frayed) & ~_are_slants(boxes, scale)
        usual = usual_letter_height(pieces[0])
        joined = are_joined_words(labels, boxes, fragments, usual)
        sparse = as_sparse(labels)
        del labels  # two of them at a time are what most memory of a page would go to
        fragments &= _accompanied(kept, boxes, fragments, scale) | joined
        found = sparse.mask_of(fragments)
        letters = cv2.bitwise_or(letters, cv2.bitwise_and(_with_rim(found), layers[0]) if is_darker else found)
        pieces.append(boxes[fragments])
    return letters, np.concatenate(pieces), kept, specks


def _with_rim(letters: np.ndarray) -> np.ndarray:
    """The letters with the rim that the lighter layer has around them."""
    return cv2.dilate(letters, np.ones((3, 3), np.uint8))


def _are_specks(boxes: np.ndarray, scale: float) -> np.ndarray:
    specks = (boxes[:, 2] < SPECK_PT * scale) & (boxes[:, 3] < SPECK_PT * scale)
    specks[0] = False
    return specks


def _are_crumbs(labels: np.ndarray, boxes: np.ndarray, frayed: np.ndarray) -> np.ndarray:
    """Which components lie within the bands of rules, all but a little of them."""
    inside = np.bincount(labels[frayed > 0], minlength=len(boxes))
    return boxes[:, 4] - inside <= MOST_OUTSIDE * boxes[:, 4]


def _are_slants(boxes: np.ndarray, scale: float) -> np.ndarray:
    """Which components are bars lying aslant: the sides of a diamond whose corners went with the lines at them."""
    width, height, area = boxes[:, 2], boxes[:, 3], boxes[:, 4]
    return (np.maximum(width, height) > SLANT_PT * scale) & (area < SLANT_FILL * width * height)


def _letter_sized(boxes: np.ndarray, scale: float) -> np.ndarray:
    """Which components are of letter size; label 0, the paper, is not."""
    width, height, area = boxes[:, 2], boxes[:, 3], boxes[:, 4]
    fits = (height <= MAX_LETTER_PT * scale) & (width <= MAX_WORD_PT * scale) & ~_are_specks(boxes, scale)
    # An outline (diamond, capsule, arc of a stamp) fills little of its box; letters of that size fill more.
    outline = (np.maximum(width, height) > 14 * scale) & (area < 0.16 * width * height)
    lone_bar = (width > 16 * scale) & (height < 2 * scale)
    fits &= ~outline & ~lone_bar
    fits[0] = False
    return fits


def _accompanied(kept: np.ndarray, boxes: np.ndarray, fragments: np.ndarray, scale: float) -> np.ndarray:
    """Which fragments stand in a row with letters or with at least MIN_COMPANY fragments."""
    if not fragments.any():
        return fragments
    rows = kept.copy()
    for x, y, width, height, _ in boxes[fragments]:
        rows[y : y + height, x : x + width] = 255
    reach = max(3, int(4 * scale) | 1)
    joined = cv2.dilate(rows, np.ones((1, reach), np.uint8))
    count, labels = cv2.connectedComponents(joined, connectivity=8)
    middles = (boxes[:, 1] + boxes[:, 3] // 2, boxes[:, 0] + boxes[:, 2] // 2)
    own_row = labels[np.minimum(middles[0], labels.shape[0] - 1), np.minimum(middles[1], labels.shape[1] - 1)]
    company = np.bincount(own_row[fragments], minlength=count)
    with_letters = np.zeros(count, bool)
    with_letters[labels[kept > 0]] = True
    company[0], with_letters[0] = 0, False
    return (company[own_row] >= MIN_COMPANY) | with_letters[own_row]


def _lines(letters: np.ndarray, blobs: tuple[np.ndarray, np.ndarray], em: float, usual: float) -> list[PixelBox]:
    """The lines of print of `em` pixels, most of them `usual` pixels high, that the blobs hold."""
    labels, boxes = blobs
    lines = [line for i, box in enumerate(boxes[1:], 1) for line in split_rows(letters, labels, i, box, em, usual)]
    return [part for line in lines for part in _split_columns(letters, line)]


def _usual_line(lines: Sequence[PixelBox], scale: float) -> float | None:
    """The usual height in pixels of long lines; None where too few are long. Dashes, and the l of turned text, are no
    lines.
    """
    least = MIN_LETTER_PT * scale
    heights = [line.height for line in lines if line.height >= least and line.width >= LONG_LINE * line.height]
    return float(np.median(heights)) if len(heights) >= LEAST_LONG_LINES else None


def _walls(strokes: np.ndarray, scale: float) -> np.ndarray:
    """The standing strokes, which no line crosses."""
    height = max(3, int(9 * scale) | 1)
    return cv2.morphologyEx(strokes, cv2.MORPH_OPEN, np.ones((height, 1), np.uint8))


def _floors(strokes: np.ndarray, em: float) -> np.ndarray:
    """The long lying strokes: lines over and under one of them are two lines, however tight the row."""
    return cv2.morphologyEx(strokes, cv2.MORPH_OPEN, np.ones((1, max(3, int(FLOOR_EM * em))), np.uint8))


def _blobs(letters: np.ndarray, strokes: np.ndarray, em: float, scale: float) -> tuple[np.ndarray, np.ndarray]:
    """Labels and boxes (n + 1, 5) of letters joined along the line over gaps up to MAX_GAP_EM; label 0 is the paper."""
    walls, floors = _walls(strokes, scale), _floors(strokes, em)
    reach = max(3, int(MAX_GAP_EM * em) | 1)
    joined = cv2.morphologyEx(letters, cv2.MORPH_CLOSE, np.ones((1, reach), np.uint8))
    joined = cv2.subtract(joined, walls)
    joined = cv2.bitwise_or(joined, letters)
    # i-dots and accents belong to the letter under them.
    joined = cv2.morphologyEx(joined, cv2.MORPH_CLOSE, np.ones((max(1, int(0.14 * em)) | 1, 1), np.uint8))
    return components(cv2.subtract(joined, cv2.subtract(floors, letters)))


def _split_columns(letters: np.ndarray, box: PixelBox) -> list[PixelBox]:
    """Cut a line at gaps too wide for its own height: small print has smaller word gaps than the page's usual."""
    part = letters[box.top : box.bottom, box.x0 : box.x1]
    inked = np.flatnonzero(part.any(axis=0))
    if not len(inked):
        return []
    breaks = np.flatnonzero(np.diff(inked) > max(6.0, 1.35 * MAX_GAP_EM * box.height))
    starts = [inked[0], *inked[breaks + 1]]
    ends = [*inked[breaks], inked[-1]]
    columns = (_without_crumbs(part, int(a), int(b) + 1) for a, b in zip(starts, ends, strict=True))
    return [
        trimmed
        for a, b in columns
        if (trimmed := _trimmed(letters, PixelBox(box.x0 + a, box.top, box.x0 + b, box.bottom)))
    ]


def _without_crumbs(part: np.ndarray, start: int, end: int) -> tuple[int, int]:
    """Columns start..end of a line, uint8 (its height, width), without the crumbs that stand off at either end."""
    size, gap = CRUMB_SIZE * len(part), CRUMB_GAP * len(part)
    while True:
        inked = start + np.flatnonzero(part[:, start:end].any(axis=0))
        breaks = np.flatnonzero(np.diff(inked) > gap)
        if not len(breaks):
            return start, end
        first, last = int(inked[breaks[0]]) + 1, int(inked[breaks[-1] + 1])
        if _is_crumb(part[:, start:first], size):
            start = int(inked[breaks[0] + 1])
        elif _is_crumb(part[:, last:end], size):
            end = int(inked[breaks[-1]]) + 1
        else:
            return start, end


def _is_crumb(ink: np.ndarray, size: float) -> bool:
    rows = np.flatnonzero(ink.any(axis=1))
    return ink.shape[1] < size and len(rows) > 0 and int(rows[-1] - rows[0]) + 1 < size


def _trimmed(letters: np.ndarray, box: PixelBox) -> PixelBox | None:
    rows = np.flatnonzero(letters[box.top : box.bottom, box.x0 : box.x1].any(axis=1))
    return PixelBox(box.x0, box.top + int(rows[0]), box.x1, box.top + int(rows[-1]) + 1) if len(rows) else None


def _described(letters: np.ndarray, free: np.ndarray, box: PixelBox, em: float) -> TextLine:
    rows, columns = slice(box.top, box.bottom), slice(box.x0, box.x1)
    count = cv2.connectedComponents(letters[rows, columns], connectivity=8)[0] - 1
    of_drawing = 2 * np.count_nonzero(free[rows, columns]) < np.count_nonzero(letters[rows, columns])
    return TextLine(box, count, of_drawing, box.height < LOW_LINE_EM * em)


def _torn(drawings: np.ndarray, box: PixelBox) -> tuple[bool, bool]:
    """Whether ink of drawings as high as a letter stands within a letter's reach of the line's ends."""
    reach = max(1, round(TORN_REACH * box.height))
    rows = slice(box.top, box.bottom)
    ends = drawings[rows, max(0, box.x0 - reach) : box.x0], drawings[rows, box.x1 : box.x1 + reach]
    before, after = (bool(end.any(axis=1).sum() > TORN_HEIGHT * box.height) for end in ends)
    return before, after


def _is_text(line: TextLine, em: float, scale: float) -> bool:
    """Letters, or a dash by itself; not a speck, a dot, a piece of a rule, or the feet of a line cut off by a rule."""
    box = line.box
    if box.height < LOW_LINE_EM * em and box.width > LOW_LINE_WIDTH_EM * em:
        return False
    if line.letters == 1 and box.height > BAR_EM * em and box.width < BAR_EM / 4 * em:
        return False
    if box.height >= MIN_LETTER_PT * scale:
        return box.width >= 0.8 * scale
    return 1.5 * scale <= box.width <= 9 * scale and box.height >= 0.4 * scale and box.width >= 1.5 * box.height
