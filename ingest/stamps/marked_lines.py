"""Lines under stamps and signatures: found whole by the detector, read from several looks, doubted where they differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from ingest.freed_memory import hand_back
from ingest.look import Look
from ingest.ocr.crops import crop_box, cut
from ingest.ocr.detector import FoundLine, find_lines
from ingest.ocr.engines import glance, glimpse, seconded
from ingest.ocr.looks import Cover, LookRead, SettledWord, agree, nearest_look, settle_looks
from ingest.ocr.ppocr import PpOcr
from ingest.ocr.reader import Reading, Recogniser
from ingest.ocr.words import ReadWord, split_words
from ingest.stamps.unmixing import in_lightest_shade, print_alone
from ingest.text.lines import TextLine, components
from ingest.text.reading import is_text
from models.geometry import Box, PixelBox
from models.page import Word

#: A mark is at least this large both ways: letters are smaller; and at most, or it is a table.
LEAST_MARK_PT, MOST_MARK_PT = 16.0, 240.0
#: Strokes of one mark lie closer than this.
STROKE_GAP_PT = 8.0
#: Around a mark, paper is kept for lines at its border: so many em.
AROUND_EM = 2.0
#: A mark in black is told from symbols and flow by what it does to the lines it touches: so many of at least so many
#: letters are read this badly.
FEWEST_SPOILT, SPOILT_LETTERS, SPOILT_BELOW = 2, 3, 0.80
#: Or so many lines end within so many em of its ink, which is as high there as this share of the line: letters that a
#: stroke crosses belong to the stroke, and the line is what is left of it.
FEWEST_CUT, CUT_EM, CUT_SHARE = 3, 0.25, 0.5
#: Ink of a black mark fills at most this share of its box: a picture or a filled symbol is no scribble.
MOST_FILLED = 0.35
#: What the detector finds is a line of print where it is no higher than this (em) and longer than high by this.
HIGHEST_LINE_EM, LEAST_LENGTH = 2.2, 1.5
#: Two finds are one line where the lower lies within the other by this share of its height, and of the shorter's length.
SAME_LINE, SAME_PLACE = 0.6, 0.5
#: Found twice, the longer counts unless it is higher than the other by this: then it took in a stroke.
MOST_HIGHER = 1.4
#: A line whose ink is coloured to this share is the stamp's own.
OWN_INK = 0.8
#: A line of which words cover less than this, in length, was not read; one under black strokes was read whole where words
#: this sure cover this share. Black strokes stay in every look: reading well what was read well only makes it worse.
READ_SHARE, WELL_READ, WHOLE_SHARE = 0.6, 0.9, 0.85
#: A line is read from this many looks, and where they differ from all, with each of these shares of the paper over and
#: under its letters.
SURE_LOOKS, MARGINS = 2, (1.0, 0.4)
#: A word that shares its row with a line by half the lower one's height, and this width of it, is a piece of it.
SHARED_PT = 1.5
#: A word is a scrap of a mark's own letters where this share of its ink is coloured; such a scrap keeps at most this
#: confidence, and goes where it is so short or stands beside a line that was found.
SCRAP_SHARE, MOST_OF_SCRAPS, SHORTEST_SCRAP = 0.5, 0.5, 4


@dataclass(frozen=True, eq=False)
class _Marks:
    """Foreign ink of a page, bool (h, w): `coloured`, and `black` strokes; the marks' own boxes, and the windows in
    which the lines they touch lie whole.
    """

    coloured: np.ndarray
    black: np.ndarray
    boxes: list[PixelBox]
    windows: list[PixelBox]


@dataclass(frozen=True)
class _Line:
    """A found line: `inner` holds its letters, `outer` is the crop for the reader."""

    inner: PixelBox
    outer: PixelBox


def read_marked(look: Look, printed: Look, words: list[Word], scale: float, reader: Recogniser) -> list[Word]:
    """The words of a page with those that stamps and signatures touch read anew; other words as they are.

    `look`: the page as it is; `printed`: without coloured ink, of which `words` (in points) were read.
    """
    marks = _marks(look, printed, words, scale)
    if not marks.boxes:
        return words
    if printed is not look:
        printed.forget_masks()
    hand_back()  # the detector takes much at once
    has_colour = bool(marks.coloured.any())
    seen = [look.colour, printed.colour] if has_colour else [look.colour]  # to find lines costs as much as to read them
    if reader.name == PpOcr.name:
        finds = [find for window in marks.windows for find in _finds(seen, window, printed.text.em, look.scale)]
        size = look.colour.shape[1::-1]
        lines = [_Line(_inner(find).clipped(*size), _outer(find).clipped(*size)) for find in _without_doubles(finds)]
    else:  # no detector: the lines of the layout
        lines = [
            _Line(line.box, crop_box(line.box, printed.text.em, look.ink.text.shape))
            for line in printed.text.lines
            if any(_overlap(line.box, window) for window in marks.windows)
        ]
    wanted = [line for line in lines if _needs_reading(line.inner, marks, look, words, scale)]
    words = _without_scraps(words, lines, marks, look, scale)
    if has_colour:
        seen[1:1] = in_lightest_shade(look.colour, marks.coloured), print_alone(look.colour, marks.coloured, scale)
    return _replaced(words, wanted, _read(wanted, words, seen, marks, look, scale, reader), scale)


def _marks(look: Look, printed: Look, words: Sequence[Word], scale: float) -> _Marks:
    has_colour = printed is not look
    coloured = (look.colour != printed.colour).any(axis=2) if has_colour else np.zeros(look.ink.text.shape, bool)
    strokes = cv2.dilate(look.lines.mask, np.ones((3, 3), np.uint8))
    large = cv2.subtract(cv2.subtract(printed.ink.text, printed.text.letters), strokes) > 0
    boxes = _large(_joined(coloured, scale), scale) if has_colour else []
    boxes += [box for box in _scribbles(large, scale) if _spoils(box, words, large, printed, scale)]
    windows = [_window(box, printed.text.lines, printed.text.em, coloured.shape) for box in boxes]
    return _Marks(coloured, large & ~coloured, boxes, _united(windows))


def _joined(coloured: np.ndarray, scale: float) -> np.ndarray:
    """Boxes (n + 1, 5) of marks whose strokes lie apart."""
    gap = int(STROKE_GAP_PT * scale) | 1
    return components(cv2.morphologyEx(coloured.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((gap, gap), np.uint8)))[1]


def _large(boxes: np.ndarray, scale: float) -> list[PixelBox]:
    least, most = LEAST_MARK_PT * scale, MOST_MARK_PT * scale
    return [
        PixelBox(x, y, x + w, y + h) for x, y, w, h, _ in boxes[1:].tolist() if least < min(w, h) and max(w, h) < most
    ]


def _scribbles(ink: np.ndarray, scale: float) -> list[PixelBox]:
    """Large thin drawings in black: signatures, outlines of stamps, and symbols."""
    _, boxes = components(ink.astype(np.uint8))
    sparse = boxes[:, 4] < MOST_FILLED * boxes[:, 2] * boxes[:, 3]
    sparse[0] = True
    return _large(boxes[sparse], scale)


def _spoils(box: PixelBox, words: Sequence[Word], ink: np.ndarray, printed: Look, scale: float) -> bool:
    """Whether enough lines that the box touches were read badly, or end in its ink."""
    place = box.to_points(scale)
    letters = Counter[int]()
    for word in words:
        letters[word.line] += len(word.text)
    bad = {
        word.line
        for word in words
        if word.confidence < SPOILT_BELOW and word.box.overlap_x(place) > 0 and word.box.overlap_y(place) > 0
    }
    if sum(letters[line] >= SPOILT_LETTERS for line in bad) >= FEWEST_SPOILT:
        return True
    reach = round(CUT_EM * printed.text.em)
    ends = 0
    for line in printed.text.lines:
        if line.letters < SPOILT_LETTERS or not _overlap(line.box, box):
            continue
        at = line.box
        sides = (slice(max(0, at.x0 - reach), at.x0), slice(at.x1, at.x1 + reach))
        ends += any(ink[at.top : at.bottom, side].any(axis=1).mean() > CUT_SHARE for side in sides)
    return ends >= FEWEST_CUT


def _window(box: PixelBox, lines: Sequence[TextLine], em: float, page: tuple[int, int]) -> PixelBox:
    """The box with the whole of the lines beside it, and some paper."""
    around, near = int(AROUND_EM * em), int(em)
    reach = PixelBox(box.x0 - near, box.top - near, box.x1 + near, box.bottom + near)
    beside = [line.box for line in lines if _overlap(line.box, reach)]
    return PixelBox(
        min([box.x0, *(b.x0 for b in beside)]) - around,
        min([box.top, *(b.top for b in beside)]) - around,
        max([box.x1, *(b.x1 for b in beside)]) + around,
        max([box.bottom, *(b.bottom for b in beside)]) + around,
    ).clipped(page[1], page[0])


def _united(boxes: list[PixelBox]) -> list[PixelBox]:
    """Boxes that overlap made one, until none do."""
    out: list[PixelBox] = []
    for box in boxes:
        while other := next((o for o in out if _overlap(o, box)), None):
            out.remove(other)
            box = PixelBox(
                min(box.x0, other.x0), min(box.top, other.top), max(box.x1, other.x1), max(box.bottom, other.bottom)
            )
        out.append(box)
    return out


def _overlap(one: PixelBox, other: PixelBox) -> bool:
    return one.x0 < other.x1 and other.x0 < one.x1 and one.top < other.bottom and other.top < one.bottom


def _finds(pictures: Sequence[np.ndarray], window: PixelBox, em: float, scale: float) -> list[FoundLine]:
    """Lines of print inside `window`, of all looks, in pixels of the page; not those that its edge cuts."""
    height, width = pictures[0].shape[:2]
    found = []
    for picture in pictures:
        part = np.ascontiguousarray(picture[window.top : window.bottom, window.x0 : window.x1])
        for line in find_lines(part, scale):
            high, outer = line.bottom - line.top, _outer(line)
            cut_off = (
                (outer.x0 < 0 < window.x0)
                or (outer.top < 0 < window.top)
                or (outer.x1 > window.width and window.x1 < width)
                or (outer.bottom > window.height and window.bottom < height)
            )
            if not cut_off and high < HIGHEST_LINE_EM * em and line.x1 - line.x0 > LEAST_LENGTH * high:
                found.append(
                    line._replace(
                        x0=line.x0 + window.x0,
                        x1=line.x1 + window.x0,
                        top=line.top + window.top,
                        bottom=line.bottom + window.top,
                    )
                )
    return found


def _outer(line: FoundLine) -> PixelBox:
    m = line.margin
    return PixelBox(int(line.x0 - m), int(line.top - m), int(line.x1 + m) + 1, int(line.bottom + m) + 1)


def _inner(line: FoundLine) -> PixelBox:
    return PixelBox(int(line.x0), int(line.top), int(line.x1) + 1, int(line.bottom) + 1)


def _without_doubles(lines: Sequence[FoundLine]) -> list[FoundLine]:
    """Each line once: the longest find of it that took in no stroke."""
    kept: list[FoundLine] = []
    for line in sorted(lines, key=lambda found: found.x1 - found.x0, reverse=True):
        twins = [k for k in kept if _is_same(k, line)]
        if not twins:
            kept.append(line)
        elif all(k.bottom - k.top > MOST_HIGHER * (line.bottom - line.top) for k in twins):
            kept = [k for k in kept if k not in twins] + [line]
    return sorted(kept, key=lambda found: (found.top, found.x0))


def _is_same(one: FoundLine, other: FoundLine) -> bool:
    high = min(one.bottom, other.bottom) - max(one.top, other.top)
    long = min(one.x1, other.x1) - max(one.x0, other.x0)
    return high > SAME_LINE * min(one.bottom - one.top, other.bottom - other.top) and long > SAME_PLACE * min(
        one.x1 - one.x0, other.x1 - other.x0
    )


def _needs_reading(box: PixelBox, marks: _Marks, look: Look, words: Sequence[Word], scale: float) -> bool:
    """Whether coloured ink touches the line, not being all there is of it; or the page's own reading of it is doubtful
    under black strokes, or lacks most of it.
    """
    place = _place(box)
    ink = look.ink.text[place] > 0
    own = np.count_nonzero(marks.coloured[place] & ink)
    if own > OWN_INK * np.count_nonzero(ink):
        return False
    if marks.coloured[place].any():
        return True
    there = box.to_points(scale)
    if marks.black[place].any():
        return _read_width(words, there, WELL_READ) < WHOLE_SHARE * there.width
    return _read_width(words, there, SPOILT_BELOW) < READ_SHARE * there.width


def _read_width(words: Sequence[Word], line: Box, sure: float) -> float:
    """How much of a line's length the words cover that were read this surely, in points."""
    return sum(w.box.overlap_x(line) for w in words if w.confidence >= sure and _on_row(w, line))


