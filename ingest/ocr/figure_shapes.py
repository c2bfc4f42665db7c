"""What the figures 0-9 look like on a page: as its own sure numbers show them, else as the face most like those does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import cv2
import numpy as np

from ingest.ocr.printed_shapes import FACES, shapes
from models.components import find_components
from models.page import Word

FIGURES = "0123456789"
#: Words this sure show what figures look like; their boxes leave so much paper around them, in points.
SURE, AROUND_PT = 0.93, 0.6
#: Figures of a word are as high as one another to this share; ink smaller than so many pixels is a speck, and no figure
#: is lower than the last (a broken line read as "4" is one pixel high).
EVEN_HEIGHT, SPECK_PX, LOWEST_PX = 0.15, 4, 4
#: Examples of another size are used where they are resized by at most this; so many of one figure do.
MOST_RESIZED, ENOUGH = 1.4, 8
#: A face whose shapes are less like the page's own than this (correlation) tells nothing of those it lacks.
LIKE_FACE = 0.9
#: Edges of a shape are this uncertain, in pixels; ink spreads by up to the last of these shares when copied.
EDGE_PX, SPREADS = 0.7, (0.0, 0.1, 0.2, 0.3)


class Example(NamedTuple):
    """A printed figure: `ink` bool (h, w), of a word whose figures are `height` pixels high."""

    figure: str
    ink: np.ndarray
    height: float


class Examples(NamedTuple):
    """The figures of a page. `pitches`: distance between neighbours in a word, as a share of their height."""

    figures: tuple[Example, ...]
    pitches: tuple[float, ...]


class FigureShapes(NamedTuple):
    """`shapes` (10, height + 4, width): how likely ink is at each place of a figure's cell, which stands two rows over the
    cell's foot; `pitch` is the distance between neighbours in pixels.
    """

    shapes: np.ndarray
    pitch: float


def printed_figures(words: Iterable[Word], ink: np.ndarray, scale: float) -> Examples:
    """The figures of the sure words whose pieces of ink are as many as their characters; `ink` uint8 (h, w)."""
    found: list[Example] = []
    pitches = []
    for word in words:
        if word.confidence < SURE or not any(c.isdigit() for c in word.text):
            continue
        box = word.box.grown(AROUND_PT).to_pixels(scale).clipped(ink.shape[1], ink.shape[0])
        crop = ink[box.top : box.bottom, box.x0 : box.x1] > 0
        pieces = _pieces(crop)
        at = [k for k, c in enumerate(word.text) if c.isdigit()]
        if len(pieces) != len(word.text):
            continue
        high = [pieces[k][3] - pieces[k][1] for k in at]
        height = float(np.median(high))
        if max(high) - min(high) > EVEN_HEIGHT * height or height < LOWEST_PX:
            continue
        for k in at:
            x0, top, x1, bottom = pieces[k]
            found.append(Example(word.text[k], crop[top:bottom, x0:x1], height))
        middles = [
            (k, (pieces[k][0] + pieces[k][2]) / 2) for k in at if word.text[k] != "1"
        ]  # a 1 stands off its middle
        if word.text.isdigit() and len(middles) > 1:
            (first, left), (last, right) = middles[0], middles[-1]
            pitches.append((right - left) / (last - first) / height)
    return Examples(tuple(found), tuple(pitches))


def _pieces(crop: np.ndarray) -> list[tuple[int, int, int, int]]:
    """Boxes (x0, top, x1, bottom) of the connected pieces, those over one another as one, from left to right."""
    boxes = find_components(crop.astype(np.uint8)).boxes[1:]
    out: list[tuple[int, int, int, int]] = []
    for x, y, w, h, area in sorted(boxes.tolist()):
        if area < SPECK_PX:
            continue
        if out and min(out[-1][2], x + w) - max(out[-1][0], x) > 0.5 * min(out[-1][2] - out[-1][0], w):
            x0, top, x1, bottom = out[-1]
            out[-1] = min(x0, x), min(top, y), max(x1, x + w), max(bottom, y + h)
        else:
            out.append((x, y, x + w, y + h))
    return out


def figure_shapes(examples: Examples, height: float) -> FigureShapes | None:
    """The ten figures at `height` pixels; None where the page shows too few of them and no face is like those."""
    own = {
        figure: shape
        for figure in FIGURES
        if (shape := _mean([e for e in examples.figures if e.figure == figure], height)) is not None
    }
    if not own:
        return None
    rows = round(height) + 4
    columns = round(height)
    faces = [_of_face(face, height, own) for face in FACES]
    likeness = [float(np.mean([_likeness(own[f], face[f], rows, columns) for f in own])) for face in faces]
    best = int(np.argmax(likeness))
    if len(own) < len(FIGURES) and likeness[best] < LIKE_FACE:
        return None
    pitch = float(np.median(examples.pitches)) * height if examples.pitches else _face_pitch(best) * height
    width = round(pitch)
    cells = [_cell(own.get(f, faces[best][f]), rows, width) for f in FIGURES]
    return FigureShapes(np.stack(cells), pitch)


def _face_pitch(face: int) -> float:
    """Advance of a figure over its height: 0.556 and 0.5 em over 0.703 and 0.676 (Adobe's metrics of the core fonts)."""
    return (0.79, 0.74)[face]


def _mean(examples: Sequence[Example], height: float) -> np.ndarray | None:
    """The mean of those most of the height, 0-1; None where there is none."""
    near = sorted(examples, key=lambda e: abs(np.log(height / e.height)))[:ENOUGH]
    near = [e for e in near if 1 / MOST_RESIZED < height / e.height < MOST_RESIZED]
    if not near:
        return None
    sized = [_resized(e.ink.astype(np.float32), height / e.height) for e in near]
    rows, columns = max(s.shape[0] for s in sized), max(s.shape[1] for s in sized)
    out = np.zeros((rows, columns), np.float32)
    for shape in sized:
        left = (columns - shape.shape[1]) // 2
        out[rows - shape.shape[0] :, left : left + shape.shape[1]] += shape
    return out / len(sized)


def _resized(shape: np.ndarray, factor: float) -> np.ndarray:
    size = max(1, round(shape.shape[1] * factor)), max(1, round(shape.shape[0] * factor))
    return cv2.resize(shape, size, interpolation=cv2.INTER_AREA if factor < 1 else cv2.INTER_LINEAR)


def _of_face(face: str, height: float, own: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The figures of a face at `height`, as bold as the page's own."""
    drawn = shapes(face, FIGURES)
    high = float(np.median([shape.ink.shape[0] for shape in drawn.values()]))

    def boldness(figures: dict[str, np.ndarray]) -> float:
        ink = sum(float(figures[f].sum()) for f in own)
        return abs(float(np.log(ink / sum(float(shape.sum()) for shape in own.values()))))

    spread = [
        {figure: _resized(_spread(shape.ink, share), height / high) for figure, shape in drawn.items()}
        for share in SPREADS
    ]
    return min(spread, key=boldness)


def _spread(shape: np.ndarray, share: float) -> np.ndarray:
    """The drawn shape with its ink spread: blurred, and inked from half less `share` on."""
    if not share:
        return shape
    wide = cv2.GaussianBlur(np.pad(shape, 8), (0, 0), 3)
    inked = np.clip((wide - (0.5 - share)) * 4 + 0.5, 0, 1)
    rows, columns = np.flatnonzero((inked > 0.3).any(axis=1)), np.flatnonzero((inked > 0.3).any(axis=0))
    return inked[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def _cell(shape: np.ndarray, rows: int, columns: int) -> np.ndarray:
    """The shape in the middle of a cell, two rows over its foot, its edges softened."""
    out = np.zeros((rows, columns), np.float32)
    high, wide = min(shape.shape[0], rows - 2), min(shape.shape[1], columns)
    left, cut = (columns - wide) // 2, (shape.shape[1] - wide) // 2
    out[rows - 2 - high : rows - 2, left : left + wide] = shape[shape.shape[0] - high :, cut : cut + wide]
    return cv2.GaussianBlur(out, (0, 0), EDGE_PX)


def _likeness(one: np.ndarray, other: np.ndarray, rows: int, columns: int) -> float:
    """Correlation of two shapes, one pixel's shift allowed."""
    one, other = _cell(one, rows, columns), _cell(other, rows, columns)
    size = float(np.sqrt((one * one).sum() * (other * other).sum()))
    shifts = [np.roll(other, (dy, dx), (0, 1)) for dy in (-1, 0, 1) for dx in (-1, 0, 1)]
    return max(float((one * shifted).sum()) for shifted in shifts) / size
