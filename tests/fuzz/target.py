"""What is done with a mutant in a worker: read as a batch reads it, written, exported, reported."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from batch.extract import ExtractSettings, extract_file
from exports.form import Document, FilePerSop, OneFile
from exports.json_file import from_bytes, to_bytes
from exports.registry import FORMS
from ingest import scan
from ingest.ocr.reader import Character, Reading
from models.document import Extraction

#: What the stand-in for OCR reads: words that matter to the parsers, and some that do not.
READABLE = ("No", "Kegiatan", "Pelaksana", "Mutu Baku", "Waktu", "Output", "Ket", "1", "2", "5 menit", "Mulai", "Ya",
            "Nomor SOP : 1/2024", "Dasar Hukum", "1. UU Nomor 5 Tahun 2014", "Menerima surat", "NIP. 1966", "-", "")  # fmt: skip


class StandIn:
    """Reads at once, and the same on the same picture: OCR itself would take most of the time and is fuzzed by its makers."""

    name = "ppocr"
    version = "stand-in"
    notices: tuple = ()

    def recognise(self, crops: Sequence[np.ndarray], dpi: float | None = None) -> list[Reading]:
        return [self._read(crop) for crop in crops]

    def _read(self, crop: np.ndarray) -> Reading:
        chance = zlib.crc32(np.ascontiguousarray(crop).tobytes())
        text, sure = READABLE[chance % len(READABLE)], (chance >> 8) % 100 / 100
        step = crop.shape[1] / max(1, len(text))
        return Reading(tuple(Character(c, n * step, (n + 1) * step, sure) for n, c in enumerate(text)))


def read(path: Path, settings: ExtractSettings) -> Extraction:
    """The extraction; AssertionError or any other untyped error where sopscan is at fault."""
    scan.engine = lambda name, timeout_s: StandIn()
    extraction = extract_file(path, settings)
    data = to_bytes(extraction)
    assert to_bytes(from_bytes(data)) == data, "what is written does not read back the same"
    assert extraction.status == "ok" or extraction.problems, "a failure without a problem"
    assert all(problem.hint for problem in extraction.problems if problem.stage == "ingest"), "no way on"
    _export(Document(path.name, extraction))
    return extraction


def _export(document: Document) -> None:
    for form in FORMS.values():
        if isinstance(form, OneFile):
            for _ in form.write([document]):
                pass
        elif isinstance(form, FilePerSop):
            for sop in document.extraction.sops:
                form.render(sop)
