"""NIPs under a stamp or signature in the print's own black: read by the shapes of the figures where readers doubt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

import cv2
import numpy as np

from ingest.ink.lightest_paper import darkness, inked
from ingest.ink.long_strokes import long_strokes
from ingest.look import Look
from ingest.ocr.agreement import FIRST
from ingest.ocr.engines import glance
from ingest.ocr.figure_row import RowReading, likeliest_numbers, read_figures
from ingest.ocr.figure_shapes import FIGURES, Examples, figure_shapes, printed_figures
from ingest.ocr.ppocr import PpOcr
from ingest.ocr.reader import Recogniser
from models.civil_number import NIP_DIGITS, NIP_GROUPS, is_sound
from models.evidence import Alternative
from models.geometry import Box, PixelBox
from models.page import Word

#: A line is taken for a NIP in doubt where so many figures were read on it, so large a part of its characters, one of its
#: words less surely than this.
FEWEST_FIGURES, MOSTLY_FIGURES, DOUBTED = 9, 0.6, 0.945
#: Around the line strokes are followed over so many em; the row is looked for this share of the line's height further out.
FOLLOWED_EM, OVER = 4.0, 0.25
#: A number is at most so many times as long as high, gaps and all.
LONGEST = 16.5
#: Sizes of figures are tried that differ by more than this share.
OTHER_SIZE = 0.06
#: The cheapest sound number counts where it costs at most this more than the cheapest row of figures there is, and so much
#: less than any other sound one, and for the reader alone no other is so much likelier; nats of pixels that are no
#: independent witnesses. Of 33 drawn faxes and photocopies 16 are read so, none wrong; with shapes alone one was.
MOST_AMISS, CLEARLY_BEST, SAME = 12.0, 7.0, 0.5
#: Ink of this share of the place behind the last figure is another one (figures fill a quarter of theirs, a speck less).
MOST_BEHIND = 0.08
#: What was read with this confidence is a part of the number.
SURELY_READ = 0.94
#: How sure such a number is: the shapes are a witness of their own, but of what is half hidden.
SURE_SHAPES = 0.85
#: Cuts of the row that the reader is shown: so much of the paper over and under it is left out.
CUTS = (0.2, 0.8)
#: What it costs, in nats, that all of them read one figure as another: one that it looks like with a stroke more, or not.
GROWS_INTO = {"8": "03569", "6": "5", "9": "35", "4": "1", "0": "6"}
LOOKS_LIKE, MISREAD = 4.0, 24.0
#: What was read with doubt before the number, so many line heights far and in its row to this share, is its label under
#: strokes, or strokes alone.
LABEL, SAME_ROW = 3.0, 0.4
#: Numbers kept while the cheapest are looked for, and how much more than the cheapest they may cost.
KEPT, FAR = 3000, 60.0


def read_hidden_numbers(look: Look, words: list[Word], scale: float, reader: Recogniser) -> list[Word]:
    """The words of a page (in points), with a NIP in doubt as its figures' shapes show it, if they show one alone."""
    doubtful = [line for line in _lines(words) if _is_doubtful_number(line)]
    if not doubtful or reader.name != PpOcr.name:
        return words
    examples = printed_figures(words, look.ink.text, scale)
    for line in doubtful:
        found = _read(look, line, examples, scale, reader)
        if found is not None:
            words = _replaced(words, line, *found)
    return words


def _lines(words: Iterable[Word]) -> list[list[Word]]:
    ordered = sorted(words, key=lambda word: (word.line, word.box.x0))
    return [list(line) for _, line in groupby(ordered, key=lambda word: word.line)]


def _is_doubtful_number(line: Sequence[Word]) -> bool:
    text = "".join(word.text for word in line)
    figures = sum(c.isdigit() for c in text)
    return (
        FEWEST_FIGURES <= figures <= NIP_DIGITS  # a number that has more is misprinted, and the sheet's own
        and figures >= MOSTLY_FIGURES * sum(c.isalnum() for c in text)
        and "/" not in text
        and (min(word.confidence for word in line) < DOUBTED or figures != NIP_DIGITS)
    )


def _read(
    look: Look, line: Sequence[Word], examples: Examples, scale: float, reader: Recogniser
) -> tuple[str, Box] | None:
    """The number of a line and where it stands."""
    box = _around(line).to_pixels(scale)
    heights = _heights(examples, box.height)
    if not heights:
        return None
    over, highest = round(OVER * box.height), max(heights)
    strip = PixelBox(
        min(box.x0, box.x1 - round(LONGEST * highest)) - over, box.top - over, box.x1 + box.height, box.bottom + over
    ).clipped(look.colour.shape[1], look.colour.shape[0])
    ink, covered, marked = _masks(look, strip)
    best: RowReading | None = None
    for height in heights:
        shapes = figure_shapes(examples, height)
        row = read_figures(ink, covered, marked, shapes, NIP_DIGITS, NIP_GROUPS) if shapes else None
        if row is not None and (best is None or row.total > best.total):
            best = row
    if best is None:
        return None
    picture = look.colour[strip.top : strip.bottom, strip.x0 : strip.x1]
    number = _only_number(best.costs, _read_costs(picture, ink, covered, best, reader))
    if number is None or not _agrees(number, line) or _goes_on(ink & ~covered, best):
        return None
    x0, x1 = strip.x0 + best.starts[0], strip.x0 + best.starts[-1] + best.width
    return number, Box(x0 / scale, box.top / scale, x1 / scale, box.bottom / scale)


def _around(line: Sequence[Word]) -> Box:
    boxes = [word.box for word in line]
    return Box(
        min(b.x0 for b in boxes), min(b.top for b in boxes), max(b.x1 for b in boxes), max(b.bottom for b in boxes)
    )


