"""Words of a PDF page's text layer: pdfplumber's, of the page's characters alone.

pdfplumber builds an object with twenty attributes for every line and curve of a page when its characters are asked for;
these sheets are full of them, and the drawing is read from its picture. This builds characters, with what makes words.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import stream_value
from pdfminer.utils import apply_matrix_rect
from pdfplumber.page import Page as PlumberPage
from pdfplumber.utils.text import WordExtractor

from ingest.pdf.operators import OPERANDS, operations

#: A gap wider than this share of the size of print parts words; baselines that differ by less, in points, are one line.
WORD_GAP, SAME_LINE_PT = 0.18, 2
#: Letters of one height whose feet differ by so much of it, once in a word and beside two letters at least, are two words
#: that touch: an answer beside the second line of another. Raised figures are smaller or alone.
LIFTED, LEAST_LETTERS = 0.2, 2
#: Letters that reach over the next one by so much of the way to it, in so large a part of a word of so many, have widths
#: that are not those of the print: the blanks between their words do not show. Letters printed twice reach further.
REACHING_OVER, PRINTED_TWICE, MOST_LETTERS, FEWEST_LETTERS = 1.2, 2.5, 0.7, 4
#: Pieces of a turned line stand over one another by this share of the narrower one's width, and nearer along the line
#: than so many times its width.
OVER_ANOTHER, TURNED_GAP = 0.5, 0.8
#: Letters that lean by so much of their size are a mark across the page ("SALINAN"), no text of it.
SLANTED = 0.25
#: A page with more than this share of its letters turned is printed sideways: its words are not put together.
TURNED_TEXT = 0.6


def text_layer(page: PlumberPage) -> list[dict[str, Any]]:
    """The words of a page as pdfplumber gives them (text, x0, x1, top, bottom, in points); none of a page printed
    sideways. Whatever pdfminer raises of a damaged page passes through.

    A line that runs up or down, as headings of narrow columns do, is one word with its spaces: what puts words in lines
    takes all for upright.
    """
    chars = _characters(page)
    turned = [char for char in chars if not char["upright"]]
    if len(turned) > TURNED_TEXT * len(chars):
        return []
    words = _words([char for char in chars if char["upright"]])
    for runs_up in (True, False):
        words += _turned_lines([char for char in turned if char["runs_up"] == runs_up], runs_up)
    return words


def _words(chars: list[dict[str, Any]], **turned: Any) -> list[dict[str, Any]]:
    found = WordExtractor(
        x_tolerance_ratio=WORD_GAP,
        y_tolerance=SAME_LINE_PT,
        keep_blank_chars=False,
        use_text_flow=False,
        **turned,
    )
    words = []
    for word, own in found.iter_extract_tuples(chars):
        stretch = 1.0 if turned else _stretch(own)
        if stretch > 1:
            words += _words([char | {"x1": char["x0"] + (char["x1"] - char["x0"]) / stretch} for char in own])
            continue
        cut = None if turned else _step(own)
        words += [word] if cut is None else [found.merge_chars(own[:cut]), found.merge_chars(own[cut:])]
    return words


def _stretch(chars: list[dict[str, Any]]) -> float:
    """How many times too wide the letters of a word are said to be; 1 where they stand side by side."""
    widths = sum([char["x1"] - char["x0"] for char in chars])
    if len(chars) < FEWEST_LETTERS or widths < REACHING_OVER * (chars[-1]["x1"] - chars[0]["x0"]):
        return 1.0
    reach = sorted((one["x1"] - one["x0"]) / max(0.01, other["x0"] - one["x0"]) for one, other in pairwise(chars))
    over = [share for share in reach if REACHING_OVER <= share <= PRINTED_TWICE]
    return over[len(over) // 2] if len(over) >= MOST_LETTERS * len(reach) else 1.0


def _step(chars: list[dict[str, Any]]) -> int | None:
    """The index at which the letters of a word go on at another height; None where they stand on one line."""
    steps = [
        k
        for k, (one, other) in enumerate(pairwise(chars), 1)
        if abs(one["bottom"] - other["bottom"]) >= LIFTED * one["height"] and _alike(one, other)
    ]
    if len(steps) != 1 or not LEAST_LETTERS <= steps[0] <= len(chars) - LEAST_LETTERS:
        return None
    return steps[0]


def _alike(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return abs(one["height"] - other["height"]) < LIFTED / 2 * one["height"]


def _turned_lines(chars: list[dict[str, Any]], runs_up: bool) -> list[dict[str, Any]]:
    """Lines of turned text, each as one word."""
    way = (
        {"char_dir_rotated": "btt", "line_dir_rotated": "ltr"}
        if runs_up
        else {"char_dir_rotated": "ttb", "line_dir_rotated": "rtl"}
    )
    words = _words(chars, **way) if chars else []
    words.sort(key=lambda w: -w["bottom"] if runs_up else w["top"])
    lines: list[dict[str, Any]] = []
    for word in words:
        before = next((line for line in lines if _goes_on(line, word, runs_up)), None)
        if before is None:
            lines.append(word)
            continue
        before["text"] += f" {word['text']}"
        for key, extreme in (("x0", min), ("top", min), ("x1", max), ("bottom", max)):
            before[key] = extreme(before[key], word[key])
    return lines


def _goes_on(line: dict[str, Any], word: dict[str, Any], runs_up: bool) -> bool:
    width = min(line["x1"] - line["x0"], word["x1"] - word["x0"])
    over = min(line["x1"], word["x1"]) - max(line["x0"], word["x0"])
    gap = line["top"] - word["bottom"] if runs_up else word["top"] - line["bottom"]
    return over >= OVER_ANOTHER * width and -width < gap <= TURNED_GAP * width


class _Letters(PDFTextDevice):
    """Collects a page's characters, in pdfplumber's form and frame: from the top left of the media box."""

    def __init__(self, page: PlumberPage):
        super().__init__(page.pdf.rsrcmgr)
        self.found: list[dict[str, Any]] = []
        self._left, self._above = page.mediabox[0], page.height + page.mediabox[1]
        self._doctop = page.initial_doctop
        self._glyphs: dict[tuple[PDFFont, int], tuple[str, float]] = {}

    def render_char(
        self,
        matrix: tuple[float, ...],
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: object,
        graphicstate: object,
    ) -> float:
        """Note the character; says how far the next one stands from it."""
        glyph = self._glyphs.get((font, cid))
        if glyph is None:
            glyph = self._glyphs[font, cid] = _text_of(font, cid), font.char_width(cid)
        text, width = glyph
        advance = width * fontsize * scaling
        is_level = matrix[1] == matrix[2] == 0
        if not is_level and _is_slanted(matrix):
            return advance
        is_vertical = font.is_vertical()
        if is_vertical:
            shift, drop = font.char_disp(cid)
            shift = fontsize * 0.5 if shift is None else shift * fontsize * 0.001
            drop = (1000 - drop) * fontsize * 0.001
            corners = -shift, drop + rise + advance, fontsize - shift, drop + rise
        else:
            foot = font.get_descent() * fontsize + rise
            corners = 0, foot, advance, foot + fontsize
        x0, y0, x1, y1 = _stretched(matrix, corners) if is_level else apply_matrix_rect(matrix, corners)
        top = self._above - y1
        self.found.append(
            {
                "text": text,
                "x0": x0 + self._left,
                "x1": x1 + self._left,
                "top": top,
                "bottom": self._above - y0,
                "doctop": self._doctop + top,
                "width": x1 - x0,
                "height": y1 - y0,
                "size": x1 - x0 if is_vertical else y1 - y0,
                "upright": is_level or not _is_turned(matrix),
                "runs_up": matrix[1] > 0,
            }
        )
        return advance


class _Interpreter(PDFPageInterpreter):
    """pdfminer's, with its content cut into operators in one go where it is of the usual forms."""

    def execute(self, streams: Sequence[object]) -> None:
        opened = [stream_value(stream) for stream in streams]
        inner = {stream.objid for stream in opened}
        # What leads back to itself, or has no number to be told by, is left to pdfminer.
        alone = None in inner or inner & self.parent_stream_ids
        found = None if alone else operations(b"\n".join(stream.get_data() for stream in opened))
        if found is None:
            super().execute(streams)
            return
        self.stream_ids = inner
        act = {operator: getattr(self, f"do_{method}") for operator, method in _METHODS.items()}
        for operator, operands in found:
            act[operator](*operands)


