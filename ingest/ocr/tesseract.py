"""Tesseract, run through pytesseract: all crops of a page in one process, its table parsed here."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import cv2
import numpy as np

from ingest.ocr.errors import engine_failed, missing_tesseract
from ingest.ocr.reader import Character, Reading
from models.status import SopscanError

#: Two threads cost twice the time of one and gain nothing where workers run side by side (OCR.md).
os.environ.setdefault("OMP_THREAD_LIMIT", "1")

#: One line of text a crop.
SINGLE_LINE = 7
#: The languages of office sheets, best first; the first one installed is read with.
LANGUAGES = ("ind", "eng")
#: Seconds that tesseract may take to say its version and its languages.
QUESTION_TIMEOUT_S = 20
#: Tesseract reads letters of 20-40 pixels best: crops lower than this are enlarged, and all get white paper around.
LEAST_HEIGHT_PX, MARGIN_PX = 34, 10
#: Columns of its table of words.
COLUMNS = [
    "level",
    "page_num",
    "block_num",
    "par_num",
    "line_num",
    "word_num",
    "left",
    "top",
    "width",
    "height",
    "conf",
    "text",
]
WORD_LEVEL = "5"


class Tesseract:
    """Reads line crops with tesseract's LSTM. `timeout_s` is for one run, the crops of one page."""

    name = "tesseract"
    notices: list[SopscanError] = []

    def __init__(self, timeout_s: float = 120.0):
        self._timeout_s = timeout_s

    @cached_property
    def version(self) -> str:
        number = _first_match(r"tesseract v?([0-9]\S*)", self._ask("--version"))
        return f"tesseract {number} ({self._language})"

    def recognise(self, crops: Sequence[np.ndarray], dpi: float | None = None) -> list[Reading]:
        """One Reading a crop (see ingest.ocr.reader.Recogniser)."""
        if not crops:
            return []
        prepared = [_prepared(crop) for crop in crops]
        enlarged = float(np.median([factor for _, factor in prepared]))
        table = self._run([picture for picture, _ in prepared], (dpi or 200.0) * enlarged)
        words = _words_by_page(table, len(crops))
        return [
            _reading(found, factor, crop.shape[1])
            for found, (_, factor), crop in zip(words, prepared, crops, strict=True)
        ]

    @cached_property
    def _language(self) -> str:
        installed = self._ask("--list-langs").split()
        for language in LANGUAGES:
            if language in installed:
                return language
        raise missing_tesseract("ind.traineddata")

    def _run(self, pictures: list[np.ndarray], dpi: float) -> str:
        """Tesseract's table (TSV) for the pictures, a page each."""
        pytesseract = _pytesseract()
        # Crops are dark on light: what reads badly need not be read once more with its shades turned round.
        options = f"--dpi {round(min(max(dpi, 70), 2400))} --psm {SINGLE_LINE} -c tessedit_create_tsv=1"
        options += " -c tessedit_do_invert=0"
        with tempfile.TemporaryDirectory(prefix="sopscan-") as folder:
            listed = _saved(pictures, Path(folder))
            try:
                # image_to_data would first ask for the version without any time limit
                return pytesseract.pytesseract.run_and_get_output(
                    str(listed), "tsv", self._language, options, 0, self._timeout_s
                )
            except pytesseract.TesseractNotFoundError as error:
                raise missing_tesseract(str(error)) from error
            except pytesseract.TesseractError as error:
                raise engine_failed(self.name, f"status {error.status}: {error.message[:200]}") from error
            except RuntimeError as error:  # how pytesseract says that the time is over
                raise engine_failed(self.name, f"no answer within {self._timeout_s:g} s") from error
            except (OSError, UnicodeDecodeError) as error:
                raise engine_failed(self.name, f"no readable answer ({error})") from error

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


def _saved(pictures: list[np.ndarray], folder: Path) -> Path:
    """The pictures as files, and the list of them that tesseract takes for one document."""
    names = []
    for number, picture in enumerate(pictures):
        names.append(folder / f"{number}.pgm")
        names[-1].write_bytes(b"P5 %d %d 255\n" % picture.shape[::-1] + np.ascontiguousarray(picture).tobytes())
    listed = folder / "lines.txt"
    listed.write_text("".join(f"{name}\n" for name in names), encoding="utf-8")
    return listed


def _words_by_page(table: str, count: int) -> list[list[dict[str, str]]]:
    """Rows of words of each page; EngineError where the answer is no table of tesseract's.

    Parsed here: a table reader would take a cell that says NA, None or null for an empty one.
    """
    lines = table.splitlines()
    if not lines or lines[0].split("\t") != COLUMNS:
        raise engine_failed("tesseract", "its answer is no table of words")
    pages: list[list[dict[str, str]]] = [[] for _ in range(count)]
    for line in lines[1:]:
        row = dict(zip(COLUMNS, line.split("\t", len(COLUMNS) - 1), strict=False))
        if row.get("level") != WORD_LEVEL or not row.get("text", "").strip():
            continue
        try:
            pages[int(row["page_num"]) - 1].append(row)
        except (ValueError, IndexError) as error:
            raise engine_failed("tesseract", "its answer is no table of words") from error
    return pages


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
