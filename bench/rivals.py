"""OCRmyPDF and img2table on the same scans, where --rivals PYTHON has them (`make rivals`): an environment of their own, for
img2table brings another build of OpenCV, which does not go with ours. OCRmyPDF needs ghostscript of the distribution.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from batch.extract import ExtractSettings, extract_file
from bench.clock import Spent, best, report, run
from bench.sheets import Sheets, page_count
from ingest.settings import EngineName, IngestSettings

#: Tables of every picture named, with tesseract for their text.
_IMG2TABLE = """
import sys
from img2table.document import Image
from img2table.ocr import TesseractOCR
ocr = TesseractOCR(n_threads=1, lang="ind")
for path in sys.argv[1:]:
    Image(path).extract_tables(ocr=ocr, borderless_tables=False)
"""


def measure(sheets: Sheets, folder: Path, python: str) -> None:
    os.environ["OMP_THREAD_LIMIT"] = "1"
    pages = page_count(sheets.scans)
    here = [name for name in ("ocrmypdf", "img2table") if _has(python, name)]
    if not here:
        return
    ours = {engine: _own(sheets, engine) / pages for engine in ("auto", "tesseract")}
    for engine, each in ours.items():
        report(f"sopscan --engine {engine}, {pages} scanned pages", f"{each:.2f} CPU s/page")
    if "ocrmypdf" in here:
        command = [python, "-m", "ocrmypdf", "--jobs", "2", "--language", "ind", "--output-type", "pdf", "--force-ocr"]
        spent = best(lambda: [run([*command, path, folder / "searchable.pdf"]) for path in sheets.scans], 1)
        _report("OCRmyPDF --jobs 2, text alone", spent, pages, ours)
    if "img2table" in here:
        spent = best(lambda: run([python, "-c", _IMG2TABLE, *sheets.pictures]), 1)
        _report("img2table with tesseract, tables alone", spent, pages, ours)


def _own(sheets: Sheets, engine: EngineName) -> float:
    """Processor seconds for everything: text, table, flow and rules."""
    settings = ExtractSettings(ingest=IngestSettings(engine=engine))
    extract_file(sheets.scans[0], settings)
    return best(lambda: [extract_file(path, settings) for path in sheets.scans], 1).cpu_s


def _report(what: str, spent: Spent, pages: int, ours: dict[str, float]) -> None:
    each = spent.cpu_s / pages
    shares = ", ".join(f"{engine} {own / each:.2f} x that" for engine, own in ours.items())
    report(what, f"{each:.2f} CPU s/page, {spent.wall_s / pages:.2f} s/page by the clock; sopscan {shares}")


def _has(python: str, name: str) -> bool:
    found = subprocess.run([python, "-c", f"import {name}"], capture_output=True).returncode == 0
    if not found:
        report(name, "not installed, left out")
    return found
