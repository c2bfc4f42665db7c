"""A page as every source delivers it: upright, in points; scans and PDFs look the same from here on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

import numpy as np

from models.document import TextOrigin
from models.evidence import Alternative, Origin
from models.geometry import Box
from models.status import Problem


class Word(NamedTuple):
    """A word and its place. `confidence` is 1.0 for a text layer; `line` groups words of one printed line; `by_hand`:
    written, not printed.
    """

    text: str
    box: Box
    confidence: float = 1.0
    origin: Origin = "pdf"
    line: int = -1
    alternatives: tuple[Alternative, ...] = ()
    by_hand: bool = False


class Ruling(NamedTuple):
    """A straight horizontal or vertical stroke long enough to be a ruling line; whether it is one, the parsers decide.

    `position` is y for a horizontal stroke and x for a vertical one, `start` and `end` its ends along the other axis,
    `thickness` its mean width; all in points.
    """

    orientation: Literal["h", "v"]
    position: float
    start: float
    end: float
    thickness: float = 1.0

    @property
    def length(self) -> float:
        return self.end - self.start


@dataclass(frozen=True, eq=False)
class Raster:
    """Pictures of the upright page, all of one size.

    `colour`: uint8 (height, width, 3), RGB, as the page shows. `linework`: uint8 (height, width), 255 where there is
    ink that is not text: rules, symbols, flow lines, arrowheads (text taken out as far as the source allows: wholly
    for a text layer, word by word for OCR). `scale`: pixels per point.
    """

    colour: np.ndarray
    linework: np.ndarray
    scale: float


@dataclass
class Page:
    """One upright page. `number` counts from 1 in the file; `rotation` degrees clockwise and `skew` degrees were undone."""

    number: int
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    rulings: list[Ruling] = field(default_factory=list)
    raster: Raster | None = None
    rotation: int = 0
    skew: float = 0.0
    text_origin: TextOrigin = "none"
    ocr_confidence: float | None = None
    problems: list[Problem] = field(default_factory=list)
