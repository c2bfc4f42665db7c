"""Names under a stamp or signature in the print's own black: read by the letters of the page's own face on the paper
between the strokes, where the reader agrees.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

import cv2
import numpy as np
from rapidfuzz import fuzz

from ingest.ink.lightest_paper import darkness, inked
from ingest.ink.long_strokes import long_strokes
from ingest.look import Look
from ingest.ocr.agreement import FIRST
from ingest.ocr.engines import likelihoods
from ingest.ocr.letter_row import NameReading, fit_letters, read_name
from ingest.ocr.page_type import SHADES, InkModel, fitted_words, ink_model, letterings
from ingest.ocr.ppocr import PpOcr
from ingest.ocr.reader import Recogniser
from ingest.ocr.type_faces import advances, letter
from models.components import find_components
from models.evidence import Alternative
from models.geometry import Box, PixelBox, union
from models.page import Word

#: A NIP's line has so many figures; a name stands over it by at most so many of its heights, the rank between them.
FEWEST_FIGURES, OVER_NIP = 15, 4.2
#: A line with a word read less surely than the first is in doubt; a word as sure as the second stands in what it is read
#: as. It is mostly letters.
DOUBTED, SURE, FEWEST_LETTERS = 0.945, 0.945, 6
#: Print is as dark as this percentile of the inside of its strokes.
PRINT = 85
#: The words nearest to the name tell its face: so many of them; so many faces and sizes are tried.
NEAREST, TRIED = 8, 2
#: The strip reaches so far over and under the line's middle and to both sides, in em; strokes are followed this far.
UP, DOWN, BESIDE, FOLLOWED = 0.80, 0.90, 3.5, 4.0
#: Between the outermost strokes of a mark so much of what is seen may be a stamp's small letters; at a stroke's edge half.
STRAY, EDGE = 0.15, 0.5
#: No shade is less likely than this.
LEAST_CHANCE = 1e-4
#: The reader is shown the line with so much over and under its baseline, in em, its strokes faded to these shares.
SHOWN, FADED = ((1.0, 0.42), (0.82, 0.30)), (1.0, 0.65, 0.35, 0.0)
#: A name counts where the next best is so much less likely by letters and reader together, none is likelier by its letters
#: alone, none by more than this for the reader alone; nats. What was read before is like it to this share (0-100).
CLEARLY_BEST, MOST_AMISS, ALIKE = 3.0, 1.0, 75.0
#: Where its letters alone are so little likelier than others, a look must have read that very word: both were wrong
#: together about "eni" under strokes ("em").
CLEAR_LETTERS = 0.9
#: Before and behind it so many em of the row are seen, not covered by strokes to more than this, with at most so much ink.
FREE_EM, MOST_COVERED, MOST_LOOSE = 1.2, 0.45, 0.08
#: Nor is a piece of ink along it none of its letters that is larger than this share of an em squared (a full stop has
#: .012), letters being so high and darker than this.
LARGEST_UNEXPLAINED, CAPITAL, DRAWN = 0.008, 0.66, 0.2
#: How sure such a name is: the letters are a witness of their own, but of what is half hidden.
SURE_LETTERS = 0.85


def read_hidden_names(look: Look, words: list[Word], scale: float, reader: Recogniser) -> list[Word]:
    """The words of a page (in points), with doubtful names over a NIP as their letters show them, if they show one alone."""
    lines = _doubtful_names(words)
    if not lines or reader.name != PpOcr.name:
        return words
    darker = cv2.subtract(look.ink.paper, cv2.cvtColor(look.colour, cv2.COLOR_RGB2GRAY))
    inside = darker[look.ink.core > 0]
    if not inside.size:
        return words
    print_ = max(1.0, float(np.percentile(inside, PRINT)))
    shades = darker.astype(np.float32)
    np.minimum(np.divide(shades, np.float32(print_), out=shades), 1, out=shades)
    place = _around([word for line, _ in lines for word in line])
    fits = fitted_words(shades, look.ink.text, _nearest(words, place), scale)
    for line, nip in lines:
        if any(word not in words for word in line):
            continue  # a piece of a name that was found
        for face, size in letterings(fits[:NEAREST])[:TRIED]:
            model = ink_model(shades, fits, face, size)
            row = _Row(look, _around([*line, *nip]), _around(line), model, scale, print_) if model else None
            reading = row.read() if row else None
            name = row.chosen(reading, line, reader) if row and reading else None
            if row and reading and name:
                words = _replaced(words, line, row.words(name, reading, line[0].line))
                break
    return words


def _doubtful_names(words: Iterable[Word]) -> list[tuple[list[Word], list[Word]]]:
    """Doubtful lines right over a NIP, each with the NIP's line."""
    ordered = sorted(words, key=lambda word: (word.line, word.box.x0))
    lines = [list(line) for _, line in groupby(ordered, key=lambda word: word.line)]
    nips = [line for line in lines if sum(c.isdigit() for word in line for c in word.text) >= FEWEST_FIGURES]
    out = []
    for line in lines:
        text = "".join(word.text for word in line)
        box = _around(line)
        if min(word.confidence for word in line) >= DOUBTED or sum(c.isalpha() for c in text) < FEWEST_LETTERS:
            continue
        for nip in nips:
            under = _around(nip)
            over = under.top - box.top
            if nip is not line and 0 < over < OVER_NIP * under.height and box.overlap_x(under) > 0:
                out.append((line, nip))
                break
    return out


