"""What fonts and patterns of a PDF page would cost its readers, found without reading them: a few bytes name a map of millions
of letters, or a pattern that is laid down millions of times.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pdfminer.pdffont
from pdfminer.cmapdb import FileUnicodeMap
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream, resolve1

from ingest.pdf.content import unpacked_size
from models.bilingual import Bilingual
from models.status import InputError

#: The largest fonts of CJK scripts take 20 MB, and their map to Unicode 1 MB.
MAX_FONT_BYTES = 64_000_000
#: Codes of two bytes are 65 536; each costs the text layer's reader 2 us.
MAX_MAPPED = 200_000
#: A file bound together of many names the fonts of all at each page.
MAX_FONTS = 2_000
#: Tiles that overlap are laid down one by one, at 1.2 us each (measured); a hatching of 1 pt over A3 has a million.
MAX_TILES = 2_000_000
#: Resources within resources are looked at to this depth; check_forms has refused what is nested deeper.
_DEEPEST = 30
#: Where a font keeps what is unpacked as soon as it is used.
_STREAMS = ("ToUnicode", "Encoding", "FontFile", "FontFile2", "FontFile3", "CIDToGIDMap")


def check_resources(drawn_by: PDFPage, page: int) -> None:
    """Raises InputError (page-too-large) where a font unpacks to more than MAX_FONT_BYTES, there are more than MAX_FONTS,
    or patterns would be laid down more than MAX_TILES times.

    Whatever pdfminer raises of a damaged file passes through.
    """
    fonts = tiles = 0
    x0, y0, x1, y1 = drawn_by.mediabox
    area = abs((x1 - x0) * (y1 - y0))
    for resources in _all_resources(drawn_by.resources):
        for font in _named(resources, "Font"):
            fonts += 1
            if fonts > MAX_FONTS or any(unpacked_size(s, MAX_FONT_BYTES) > MAX_FONT_BYTES for s in _streams(font)):
                raise _too_large(page, Bilingual("fon yang terlalu besar", "fonts that are too large"))
        tiles += sum(_tiles(pattern, area) for pattern in _named(resources, "Pattern"))
        if tiles > MAX_TILES:
            raise _too_large(page, Bilingual("pola yang terlalu rapat", "a pattern that is too dense"))


class _BoundedMap(FileUnicodeMap):
    """A font's map to Unicode, of which pdfminer would otherwise write out every range, however long."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._mapped = 0

    def add_cid2unichr(self, cid: int, code: Any) -> None:
        self._mapped += 1
        if self._mapped > MAX_MAPPED:
            raise _too_large(
                None, Bilingual("fon dengan peta huruf tanpa akhir", "a font with an endless map of letters")
            )
        super().add_cid2unichr(cid, code)


pdfminer.pdffont.FileUnicodeMap = _BoundedMap  # fonts make their maps themselves and take no other


def _too_large(page: int | None, what: Bilingual) -> InputError:
    where = ("Halaman ini", "This page") if page is None else (f"Halaman {page}", f"Page {page}")
    return InputError(
        "page-too-large",
        Bilingual(f"{where[0]} memakai {what.id}.", f"{where[1]} uses {what.en}."),
        Bilingual("Cetak ulang halaman ini ke PDF.", "Print this page to PDF anew."),
        page=page,
    )


def _all_resources(resources: object) -> Iterator[Mapping[str, Any]]:
    """The resources of a page and of all that it draws with resources of its own, each once."""
    waiting, seen = [(resolve1(resources), 0)], set()
    while waiting:
        found, depth = waiting.pop()
        if not isinstance(found, Mapping) or id(found) in seen or depth > _DEEPEST:
            continue
        seen.add(id(found))
        yield found
        inner = [*_named(found, "XObject"), *_named(found, "Pattern")]
        waiting += [(resolve1(form.get("Resources")), depth + 1) for form in inner if isinstance(form, PDFStream)]


def _named(resources: Mapping[str, Any], kind: str) -> Iterator[Any]:
    named = resolve1(resources.get(kind))
    yield from (resolve1(one) for one in named.values()) if isinstance(named, Mapping) else ()


def _streams(font: Any) -> Iterator[PDFStream]:
    """The streams that a font is read from, with those of the fonts that it is made of."""
    if not isinstance(font, Mapping):
        return
    parts = [font, resolve1(font.get("FontDescriptor"))]
    for inner in resolve1(font.get("DescendantFonts")) or ():
        descendant = resolve1(inner)
        if isinstance(descendant, Mapping):
            parts += [descendant, resolve1(descendant.get("FontDescriptor"))]
    for part in parts:
        if isinstance(part, Mapping):
            yield from (stream for key in _STREAMS if isinstance(stream := resolve1(part.get(key)), PDFStream))


def _tiles(pattern: Any, area: float) -> float:
    """How often a pattern is laid down on so many square points; 0 where its tiles stand side by side, which costs little."""
    if not isinstance(pattern, PDFStream) or resolve1(pattern.get("PatternType")) != 1:
        return 0.0
    x0, y0, x1, y1 = (float(resolve1(v)) for v in resolve1(pattern["BBox"]))
    step_x, step_y = (abs(float(resolve1(pattern[key]))) for key in ("XStep", "YStep"))
    if step_x >= abs(x1 - x0) and step_y >= abs(y1 - y0):
        return 0.0
    a, b, c, d = (float(resolve1(v)) for v in (resolve1(pattern.get("Matrix")) or (1, 0, 0, 1))[:4])
    tile = step_x * step_y * abs(a * d - b * c)
    return area / tile if tile else float("inf")