def _without_scraps(words: list[Word], lines: Sequence[_Line], marks: _Marks, look: Look, scale: float) -> list[Word]:
    found = [line.inner.to_points(scale) for line in lines]
    out = []
    for word in words:
        place = _place(word.box.to_pixels(scale))
        ink = look.ink.text[place] > 0
        if np.count_nonzero(marks.coloured[place] & ink) > SCRAP_SHARE * np.count_nonzero(ink):
            beside = any(word.box.overlap_y(line) > word.box.height / 2 for line in found)
            if len(word.text) < SHORTEST_SCRAP or beside and not any(_on_row(word, line) for line in found):
                continue
            word = word._replace(confidence=min(word.confidence, MOST_OF_SCRAPS))
        out.append(word)
    return out


def _on_row(word: Word, line: Box) -> bool:
    """Whether a word and a line share some of their place."""
    low = min(word.box.height, line.height)
    return word.box.overlap_x(line) > SHARED_PT and word.box.overlap_y(line) > low / 2


def _read(
    lines: Sequence[_Line],
    words: Sequence[Word],
    pictures: Sequence[np.ndarray],
    marks: _Marks,
    look: Look,
    scale: float,
    reader: Recogniser,
) -> list[list[SettledWord]]:
    """The words of each line, none where no text is; lines on which the first looks differ are looked at again, each time
    at first sight, and what was read of the layout's own crops (`words`) has a vote.
    """
    looks: list[list[LookRead]] = [[] for _ in lines]
    foreign = marks.coloured | marks.black
    covers = [Cover(*(_in_crop(m, line) > 0 for m in (look.ink.text, foreign, marks.black))) for line in lines]
    texts: list[list[Reading]] = [[] for _ in lines]
    shots: list[tuple[int, int, np.ndarray, Reading]] = []  # line, look, crop, reading
    rules = _without_marks(look.lines.mask, marks)
    views = [(picture, margin) for margin in MARGINS for picture in pictures]
    first, further = views[:SURE_LOOKS], views[SURE_LOOKS:]
    # A call of tesseract costs more than the few lines it may read in vain; for the other reader a line is what costs.
    rounds = [first, *([[view] for view in further] if reader.name == PpOcr.name else [further])]
    for number, together in enumerate(rounds):
        undecided = [k for k in range(len(lines)) if not number or not agree(looks[k], covers[k])]
        asked = [(lines[k], k, picture, margin) for picture, margin in together for k in undecided]
        crops = [cut(p, line.inner, _closer(line, margin), rules, look.ink.paper) for line, _, p, margin in asked]
        readings = (glimpse if number else glance)(reader, crops)
        for (_, k, *_), crop, reading in zip(asked, crops, readings, strict=True):
            if number and agree(looks[k], covers[k]):
                continue
            shots.append((k, len(looks[k]), crop, reading))
            looks[k].append((split_words(reading, _in_crop(look.ink.text, lines[k]), look.text.em), ()))
            texts[k].append(reading)
    for k, line in enumerate(lines):
        if not agree(looks[k], covers[k]):
            looks[k].append((_read_before(words, line, scale), ()))
    nearest = [nearest_look(read) for read in looks]
    counting = [shot for shot in shots if nearest[shot[0]] == shot[1]]
    seconds = seconded(reader, [reading for *_, reading in counting], [crop for *_, crop, _ in counting])
    for (k, number, *_), reading in zip(counting, seconds, strict=True):
        if reading.second:
            second = split_words(reading.second, _in_crop(look.ink.text, lines[k]), look.text.em)
            looks[k][number] = (looks[k][number][0], second)
    return [
        settle_looks(looks[k], covers[k])
        if any(is_text(reading, TextLine(line.inner, len(reading.text))) for reading in texts[k])
        else []
        for k, line in enumerate(lines)
    ]


