"""The sound files that mutation begins with, all drawn by our own code: name -> bytes. The same in every run."""

from __future__ import annotations

from functools import cache

import numpy as np
from PIL import Image

from samples.make import make_sheet
from tests.drawn_text import SCALE, blank_page, draw_grid, write
from tests.fuzz import transcripts
from tests.made_files import (
    CELLS,
    HEIGHT,
    WIDTH,
    XS,
    YS,
    corner_picture,
    pdf,
    raw_pdf,
    stored,
    table,
    tiff,
    turned_table,
)

#: A drawn sheet of the samples with its symbols and flow; larger than the others, so there is one.
DRAWN_SHEET = 10_007
#: Every form of operand that a page's content may have, as a reader of content knows them.
CONTENT = rb"""q 1 0 0 1 0 0 cm 0.5 w 0 0 0 RG 60 80 720 320 re S 60 160 m 780 160 l 300 80 m 300 400 l S
/P <</MCID 3 /ActualText <FEFF0041>>> BDC
BT /F1 9 Tf 12 TL 1 0 0 1 66 480 Tm 0.2 Tc 1 Tw 98 Tz [(Me)-12(ne)3.25(rima)]TJ T* (a \(satu\) \101\053) '
1 2 (dua (tiga) empat) " 0 -14.5 Td <004d0065 6E> Tj 3 Ts (5 menit) Tj 0 Tr ET EMC
BI /W 4 /H 4 /BPC 8 /CS /G ID 0123456789abcdef EI
% a note (unclosed
Q"""


@cache
def seeds() -> dict[str, bytes]:
    return {**_transcripts(), **_pdfs(), **_pictures()}


def _transcripts() -> dict[str, bytes]:
    shapes = (
        ("txt", transcripts.tabs), ("md", transcripts.pipes), ("html", transcripts.markup),
        ("html.txt", transcripts.remnants), ("ocr.txt", transcripts.bare_lines),
        ("layout.txt", transcripts.aligned),
    )  # fmt: skip
    found = {f"sheet{n}.{suffix}": shape(transcripts.truth(n)).encode() for n in range(3) for suffix, shape in shapes}
    found["utf16.txt"] = transcripts.tabs(transcripts.truth(3)).encode("utf-16")
    found["latin.txt"] = transcripts.tabs(transcripts.truth(4)).replace("a", "á").encode("latin-1")
    return found


def _pdfs() -> dict[str, bytes]:
    text = b"BT /F1 10 Tf 60 500 Td (Menerima surat) Tj 0 -20 Td (1-2 hari kerja) Tj ET 60 480 300 40 re S"
    picture = Image.fromarray(ruled_page()[::2, ::2])

    def with_picture(canvas) -> None:
        table(canvas)
        canvas.drawInlineImage(picture, 300, 60, 300, 150)

    def symbols(canvas) -> None:
        table(canvas)
        canvas.roundRect(320, HEIGHT - 140, 60, 24, 10)
        canvas.rect(320, HEIGHT - 230, 60, 24)
        canvas.line(350, HEIGHT - 140, 350, HEIGHT - 206)

    def old_layer(canvas) -> None:
        """A scan with an earlier reader's words under it, and its words again, unseen, above."""
        table(canvas)
        canvas.drawInlineImage(Image.fromarray(scanned_table()[::2, ::2]).convert("1"), 0, 0, WIDTH, HEIGHT)
        unseen = canvas.beginText(70, HEIGHT - 100)
        unseen.setTextRenderMode(3)
        unseen.textLines("Menerima surat\n5 menit")
        canvas.drawText(unseen)

    return {
        "table.pdf": pdf(table),
        "turned.pdf": pdf(turned_table(90), size=(HEIGHT, WIDTH)),
        "pages.pdf": pdf(table, symbols),
        "symbols.pdf": pdf(symbols),
        "picture.pdf": pdf(with_picture),
        "locked.pdf": pdf(table, encrypt=""),
        "raw.pdf": raw_pdf(text, pages=2),
        "content.pdf": raw_pdf(CONTENT),
        "layer.pdf": pdf(old_layer),
        "form.pdf": raw_pdf(b"/X1 Do " + text, resources=b"/XObject << /X1 4 0 R >>"),
        "drawn.pdf": make_sheet(DRAWN_SHEET)[0],
    }


def _pictures() -> dict[str, bytes]:
    corner, page = Image.fromarray(corner_picture()), Image.fromarray(ruled_page())
    exif = Image.Exif()
    exif[0x0112] = 6
    return {
        "page.png": stored(page.convert("L"), "PNG", dpi=(200, 200)),
        "page.jpg": stored(page, "JPEG", quality=60),
        "page.tif": stored(page.convert("1"), "TIFF", compression="group4"),
        "corner.png": stored(corner, "PNG"),
        "palette.png": stored(corner.convert("P"), "PNG", transparency=1),
        "deep.png": stored(Image.fromarray(corner_picture().astype(np.uint16) * 257), "PNG"),
        "turned.jpg": stored(corner, "JPEG", exif=exif),
        "cmyk.jpg": stored(corner.convert("CMYK"), "JPEG"),
        "corner.bmp": stored(corner, "BMP"),
        "corner.webp": stored(corner, "WEBP"),
        "pages.tif": tiff(corner_picture(), corner_picture(60, 40), corner_picture()),
    }


def ruled_page() -> np.ndarray:
    """A small table with a word in each cell: RGB, at 200 dpi."""
    page = blank_page(180, 90)
    draw_grid(page, [10, 60, 120, 170], [10, 40, 80])
    for x, word in ((14, "Mulai"), (64, "Surat"), (124, "5 menit")):
        write(page, word, x, 20, 8)
    assert page.shape[1] == round(180 * SCALE)
    return page


def scanned_table() -> np.ndarray:
    """The table of the drawn PDFs as a picture of its whole page: RGB, at 200 dpi."""
    page = blank_page(WIDTH, HEIGHT)
    draw_grid(page, XS, YS)
    for y, texts in zip(YS, CELLS, strict=False):
        for x, text in zip(XS, texts, strict=False):
            write(page, text, x + 8, y + 20, 10)
    return page
