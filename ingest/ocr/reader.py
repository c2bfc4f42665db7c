"""What an OCR engine is to the rest of the house: crops of lines in, readings out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

import numpy as np

from models.status import SopscanError


class Character(NamedTuple):
    """One character read: `start`, `end` are its extent in pixels of the crop, `confidence` is 0-1."""

    text: str
    start: float
    end: float
    confidence: float


class Reading(NamedTuple):
    """What stands on one crop, spaces included as characters; no characters where nothing was read.

    `second` is what another engine read there, where one was asked.
    """

    characters: tuple[Character, ...] = ()
    second: Reading | None = None

    @property
    def text(self) -> str:
        return "".join(c.text for c in self.characters)

    @property
    def confidence(self) -> float:
        """Mean over the printed characters; 0.0 where nothing was read."""
        printed = [c.confidence for c in self.characters if c.text != " "]
        return sum(printed) / len(printed) if printed else 0.0


class Recogniser(Protocol):
    """An engine that reads lines of text.

    `name` is the short name kept in evidence (ppocr, tesseract); `version` names program and version for the producer.
    """

    name: str

    @property
    def version(self) -> str: ...

    @property
    def notices(self) -> list[SopscanError]:
        """What went wrong without ending the work: one of two engines is missing or failed."""
        ...

    def recognise(self, crops: Sequence[np.ndarray]) -> list[Reading]:
        """Read each crop, one line of text on it: uint8 (height, width, 3), RGB, dark letters on light paper.

        Returns one Reading a crop, in order. Raises MissingProgramError where the engine is not installed, EngineError where
        it fails on these crops.
        """
        ...