def _around(words: Sequence[Word]) -> Box:
    return union(word.box for word in words)


def _nearest(words: Sequence[Word], place: Box) -> list[Word]:
    """The words by how near to the place they are, those over and under it first."""

    def apart(word: Word) -> float:
        beside = max(0.0, word.box.x0 - place.x1, place.x0 - word.box.x1)
        return abs(word.box.top + word.box.bottom - place.top - place.bottom) / 2 + beside / 4

    return sorted(words, key=apart)


class _Row:
    """The strip of a page in which a name stands."""

    def __init__(self, look: Look, block: Box, line: Box, model: InkModel, scale: float, print_: float):
        """`block`: the name and what tells its place; `line`: the name; both in points."""
        self.look, self.model, self.scale = look, model, scale
        size, wide, high = model.lettering.size, block.to_pixels(scale), line.to_pixels(scale)
        middle, beside = (high.top + high.bottom) // 2, round(BESIDE * size)
        page = look.colour.shape[1], look.colour.shape[0]
        self.strip = PixelBox(
            wide.x0 - beside, middle - round(UP * size), wide.x1 + beside, middle + round(DOWN * size)
        ).clipped(*page)
        around = round(FOLLOWED * look.text.em)
        area = PixelBox(
            self.strip.x0 - around, self.strip.top - around, self.strip.x1 + around, self.strip.bottom + around
        ).clipped(*page)
        place = slice(area.top, area.bottom), slice(area.x0, area.x1)
        darker = darkness(look.colour[place], look.text.em)
        rules = look.lines.mask[place] > 0
        strokes = long_strokes(inked(darker), look.text.em)
        columns = np.flatnonzero(
            (strokes & ~cv2.dilate(rules.astype(np.uint8), np.ones((3, 3))).astype(bool)).any(axis=0)
        )
        marked = np.zeros(strokes.shape, bool)
        if len(columns):
            marked[:, columns[0] : columns[-1] + 1] = True
        strokes |= rules
        edges = (cv2.dilate(strokes.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0) & ~strokes
        shades = np.digitize(np.minimum(darker / np.float32(print_), 1.15), SHADES)
        rows = slice(self.strip.top - area.top, self.strip.bottom - area.top)
        inside = rows, slice(self.strip.x0 - area.x0, self.strip.x1 - area.x0)
        elsewhere = strokes.copy()
        elsewhere[rows] = False
        counts = np.bincount(shades[elsewhere], minlength=len(SHADES) + 1) + 0.5
        self.stroke_shades = counts / counts.sum()
        self.strokes, self.edges, self.marked = strokes[inside], edges[inside], marked[inside]
        self.shades = shades[inside]
        self.baseline = 0

    def read(self) -> NameReading | None:
        """The names that fit the strip."""
        alone = self.model.chances
        under = _ink_over_ink(alone, self.stroke_shades)
        free = ~self.strokes & ~self.edges
        zones = (
            (free & ~self.marked, alone),
            (free & self.marked, (1 - STRAY) * alone + STRAY * under),
            (self.edges, (1 - EDGE) * alone + EDGE * under),
            (self.strokes, under),
        )
        chances = np.zeros((len(alone), *self.shades.shape), np.float32)
        for zone, table in zones:
            chances[:, zone] = np.log(table + LEAST_CHANCE)[:, self.shades[zone]]
        fit = fit_letters(chances, self.model)
        if fit is None:
            return None
        self.baseline = fit.baseline
        return read_name(fit, self.model)

    def chosen(self, reading: NameReading, line: Sequence[Word], reader: Recogniser) -> str | None:
        """The one name that letters and reader speak for, of those that fit."""
        if (
            not self._stands_free(reading)
            or self._unexplained(reading) > LARGEST_UNEXPLAINED * self.model.lettering.size**2
        ):
            return None
        names = list(reading.names)
        if not any(self._may_be(name, reading, line) for name in names):
            return None  # the reader is asked last: it takes most of the time
        read = likelihoods(reader, self._crops(reading), names)
        if read is None:
            return None
        by_letters = np.array([reading.names[name] for name in names])
        by_reader = read.mean(axis=0)
        both = by_letters + by_reader
        order = np.argsort(-both)
        best = int(order[0])
        if len(order) > 1 and both[best] - both[order[1]] < CLEARLY_BEST:
            return None
        if by_letters[best] < by_letters.max() or by_reader[best] < by_reader.max() - MOST_AMISS:
            return None
        return names[best] if self._may_be(names[best], reading, line) else None

    @staticmethod
    def _may_be(name: str, reading: NameReading, line: Sequence[Word]) -> bool:
        """Whether none fits better, what was read of the line is like the name, and tells it from names as likely."""
        gain = reading.names[name]
        text = " ".join(word.text for word in line)
        sure = [word.text.strip(".,") for word in line if word.confidence >= SURE]
        if gain < max(reading.names.values()) or fuzz.ratio(name, text) < ALIKE or not all(p in name for p in sure):
            return False
        near = [other for other, nats in reading.names.items() if other != name and gain - nats < CLEAR_LETTERS]
        return all(_is_read(name, other, line) for other in near)

    def _stands_free(self, reading: NameReading) -> bool:
        """Whether the row beside the name is seen to be bare: a letter may hide under strokes."""
        size = self.model.lettering.size
        reach, near = round(FREE_EM * size), round(0.1 * size)
        band = slice(max(0, self.baseline - round(0.45 * size)), self.baseline)
        start, end = round(reading.start), round(reading.end)
        for columns in (slice(max(0, start - reach), max(0, start - near)), slice(end + near, end + reach)):
            covered = (self.strokes | self.edges)[band, columns]
            loose = (self.shades[band, columns] > len(SHADES) // 2) & ~covered
            if covered.size and (covered.mean() > MOST_COVERED or loose.mean() > MOST_LOOSE):
                return False
        return True

    def _unexplained(self, reading: NameReading) -> int:
        """Pixels of the largest piece of ink along the name that neither its letters nor strokes are."""
        drawn = np.zeros(self.shades.shape, np.float32)
        for character, pen in reading.letters:
            if character != " ":
                column = int(np.floor(pen))
                one = letter(self.model.lettering, character, pen - column)
                rows, columns = np.indices(one.ink.shape)
                rows, columns = rows + self.baseline - one.over, columns + column - one.left
                inside = (rows >= 0) & (rows < drawn.shape[0]) & (columns >= 0) & (columns < drawn.shape[1])
                np.maximum.at(drawn, (rows[inside], columns[inside]), one.ink[inside])
        near = cv2.dilate(drawn, np.ones((3, 3), np.uint8)) > DRAWN
        left = (self.shades > len(SHADES) // 2) & ~near & ~self.strokes & ~self.edges
        size = self.model.lettering.size
        left[: max(0, self.baseline - round(CAPITAL * size))] = False
        left[self.baseline + 1 :] = False
        left[:, : max(0, round(reading.start))] = left[:, round(reading.end) :] = False
        return int(find_components(left.astype(np.uint8)).boxes[1:, 4].max(initial=0))

    def _crops(self, reading: NameReading) -> list[np.ndarray]:
        """The name as it is, and with its strokes faded, in two heights."""
        size, strip = self.model.lettering.size, self.strip
        x0, x1 = (strip.x0 + round(edge) for edge in (reading.start - 0.35 * size, reading.end + 0.35 * size))
        area = PixelBox(max(strip.x0, x0), strip.top, x1, strip.bottom).clipped(*self.look.colour.shape[1::-1])
        colour = self.look.colour[area.top : area.bottom, area.x0 : area.x1]
        columns = slice(area.x0 - strip.x0, area.x1 - strip.x0)
        covered = (self.strokes | self.edges)[:, columns]
        paper = np.median(colour.reshape(-1, 3), axis=0)
        crops = []
        for kept in FADED:
            shown = colour.copy()
            shown[covered] = (kept * colour[covered] + (1 - kept) * paper).astype(np.uint8)
            for over, under in SHOWN:
                top, bottom = max(0, self.baseline - round(over * size)), self.baseline + round(under * size)
                crops.append(np.ascontiguousarray(shown[top:bottom]))
        return crops

    def words(self, name: str, reading: NameReading, line: int) -> list[Word]:
        """The name's words where they stand, in points."""
        widths = advances(self.model.lettering.face)
        size = self.model.lettering.size
        top, bottom = self.strip.top + self.baseline - 0.7 * size, self.strip.top + self.baseline + 0.2 * size
        stretch = (reading.end - reading.start) / (size * sum(widths[c] for c in name))
        out, pen = [], self.strip.x0 + reading.start
        for text in name.split(" "):
            end = pen + stretch * size * sum(widths[c] for c in text)
            box = Box(pen / self.scale, top / self.scale, end / self.scale, bottom / self.scale)
            out.append(Word(text, box, SURE_LETTERS, "ocr", line))
            pen = end + stretch * size * widths[" "]
        return out


def _is_read(name: str, other: str, line: Sequence[Word]) -> bool:
    """Whether the words in which another name differs were read as `name` has them, by any look at the line."""
    ours, theirs = name.split(" "), other.split(" ")
    read = {text.strip(".,") for word in line for text in (word.text, *(a.text for a in word.alternatives))}
    return len(ours) == len(theirs) and all(
        mine == other_ or mine.strip(".,") in read for mine, other_ in zip(ours, theirs, strict=True)
    )


def _ink_over_ink(chances: np.ndarray, over: np.ndarray) -> np.ndarray:
    """How often each shade shows where print lies under strokes of the shades `over`: ink on ink is darker than either."""
    bounds = np.array([0.0, *SHADES, 1.15])
    middle = (bounds[:-1] + bounds[1:]) / 2
    middle[0] = 0.0
    darkest = middle[-1]
    out = np.zeros_like(chances)
    for print_ in range(len(middle)):
        for stroke, share in enumerate(over):
            left = (darkest - middle[print_]) * (darkest - middle[stroke]) / darkest
            out[:, int(np.digitize(darkest - left, SHADES))] += chances[:, print_] * share
    return out


def _replaced(words: list[Word], line: Sequence[Word], name: Sequence[Word]) -> list[Word]:
    """The words with the name in the place of what was read there, which stays with it as another reading."""
    box = _around(name)
    gone = [
        word
        for word in words
        if word in line
        or (word.box.overlap_x(box) > word.box.width / 2 and word.box.overlap_y(box) > word.box.height / 2)
    ]
    read = " ".join(word.text for word in sorted(gone, key=lambda word: word.box.x0))
    doubt = min(word.confidence for word in gone)
    first = name[0]._replace(alternatives=(Alternative(text=read, reader=FIRST, confidence=round(doubt, 3)),))
    return [word for word in words if word not in gone] + [first, *name[1:]]
