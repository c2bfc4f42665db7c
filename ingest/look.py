"""One look at a page picture: its ink, its strokes and its lines of text, each found once and only when asked for."""

from __future__ import annotations

from functools import cached_property

import cv2
import numpy as np

from ingest.ink.bands import Bands, rule_bands
from ingest.ink.page_ink import Ink, find_ink
from ingest.ink.rulings import LineWork, trace_lines
from ingest.text.lines import TextLayout, find_text_lines

_TURNS = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}


def turn(picture: np.ndarray, quarter: int) -> np.ndarray:
    """`picture` turned clockwise by a multiple of 90 degrees."""
    return cv2.rotate(picture, _TURNS[quarter % 360]) if quarter % 360 else picture


class Look:
    """`colour`: uint8 (height, width, 3), RGB; `scale`: pixels per point of a page of usual print."""

    def __init__(self, colour: np.ndarray, scale: float):
        self.colour, self.scale = colour, scale
        self._turned: dict[int, Look] = {}

    def turned(self, quarter: int) -> Look:
        """The same look turned clockwise by a multiple of 90 degrees; itself for none."""
        if quarter % 360 == 0:
            return self
        if quarter not in self._turned:
            self._turned[quarter] = Look(turn(self.colour, quarter), self.scale)
        return self._turned[quarter]

    @cached_property
    def ink(self) -> Ink:
        return find_ink(cv2.cvtColor(self.colour, cv2.COLOR_RGB2GRAY), self.scale)

    @cached_property
    def lines(self) -> LineWork:
        darkness = cv2.subtract(self.ink.paper, cv2.cvtColor(self.colour, cv2.COLOR_RGB2GRAY))
        return trace_lines(self.ink.rules, self.scale, darkness)

    def bands(self) -> Bands:
        """Where rules run; drawn anew in some milliseconds, for two masks of a page are too large to be kept."""
        return rule_bands(self.lines, self.scale)

    @cached_property
    def text(self) -> TextLayout:
        layers = (self.ink.text, self.ink.dark, self.ink.core)
        return find_text_lines(layers, self.lines.mask, self.bands(), self.scale)

    def forget_masks(self) -> None:
        """Let go of ink and strokes, six masks of a page, once the text is found; asked for again, they are found again."""
        for found in ("ink", "lines"):
            self.__dict__.pop(found, None)

    def clean(self) -> np.ndarray:
        """A copy of the picture with specks painted as paper: beside a figure one would be read as a full stop."""
        specks = self.text.specks
        if not specks.any():
            return self.colour
        clean = self.colour.copy()  # asked for once, and too large to be kept
        clean[specks] = self.ink.paper[specks][:, None]
        return clean
