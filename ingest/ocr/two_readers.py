"""Two readers, as in double keying: the strong one reads every line, the other what matters or is doubtful."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from ingest.ocr.doubtful import begins_late
from ingest.ocr.reader import Reading, Recogniser
from models.status import MissingProgramError, SopscanError

#: A line is read twice where it holds a figure (number, date, duration) or a character less sure than this: slips of i and
#: l, rn and m were scored up to 0.94.
DOUBTFUL = 0.95
#: What the first reader is less sure of than this on the whole is no line of print; a second opinion is wasted on it.
HOPELESS = 0.30


class TwoReaders:
    """`first` and `second` as one engine; goes on with one, and a notice, where the other is missing or fails."""

    def __init__(self, first: Recogniser, second: Recogniser):
        self._first, self._second = first, second
        self._failures: dict[str, SopscanError] = {}

    @property
    def name(self) -> str:
        return self._first.name

    @property
    def first(self) -> Recogniser | None:
        """The first reader; None where it failed."""
        return None if self._first.name in self._failures else self._first

    @property
    def version(self) -> str:
        return " + ".join(reader.version for reader in self._working())

    @property
    def notices(self) -> list[SopscanError]:
        return list(self._failures.values())

    def recognise(self, crops: Sequence[np.ndarray]) -> list[Reading]:
        """One Reading a crop, with `second` where a second opinion was asked. Raises where no engine works."""
        readings, by_first = self._read_once(crops)
        return self.with_second(readings, crops) if by_first else readings

    def glance(self, crops: Sequence[np.ndarray]) -> list[Reading]:
        """Readings without a second opinion, where how well the lines read is all that is asked."""
        return self._read_once(crops)[0]

    def _read_once(self, crops: Sequence[np.ndarray]) -> tuple[list[Reading], bool]:
        """Readings by the first reader, and True; by the second, and False, where the first fails."""
        try:
            return self._first.recognise(crops), True
        except SopscanError as error:
            self._failures[self._first.name] = error
            return self._second.recognise(crops), False

    def with_second(
        self,
        readings: list[Reading],
        crops: Sequence[np.ndarray],
        also: Collection[int] = (),
    ) -> list[Reading]:
        """`readings`, by the first reader, with a second opinion of the doubtful ones and those `also` asked for."""
        asked = [
            k for k, reading in enumerate(readings) if _is_print(reading) and (k in also or _asks(reading, crops[k]))
        ]
        if not asked or isinstance(self._failures.get(self._second.name), MissingProgramError):
            return readings
        if self._first.name in self._failures:  # they may be the second reader's own
            return readings
        try:
            seconds = self._second.recognise([crops[k] for k in asked])
        except SopscanError as error:
            self._failures[self._second.name] = error
            return readings
        for k, second in zip(asked, seconds, strict=True):
            readings[k] = readings[k]._replace(second=second)
        return readings

    def _working(self) -> list[Recogniser]:
        return [reader for reader in (self._first, self._second) if reader.name not in self._failures]


def _is_print(reading: Reading) -> bool:
    return reading.confidence >= HOPELESS


def _asks(reading: Reading, crop: np.ndarray) -> bool:
    """Whether a second opinion is worth while: a figure, a letter in doubt, or ink passed over before the first letter."""
    printed = [c for c in reading.characters if c.text != " "]
    return any(c.text.isdigit() or c.confidence < DOUBTFUL for c in printed) or begins_late(reading, crop)
