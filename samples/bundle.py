"""Several sheets in one file, as agencies publish them: a cover, then one SOP after another, pages counted through."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from samples.lettering import draw_lines, set_text
from samples.pen import Pen
from samples.sheet import Layout, ink, truth_as_drawn
from samples.style import A4

COVER_LINES = ("STANDAR OPERASIONAL PROSEDUR", "(SOP)")
PREFACE = (
    "Buku ini memuat standar operasional prosedur yang berlaku pada unit kerja. Setiap pegawai wajib mempelajari dan "
    "menjalankannya menurut tugas masing-masing.",
    "Prosedur ditinjau kembali sedikitnya sekali dalam setahun. Usul perubahan disampaikan secara tertulis kepada "
    "pimpinan unit kerja untuk dibahas dalam rapat evaluasi.",
    "Hal-hal yang belum diatur di dalam buku ini akan ditetapkan kemudian oleh pimpinan unit kerja.",
)


def draw_cover(pen: Pen, institution: Sequence[str]) -> None:
    """A title page and a page of plain text: neither is a sheet."""
    width, height = A4
    pen.new_page(width, height)
    y = height * 0.3
    for text, size in [(line, 22.0) for line in COVER_LINES] + [(line, 16.0) for line in institution]:
        lines = set_text(text, "Helvetica-Bold", size, width - 120)
        draw_lines(pen, lines, (60, y, width - 60, y), "Helvetica-Bold", size, "center")
        y += len(lines) * size * 2
    pen.new_page(width, height)
    heading = set_text("KATA PENGANTAR", "Times-Bold", 14, 300)
    draw_lines(pen, heading, (60, 80, width - 60, 100), "Times-Bold", 14, "center")
    y = 120.0
    for text in PREFACE:
        lines = set_text(text, "Times-Roman", 12, width - 140)
        draw_lines(pen, lines, (70, y, width - 70, height), "Times-Roman", 12, "justify")
        y += len(lines) * 15 + 12


def bind(sheets: Sequence[Layout], cover: bool) -> tuple[bytes, list[dict[str, Any]]]:
    """One PDF and a truth per SOP, with "sop_index" and pages counted in the file."""
    pen, truths = Pen(), []
    if cover:
        draw_cover(pen, sheets[0].truth["header"]["institution"])
    for index, layout in enumerate(sheets):
        before = pen.page
        ink(pen, layout)
        truth = truth_as_drawn(layout) | {"sop_index": index}
        for placed in (*truth["activities"], *truth["flow"]["nodes"]):
            placed["page"] += before
        truths.append(truth)
    return pen.finish(), truths
