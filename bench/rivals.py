"""OCRmyPDF and img2table on the same scans, where they are installed: `pip install sopscan[bench]`, or --rivals PYTHON
with an interpreter that has them (img2table brings another build of OpenCV, which does not go with ours).
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from batch.extract import ExtractSettings, extract_file
from bench.clock import best, report, run
from bench.sheets import Sheets, page_count

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
    settings = ExtractSettings()
    extract_file(sheets.scans[0], settings)
    ours = best(lambda: [extract_file(path, settings) for path in sheets.scans], 1).cpu_s / pages
    report(f"sopscan, {pages} scanned pages", f"{ours:.2f} CPU s/page")
    if _has(python, "ocrmypdf"):
        command = [python, "-m", "ocrmypdf", "--jobs", "2", "--language", "ind", "--output-type", "pdf", "--force-ocr"]
        spent = best(lambda: [run([*command, path, folder / "searchable.pdf"]) for path in sheets.scans], 1)
        report("OCRmyPDF --jobs 2", f"{spent.cpu_s / pages:.2f} CPU s/page, {spent.wall_s / pages:.2f} s/page")
    if _has(python, "img2table"):
        spent = best(lambda: run([python, "-c", _IMG2TABLE, *sheets.pictures]), 1)
        report("img2table with tesseract, tables alone", f"{spent.cpu_s / pages:.2f} CPU s/page")


def _has(python: str, name: str) -> bool:
    found = subprocess.run([python, "-c", f"import {name}"], capture_output=True).returncode == 0
    if not found:
        report(name, "not installed, left out")
    return found
