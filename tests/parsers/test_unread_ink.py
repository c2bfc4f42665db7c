"""Ink that nothing was read in: a cell is not called blank, a step not called one without an actor."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from checks import run_checks
from models.document import PageSummary
from models.evidence import Evidence
from models.geometry import Box
from models.layout import Column, FlowSheet, Span
from models.page import Page, Raster
from parsers.table.unread_ink import note_unread_cells, unread_symbol
from tests.checks_builder import extraction, found, sound_sop, sound_steps

SCALE = 200 / 72
CELL = Box(20, 20, 90, 60)


def page(ink: np.ndarray, origin: str = "ocr") -> Page:
    height, width = ink.shape
    colour = np.repeat(255 - ink[:, :, None], 3, axis=2)
    return Page(1, width / SCALE, height / SCALE, raster=Raster(colour, ink, SCALE), text_origin=origin)


def paper() -> np.ndarray:
    """A cell with its rules, somewhat bowed ones above and below."""
    ink = np.zeros((250, 320), np.uint8)
    box = CELL.to_pixels(SCALE)
    cv2.rectangle(ink, (box.x0, box.top), (box.x1, box.bottom), 255, 3)
    cv2.line(ink, (box.x0, box.top + 1), (box.x1, box.top + 4), 255, 3)
    return ink


def specks(ink: np.ndarray) -> np.ndarray:
    """Such as a fax strews, up to .7 pt each way."""
    rng = np.random.default_rng(7)
    for y, x in rng.integers((60, 60), (160, 240), (120, 2)):
        ink[y : y + 2, x : x + 2] = 255
    return ink


def noted(ink: np.ndarray, origin: str = "ocr", entry_origin: str = "pdf") -> Evidence:
    evidence = {"/activities/0/duration": Evidence(page=1, bbox=CELL, text="", confidence=None, origin=entry_origin)}
    note_unread_cells(evidence, {1: page(ink, origin)})
    return evidence["/activities/0/duration"]


def test_a_word_left_unread_is_noted_and_specks_rules_and_vectors_are_not():
    word = cv2.putText(paper(), "20 mnt", (80, 115), cv2.FONT_HERSHEY_SIMPLEX, 0.6, 255, 2)
    told = noted(word)
    assert (told.text, told.confidence, told.origin, told.bbox) == ("", 0.0, "ocr", CELL)
    for blank in (paper(), specks(paper())):
        assert noted(blank).confidence is None
    assert noted(word, origin="pdf").confidence is None


def test_a_lone_figure_1_is_ink_and_a_line_through_the_cell_is_none():
    one = paper()
    cv2.line(one, (150, 100), (150, 116), 255, 3)
    assert noted(one).confidence == 0.0
    through = paper()
    cv2.line(through, (150, 50), (150, 180), 255, 3)
    assert noted(through).confidence is None


def symbol_in(ink: np.ndarray) -> Box | None:
    column = Column("actor", Span(1), CELL.x0, CELL.x1)
    sheet = FlowSheet(page(ink), CELL, [column], [(4, CELL)])
    assert unread_symbol(sheet, 3) is None
    return unread_symbol(sheet, 4)


def drawn(kind: str) -> np.ndarray:
    ink = specks(paper())
    centre = (152, 112)
    if kind == "diamond":
        cv2.polylines(ink, [np.array([(110, 112), (152, 88), (194, 112), (152, 136)])], True, 255, 2)
    elif kind == "box with a loop of dashes":
        cv2.rectangle(ink, (110, 95), (190, 130), 255, 2)
        for y in range(100, 165, 12):
            cv2.line(ink, (210, y), (210, y + 6), 255, 2)
    elif kind == "diamond with a word that touches it":
        cv2.polylines(ink, [np.array([(110, 112), (152, 93), (194, 112), (152, 131)])], True, 255, 2)
        cv2.line(ink, (116, 112), (188, 112), 255, 3)  # the word, as a bar
    elif kind == "disc":
        cv2.circle(ink, centre, 14, 255, -1)
    elif kind == "passing line":
        cv2.line(ink, (152, 40), (152, 190), 255, 3)
    elif kind == "elbow with a head":
        cv2.polylines(ink, [np.array([(152, 40), (152, 112), (260, 112)])], False, 255, 3)
        cv2.fillPoly(ink, [np.array([(152, 165), (146, 150), (158, 150)])], 255)
    elif kind == "answers":
        cv2.putText(ink, "Tidak", (90, 105), cv2.FONT_HERSHEY_SIMPLEX, 0.7, 255, 2)
        cv2.putText(ink, "Sesuai", (90, 130), cv2.FONT_HERSHEY_SIMPLEX, 0.7, 255, 2)
    elif kind == "crossing lines":
        cv2.line(ink, (152, 40), (152, 190), 255, 3)
        cv2.line(ink, (40, 112), (260, 112), 255, 3)
    return ink


@pytest.mark.parametrize(
    "kind", ["diamond", "diamond with a word that touches it", "box with a loop of dashes", "disc"]
)
def test_a_symbol_that_was_not_told_is_ink_of_one(kind):
    assert symbol_in(drawn(kind)) == CELL


@pytest.mark.parametrize("kind", ["nothing", "passing line", "elbow with a head", "crossing lines", "answers"])
def test_lines_through_a_row_are_no_symbol(kind):
    assert symbol_in(drawn(kind)) is None


def scanned(sop):
    read = extraction(sop)
    read.pages = [PageSummary(number=1, width=842, height=595, role="both", text_origin="ocr", skew=0.3)]
    return read


def ink_at(pointer: str) -> dict[str, Evidence]:
    return {pointer: Evidence(page=1, bbox=CELL, text="", confidence=0.0, origin="ocr")}


@pytest.mark.parametrize(
    ("code", "pointer", "update"),
    [
        ("STP201", "/activities/1/number", {"number": None}),
        ("MUT801", "/activities/1/requirements", {"requirements": []}),
        ("MUT801", "/activities/1/outputs", {"outputs": []}),
        ("ACT301", "/activities/1/actors", {"actors": []}),
    ],
)
def test_what_is_missing_where_ink_stands_is_a_note_on_the_reading(code, pointer, update):
    steps = sound_steps()
    steps[1] = steps[1].model_copy(update=update)
    (blank,) = [f for f in run_checks(scanned(sound_sop(activities=steps))) if f.code == code]
    (inked,) = [
        f for f in run_checks(scanned(sound_sop(activities=steps, evidence=ink_at(pointer)))) if f.pointer == pointer
    ]
    assert inked.code == code and (inked.severity, inked.cause) == ("info", "reading")
    assert blank.severity != "info" or code == "ACT301"


def test_a_blank_duration_with_ink_is_a_note_too():
    steps = sound_steps()
    steps[1] = steps[1].model_copy(update={"duration": steps[1].duration.model_validate({"text": ""})})
    sop = sound_sop(activities=steps, evidence=ink_at("/activities/1/duration"))
    assert [f.severity for f in found(sop, "DUR401")] == ["info"]


def test_a_box_whose_side_was_read_as_a_letter_is_seen_in_the_picture():
    """With an arrowhead at it the side is a K to a reader, and is taken out of the line work."""
    ink = paper()
    cv2.rectangle(ink, (110, 95), (190, 130), 255, 2)
    whole = page(ink)
    whole.raster.linework[90:135, 180:200] = 0
    sheet = FlowSheet(whole, CELL, [Column("actor", Span(1), CELL.x0, CELL.x1)], [(0, CELL)])
    assert unread_symbol(sheet, 0) == CELL
