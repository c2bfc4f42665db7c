"""The engines by name, one of each a process: opening a model takes longer than reading a line."""

from __future__ import annotations

from functools import cache

from ingest.ocr.ppocr import PpOcr
from ingest.ocr.reader import Recogniser
from ingest.settings import EngineName


@cache
def engine(name: EngineName) -> Recogniser:
    """The engine `name`, loaded at its first reading."""
    return PpOcr()


def reader_names(name: EngineName) -> list[str]:
    """Program and version of what reads under this name, for the producer of an extraction."""
    return [engine(name).version]
