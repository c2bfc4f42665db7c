"""A picture of a page set upright and straight, and the scale it is at."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np

from ingest.settings import IngestSettings


@dataclass(frozen=True, eq=False)
class Upright:
    """`colour`: uint8 (height, width, 3), RGB; `scale`: pixels per point; `rotation`, `skew`: degrees undone."""

    colour: np.ndarray
    scale: float
    rotation: int = 0
    skew: float = 0.0

    @cached_property
    def grey(self) -> np.ndarray:
        return cv2.cvtColor(self.colour, cv2.COLOR_RGB2GRAY)


def set_upright(image: np.ndarray, dpi: float | None, settings: IngestSettings) -> Upright:
    return Upright(image, (dpi or 200.0) / 72)
