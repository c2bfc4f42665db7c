"""Answers at the lines: which words they are, and which exit they belong to."""

import pytest

from models.geometry import Box
from models.page import Word
from tests.flow_sketch import ROW, Sketch, drawn, read, read_with_evidence


def fork(sketch: Sketch) -> tuple[float, float]:
    """A decision in the middle whose exits lead up to the left and down."""
    x, y = sketch.at(1, 1)
    sketch.diamond(x, y)
    sketch.box(*sketch.at(0, 0))
    sketch.box(*sketch.at(1, 2))
    sketch.arrow((x - 25, y), (x - 100, y), (x - 100, y - ROW + 14))
    sketch.arrow((x, y + 16), (x, y + ROW - 14))
    return x, y


@pytest.mark.parametrize(
    ("yes", "no"), [("Ya", "Tidak"), ("Y", "T"), ("Lengkap", "Tidak Lengkap"), ("Setuju", "Ditolak")]
)
def test_answers_at_both_exits(yes, no):
    sketch = Sketch()
    x, y = fork(sketch)
    sketch.write(no, x - 60, y - 7)
    sketch.write(yes, x + 4, y + 24)
    assert drawn(read(sketch.sheet())) == [("K1B", "K0A", no), ("K1B", "K2B", yes)]


def test_single_answer_far_above_its_line():
    sketch = Sketch()
    x, y = fork(sketch)
    sketch.write("Tidak", x - 95, y - 30)
    assert drawn(read(sketch.sheet())) == [("K1B", "K0A", "Tidak"), ("K1B", "K2B", None)]


def test_answer_over_the_corner_of_its_diamond():
    """Narrow columns: the line to the left leaves no room for its answer."""
    sketch = Sketch()
    x, y = fork(sketch)
    sketch.write("Tidak", x - 27, y - 5, height=6)
    assert ("K1B", "K0A", "Tidak") in drawn(read(sketch.sheet()))


def test_answer_in_two_lines():
    sketch = Sketch()
    x, y = fork(sketch)
    sketch.write("Tidak", x - 62, y - 18)
    sketch.write("Lengkap", x - 62, y - 7)
    assert ("K1B", "K0A", "Tidak Lengkap") in drawn(read(sketch.sheet()))


def test_remark_of_many_words_is_no_answer():
    sketch = Sketch()
    x, y = fork(sketch)
    sketch.write("berkas yang belum lengkap dikembalikan", x - 110, y + 40, height=5)
    assert [label for *_, label in drawn(read(sketch.sheet()))] == [None, None]


def test_text_of_other_columns_is_no_answer():
    sketch = Sketch()
    fork(sketch)
    sketch.write("Ya", 60, sketch.at(0, 1)[1])
    sketch.write("Ya", 450, sketch.at(0, 1)[1])
    assert [label for *_, label in drawn(read(sketch.sheet()))] == [None, None]


def test_two_answers_one_above_the_other_are_two():
    """Set to no common edge or middle: a drawn sheet's "Tidak" beside the corner, "Setuju" under it."""
    sketch = Sketch()
    x, y = fork(sketch)
    sketch.box(*sketch.at(2, 0))
    sketch.write("Tidak", x - 46, y + 8)
    sketch.write("Setuju", x - 36, y + 18)
    assert drawn(read(sketch.sheet())) == [("K1B", "K0A", "Tidak"), ("K1B", "K2B", "Setuju")]


def test_answer_across_the_border_of_the_activity_column():
    sketch = Sketch()
    x, y = sketch.at(0, 1)
    sketch.diamond(x, y)
    sketch.box(*sketch.at(0, 0))
    sketch.arrow((x - 25, y), (x - 40, y), (x - 40, y - ROW), (x - 25, y - ROW))
    sketch.write("Tidak", x - 62, y + 8)
    assert drawn(read(sketch.sheet())) == [("K1A", "K0A", "Tidak")]


def test_line_read_as_a_letter_is_no_part_of_the_answer():
    sketch = Sketch()
    x, y = fork(sketch)
    sketch.words.append(Word("I", Box(x + 1, y + 20, x + 4, y + 29), origin="ocr"))
    sketch.words.append(Word("ya", Box(x + 7, y + 20, x + 16, y + 29), origin="ocr"))
    assert ("K1B", "K2B", "ya") in drawn(read(sketch.sheet()))


def test_of_two_answers_nearest_to_one_exit_the_one_beside_the_other_exit_gives_way():
    """Ya stands in the corner between both exits, a little nearer to that of Tidak."""
    sketch = Sketch()
    x, y = fork(sketch)
    sketch.write("Ya", x - 20, y + 10, height=9)
    sketch.write("Tidak", x - 90, y + 13, height=9)
    assert drawn(read(sketch.sheet())) == [("K1B", "K0A", "Tidak"), ("K1B", "K2B", "Ya")]


def test_an_answer_that_no_line_takes_is_kept_beside_its_decision():
    """A crossing turned the answer's line off its way: the word says that a line was there."""
    sketch = Sketch()
    x, y = sketch.at(1, 1)
    sketch.diamond(x, y)
    sketch.box(*sketch.at(1, 2))
    sketch.arrow((x, y + 16), (x, y + ROW - 14))
    sketch.write("Ya", x + 4, y + 24)
    sketch.write("Tidak", x - 52, y - 14)
    sketch.write("Berkas", x - 52, y - 30)
    _, read_from = read_with_evidence(sketch.sheet())
    assert {pointer: entry.text for pointer, entry in read_from.items()} == {"/flow/nodes/0/answer": "Tidak"}


def test_an_answer_written_over_the_line_right_beside_its_diamond():
    """Between the diamond and the answer nothing of the line is left to see."""
    sketch = Sketch()
    x, y = sketch.at(1, 1)
    sketch.diamond(x, y)
    sketch.box(*sketch.at(0, 0))
    sketch.arrow((x - 48, y), (x - 100, y), (x - 100, y - ROW + 14))
    sketch.write("Tidak", x - 48, y, height=7)
    assert drawn(read(sketch.sheet())) == [("K1B", "K0A", "Tidak")]
