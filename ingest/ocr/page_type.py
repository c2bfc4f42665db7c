"""Which faces and sizes a page's print is in, told from words that were read surely, and how its ink came out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np

from ingest.ocr.type_faces import LETTERS, TYPE_FACES, Letter, Lettering, drawn_word, inked_width
from models.components import find_components
from models.geometry import PixelBox
from models.page import Word

#: Words of so many letters that were read this surely tell a face; so many of them do.
SURE, FEWEST_LETTERS, ENOUGH = 0.95, 4, 40
#: Their boxes leave so much paper around them, in points, and are looked for so many pixels further; ink smaller than so
#: many pixels is a speck.
AROUND_PT, AROUND_PX, SPECK_PX = 0.8, 4, 6
#: A word is fitted at this blur, and its ink is wider than its letters by this, in pixels; sizes are told to a tenth.
USUAL_BLUR, WIDER_PX = 0.7, 0.8
#: Sizes of an em that are print, in pixels.
SMALLEST_PX, LARGEST_PX = 12.0, 90.0
#: Words less like a face (correlation) say nothing; one size of it is all within this share.
LIKE, SAME_SIZE = 0.85, 0.05
#: A page whose best words are on the mean less like the face than this is in another one. Of a face that is none of
#: these, Vera, they were .91-.93 on faxes and copies, of these .945-.985.
IN_FACE = 0.94
#: Blurs and spreads in pixels that are tried, on so many words; what ink looks like is counted on so many.
BLURS, SPREADS, TRIED, COUNTED = (0.45, 0.65, 0.85, 1.1), (-0.3, 0.0, 0.3), 6, 24
#: Inks of a letter (0-1) are told in so many steps; shades of the page (0 paper, 1 print) by these bounds.
INK_STEPS = 6
SHADES = (0.12, 0.3, 0.5, 0.7, 0.85, 1.0)
#: What is drawn below this is no part of a word's place.
FAINT = 0.1


class FittedWord(NamedTuple):
    """A sure word with the face and size (pixels an em) that it is most `like` (correlation), its pen at (x, y)."""

    word: Word
    face: str
    size: float
    like: float
    x: int
    y: int


class InkModel(NamedTuple):
    """`chances` (INK_STEPS, shades): how often the page shows each shade where a letter has so much ink."""

    lettering: Lettering
    chances: np.ndarray


def fitted_words(shades: np.ndarray, ink: np.ndarray, words: Sequence[Word], scale: float) -> list[FittedWord]:
    """The first ENOUGH sure words (in points) with their faces; `shades` float (h, w), 0 paper to 1 print, `ink` uint8."""
    sure = [
        word
        for word in words
        if word.confidence >= SURE and len(word.text) >= FEWEST_LETTERS and all(c in LETTERS for c in word.text)
    ]
    out = []
    for word in sure[:ENOUGH]:
        place = _inked_place(ink, word, scale)
        fits = [_fitted(shades, place, word, face) for face in TYPE_FACES] if place else []
        best = max((fit for fit in fits if fit), key=lambda fit: fit.like, default=None)
        if best and best.like > LIKE:
            out.append(best)
    return out


def _inked_place(ink: np.ndarray, word: Word, scale: float) -> PixelBox | None:
    box = word.box.grown(AROUND_PT).to_pixels(scale).clipped(ink.shape[1], ink.shape[0])
    if not box.width or not box.height:
        return None
    boxes = find_components((ink[box.top : box.bottom, box.x0 : box.x1] > 0).astype(np.uint8)).boxes[1:]
    boxes = boxes[boxes[:, 4] >= SPECK_PX]
    if not len(boxes):
        return None
    left, right = int(boxes[:, 0].min()), int((boxes[:, 0] + boxes[:, 2]).max())
    return PixelBox(box.x0 + left, box.top, box.x0 + right, box.bottom)


def _fitted(shades: np.ndarray, place: PixelBox, word: Word, face: str) -> FittedWord | None:
    size = round((place.width - WIDER_PX) / inked_width(face, word.text), 1)
    if not SMALLEST_PX < size < LARGEST_PX:
        return None
    drawn = drawn_word(Lettering(face, size, USUAL_BLUR), word.text)
    area = PixelBox(place.x0 - AROUND_PX, place.top - AROUND_PX, place.x1 + AROUND_PX, place.bottom + AROUND_PX)
    like, x, y = _found(shades, drawn, area)
    return FittedWord(word, face, size, like, x, y)


def _found(shades: np.ndarray, drawn: Letter, area: PixelBox) -> tuple[float, int, int]:
    """How like (correlation) the page is to a drawn word where it is most, and where its pen stands there."""
    rows, columns = (np.flatnonzero(drawn.ink.max(axis=axis) > FAINT) for axis in (1, 0))
    shape = drawn.ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    area = area.clipped(shades.shape[1], shades.shape[0])
    seen = shades[area.top : area.bottom, area.x0 : max(area.x1, area.x0 + shape.shape[1])]
    if seen.shape[0] < shape.shape[0] or seen.shape[1] < shape.shape[1]:
        return 0.0, 0, 0
    _, like, _, (x, y) = cv2.minMaxLoc(cv2.matchTemplate(seen, shape, cv2.TM_CCOEFF_NORMED))
    return like, area.x0 + x - int(columns[0]) + drawn.left, area.top + y - int(rows[0]) + drawn.over


def letterings(fits: Sequence[FittedWord]) -> list[tuple[str, float]]:
    """Faces and sizes of the words, the most frequent first."""
    out: list[tuple[str, float, int]] = []
    for fit in sorted(fits, key=lambda f: -f.like):
        if all(fit.face != face or abs(fit.size / size - 1) > SAME_SIZE for face, size, _ in out):
            same = [f.size for f in fits if f.face == fit.face and abs(f.size / fit.size - 1) < SAME_SIZE]
            out.append((fit.face, float(np.median(same)), len(same)))
    return [(face, size) for face, size, _ in sorted(out, key=lambda entry: -entry[2])]


def ink_model(shades: np.ndarray, fits: Sequence[FittedWord], face: str, size: float) -> InkModel | None:
    """How print of that face and size came out on the page; None where the page's words are not like it."""
    same = [f for f in fits if f.face == face and abs(f.size / size - 1) < SAME_SIZE]
    same = sorted(same, key=lambda f: -f.like)[:COUNTED]
    if not same:
        return None
    tried = [(_likeness(shades, same[:TRIED], blur, spread), blur, spread) for blur in BLURS for spread in SPREADS]
    like, blur, spread = max(tried)
    if like < IN_FACE:
        return None
    counts = np.full((INK_STEPS, len(SHADES) + 1), 0.5)
    for fit in same:
        drawn, seen = _laid_over(shades, fit, Lettering(face, fit.size, blur, spread))
        np.add.at(counts, (ink_steps(drawn), np.digitize(seen, SHADES)), 1)
    return InkModel(Lettering(face, size, blur, spread), counts / counts.sum(axis=1, keepdims=True))


