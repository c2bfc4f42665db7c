"""The engines by name, one of each a process: opening a model takes longer than reading a line."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache

import numpy as np

from ingest.ocr.ppocr import PpOcr
from ingest.ocr.reader import Reading, Recogniser
from ingest.ocr.tesseract import Tesseract
from ingest.ocr.two_readers import TwoReaders
from ingest.settings import EngineName
from models.status import SopscanError


@cache
def engine(name: EngineName, timeout_s: float = 120.0) -> Recogniser:
    """The engine `name`, loaded at its first reading; `timeout_s` is for one run of an outside program."""
    if name == "ppocr":
        return PpOcr()
    if name == "tesseract":
        return _tesseract(timeout_s)
    return TwoReaders(PpOcr(), _tesseract(timeout_s))


@cache
def _tesseract(timeout_s: float) -> Tesseract:
    return Tesseract(timeout_s)


def rest(timeout_s: float = 120.0) -> None:
    """End what the engines with this limit keep running between their calls: a document is read to its end."""
    _tesseract(timeout_s).rest()


def glance(reader: Recogniser, crops: Sequence[np.ndarray]) -> list[Reading]:
    """What `reader` makes of crops where a first reading is enough."""
    return reader.glance(crops) if isinstance(reader, TwoReaders) else reader.recognise(crops)


def glimpse(reader: Recogniser, crops: Sequence[np.ndarray]) -> list[Reading]:
    """What `reader` makes of crops at first sight: PP-OCR reads nothing again that it doubts, which halves its time."""
    first = reader.first if isinstance(reader, TwoReaders) else reader
    if isinstance(first, PpOcr):
        try:
            return first.glimpse(crops)
        except SopscanError:  # the other reader goes on, with a notice
            pass
    return glance(reader, crops)


def seconded(
    reader: Recogniser,
    readings: list[Reading],
    crops: Sequence[np.ndarray],
    also: Collection[int] = (),
) -> list[Reading]:
    """`readings`, glanced from `crops`, with the second opinions that `recognise` would have had of them, and of those
    whose places are in `also`.
    """
    return reader.with_second(readings, crops, also) if isinstance(reader, TwoReaders) else readings


def likelihoods(reader: Recogniser, crops: Sequence[np.ndarray], texts: Sequence[str]) -> np.ndarray | None:
    """How likely PP-OCR holds each text for on each crop, (crops, texts) nats; None where `reader` reads without it."""
    first = reader.first if isinstance(reader, TwoReaders) else reader
    return first.likelihoods(crops, texts) if isinstance(first, PpOcr) else None


def reader_names(name: EngineName) -> list[str]:
    """Programs and versions behind `name` that are installed, in the order they are asked."""
    names = []
    for reader in (engine("ppocr"), engine("tesseract")):
        if name in ("auto", reader.name):
            try:
                names.append(reader.version)
            except SopscanError:  # a missing reader reads nothing
                continue
    return names
