"""Sheets that run over the edge of the picture are said so, whole ones are not."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from ingest.cleanup.cut_off import cut_off, cut_sides
from ingest.look import Look
from models.page import Page
from samples.degrade import spoil
from samples.make import make_sheet

SCALE = 150 / 72


@pytest.fixture(scope="module")
def sheet() -> np.ndarray:
    """The table page of a drawn sheet as a photocopy at 150 dpi."""
    pdf, _ = make_sheet(12102)
    pixels = spoil(pdf, "photocopy", 12102)[1]
    return cv2.resize(pixels, None, fx=0.75, fy=0.75, interpolation=cv2.INTER_AREA)


def sides(picture: np.ndarray) -> list[str]:
    return cut_sides(Look(np.ascontiguousarray(picture), SCALE))


def test_a_whole_sheet_is_quiet(sheet):
    assert sides(sheet) == []


@pytest.mark.parametrize("turned", [0, 1, 2, 3])
def test_a_sheet_cropped_at_an_edge_is_cut_off_there(sheet, turned):
    """Cropped on the right and turned: the side turns with it."""
    cropped = sheet[:, : int(0.86 * sheet.shape[1])]
    assert sides(np.rot90(cropped, turned)) == [["right"], ["top"], ["left"], ["bottom"]][turned]


def test_text_alone_cut_off_is_seen_too():
    page = np.full((900, 700, 3), 255, np.uint8)
    for row in range(8):
        cv2.putText(page, "Keputusan Kepala Dinas", (-9, 100 + 60 * row), cv2.FONT_HERSHEY_SIMPLEX, 0.9, (0, 0, 0), 2)
    assert sides(page) == ["left"]


def test_a_shadow_of_the_glass_is_no_cut():
    page = np.full((900, 700, 3), 255, np.uint8)
    page[:, :4] = 40
    page[300:310, :200] = 60
    assert sides(page) == []


def test_the_problem_names_page_and_side():
    problem = cut_off(3, ["right"]).problem("id")
    assert (problem.code, problem.stage, problem.page) == ("cut-off", "ingest", 3)
    assert "kanan" in problem.message and problem.hint
    assert Page(1, 10, 10).problems == []
