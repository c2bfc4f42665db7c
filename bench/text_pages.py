"""PDFs with a text layer: processor seconds a page, and pages a second that two cores make of that."""

from __future__ import annotations

from batch.extract import ExtractSettings, extract_file
from bench.clock import best, report
from bench.sheets import Sheets, page_count


def measure(sheets: Sheets) -> None:
    settings, pages = ExtractSettings(), page_count(sheets.texts)
    extract_file(sheets.texts[0], settings)  # what is loaded once is no cost of a page
    spent = best(lambda: [extract_file(path, settings) for path in sheets.texts])
    each = spent.cpu_s / pages
    report(f"text PDFs, {pages} pages", f"{each:.3f} CPU s/page, {2 / each:.1f} pages/s on 2 cores")
