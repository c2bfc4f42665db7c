"""Flow lines that a fax has torn into odd pieces."""

import numpy as np

from parsers.flow.torn import join_torn

SCALE = 200 / 72


def torn(pieces: list[tuple[int, int]], row: int = 30) -> np.ndarray:
    """A canvas with pieces of one lying line, 1 px thick, a pixel up or down by turns."""
    lines = np.zeros((80, 320), np.uint8)
    for number, (start, end) in enumerate(pieces):
        lines[row + number % 2, start:end] = 255
    return lines


PIECES = [(20, 31), (36, 40), (49, 70), (74, 77), (88, 120), (126, 131), (143, 180)]


def test_odd_pieces_of_one_line_are_joined_lying_and_standing():
    for lines in (torn(PIECES), torn(PIECES).T.copy()):
        joined = join_torn(lines, 1.0, SCALE)
        along = joined.max(axis=0) if lines.shape[1] > lines.shape[0] else joined.max(axis=1)
        assert (along[22:178] == 255).all()
        assert (joined >= lines).all()


def test_two_lines_that_end_near_one_another_stay_apart():
    lines = torn([(20, 100), (110, 200)])
    assert (join_torn(lines, 1.0, SCALE) == lines).all()


def test_areas_and_print_are_left_alone():
    lines = np.zeros((80, 320), np.uint8)
    for x in range(20, 200, 9):
        lines[20:44, x : x + 4] = 255
    assert (join_torn(lines, 1.0, SCALE) == lines).all()
