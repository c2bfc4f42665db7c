"""The course of a line that slopes or bows a little: a straight line or a parabola through its pixels."""

from __future__ import annotations

import numpy as np


def fit_bow(x: np.ndarray, y: np.ndarray, degree: int) -> tuple[float, float, float]:
    """Coefficients of 1, x, x² of the least-squares polynomial of degree 1 or 2 through the points, some of them apart.

    By the normal equations of x reduced to -1 to 1, in which so low a degree loses nothing: a tenth of the time of
    numpy's fit, which is made for any degree.
    """
    if y[0] == y.min() == y.max():
        return float(y[0]), 0.0, 0.0
    low, high = float(x.min()), float(x.max())
    middle, half = (low + high) / 2, max((high - low) / 2, 1.0)
    along = (x - middle) / half
    powers = np.stack([np.ones(len(along)), along, along * along][: degree + 1])
    a, b, c = (*np.linalg.lstsq(powers @ powers.T, powers @ y)[0].tolist(), 0.0)[:3]
    b, c = b / half, c / half**2
    return a - b * middle + c * middle**2, b - 2 * c * middle, c
