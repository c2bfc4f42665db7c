"""Scanned pages by engine, beside what tesseract and rapidocr take for nothing but the text of the same pictures."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from statistics import mean

import cv2

from batch.extract import ExtractSettings, extract_file
from batch.memory import forget_peak, peak_kib
from bench.clock import report, run, spend
from bench.sheets import Sheets
from ingest.settings import EngineName, IngestSettings


def measure(sheets: Sheets) -> None:
    """Tesseract alone reads with one language and thread, as sopscan does; rapidocr with the models it brings. All in one
    thread, as in a worker of a batch: a second one of OpenCV holds 40 MB of its own.
    """
    os.environ["OMP_THREAD_LIMIT"] = "1"
    cv2.setNumThreads(1)
    pages = sheets.pictures
    alone = [_seconds(page, lambda path: run(["tesseract", path, "-", "-l", "ind"])) for page in pages]
    report(f"tesseract alone, {len(pages)} page pictures", f"{mean(alone):.2f} CPU s/page")
    _sopscan(pages, "tesseract", alone)
    ours = _sopscan(pages, "auto", alone)
    read = _rapidocr()
    whole = mean(_seconds(page, read) for page in pages)
    report(
        "rapidocr's own pipeline",
        f"{whole:.2f} CPU s/page; sopscan --engine auto takes {mean(ours) / whole:.2f} x that",
    )


def _sopscan(pages: list[Path], engine: EngineName, alone: list[float]) -> list[float]:
    """Processor seconds of each page; the first is read once before, so that what is loaded once is no cost of it."""
    settings = ExtractSettings(ingest=IngestSettings(engine=engine))
    extract_file(pages[0], settings)
    forget_peak()
    each = [_seconds(page, lambda path: extract_file(path, settings)) for page in pages]
    report(
        f"sopscan --engine {engine}", f"{mean(each):.2f} CPU s/page, {mean(each) / mean(alone):.2f} x tesseract alone"
    )
    report(f"sopscan --engine {engine}, memory", f"{peak_kib() / 1024:.0f} MB at most")
    return each


def _seconds(page: Path, read: Callable[[Path], object]) -> float:
    return spend(lambda: read(page)).cpu_s


def _rapidocr() -> Callable[[Path], object]:
    from rapidocr import RapidOCR

    engine = RapidOCR(params={"Global.log_level": "critical", "EngineConfig.onnxruntime.intra_op_num_threads": 1})
    return lambda path: engine(str(path))
