"""Line work of a scan: what of a page's ink is drawing, and what only looks like it."""

import cv2
import numpy as np

from ingest.ink.linework import page_linework, without_grain
from ingest.ocr.reader import Character, Reading
from ingest.text.lines import TextLine
from ingest.text.reading import is_text
from models.geometry import PixelBox

SCALE = 200 / 72
PAPER = 220


def test_pixels_of_a_pale_fill_go_and_its_outline_and_pale_lines_stay():
    colour = np.full((120, 200, 3), PAPER, np.uint8)
    cv2.rectangle(colour, (20, 20), (90, 70), (180, 180, 180), cv2.FILLED)
    mottle = np.random.default_rng(1).random((50, 70)) < 0.04
    colour[21:71, 21:91][mottle] = 170
    cv2.rectangle(colour, (20, 20), (90, 70), (20, 20, 20), 3)
    cv2.line(colour, (92, 45), (190, 45), (165, 165, 165), 3)
    drawn, printed = ((colour[..., 0] < limit).astype(np.uint8) * 255 for limit in (175, 100))
    kept = without_grain(drawn, printed, colour, SCALE)
    assert drawn[25:66, 25:86].any()
    assert not kept[25:66, 25:86].any()
    assert (kept[printed > 0] == 255).all()
    assert kept[45, 95:190].all()


def test_whole_fills_stay():
    colour = np.full((120, 200, 3), PAPER, np.uint8)
    cv2.rectangle(colour, (20, 20), (90, 70), (150, 150, 150), cv2.FILLED)
    drawn = (colour[..., 0] < 175).astype(np.uint8) * 255
    assert np.array_equal(without_grain(drawn, np.zeros_like(drawn), colour, SCALE), drawn)


def test_triangle_read_as_a_figure_is_a_drawing():
    seven = Reading((Character("7", 0.0, 12.0, 0.95),))
    assert is_text(seven, TextLine(PixelBox(0, 0, 12, 20), 1))
    assert not is_text(seven, TextLine(PixelBox(0, 0, 40, 20), 1))


def test_line_work_is_found_to_the_last_pixel_of_a_page_of_any_size():
    for height, width in ((1, 1), (7, 9), (32, 33)):
        colour = np.full((height, width, 3), 255, np.uint8)
        colour[-1, -1] = 40
        _, drawn = page_linework(colour, SCALE)
        assert drawn[-1, -1] == 255 and np.count_nonzero(drawn) == 1