#: How pdfminer names the methods of operators.
_METHODS = {o: o.decode().replace("*", "_a").replace('"', "_w").replace("'", "_q") for o in OPERANDS}


def _text_of(font: PDFFont, cid: int) -> str:
    try:
        return font.to_unichr(cid)
    except PDFUnicodeNotDefined:
        return f"(cid:{cid})"


def _characters(page: PlumberPage) -> list[dict[str, Any]]:
    device = _Letters(page)
    _Interpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
    return device.found


def _stretched(matrix: tuple[float, ...], corners: tuple[float, ...]) -> tuple[float, ...]:
    """The rectangle where the matrix puts it that turns nothing, as nearly all print."""
    across, _, _, up, right, above = matrix
    left, foot, end, head = corners
    x0, x1, y0, y1 = across * left + right, across * end + right, up * foot + above, up * head + above
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _is_slanted(matrix: tuple[float, ...]) -> bool:
    """True for text that runs neither level nor straight up or down."""
    a, b, *_ = matrix
    return min(abs(a), abs(b)) > SLANTED * max(abs(a), abs(b))


def _is_turned(matrix: tuple[float, ...]) -> bool:
    """True for text that runs up or down. Some printers write a shear of 1e-8, which is none."""
    a, b, *_ = matrix
    return abs(b) > abs(a)
