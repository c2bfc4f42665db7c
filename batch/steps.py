"""The named steps of reading a file, and the functions that do them: what `--profile` times, one table for all rooms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from models.bilingual import Bilingual

#: Whose time a step is: that of the page it is called for (`own`), of the page read last (`same`), of no page (`none`).
PageOf = Literal["own", "same", "none"]


@dataclass(frozen=True)
class Step:
    """`functions`: "module:name" or "module:Class.name". What one calls of another step counts for that other step."""

    name: Bilingual
    functions: tuple[str, ...]
    page: PageOf = "same"


#: The whole of it: what no other step claims is its own time.
WHOLE = Step(Bilingual("lain-lain", "anything else"), ("batch.extract:_extract",), "none")

STEPS: tuple[Step, ...] = (
    WHOLE,
    Step(Bilingual("membuka berkas", "opening the file"), ("ingest.document:open_document",), "none"),
    Step(
        Bilingual("membaca halaman, lain-lain", "reading the page, else"),
        ("ingest.pdf.source:PdfSource.read_page", "ingest.images:ImageSource.read_page"),
        "own",
    ),
    Step(Bilingual("kata dari lapisan teks", "words of the text layer"), ("ingest.pdf.source:PdfSource._words",)),
    Step(Bilingual("menggambar halaman", "drawing the page"), ("ingest.pdf.source:_render", "ingest.images:_on_white")),
    Step(Bilingual("menegakkan halaman", "setting upright"), ("ingest.cleanup.upright:set_upright",)),
    Step(
        Bilingual("tinta", "ink"),
        (
            "ingest.ink.page_ink:find_ink",
            "ingest.ink.page_ink:drawn_mask",
            "ingest.ink.linework:page_linework",
            "ingest.ink.linework:without_grain",
        ),
    ),
    Step(Bilingual("garis tabel", "ruling lines"), ("ingest.ink.rulings:trace_lines",)),
    Step(Bilingual("baris teks", "lines of text"), ("ingest.text.lines:find_text_lines",)),
    Step(
        Bilingual("stempel dan tanda tangan", "stamps and signatures"),
        ("ingest.stamps.coloured_ink:without_coloured_ink", "ingest.stamps.marked_lines:read_marked"),
    ),
    Step(Bilingual("pembaca PP-OCRv6", "reader PP-OCRv6"), ("ingest.ocr.ppocr:PpOcr.recognise",)),
    Step(  # what the program used is known when it ends: with the file, under the page read last
        Bilingual("pembaca Tesseract", "reader Tesseract"),
        ("ingest.ocr.tesseract:Tesseract.recognise", "ingest.ocr.tesseract:Tesseract.rest"),
    ),
    Step(Bilingual("kata dari bacaan", "words of the readings"), ("ingest.text.reading:read_lines",)),
    Step(Bilingual("tata letak", "layout"), ("parsers.segment:split_sheets",)),
    Step(Bilingual("isi lembar", "values of the sheet"), ("parsers.sop:read_sheet",), "none"),
    Step(Bilingual("simbol dan garis alir", "symbols and flow lines"), ("parsers.flow.trace:trace_sheet",), "own"),
    Step(Bilingual("aturan", "rules"), ("batch.extract:_checked",), "none"),
)
