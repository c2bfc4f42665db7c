"""Words of a PDF page's text layer: pdfplumber's, of the page's characters alone.

pdfplumber builds an object with twenty attributes for every line and curve of a page when its characters are asked for;
these sheets are full of them, and the drawing is read from its picture. This builds characters, with what makes words.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTContainer, LTItem
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfplumber.page import Page as PlumberPage
from pdfplumber.utils import extract_words

#: A gap wider than this share of the size of print parts words; baselines that differ by less, in points, are one line.
WORD_GAP, SAME_LINE_PT = 0.18, 2
#: Pieces of a turned line stand over one another by this share of the narrower one's width, and nearer along the line
#: than so many times its width.
OVER_ANOTHER, TURNED_GAP = 0.5, 0.8
#: A page with more than this share of its letters turned is printed sideways: its words are not put together.
TURNED_TEXT = 0.6


def text_layer(page: PlumberPage) -> list[dict[str, Any]]:
    """The words of a page as pdfplumber gives them (text, x0, x1, top, bottom, in points); none of a page printed
    sideways. Whatever pdfminer raises of a damaged page passes through.

    A line that runs up or down, as headings of narrow columns do, is one word with its spaces: what puts words in lines
    takes all for upright.
    """
    chars = list(_characters(page))
    turned = [char for char in chars if not char["upright"]]
    if len(turned) > TURNED_TEXT * len(chars):
        return []
    words = _words([char for char in chars if char["upright"]])
    for runs_up in (True, False):
        words += _turned_lines([char for char in turned if char["runs_up"] == runs_up], runs_up)
    return words


def _words(chars: list[dict[str, Any]], **turned: Any) -> list[dict[str, Any]]:
    return extract_words(
        chars,
        x_tolerance_ratio=WORD_GAP,
        y_tolerance=SAME_LINE_PT,
        keep_blank_chars=False,
        use_text_flow=False,
        **turned,
    )


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


class _Letters(PDFPageAggregator):
    """Collects a page's characters and passes over what is drawn."""

    def paint_path(self, *_: Any, **__: Any) -> None: ...

    def render_image(self, *_: Any, **__: Any) -> None: ...


def _characters(page: PlumberPage) -> Iterator[dict[str, Any]]:
    """Characters in pdfplumber's form and frame: from the top left of the media box."""
    device = _Letters(page.pdf.rsrcmgr, pageno=page.page_number)
    PDFPageInterpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
    left, above = page.mediabox[0], page.height + page.mediabox[1]
    for letter in _letters(device.get_result()):
        top = above - letter.y1
        yield {
            "text": letter.get_text(),
            "x0": letter.x0 + left,
            "x1": letter.x1 + left,
            "top": top,
            "bottom": above - letter.y0,
            "doctop": page.initial_doctop + top,
            "width": letter.x1 - letter.x0,
            "height": letter.y1 - letter.y0,
            "size": letter.size,
            "upright": not _is_turned(letter.matrix),
            "runs_up": letter.matrix[1] > 0,
        }


def _letters(item: LTItem) -> Iterator[LTChar]:
    if isinstance(item, LTChar):
        yield item
    elif isinstance(item, LTContainer):
        for inner in item:
            yield from _letters(inner)


def _is_turned(matrix: tuple[float, ...]) -> bool:
    """True for text that runs up or down. Some printers write a shear of 1e-8, which is none."""
    a, b, *_ = matrix
    return abs(b) > abs(a)
