"""A page of which hardly a word was read is named; others are not."""

from __future__ import annotations

import pytest

from ingest.text.legibility import hardly_legible


@pytest.mark.parametrize("confidence", [None, 0.6, 0.99])
def test_a_page_that_was_read_or_is_empty_gives_no_problem(confidence):
    assert hardly_legible(2, confidence) == []


def test_a_page_hardly_read_is_named():
    (notice,) = hardly_legible(2, 0.43)
    problem = notice.problem("id")
    assert (problem.code, problem.stage, problem.page) == ("hardly-legible", "ingest", 2)
    assert "Halaman 2" in problem.message
