"""Tesseract: the program that pytesseract finds, kept open while a document is read, its table of words parsed here."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Sequence
from functools import cached_property

import cv2
import numpy as np

from ingest.ocr.errors import engine_failed, missing_tesseract
from ingest.ocr.reader import Character, Reading
from ingest.ocr.running_tesseract import COLUMNS, RunningTesseract
from models.status import SopscanError

#: Two threads cost twice the time of one and gain nothing where workers run side by side (OCR.md).
os.environ.setdefault("OMP_THREAD_LIMIT", "1")

#: The languages of office sheets, best first; the first one installed is read with.
LANGUAGES = ("ind", "eng")
#: Seconds that tesseract may take to say its version and its languages.
QUESTION_TIMEOUT_S = 20
#: Tesseract reads letters of 20-40 pixels best: crops lower than this are enlarged, and all get white paper around.
LEAST_HEIGHT_PX, MARGIN_PX = 34, 10
#: Rows of this level are words.
WORD_LEVEL = "5"


class Tesseract:
    """Reads line crops with tesseract's LSTM. `timeout_s` is for one call, the crops of one page."""

    name = "tesseract"
    notices: list[SopscanError] = []

    def __init__(self, timeout_s: float = 120.0):
        self._timeout_s = timeout_s
        self._running: RunningTesseract | None = None

    @cached_property
    def version(self) -> str:
        number = _first_match(r"tesseract v?([0-9]\S*)", self._ask("--version"))
        return f"tesseract {number} ({self._language})"

    def recognise(self, crops: Sequence[np.ndarray]) -> list[Reading]:
        """One Reading a crop (see ingest.ocr.reader.Recogniser)."""
        if not crops:
            return []
        prepared = [_prepared(crop) for crop in crops]
        tables = self._read([picture for picture, _ in prepared])
        return [
            _reading(_words(table), factor, crop.shape[1])
            for table, (_, factor), crop in zip(tables, prepared, crops, strict=True)
        ]

    def rest(self) -> None:
        """End the program that waits for more to read; it is started again where more is asked."""
        if self._running is not None:
            self._running.end()
            self._running = None

    @cached_property
    def _language(self) -> str:
        installed = self._ask("--list-langs").split()
        for language in LANGUAGES:
            if language in installed:
                return language
        raise missing_tesseract("ind.traineddata")

    def _read(self, pictures: list[np.ndarray]) -> list[str]:
        """Tesseract's table of words (TSV) for each picture."""
        if self._running is None:
            command, language = _pytesseract().pytesseract.tesseract_cmd, self._language
            try:
                self._running = RunningTesseract(command, language)
            except OSError as error:
                raise missing_tesseract(str(error)) from error
        try:
            return self._running.read(pictures, self._timeout_s)
        except BaseException:  # stopped half-way, it would give these answers to the next question
            self.rest()
            raise

    def _ask(self, question: str) -> str:
        command = _pytesseract().pytesseract.tesseract_cmd
        try:
            answer = subprocess.run(
                [command, question], capture_output=True, timeout=QUESTION_TIMEOUT_S, stdin=subprocess.DEVNULL
            )
        except OSError as error:
            raise missing_tesseract(str(error)) from error
        except subprocess.TimeoutExpired as error:
            raise engine_failed(self.name, f"no answer to {question} within {QUESTION_TIMEOUT_S} s") from error
        return (answer.stdout + answer.stderr).decode("utf-8", "replace")


def _pytesseract():
    try:
        import pytesseract
    except ImportError as error:
        raise missing_tesseract(str(error)) from error
    return pytesseract


def _prepared(crop: np.ndarray) -> tuple[np.ndarray, float]:
    """The crop in grey, enlarged where it is small, with paper around it; and by how much it was enlarged."""
    grey = cv2.cvtColor(crop, cv2.COLOR_RGB2GRAY)
    factor = max(1.0, LEAST_HEIGHT_PX / grey.shape[0])
    if factor > 1:
        grey = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC)
    paper = int(np.percentile(grey, 85))
    margins = (MARGIN_PX,) * 4
    return cv2.copyMakeBorder(grey, *margins, cv2.BORDER_CONSTANT, value=paper), factor


def _words(table: str) -> list[dict[str, str]]:
    """Rows of words in the table of one picture, whose first row is the picture's own.

    Parsed here: a table reader would take a cell that says NA, None or null for an empty one.
    """
    rows = (dict(zip(COLUMNS, line.split("\t", len(COLUMNS) - 1), strict=False)) for line in table.splitlines()[1:])
    return [row for row in rows if row["level"] == WORD_LEVEL and row.get("text", "").strip()]


def _reading(words: list[dict[str, str]], factor: float, width: int) -> Reading:
    """Words of one line; letters share the width of their word."""
    characters: list[Character] = []
    try:
        for row in words:
            left = (float(row["left"]) - MARGIN_PX) / factor
            right = left + float(row["width"]) / factor
            sure = min(1.0, max(0.0, float(row["conf"]) / 100))
            text = row["text"].strip()
            step = (right - left) / len(text)
            if characters:
                characters.append(Character(" ", characters[-1].end, max(left, characters[-1].end), 1.0))
            characters += [
                Character(letter, max(0.0, left + k * step), min(float(width), left + (k + 1) * step), sure)
                for k, letter in enumerate(text)
            ]
    except ValueError as error:
        raise engine_failed("tesseract", "its answer is no table of words") from error
    return Reading(tuple(characters))


def _first_match(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    return found.group(1) if found else "?"
