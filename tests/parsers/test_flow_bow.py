import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.flow.bow import fit_bow


@given(st.integers(0, 3000), st.floats(-0.02, 0.02), st.floats(-1e-5, 1e-5), st.floats(0, 2000))
def test_a_bowed_course_is_found_wherever_on_the_page_it_lies(left, slope, bend, level):
    x = np.arange(left, left + 400)
    fitted = fit_bow(x, level + slope * x + bend * x * x, 2)
    along = np.polynomial.Polynomial(fitted)(x)
    assert along == pytest.approx(level + slope * x + bend * x * x, abs=1e-6)


def test_the_fit_is_that_of_numpy():
    rng = np.random.default_rng(1)
    x, y = rng.uniform(500, 2000, 300), rng.uniform(0, 9, 300)
    assert fit_bow(x, y, 1) == pytest.approx((*np.polynomial.polynomial.polyfit(x, y, 1), 0.0))
    assert fit_bow(x, y, 2) == pytest.approx(tuple(np.polynomial.polynomial.polyfit(x, y, 2)), rel=1e-6)


def test_points_in_one_column_have_a_level():
    level, slope, _ = fit_bow(np.full(8, 5.0), np.full(8, 3.0), 1)
    assert level + slope * 5.0 == pytest.approx(3.0)