def ink_steps(ink: np.ndarray) -> np.ndarray:
    """Drawn ink (0-1) by INK_STEPS."""
    return np.minimum((ink * INK_STEPS).astype(int), INK_STEPS - 1)


def _likeness(shades: np.ndarray, fits: Sequence[FittedWord], blur: float, spread: float) -> float:
    return float(np.mean([_laid(shades, fit, Lettering(fit.face, fit.size, blur, spread))[0] for fit in fits]))


def _laid(shades: np.ndarray, fit: FittedWord, lettering: Lettering) -> tuple[float, int, int]:
    drawn = drawn_word(lettering, fit.word.text)
    left, top = fit.x - drawn.left, fit.y - drawn.over
    area = PixelBox(left - 2, top - 2, left + drawn.ink.shape[1] + 2, top + drawn.ink.shape[0] + 2)
    return _found(shades, drawn, area)


def _laid_over(shades: np.ndarray, fit: FittedWord, lettering: Lettering) -> tuple[np.ndarray, np.ndarray]:
    """The drawn word and what the page shows under it, where they differ least, by quarters of a pixel."""
    best: tuple[float, np.ndarray, np.ndarray] | None = None
    for shift in (0.0, 0.25, 0.5, 0.75):
        drawn = drawn_word(lettering, fit.word.text, shift)
        height, width = drawn.ink.shape
        for dy in (-1, 0, 1):
            for dx in (-2, -1, 0, 1, 2):
                top, left = fit.y - drawn.over + dy, fit.x - drawn.left + dx
                seen = shades[max(0, top) : top + height, max(0, left) : left + width]
                if seen.shape != drawn.ink.shape:
                    continue
                apart = float(((seen - drawn.ink) ** 2).sum())
                if best is None or apart < best[0]:
                    best = apart, drawn.ink, seen
    return (best[1], best[2]) if best else (np.zeros((0, 0), np.float32),) * 2
