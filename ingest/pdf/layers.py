"""What the objects of a PDF page are: text that shows, text under a picture or invisible, and the pictures."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from models.geometry import Box

#: Pictures are the page when they cover this share of it, one of them or all its strips.
FULL_PAGE_PICTURE = 0.6
#: Scanners' programs round a page's sides to whole points: its picture hangs over it by less than this share.
HAIR = 0.01
#: Objects nested deeper than this in form XObjects are not looked at.
MAX_FORM_DEPTH = 8
#: Whether text shows is seen at this resolution.
GLANCE_DPI = 60
#: A page of which more than this share of the text objects does not show has an old OCR layer.
MOSTLY_HIDDEN = 0.5


@dataclass(frozen=True)
class Layers:
    """`pictures`: their boxes in points of the upright page; `picture_dpi`: the resolution of those that are the page, 0.0
    without such; `has_old_layer`: the page is a picture, and most of its text does not show: an earlier reader's, which
    is not trusted. `texts`: the pieces of text, of use as long as the page is open.
    """

    pictures: tuple[Box, ...] = ()
    picture_dpi: float = 0.0
    has_old_layer: bool = False
    texts: tuple[pdfium.PdfObject, ...] = ()


@dataclass(frozen=True)
class _Picture:
    share: float
    dpi: float


def page_layers(page: pdfium.PdfPage) -> Layers:
    """What shows on a page and what lies beneath, its objects in the order in which they are drawn."""
    boxes: list[Box] = []
    texts: list[pdfium.PdfObject] = []
    drawn: list[_Picture | bool] = []  # a picture, or whether a piece of text is drawn to be seen
    to_upright = _upright_transform(page)
    kinds = [pdfium_c.FPDF_PAGEOBJ_TEXT, pdfium_c.FPDF_PAGEOBJ_IMAGE]
    for item in page.get_objects(filter=kinds, max_depth=MAX_FORM_DEPTH):  # those in form XObjects too
        if item.type == pdfium_c.FPDF_PAGEOBJ_TEXT:
            texts.append(item)
            mode = pdfium_c.FPDFTextObj_GetTextRenderMode(item)
            drawn.append(mode != pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE)
            continue
        box = to_upright(item)
        if box is not None:
            boxes.append(box)
            drawn.append(_Picture(box.area / np.prod(page.get_size()), _resolution(item) * _overhang(item, box)))
    pictures = [one for one in drawn if isinstance(one, _Picture)]
    covered = sum(picture.share for picture in pictures)
    is_old = covered > FULL_PAGE_PICTURE and _is_old(page, drawn, texts)
    return Layers(tuple(boxes), _dpi(pictures, covered), is_old, tuple(texts))


def hide(texts: Iterable[pdfium.PdfObject]) -> None:
    """Have the page drawn without these pieces of text."""
    for text in texts:
        pdfium_c.FPDFTextObj_SetTextRenderMode(text, pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE)


def _is_old(page: pdfium.PdfPage, drawn: list[_Picture | bool], all_texts: list[pdfium.PdfObject]) -> bool:
    """Whether most of the text is invisible, or lies under pictures that cover the page and let nothing through."""
    above = 0.0
    texts = invisible = beneath = 0
    for one in reversed(drawn):
        if isinstance(one, _Picture):
            above += one.share
        else:
            texts += 1
            invisible += not one
            beneath += one and above > FULL_PAGE_PICTURE
    if invisible > MOSTLY_HIDDEN * texts:
        return True
    return invisible + beneath > MOSTLY_HIDDEN * texts and not _shows(page, all_texts)


def _shows(page: pdfium.PdfPage, texts: list[pdfium.PdfObject]) -> bool:
    """Whether the page looks otherwise without its text."""
    with_text = _glance(page)
    modes = [pdfium_c.FPDFTextObj_GetTextRenderMode(text) for text in texts]
    hide(texts)
    without = _glance(page)
    for text, mode in zip(texts, modes, strict=True):
        pdfium_c.FPDFTextObj_SetTextRenderMode(text, mode)
    return not np.array_equal(with_text, without)


def _glance(page: pdfium.PdfPage) -> np.ndarray:
    return page.render(scale=GLANCE_DPI / 72).to_numpy().copy()


def _resolution(item: pdfium.PdfObject) -> float:
    """Dots an inch along the longer side, or where they clearly differ, as a fax has twice as many across as down, along
    the finer one. 0.0 where the file does not say.
    """
    across, down = ctypes.c_uint(), ctypes.c_uint()
    if not pdfium_c.FPDFImageObj_GetImagePixelSize(item, across, down):
        return 0.0
    x0, y0, x1, y1 = item.get_bounds()
    a, b, c, d, *_ = item.get_matrix().get()
    placed = abs(a * d - b * c)
    if not placed or x1 <= x0 or y1 <= y0:
        return 0.0
    form = ((x1 - x0) * (y1 - y0) / placed) ** 0.5  # what a form XObject around the picture scales it by
    sides = [(across.value, across.value / float(np.hypot(a, b))), (down.value, down.value / float(np.hypot(c, d)))]
    finest = max(fine for _, fine in sides)
    _, along_longer = max(sides)
    return 72 / form * (along_longer if along_longer * (1 + HAIR) > finest else finest)


def _overhang(item: pdfium.PdfObject, box: Box) -> float:
    """How much longer the picture is than what shows of it (`box`), if only by a hair: drawn so much finer, the page's
    longer side has as many pixels as the picture's, and thin lines stay whole.
    """
    x0, y0, x1, y1 = item.get_bounds()
    longer = max(x1 - x0, y1 - y0) / max(box.width, box.height)
    return longer if longer < 1 + HAIR else 1.0


def _dpi(pictures: list[_Picture], covered: float) -> float:
    """The finest of pictures that are half of what makes a page picture; of a page in strips, that of the largest."""
    large = [picture.dpi for picture in pictures if picture.share > FULL_PAGE_PICTURE / 2]
    if large:
        return max(large)
    return max(pictures, key=lambda picture: picture.share).dpi if covered > FULL_PAGE_PICTURE else 0.0


def _upright_transform(page: pdfium.PdfPage) -> Callable[[pdfium.PdfObject], Box | None]:
    """A function from a page object to its box on the upright page (None where it has none or lies outside)."""
    rotation = page.get_rotation()
    width, height = page.get_size()
    left, bottom, *_ = page.get_cropbox(fallback_ok=True)

    def transform(item: pdfium.PdfObject) -> Box | None:
        try:
            x0, y0, x1, y1 = item.get_bounds()
        except pdfium.PdfiumError:
            return None
        x0, x1, y0, y1 = x0 - left, x1 - left, y0 - bottom, y1 - bottom
        if rotation == 90:
            box = Box(y0, x0, y1, x1)
        elif rotation == 180:
            box = Box(width - x1, y0, width - x0, y1)
        elif rotation == 270:
            box = Box(width - y1, height - x1, width - y0, height - x0)
        else:
            box = Box(x0, height - y1, x1, height - y0)
        inside = box.intersection(Box(0, 0, width, height))
        return inside if inside.width > 1 and inside.height > 1 else None

    return transform
