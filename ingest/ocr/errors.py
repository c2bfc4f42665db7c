"""Failures of an OCR engine as typed errors."""

from __future__ import annotations

from models.bilingual import Bilingual
from models.status import MissingProgramError, SopscanError


class EngineError(SopscanError):
    """An engine that is installed failed: it crashed, hung beyond its time, or answered rubbish."""


def missing_ppocr(detail: str) -> MissingProgramError:
    return MissingProgramError(
        "ppocr-missing",
        Bilingual(f"Pembaca PP-OCRv6 tidak terpasang ({detail}).", f"The reader PP-OCRv6 is not installed ({detail})."),
        Bilingual(
            "Pasang dengan: pip install rapidocr onnxruntime", "Install it with: pip install rapidocr onnxruntime"
        ),
    )


def missing_tesseract(detail: str) -> MissingProgramError:
    return MissingProgramError(
        "tesseract-missing",
        Bilingual(f"Tesseract tidak ditemukan ({detail}).", f"Tesseract was not found ({detail})."),
        Bilingual(
            "Pasang dengan: apt install tesseract-ocr tesseract-ocr-ind, atau pakai --engine ppocr.",
            "Install it with: apt install tesseract-ocr tesseract-ocr-ind, or use --engine ppocr.",
        ),
    )


def engine_failed(engine: str, detail: str) -> EngineError:
    return EngineError(
        "ocr-failed",
        Bilingual(f"Pembaca {engine} gagal: {detail}.", f"The reader {engine} failed: {detail}."),
        Bilingual("Coba pembaca lain dengan --engine.", "Try the other reader with --engine."),
    )
