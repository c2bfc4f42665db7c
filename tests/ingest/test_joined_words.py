"""Words whose letters touch, alone beside the rule that they touched: words by their stems, unlike what drawings leave."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from ingest.look import Look
from ingest.text.joined_words import are_joined_words
from models.components import find_components
from tests.drawn_text import SCALE, blank_page, draw_grid, write

USUAL = 12.0


def is_word(ink: np.ndarray, usual: float | None = USUAL) -> bool:
    labels, boxes, _ = find_components(ink, connectivity=8)
    candidates = np.arange(len(boxes)) > 0
    return bool(are_joined_words(labels, boxes, candidates, usual).any())


def stems(count: int, height: int = 12) -> np.ndarray:
    """Upright strokes that stand on one line, as n and m do when their feet touch."""
    ink = np.zeros((height + 10, 6 * count + 10), np.uint8)
    for k in range(count):
        ink[5 : 5 + height, 5 + 6 * k : 7 + 6 * k] = 255
    ink[4 + height, 5 : 7 + 6 * (count - 1)] = 255
    return ink


def test_a_piece_full_of_stems_as_high_as_print_is_a_word():
    assert is_word(stems(6))
    assert not is_word(stems(6), usual=None), "no print to measure it by"
    assert not is_word(stems(12, height=40)), "far higher than print"
    assert not is_word(stems(3)), "too few stems, and short"


def test_outlines_and_arrows_are_none():
    outline, arrow = np.zeros((40, 60), np.uint8), np.zeros((40, 60), np.uint8)
    cv2.rectangle(outline, (5, 5), (45, 18), 255, 2)
    cv2.fillPoly(arrow, [np.array([[5, 12], [30, 5], [30, 19]], np.int32)], 255)
    arrow[11:14, 30:50] = 255
    assert not is_word(outline) and not is_word(arrow)


@pytest.mark.parametrize("gap", [14.0, 40.0])
def test_a_word_that_hangs_on_its_rule_far_from_the_next_one_is_found(gap):
    """A justified line in a coarse picture: its first word was lost without a trace."""
    page = blank_page(400, 160)
    draw_grid(page, [20, 380], [20, 140])
    for k in range(4):
        write(page, "Menerima surat dari bagian umum", 40, 60 + 16 * k)
    top, x = int(36 * SCALE), int(20 * SCALE)
    word = stems(7, height=round(5 * SCALE))[5:-5, 5:-5]
    height, width = word.shape
    page[top : top + height, x + 2 : x + 2 + width][word > 0] = 0
    write(page, "dilakukan", 20 + width / SCALE + gap, 34)
    boxes = [line.box.to_points(SCALE) for line in Look(page, SCALE).text.lines]
    assert any(b.contains(20 + width / SCALE / 2, 38.5) for b in boxes)
