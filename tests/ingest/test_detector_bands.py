"""The detector sees a large picture in bands: put together, every row is there once and in its place."""

from __future__ import annotations

import numpy as np
import pytest

from ingest.ocr import detector


@pytest.mark.parametrize("height", [32, 384, 416, 576, 800, 1600, 1632])
@pytest.mark.parametrize("width", [64, 1760])
def test_the_bands_make_up_the_picture(monkeypatch, height, width):
    seen = []

    def run(picture):
        seen.append(picture.shape[2] * picture.shape[3])
        return picture[0, 0].copy()

    monkeypatch.setattr(detector, "_run", run)
    picture = np.arange(height * width, dtype=np.float32).reshape(1, 1, height, width)
    assert np.array_equal(detector._in_bands(picture), picture[0, 0])
    assert max(seen) <= max(detector.MOST_PX, 4 * detector.OVERLAP_PX * width)