def _heights(examples: Examples, most: int) -> list[float]:
    """Heights of the page's figures that fit the line, one of each size, the usual ones first."""
    out: list[float] = []
    for height in sorted(
        {e.height for e in examples.figures}, key=lambda h: -sum(e.height == h for e in examples.figures)
    ):
        if height <= most and all(abs(height / other - 1) > OTHER_SIZE for other in out):
            out.append(height)
    return out


def _masks(look: Look, strip: PixelBox) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Ink, what long strokes or rules cover of it, and where small strokes of a mark may lie."""
    around = round(FOLLOWED_EM * look.text.em)
    place = PixelBox(strip.x0 - around, strip.top - around, strip.x1 + around, strip.bottom + around).clipped(
        look.colour.shape[1], look.colour.shape[0]
    )
    area = slice(place.top, place.bottom), slice(place.x0, place.x1)
    ink = inked(darkness(look.colour[area], look.text.em))
    rules = cv2.dilate(look.lines.mask[area], np.ones((3, 3), np.uint8)) > 0
    strokes = long_strokes(ink, look.text.em)
    marked = np.zeros(ink.shape, bool)
    columns = np.flatnonzero((strokes & ~rules).any(axis=0))
    if len(columns):
        marked[:, columns[0] : columns[-1] + 1] = True
    covered = cv2.dilate((strokes | rules).astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    rows = slice(strip.top - place.top, strip.bottom - place.top)
    inside = rows, slice(strip.x0 - place.x0, strip.x1 - place.x0)
    return ink[inside], covered[inside], marked[inside]


def _read_costs(
    picture: np.ndarray, ink: np.ndarray, covered: np.ndarray, row: RowReading, reader: Recogniser
) -> np.ndarray:
    """How much each figure of each place is at odds with what the reader makes of several cuts of the row, the strokes
    painted out of some: (n, 10), nats.
    """
    without = picture.copy()
    if not ink.all():
        without[covered] = np.median(picture[~ink], axis=0).astype(np.uint8)
    cuts = [round(share * OVER * len(picture) / (1 + 2 * OVER)) for share in CUTS]
    crops = [shown[cut : len(picture) - cut] for shown in (picture, without) for cut in cuts]
    costs = np.zeros((NIP_DIGITS, len(FIGURES)))
    for reading in glance(reader, crops):
        seen = [c for c in reading.characters if c.text and c.text in FIGURES]
        for place, start in zip(costs, row.starts, strict=True):
            middle = start + row.width / 2
            there = next((c for c in seen if abs((c.start + c.end) / 2 - middle) < row.width / 2), None)
            if there:
                place += [there.confidence * _at_odds(there.text, figure) for figure in FIGURES]
    return costs / len(crops)


def _at_odds(seen: str, figure: str) -> float:
    """What it costs that a figure was read as `seen`: strokes add ink, so that a 6 looks like an 8, and an 8 never like a 6."""
    if seen == figure:
        return 0.0
    return LOOKS_LIKE if figure in GROWS_INTO.get(seen, "") else MISREAD


def _only_number(shaped: np.ndarray, read: np.ndarray) -> str | None:
    """The one sound number that shapes and readings together speak for, and readings alone for none more; costs (n, 10)
    in nats. Shapes alone do not do: a stamp's letters in a 6 made a 5 of it.
    """
    both = _sound_numbers(shaped + read)
    if not both or both[0][1] > MOST_AMISS or (len(both) > 1 and both[1][1] - both[0][1] < CLEARLY_BEST):
        return None
    number = both[0][0]
    least = min(cost for _, cost in _sound_numbers(read)[:1] or [(number, 0.0)])
    own = sum(float(place[int(figure)] - place.min()) for place, figure in zip(read[1:], number[1:], strict=True))
    return number if own - least < SAME else None


def _sound_numbers(costs: np.ndarray) -> list[tuple[str, float]]:
    """The sound numbers, cheapest first, with what they cost more than the cheapest of all; the first figure is a 1."""
    costs = costs - costs.min(axis=1, keepdims=True)
    costs[0] -= costs[0, 1]
    return [
        (number, cost) for number, cost in likeliest_numbers(costs, KEPT, FAR) if is_sound(number) and number[0] == "1"
    ]


def _goes_on(ink: np.ndarray, row: RowReading) -> bool:
    """Whether another figure stands behind the last one: then the number has more than 18."""
    end = row.starts[-1] + row.width
    cut = round(OVER * len(ink) / (1 + 2 * OVER))
    behind = ink[cut : len(ink) - cut, end + 1 : end + row.width]
    return behind.size > 0 and float(behind.mean()) > MOST_BEHIND


def _agrees(number: str, line: Sequence[Word]) -> bool:
    """Whether what was read surely is a part of the number."""
    sure = ["".join(c for c in word.text if c.isdigit()) for word in line if word.confidence >= SURELY_READ]
    return all(part in number for part in sure)


def _replaced(words: list[Word], line: Sequence[Word], number: str, box: Box) -> list[Word]:
    """The words with the number in the place of what was read there, and without what strokes before it were read as."""
    before = box._replace(x0=box.x0 - LABEL * box.height)
    gone = [
        word
        for word in words
        if (word in line and word.box.overlap_x(box) > word.box.width / 2)
        or (
            word.confidence < DOUBTED
            and word.box.overlap_x(before) > word.box.width / 2
            and word.box.overlap_y(box) > SAME_ROW * min(word.box.height, box.height)
        )
    ]
    other = "".join(word.text for word in gone if word in line)
    doubt = min((word.confidence for word in gone), default=0.0)
    others = (Alternative(text=other, reader=FIRST, confidence=round(doubt, 3)),) if other else ()
    return [word for word in words if word not in gone] + [Word(number, box, SURE_SHAPES, "ocr", line[0].line, others)]
