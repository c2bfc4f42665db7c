"""Grey hair lines too faint for the drawings are kept; edges of what is drawn, areas and crumbs are not."""

import cv2
import numpy as np

from ingest.ink.linework import faint_strokes

SCALE = 200 / 72


def test_a_short_grey_line_between_a_box_and_a_head_is_kept():
    drawn = np.zeros((120, 160), np.uint8)
    cv2.rectangle(drawn, (40, 10), (100, 40), 255, 2)
    cv2.fillPoly(drawn, [np.array([[64, 80], [76, 80], [70, 92]])], 255)
    weak = cv2.dilate(drawn, np.ones((5, 5), np.uint8))
    weak[40:82, 69:71] = 255
    kept = faint_strokes(weak, drawn, SCALE)
    assert (kept[48:74, 69:71] == 255).all()
    assert not kept[:, :69].any() and not kept[:, 71:].any()


def test_areas_and_crumbs_are_no_strokes():
    weak = np.zeros((120, 160), np.uint8)
    weak[20:60, 20:80] = 255  # a pale fill
    weak[90:93, 30:34] = weak[100:103, 120:123] = 255
    assert not faint_strokes(weak, np.zeros_like(weak), SCALE).any()
