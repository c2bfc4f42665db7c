"""Input files made in memory for tests of ingest: PDFs drawn by hand, broken ones, pictures of any mode."""

from __future__ import annotations

import io
from collections.abc import Callable

import numpy as np
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 842.0, 595.0
#: A ruled table of three columns and rows, in points from the top left, and what is printed in it.
XS, YS = (60.0, 300.0, 520.0, 780.0), (80.0, 160.0, 260.0, 400.0)
CELLS = [
    [f"{word} {row}" for word in ("Kegiatan", "Persyaratan", "Keluaran")] for row in ("pertama", "kedua", "ketiga")
]

Draw = Callable[[Canvas], None]


def pdf(*pages: Draw, size: tuple[float, float] = (WIDTH, HEIGHT), **more) -> bytes:
    """One page for each drawing; `more` goes to reportlab's Canvas (encrypt=…)."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=1, pageCompression=0, **more)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def table(canvas: Canvas) -> None:
    """The table of XS, YS and CELLS on a page of WIDTH x HEIGHT."""
    canvas.setLineWidth(1)
    for y in YS:
        canvas.line(XS[0], HEIGHT - y, XS[-1], HEIGHT - y)
    for x in XS:
        canvas.line(x, HEIGHT - YS[0], x, HEIGHT - YS[-1])
    canvas.setFont("Helvetica", 10)
    for row, texts in enumerate(CELLS):
        for column, text in enumerate(texts):
            canvas.drawString(XS[column] + 8, HEIGHT - YS[row] - 20, text)


def turned_table(degrees: int) -> Draw:
    """The table on a page that shows upright through its /Rotate (reportlab turns the MediaBox by itself)."""

    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(degrees)
        move = {0: (0, 0), 90: (HEIGHT, 0), 180: (WIDTH, HEIGHT), 270: (0, WIDTH)}[degrees]
        canvas.translate(*move)
        canvas.rotate(degrees)
        table(canvas)

    return draw


def stored_size(degrees: int) -> tuple[float, float]:
    """Width and height of a page of WIDTH x HEIGHT before its /Rotate."""
    return (WIDTH, HEIGHT) if degrees in (0, 180) else (HEIGHT, WIDTH)


def raw_pdf(content: bytes = b"", pages: int = 1, resources: bytes = b"") -> bytes:
    """A PDF written object by object: what no drawing library would write."""
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    kids = b" ".join(b"%d 0 R" % (5 + n) for n in range(pages))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages),
        font,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
    ]
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 842 595] /Contents 4 0 R /Resources << /Font << /F1 3 0 R >> %s >> >>"
    objects += [page % resources] * pages
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def corner_picture(width: int = 120, height: int = 80) -> np.ndarray:
    """White with a black upper left corner: uint8 (height, width). Which way is up can be seen."""
    picture = np.full((height, width), 255, np.uint8)
    picture[: height // 4, : width // 4] = 0
    return picture


def stored(image: Image.Image, kind: str, **more) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()


def tiff(*pictures: np.ndarray) -> bytes:
    first, *others = [Image.fromarray(p) for p in pictures]
    return stored(first, "TIFF", save_all=True, append_images=others, compression="tiff_lzw")
