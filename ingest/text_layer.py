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
#: A page with more than this share of its letters turned is printed sideways: its words are not put together.
TURNED_TEXT = 0.6


def text_layer(page: PlumberPage) -> list[dict[str, Any]]:
    """The words of a page as pdfplumber gives them (text, x0, x1, top, bottom, in points); none of a page printed
    sideways. Whatever pdfminer raises of a damaged page passes through.
    """
    chars = list(_characters(page))
    if sum(not char["upright"] for char in chars) > TURNED_TEXT * len(chars):
        return []
    return extract_words(
        chars, x_tolerance_ratio=WORD_GAP, y_tolerance=SAME_LINE_PT, keep_blank_chars=False, use_text_flow=False
    )


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
            "size": letter.size,
            "upright": not _is_turned(letter.matrix),
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
