"""Scanned pages by engine, beside what tesseract and rapidocr take for nothing but the text of the same pictures."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import cv2

from batch.extract import ExtractSettings, extract_file
from batch.memory import forget_peak, peak_kib
from bench.clock import best, report, run
from bench.sheets import Sheets
from ingest.settings import EngineName, IngestSettings

#: Runs of each, of which the best counts.
REPEATS = 2


def measure(sheets: Sheets) -> None:
    """Tesseract alone reads with one language and thread, as sopscan does; rapidocr with the models it brings. All in one
    thread, as in a worker of a batch: a second one of OpenCV holds 40 MB of its own.
    """
    os.environ["OMP_THREAD_LIMIT"] = "1"
    cv2.setNumThreads(1)
    count = len(sheets.pictures)
    alone = _seconds(sheets, lambda path: run(["tesseract", path, "-", "-l", "ind"]))
    report(f"tesseract alone, {count} page pictures", f"{alone:.2f} CPU s/page")
    _sopscan(sheets, "tesseract", alone, "tesseract alone")
    _sopscan(sheets, "auto", alone, "tesseract alone")
    whole = _seconds(sheets, _rapidocr())
    report("rapidocr's own pipeline", f"{whole:.2f} CPU s/page, {whole / alone:.2f} x tesseract alone")


def _sopscan(sheets: Sheets, engine: EngineName, other_s: float, other: str) -> None:
    settings = ExtractSettings(ingest=IngestSettings(engine=engine))
    extract_file(sheets.pictures[0], settings)
    forget_peak()
    each = _seconds(sheets, lambda path: extract_file(path, settings))
    report(f"sopscan --engine {engine}", f"{each:.2f} CPU s/page, {each / other_s:.2f} x {other}")
    report(f"sopscan --engine {engine}, memory", f"{peak_kib() / 1024:.0f} MB at most")


def _seconds(sheets: Sheets, read: Callable[[Path], object]) -> float:
    """Processor seconds a page."""
    return best(lambda: [read(path) for path in sheets.pictures], REPEATS).cpu_s / len(sheets.pictures)


def _rapidocr() -> Callable[[Path], object]:
    from rapidocr import RapidOCR

    engine = RapidOCR(params={"Global.log_level": "critical", "EngineConfig.onnxruntime.intra_op_num_threads": 1})
    return lambda path: engine(str(path))
