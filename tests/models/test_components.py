"""Pieces of a mask: the same as OpenCV's own statistics, of any mask."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from models.components import find_components, ink_places, mask_of

MASKS = arrays.arrays(np.uint8, st.tuples(st.integers(1, 24), st.integers(1, 24)), elements=st.sampled_from([0, 255]))


@given(MASKS, st.sampled_from([4, 8]))
def test_pieces_are_numbered_and_measured_as_opencv_does(mask, connectivity):
    found = find_components(mask, connectivity)
    _, labels, boxes, centres = cv2.connectedComponentsWithStats(mask, connectivity=connectivity, ltype=cv2.CV_32S)
    assert np.array_equal(found.labels, labels)
    assert np.array_equal(found.boxes[1:], boxes[1:])
    assert found.boxes[0, 4] == np.count_nonzero(mask == 0)
    assert found.centres[1:] == pytest.approx(centres[1:])


def test_an_empty_page_has_no_piece():
    found = find_components(np.zeros((5, 7), np.uint8))
    assert len(found.boxes) == 1 and tuple(found.boxes[0]) == (0, 0, 7, 5, 35)


@given(MASKS, st.data())
def test_pieces_that_are_picked_come_out_whole_and_alone(mask, data):
    labels, boxes, _ = find_components(mask)
    picked = np.array(data.draw(st.lists(st.booleans(), min_size=len(boxes), max_size=len(boxes))))
    wanted = np.isin(labels, np.flatnonzero(picked)) & (labels > 0)
    assert np.array_equal(mask_of(labels, picked), np.where(wanted, 255, 0))


@given(st.integers(0, 2**16), st.sampled_from([bool, np.uint8, np.int8]))
def test_ink_is_found_where_numpy_finds_it(seed, kind):
    mask = np.random.default_rng(seed).integers(0, 2, (7, 11)).astype(kind)
    assert np.array_equal(ink_places(mask), np.nonzero(mask))
