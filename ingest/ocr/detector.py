"""PP-OCRv6's detector: lines of text on a small part of a page, found whole where stamps and signatures cross them."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import cv2
import numpy as np

from ingest.ocr.errors import engine_failed, missing_ppocr
from ingest.ocr.ppocr import model_path

MODEL = "PP-OCRv6_det_small.onnx"
#: The network was trained on pictures of about this resolution, in pixels a point (200 dpi), with sides in steps of 32;
#: at 160 dpi it finds the same lines in six tenths of the time, but cuts them otherwise: a NIP and a post were lost.
TRAINED_PX_PER_PT, STEP_PX = 2.78, 32
#: A pixel is text from this probability on, a line from this mean of its pixels on (DB, Liao 2020; rapidocr's values).
TEXT_FROM, LINE_FROM = 0.3, 0.5
#: The network marks the core of a line; the line is larger by this many times the core's area over its circumference.
UNCLIP = 1.6
#: Of a larger picture so many pixels are seen at once (measured: 100 MB), with so many rows on both sides of what
#: counts: the heights of three lines of print.
MOST_PX, OVERLAP_PX = 500_000, 96
#: Smaller cores are specks.
LEAST_CORE_PX = 3
#: A line of a straightened page is no more aslant than this; what is, stands on the arc of a stamp. Degrees.
MOST_ASLANT_DEG = 6.0


class FoundLine(NamedTuple):
    """A line's letters in pixels of the picture, and by how much the reader's crop is larger on each side."""

    x0: float
    top: float
    x1: float
    bottom: float
    margin: float
    sure: float


def find_lines(colour: np.ndarray, scale: float) -> list[FoundLine]:
    """Lines of text of a picture, uint8 (height, width, 3), RGB, `scale` pixels a point; top to bottom.

    Costs about 0.1 CPU s for a signature block. Raises MissingProgramError or EngineError.
    """
    height, width = colour.shape[:2]
    factor = TRAINED_PX_PER_PT / scale
    down, along = (max(STEP_PX, round(side * factor / STEP_PX) * STEP_PX) for side in (height, width))
    method = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    resized = cv2.resize(colour, (along, down), interpolation=method)[:, :, ::-1]
    probable = _in_bands(resized.astype(np.float32).transpose(2, 0, 1)[None] / np.float32(127.5) - 1)
    return _lines(probable, width / along, height / down)


def _lines(probable: np.ndarray, across_px: float, down_px: float) -> list[FoundLine]:
    """Lines of a map of probabilities, whose pixels measure `across_px` by `down_px` pixels of the picture."""
    text = cv2.dilate((probable > TEXT_FROM).astype(np.uint8), np.ones((2, 2), np.uint8))
    found = []
    for outline in cv2.findContours(text, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)[0]:
        _, sides, angle = cv2.minAreaRect(outline)
        if min(sides) < LEAST_CORE_PX or _aslant(sides, angle) > MOST_ASLANT_DEG:
            continue
        inside = cv2.fillPoly(np.zeros_like(text), [outline], 1) > 0
        sure = float(probable[inside].mean())
        if sure < LINE_FROM:
            continue
        x, y, width, height = cv2.boundingRect(outline)
        margin = UNCLIP * sides[0] * sides[1] / (2 * (sides[0] + sides[1]))
        half = margin / 2
        found.append(
            FoundLine(
                (x - half) * across_px,
                (y - half) * down_px,
                (x + width + half) * across_px,
                (y + height + half) * down_px,
                half * down_px,
                sure,
            )
        )
    return sorted(found, key=lambda line: (line.top, line.x0))


def _aslant(sides: tuple[float, float], angle_deg: float) -> float:
    """How far the longer side of a rectangle of cv2.minAreaRect is from lying, in degrees."""
    lying = angle_deg if sides[0] >= sides[1] else angle_deg + 90
    return abs((lying + 90) % 180 - 90)


def _in_bands(picture: np.ndarray) -> np.ndarray:
    """`_run` on a picture of any size, in bands that overlap: the network's memory grows with what it sees at once."""
    height, width = picture.shape[2:]
    band = max(4 * OVERLAP_PX, MOST_PX // width // STEP_PX * STEP_PX)
    if height <= band:
        return _run(picture)
    parts = []
    for top in range(0, height - 2 * OVERLAP_PX, band - 2 * OVERLAP_PX):
        seen = _run(np.ascontiguousarray(picture[:, :, top : top + band]))
        last = top + band >= height
        parts.append(seen[OVERLAP_PX if top else 0 : None if last else band - OVERLAP_PX])
    return np.concatenate(parts)


def _run(picture: np.ndarray) -> np.ndarray:
    """Probabilities (height, width) that a pixel of `picture`, float32 (1, 3, height, width), is text."""
    session = _session()
    try:
        return session.run(None, {session.get_inputs()[0].name: picture})[0][0, 0]
    except Exception as error:  # onnxruntime's own kinds differ from version to version
        raise engine_failed("ppocr", str(error)) from error


@cache
def _session():
    """The network, opened at its first use: many pages have no stamp."""
    path = model_path().with_name(MODEL)
    if not path.is_file():
        raise missing_ppocr(MODEL)
    try:
        import onnxruntime
    except ImportError as error:
        raise missing_ppocr(str(error)) from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.enable_cpu_mem_arena = False  # windows differ in size, and an arena keeps the largest of each
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:
        raise engine_failed("ppocr", f"{MODEL} cannot be loaded ({error})") from error