def _without_marks(strokes: np.ndarray, marks: _Marks) -> np.ndarray:
    """The rules, without what a pen drew straight: a stroke that ends at the line is another letter of it."""
    rules = strokes.copy()
    for box in marks.boxes:
        rules[_place(box)] = 0
    return rules


def _read_before(words: Sequence[Word], line: _Line, scale: float) -> list[ReadWord]:
    """The words that the page's own layout has on a line, placed in the line's crop."""
    there = line.inner.to_points(scale)
    return [
        ReadWord(w.text, w.box.x0 * scale - line.outer.x0, w.box.x1 * scale - line.outer.x0, w.confidence, w.confidence)
        for w in sorted(words, key=lambda w: w.box.x0)
        if _on_row(w, there)
    ]


def _closer(line: _Line, margin: float) -> PixelBox:
    """The crop with so much of its margins over and under the letters."""
    over, under = line.inner.top - line.outer.top, line.outer.bottom - line.inner.bottom
    top, bottom = line.inner.top - round(margin * over), line.inner.bottom + round(margin * under)
    return PixelBox(line.outer.x0, top, line.outer.x1, bottom)


def _in_crop(mask: np.ndarray, line: _Line) -> np.ndarray:
    """The crop of a mask with nothing in its margins: uint8."""
    inner, outer = line.inner, line.outer
    crop = np.zeros((outer.height, outer.width), np.uint8)
    rows = slice(inner.top - outer.top, inner.bottom - outer.top)
    columns = slice(inner.x0 - outer.x0, inner.x1 - outer.x0)
    crop[rows, columns] = mask[_place(inner)]
    return crop


def _replaced(words: list[Word], lines: Sequence[_Line], read: Sequence[list[SettledWord]], scale: float) -> list[Word]:
    number = max((word.line for word in words), default=-1) + 1
    for line, found in zip(lines, read, strict=True):
        if not found:
            continue
        there = line.inner.to_points(scale)
        words = [w for w in words if not _on_row(w, there)]
        for word in found:
            x0, x1 = (line.outer.x0 + edge for edge in (word.start, word.end))
            box = Box(x0 / scale, there.top, x1 / scale, there.bottom)
            words.append(Word(word.text, box, round(float(word.confidence), 3), "ocr", number, word.alternatives))
        number += 1
    return words


def _place(box: PixelBox) -> tuple[slice, slice]:
    return slice(box.top, box.bottom), slice(box.x0, box.x1)
