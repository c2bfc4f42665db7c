"""A Roman month that two readers dispute, settled by how the whole number would look with each."""

from __future__ import annotations

from types import SimpleNamespace

import cv2
import numpy as np
import pypdfium2
import pytest

from ingest.ocr.agreement import MOST_WHEN_DISPUTED
from ingest.ocr.number_months import settle_months
from ingest.ocr.printed_shapes import one_line_pdf
from models.evidence import Alternative
from models.geometry import Box
from models.page import Word

#: Pixels a point of a fax, and the shade above which it is white.
SCALE, WHITE = 200 / 72, 165


def faxed(text: str, face: str) -> tuple[SimpleNamespace, Box]:
    """A page that holds `text` alone at 10 points, in black and white; and the place of the text, in points."""
    document = pypdfium2.PdfDocument(one_line_pdf(face, 220, 30, f"BT /F 10 Tf 12.3 11.6 Td ({text}) Tj ET"))
    grey = np.asarray(document[0].render(scale=SCALE, grayscale=True).to_pil())
    document.close()
    black = np.where(cv2.GaussianBlur(grey, (0, 0), 0.8) > WHITE, 255, 0).astype(np.uint8)
    rows, columns = np.flatnonzero((black == 0).any(axis=1)), np.flatnonzero((black == 0).any(axis=0))
    box = Box(columns[0] / SCALE, rows[0] / SCALE, (columns[-1] + 1) / SCALE, (rows[-1] + 1) / SCALE)
    return SimpleNamespace(colour=cv2.cvtColor(black, cv2.COLOR_GRAY2RGB)), box


def read(text: str, box: Box, other: str, confidence: float = 0.8) -> Word:
    return Word(text, box, confidence, "ocr", 0, (Alternative(text=other, reader="tesseract", confidence=0.3),))


@pytest.mark.parametrize("face", ["Helvetica", "Times-Roman"])
@pytest.mark.parametrize(
    ("month", "first", "second"),
    [
        ("I", "31/SOP/DISNAKER/V/2019", "31/SOP/DISNAKER!1/2019"),
        ("III", "31/SOP/DISNAKER/IIV/2019", "31/SOP/DISNAKER/TIV2019"),
        ("XI", "31/SOP/DISNAKER/XV/2019", "31/SOP/DISNAKER/XL/2019"),
        ("VII", "31/SOP/DISNAKER/VII/2019", "3!/SOP/DISNAKER/VI/2019"),
    ],
)
def test_the_month_that_is_drawn_counts(face, month, first, second):
    printed = f"31/SOP/DISNAKER/{month}/2019"
    page, box = faxed(printed, face)
    (word,) = settle_months(page, [read(first, box, second)], SCALE)
    assert (word.text, word.confidence) == (printed, MOST_WHEN_DISPUTED)
    assert (first in [other.text for other in word.alternatives]) == (first != printed)


def test_print_in_another_face_and_what_nobody_disputes_stay_as_they_were_read():
    page, box = faxed("31/SOP/DISNAKER/I/2019", "Courier")
    doubtful = read("31/SOP/DISNAKER/V/2019", box, "31/SOP/DISNAKER/1/2019")
    sure = read("31/SOP/DISNAKER/V/2019", box, "31/SOP/DISNAKER/1/2019", 0.97)
    undisputed = doubtful._replace(alternatives=())
    words = [doubtful, sure, undisputed]
    assert settle_months(page, words, SCALE) == words
