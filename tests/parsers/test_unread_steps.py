"""Numbered lines of a transcript that stand in no row of its table: which of them are steps left out."""

from __future__ import annotations

from parsers.transcript.entries import Entry
from parsers.transcript.unread import unread_steps

LABELS = ("Nomor SOP : 7/2024", "Tanggal Pembuatan : 2 Mei 2024", "Nama SOP : Surat Masuk")


def lines(page: int, *texts: str) -> list[Entry]:
    return [Entry(page, page, False, (text,)) for text in texts]


def step(number: int) -> str:
    return f"{number}    Mencatat surat      Buku       1 jam"


def named(before: list[Entry], after: list[Entry], numbers: list[int]) -> list[str]:
    return [span.text.split()[0] for span in unread_steps(before, after, numbers)]


def test_steps_below_the_first_and_beyond_the_last_number_are_left_out_and_no_others():
    before, after = lines(1, step(1), step(3), step(4)), lines(3, step(2), step(5), step(6))
    assert named(before, after, [3, 4, 5]) == ["1", "6"]


def test_what_is_numbered_on_the_page_of_the_header_block_is_a_list():
    assert named(lines(1, *LABELS, step(1)), [], [2, 3]) == []
    assert named(lines(1, *LABELS) + lines(2, step(1)), [], [2, 3]) == ["1"]


def test_without_a_number_in_the_table_nothing_tells_a_step_from_an_item():
    assert named(lines(1, step(1)), lines(2, step(2)), []) == []
