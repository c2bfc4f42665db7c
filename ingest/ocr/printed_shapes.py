"""Shapes of the two faces that most office print is in (Helvetica/Arial, Times), drawn by pdfium, which carries them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
import pypdfium2

FACES = ("Helvetica", "Times-Roman")
#: Size of an em in the drawing, and of the square that each character stands in, in pixels.
EM_PX, CELL_PX = 64, 160
#: Darker than this is a part of the shape, 0-1.
INKED = 0.3


class Shape(NamedTuple):
    """A character: `ink` (h, w) 0-1, cut to its ink; `rise` rows of it stand over the baseline."""

    ink: np.ndarray
    rise: int


@cache
def shapes(face: str, characters: str) -> dict[str, Shape]:
    """The characters in a face of FACES, EM_PX to the em. Only ASCII without brackets and backslash."""
    width = CELL_PX * len(characters)
    baseline = CELL_PX // 3
    drawn = "\n".join(
        f"BT /F {EM_PX} Tf {CELL_PX * k + CELL_PX // 3} {baseline} Td ({character}) Tj ET"
        for k, character in enumerate(characters)
    )
    document = pypdfium2.PdfDocument(one_line_pdf(face, width, CELL_PX, drawn))
    try:
        picture = np.asarray(document[0].render(scale=1, grayscale=True).to_pil(), np.float32)
    finally:
        document.close()
    cells = 1 - picture.reshape(picture.shape[0], len(characters), -1) / 255
    return {character: _cut(cells[:, k], CELL_PX - baseline) for k, character in enumerate(characters)}


def _cut(cell: np.ndarray, baseline: int) -> Shape:
    rows, columns = np.flatnonzero((cell > INKED).any(axis=1)), np.flatnonzero((cell > INKED).any(axis=0))
    return Shape(cell[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1], baseline - int(rows[0]))


def one_line_pdf(face: str, width: int, height: int, drawn: str) -> bytes:
    """A page of `width` by `height` points in one of the 14 faces that every PDF reader has; `drawn` names it F."""
    content = drawn.encode("ascii")
    return _numbered(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
            % (width, height),
            b"<</Length %d>>\nstream\n%s\nendstream" % (len(content), content),
            b"<</Type/Font/Subtype/Type1/BaseFont/%s>>" % face.encode("ascii"),
        ]
    )


def _numbered(objects: Sequence[bytes]) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        size, table, size, len(out),
    )  # fmt: skip
