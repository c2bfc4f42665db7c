"""Rows of the table that are no step: headings of groups of steps, and sums."""

from __future__ import annotations

from models.evidence import Alternative
from models.layout import Line, Span
from parsers.table.activities import read_activities
from tests.parsers.test_activities import row, symbol, table


def test_headings_of_groups_and_sums_are_no_activities():
    read = read_activities(
        table(
            row("A. Tahap Persiapan", "", "", "", "", "", "", "", symbols=[]),
            row("1", "Mencatat berkas", "", "", "Buku", "15 menit", "Catatan", "", symbols=[symbol(2)]),
            row("II", "PELAKSANAAN", "", "", "", "", "", "", symbols=[]),
            row("2", "Menjumlahkan biaya", "", "", "", "", "", "", symbols=[symbol(3)]),
            row("", "", "", "Jumlah waktu", "", "2 jam 15 menit", "", "", symbols=[]),
            row("", "Total : 1 hari", "", "", "", "", "", "", symbols=[]),
        )
    )
    assert [(a.number, a.description) for a in read.activities] == [(1, "Mencatat berkas"), (2, "Menjumlahkan biaya")]
    assert read.activities[0].duration.text == "15 menit"
    assert read.row_activity == [None, 0, None, 1, None, None]
    assert [a.group for a in read.activities] == ["A. Tahap Persiapan", "II PELAKSANAAN"]
    assert read.evidence["/activities/1/group"].text == "II PELAKSANAAN"
    assert read.notes == ["Jumlah waktu 2 jam 15 menit", "Total : 1 hari"]
    assert read.evidence["/table_notes/0"].text == "Jumlah waktu 2 jam 15 menit"


def test_a_heading_alone_in_the_activity_column_is_no_step_where_the_counting_goes_on_around_it():
    read = read_activities(
        table(
            row("", "Persiapan", "", "", "", "", "", "", symbols=[]),
            row("1", "Mencatat berkas", "", "", "Buku", "15 menit", "Catatan", "", symbols=[symbol(2)]),
            row("", "Penyerahan berkas", "", "", "", "", "", "", symbols=[]),
            row("2", "Menyerahkan berkas", "", "", "Berkas", "1 jam", "Resi", "", symbols=[symbol(3)]),
            row("", "Mengarsipkan berkas", "", "", "", "", "", "", symbols=[]),
            row("4", "Melapor", "", "", "", "1 jam", "", "", symbols=[symbol(2)]),
        )
    )
    assert [(a.number, a.group) for a in read.activities] == [
        (1, "Persiapan"),
        (2, "Penyerahan berkas"),
        (None, "Penyerahan berkas"),
        (4, "Penyerahan berkas"),
    ]


def test_steps_counted_in_roman_figures_or_named_like_a_sum_stay():
    read = read_activities(
        table(
            row("I", "Mencatat berkas", "", "", "", "", "", "", symbols=[]),
            row("II", "Jumlah peserta dicatat", "", "", "", "", "", "", symbols=[]),
        )
    )
    assert [a.number for a in read.activities] == [1, 2]


def test_headings_and_sums_may_hold_a_word_that_two_readers_saw_differently():
    """The whole sheet was lost by it."""
    heading, step, total = (
        row("A. Tahap Persiapan", "", "", "", "", "", "", "", symbols=[]),
        row("1", "Mencatat berkas", "", "", "Buku", "15 menit", "Catatan", "", symbols=[symbol(2)]),
        row("", "", "", "Jumlah waktu", "", "15 menit", "", "", symbols=[]),
    )
    others = (Alternative(text="Tohap", reader="second", confidence=0.6),)
    heading.cells[0] = Span(1, (Line("A. Tahap Persiapan", None, 0.8, others),), origin="ocr")
    total.cells[3] = Span(1, (Line("Jumlah waktu", None, 0.8, others),), origin="ocr")
    read = read_activities(table(heading, step, total))
    assert [a.group for a in read.activities] == ["A. Tahap Persiapan"]
    assert read.evidence["/activities/0/group"].alternatives == list(others)
    assert read.notes == ["Jumlah waktu 15 menit"]


def test_a_merged_cell_is_said_once_in_a_sum():
    total = row("", "", "", "Jumlah waktu", "", "15 menit", "", "", symbols=[])
    total.cells[6] = total.cells[5]
    step = row("1", "Mencatat berkas", "", "", "Buku", "15 menit", "Catatan", "", symbols=[symbol(2)])
    assert read_activities(table(step, total)).notes == ["Jumlah waktu 15 menit"]
