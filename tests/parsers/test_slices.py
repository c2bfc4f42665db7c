"""Spreadsheets printed over several pages: columns and rows of a table on pages of their own."""

from __future__ import annotations

from models.page import Page
from parsers.segment import split_sheets
from parsers.sop import join_parts, widen_parts
from tests.ruled_page import full_grid, h, in_cells, page_of, printed

LEFT = [30.0, 60.0, 250.0, 400.0]
ACTORS, STANDARD = [20.0, 170.0, 320.0], [20.0, 170.0, 320.0, 470.0]
REMARKS = [20.0, 170.0]
#: Heights of the rows on a page: rows of a spreadsheet are as high on every page beside it.
ROWS = [60.0, 100.0, 150.0, 185.0]


def page(number: int, xs: list[float], cells: list[list[str]], headed: bool = True) -> Page:
    ys = [40.0, *ROWS] if headed else ROWS
    return page_of(in_cells(xs, ys, cells), full_grid(xs, ys), number)


def across() -> list[Page]:
    """Four pages side by side: nothing on the first says that the column after the activity is an actor's."""
    return [
        page(1, LEFT, [["No", "Kegiatan", "Pelapor"], ["1", "Melapor", ""], ["2", "Mencatat", ""], ["3", "Arsip", ""]]),
        page(2, ACTORS, [["Petugas", "Kepala"], ["", ""], ["", ""], ["", ""]]),
        page(
            3,
            STANDARD,
            [
                ["Kelengkapan", "Waktu", "Output"],
                ["Surat", "5 menit", "Laporan"],
                ["Surat", "1 jam", "Agenda"],
                ["Agenda", "2 jam", "Berkas"],
            ],
        ),  # fmt: skip
        page(4, REMARKS, [["Catatan"], ["segera"], [""], [""]]),
    ]


def read(pages: list[Page]):
    roles: dict[int, str] = {}
    drafts = list(split_sheets(pages, roles))
    for draft in drafts:
        widen_parts(draft)
    return [join_parts(draft) for draft in drafts], roles


def test_pages_side_by_side_are_joined_by_the_heights_of_their_rows():
    [table], roles = read(across())
    assert [c.role for c in table.columns] == ["number", "activity", "actor", "actor", "actor", "requirements", "duration", "output", "remarks"]  # fmt: skip
    assert [c.heading.text for c in table.columns][2:5] == ["Pelapor", "Petugas", "Kepala"]
    assert [row.cells[6].text for row in table.rows] == ["5 menit", "1 jam", "2 jam"]
    assert table.rows[0].cells[8].text == "segera"
    assert set(roles.values()) == {"table"}


def test_rows_below_go_down_first_and_then_across():
    """Column by column of pages: the rest of the rows stands under each, without a heading."""
    below = [["4", "Kirim", ""], ["5", "Lapor", ""], ["6", "Tutup", ""]]
    standard = [["Berkas", "3 jam", "Surat"], ["Surat", "4 jam", "Nota"], ["Nota", "5 jam", "Arsip"]]
    left, _, right, _ = across()
    right.number = 3
    pages = [left, page(2, LEFT, below, headed=False), right, page(4, STANDARD, standard, headed=False)]
    pages[3].rulings.append(h(175, 30, 160))  # a flow line
    [table], _ = read(pages)
    assert [row.cells[0].text for row in table.rows] == ["1", "2", "3", "4", "5", "6"]
    assert [row.cells[4].text for row in table.rows] == ["5 menit", "1 jam", "2 jam", "3 jam", "4 jam", "5 jam"]


def test_another_table_with_numbers_and_activities_is_none():
    """A work plan: its columns are months, and no page goes on to the right."""
    narrative = page_of(printed("Dengan rahmat Tuhan\nmaka disusunlah pedoman ini", 60, 100), number=2)
    tables, roles = read([across()[0], narrative])
    assert tables == [] and roles == {1: "other", 2: "other"}


def test_a_table_after_another_one_is_read_without_it():
    whole = ["No", "Kegiatan", "Petugas", "Kelengkapan", "Waktu", "Output"]
    xs = [30.0, 60.0, 250.0, 340.0, 430.0, 520.0, 640.0]
    sheet = page(2, xs, [whole, *[[str(n), f"Langkah {n}", "", "Surat", "1 jam", "Surat"] for n in (1, 2, 3)]])
    [table], _ = read([across()[0], sheet])
    assert [row.page for row in table.rows] == [2, 2, 2]
