"""Activity tables on hand-made pages: headings, columns, rows, merged cells, pages that go on, sliced tables."""

from __future__ import annotations

import pytest

from models.geometry import Box
from models.layout import Column, Span
from models.page import Page
from parsers.grid import Lattice
from parsers.segment import split_sheets
from parsers.sop import join_parts, widen_parts
from parsers.table.body import row_bounds
from parsers.table.layout import TablePart, continue_columns, find_table_parts
from tests.ruled_page import full_grid, h, in_cells, page_of, printed, v

#: No, Kegiatan, two actors, Kelengkapan, Waktu, Output, Ket.
XS = [30.0, 60.0, 220.0, 300.0, 380.0, 500.0, 580.0, 700.0, 780.0]
#: The same with two actors of 20 points each.
NARROW = [30.0, 60.0, 220.0, 240.0, 260.0, 500.0, 580.0, 700.0, 780.0]
LEAVES = ["No", "Kegiatan", "Kasubbag", "Arsiparis", "Kelengkapan", "Waktu", "Output", "Ket"]
ROLES = ["number", "activity", "actor", "actor", "requirements", "duration", "output", "remarks"]
STEPS = [
    ["1", "Menerima surat", "", "", "Surat", "5 menit", "Surat masuk", ""],
    ["2", "Mencatat surat", "", "", "Buku agenda", "10 menit", "Catatan", "-"],
    ["3", "Menyimpan surat", "", "", "Lemari", "1 jam", "Arsip", ""],
]


def heading(top: float = 40, under_spanning: bool = True) -> tuple[list, list]:
    """Two storeys: Pelaksana and Mutu Baku over their columns. Words and rulings, 40 points high."""
    middle, bottom = top + 20, top + 40
    rulings = [h(top, XS[0], XS[-1]), h(bottom, XS[0], XS[-1])]
    if under_spanning:
        rulings += [h(middle, XS[2], XS[7])]
    for n, x in enumerate(XS):
        rulings.append(v(x, middle if n in (3, 5, 6) else top, bottom))
    words = printed("Pelaksana", 270, top + 6) + printed("Mutu Baku", 500, top + 6)
    for n, text in enumerate(LEAVES):
        words += printed(text, XS[n] + 4, middle + 6 if 2 <= n <= 6 else top + 16)
    return words, rulings


def body(rows: list[list[str]], top: float = 80, row_height: float = 40) -> tuple[list, list]:
    ys = [top + n * row_height for n in range(len(rows) + 1)]
    return in_cells(XS, ys, rows), full_grid(XS, ys)


def table_page(rows: list[list[str]] = STEPS, number: int = 1, extra: list = (), **more) -> Page:
    (hw, hr), (bw, br) = heading(**more), body(rows)
    return page_of(hw + bw, [*hr, *br, *extra], number)


def only_part(page: Page, inherited: list[Column] | None = None) -> TablePart:
    [part] = find_table_parts(page, inherited)
    return part


def texts(part: TablePart) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in part.rows]


def roles(part: TablePart) -> list[str]:
    return [c.role for c in part.columns]


def test_two_storeys_of_heading_give_the_columns_their_roles():
    part = only_part(table_page())
    assert roles(part) == ROLES
    assert [c.heading.text for c in part.columns] == LEAVES
    assert [(c.x0, c.x1) for c in part.columns] == list(zip(XS, XS[1:], strict=False))
    assert texts(part) == STEPS
    assert (part.heading.top, part.heading.bottom) == (40, 80)
    assert not part.is_slice


def test_a_lost_rule_under_the_spanning_headings_does_not_merge_their_columns():
    """Faint copies lose the thin rule between Pelaksana and the names under it."""
    part = only_part(table_page(under_spanning=False))
    assert roles(part) == ROLES
    assert [c.heading.text for c in part.columns] == LEAVES


def test_flow_lines_are_no_row_rules():
    """A flow line runs through all actor columns at the height of a row's middle; a symbol's edge lies beside it."""
    flow = [h(100, 240, 360), h(140, 225, 375), v(240, 100, 180), v(360, 100, 140)]
    part = only_part(table_page(extra=flow))
    assert [(row.box.top, row.box.bottom) for row in part.rows] == [(80, 120), (120, 160), (160, 200)]
    assert texts(part) == STEPS


def test_a_flow_line_that_runs_out_into_a_text_column_is_no_row_rule():
    part = only_part(table_page(extra=[h(140, 240, 440)]))
    assert len(part.rows) == 3


def test_a_duration_merged_over_rows_is_given_to_each_of_them():
    """The rule between rows 2 and 3 leaves out Waktu and Output."""
    words, rulings = heading()
    ys = [80, 120, 160, 200]
    rows = [list(r) for r in STEPS]
    rows[2][5] = rows[2][6] = ""
    rulings += [r for r in full_grid(XS, ys) if r != h(160, XS[0], XS[-1])]
    rulings += [h(160, XS[0], XS[5]), h(160, XS[7], XS[-1])]
    part = only_part(page_of(words + in_cells(XS, ys, rows), rulings))
    assert [row.cells[5].text for row in part.rows] == ["5 menit", "10 menit", "10 menit"]
    assert [row.cells[6].text for row in part.rows] == ["Surat masuk", "Catatan", "Catatan"]
    assert part.rows[1].cells[5].box == part.rows[2].cells[5].box


def test_a_step_merged_over_two_rows_of_its_standard():
    """The rules of the activity column are missing; those of all text columns together still make the row."""
    words, rulings = heading()
    ys = [80, 120, 160, 200]
    rows = [list(r) for r in STEPS]
    rows[1][:2] = ["", ""]
    rulings += [r for r in full_grid(XS, ys) if r != h(120, XS[0], XS[-1])]
    rulings += [h(120, XS[0], XS[1]), h(120, XS[2], XS[-1])]
    part = only_part(page_of(words + in_cells(XS, ys, rows), rulings))
    assert [row.cells[1].text for row in part.rows][:2] in (
        ["Menerima surat", "Menerima surat"],
        ["Menerima surat", "Menyimpan surat"],
    )


def test_symbols_in_actor_columns_never_merge_cells():
    """An actor column whose row rules a symbol hides keeps its rows."""
    words, rulings = heading()
    ys = [80, 120, 160, 200]
    rulings += [r for r in full_grid(XS, ys) if r != h(120, XS[0], XS[-1])]
    rulings += [h(120, XS[0], XS[2]), h(120, XS[3], XS[-1])]
    rows = [list(r) for r in STEPS]
    rows[0][2], rows[1][2] = "Mulai", "Cek"
    part = only_part(page_of(words + in_cells(XS, ys, rows), rulings))
    assert [row.cells[2].text for row in part.rows] == ["Mulai", "Cek", ""]


def test_a_word_over_an_undrawn_border_stays_whole():
    """In one row the border between Kelengkapan and Waktu is not drawn, and its text runs over it."""
    words, rulings = heading()
    ys = [80, 120, 160, 200]
    rulings += [r for r in full_grid(XS, ys) if r != v(XS[5], 80, 200)] + [v(XS[5], 80, 120), v(XS[5], 160, 200)]
    rows = [list(r) for r in STEPS]
    rows[1][4] = rows[1][5] = ""
    across = printed("Persyaratan administratif permohonan", XS[4] + 4, 124)
    part = only_part(page_of(words + in_cells(XS, ys, rows) + across, rulings))
    assert [c.text for c in part.rows[1].cells[4:6]] == ["Persyaratan administratif permohonan", ""]
    assert part.rows[0].cells[5].text == "5 menit"


def test_a_row_merged_over_the_activity_and_all_actors_is_one_text():
    """'Jumlah waktu' is set in the middle of one cell from the number to the last actor, beside the time."""
    words, rulings = heading()
    ys = [80, 120, 160, 200]
    rulings += [r for r in full_grid(XS, ys) if r not in [v(x, 80, 200) for x in XS[1:4]]]
    rulings += [v(x, 80, 160) for x in XS[1:4]]
    last = printed("Jumlah waktu", 276, 164) + printed("3 jam", XS[5] + 4, 164)
    part = only_part(page_of(words + in_cells(XS, ys, STEPS[:2]) + last, rulings))
    assert [c.text for c in part.rows[2].cells] == ["Jumlah waktu", "", "", "", "", "3 jam", "", ""]
    assert part.rows[1].cells[1].text == "Mencatat surat"


def test_an_answer_that_reaches_out_of_the_actor_columns_is_no_text_of_the_step():
    """'Tidak' beside a decision in the first actor column begins over the border of the activity column."""
    words = printed("Tidak", XS[2] - 13, 100) + printed("Ya", XS[4] - 3, 100)
    (hw, hr), (bw, br) = heading(), body(STEPS)
    part = only_part(page_of(hw + bw + words, hr + br))
    assert [c.text for c in part.rows[0].cells[1:5]] == ["Menerima surat", "Tidak", "Ya", "Surat"]


def test_the_shorter_line_of_an_answer_that_reaches_out_goes_with_the_longer_one():
    """'Tidak / Lengkap' set right to a decision: the upper word ends 2 pt inside the actor column."""
    words = printed("Tidak", XS[2] - 18, 96) + printed("Lengkap", XS[2] - 18, 104)
    (hw, hr), (bw, br) = heading(), body(STEPS)
    part = only_part(page_of(hw + bw + words, hr + br))
    assert [c.text for c in part.rows[0].cells[1:3]] == ["Menerima surat", "Tidak Lengkap"]


def test_a_word_that_ocr_boxed_a_little_too_wide_stays_in_its_cell():
    page = table_page()
    page.words = [w._replace(box=w.box._replace(x1=XS[2] + 3)) if w.text == "surat" else w for w in page.words]
    assert only_part(page).rows[0].cells[1].text == "Menerima surat"


def test_the_last_row_ends_at_the_table_even_where_its_bottom_rule_is_lost():
    words, rulings = heading()
    ys = [80, 120, 160, 200]
    rulings += [r for r in full_grid(XS, ys) if r != h(200, XS[0], XS[-1])]
    part = only_part(page_of(words + in_cells(XS, ys, STEPS), rulings))
    assert texts(part) == STEPS
    assert part.rows[-1].box.bottom == 200


def test_rows_begin_and_end_where_the_table_does_also_without_a_rule_there():
    lattice = Lattice.of(only_part(table_page()).box, full_grid(XS, [80, 120, 160, 200]))
    columns = [Column(r, Span(1), x0, x1) for r, x0, x1 in zip(ROLES, XS, XS[1:], strict=False)]
    assert row_bounds(lattice, columns, 100, 180) == [100, 120, 160, 180]


def test_two_rules_close_together_make_no_row():
    lattice = Lattice.of(page_of([]).words or only_part(table_page()).box, full_grid(XS, [80, 83.5, 120, 160]))
    columns = [Column(r, Span(1), x0, x1) for r, x0, x1 in zip(ROLES, XS, XS[1:], strict=False)]
    bounds = row_bounds(lattice, columns, 80, 160)
    assert bounds[1:] == [120, 160] and bounds[0] in (80, 83.5)


def test_a_page_that_goes_on_without_heading_inherits_the_columns():
    first = only_part(table_page())
    shifted = [x * 0.98 + 12 for x in XS]  # printed a little narrower and further right
    ys = [40, 80, 120]
    page = page_of(in_cells(shifted, ys, [["4", "Menutup surat", "", "", "", "5 menit", "Arsip", ""], STEPS[0]]),
                   full_grid(shifted, ys), 2)  # fmt: skip
    part = only_part(page, first.columns)
    assert part.heading is None and roles(part) == ROLES
    assert [c.x0 for c in part.columns] == shifted[:-1]
    assert part.rows[0].cells[1].text == "Menutup surat" and part.rows[0].page == 2
    assert find_table_parts(page, None) == []  # on its own it is no activity table


def test_a_border_that_is_lost_on_the_page_that_goes_on_is_put_back_in():
    first = only_part(table_page())
    page = page_of([], [r for r in full_grid(XS, [40, 80, 120]) if r.position != XS[3]], 2)
    part = only_part(page, first.columns)
    assert [c.x0 for c in part.columns] == XS[:-1]


def test_a_flow_line_near_where_a_border_was_is_none_on_a_photo_that_shows_columns_narrower_on_one_side():
    """A line from step to step ran down through half the table, and cut the column of its boxes in two."""
    first = only_part(table_page())
    along = [(x - XS[0]) / (XS[-1] - XS[0]) for x in XS]
    seen = [x + 48 * t * (1 - t) for x, t in zip(XS, along, strict=True)]
    page = page_of([], [*full_grid(seen, [40, 80, 120, 160]), v(XS[3] - 7, 40, 130)], 2)
    assert [c.x0 for c in only_part(page, first.columns).columns] == pytest.approx(seen[:-1])


def test_a_table_of_another_shape_does_not_inherit_columns():
    first = only_part(table_page())
    other = [30, 200, 400, 780]
    page = page_of(in_cells(other, [40, 80, 120], [["a", "b", "c"]] * 2), full_grid(other, [40, 80, 120]), 2)
    assert find_table_parts(page, first.columns) == []
    low = full_grid(XS, [40, 55])
    assert continue_columns(Lattice.of(first.box._replace(top=40, bottom=55), low), first.columns, 2) is None


def test_two_borders_that_one_rule_would_have_to_be_are_no_page_that_goes_on():
    before = [Column(role, Span(1), x0, x1) for role, x0, x1 in zip(ROLES, NARROW, NARROW[1:], strict=False)]
    for missing, found in ((None, ROLES), (220.0, None)):
        drawn = full_grid([x for x in NARROW if x != missing], [40, 80, 120])
        columns = continue_columns(Lattice.of(Box(30, 40, 780, 120), drawn), before, 2)
        assert (columns and [c.role for c in columns]) == found


def test_a_table_that_is_no_activity_table_is_left_alone():
    xs, ys = [30, 60, 300, 420, 560], [40, 70, 110, 150]
    rows = [["No", "Uraian", "Jumlah", "Keterangan"], ["1", "Kertas", "5 rim", "-"], ["2", "Map", "20 buah", "-"]]
    assert find_table_parts(page_of(in_cells(xs, ys, rows), full_grid(xs, ys)), None) == []
    history = [["No", "Kegiatan", "Tanggal", "Paraf"], ["1", "Perubahan pertama", "2 Mei 2020", ""]]
    assert find_table_parts(page_of(in_cells(xs, ys[:3], history), full_grid(xs, ys[:3])), None) == []


def test_a_page_without_rules_has_no_table():
    assert find_table_parts(page_of(printed("Kegiatan Pelaksana Waktu Output", 40, 40)), None) == []


def test_two_headings_in_one_ruled_region_are_two_tables():
    """Sheets printed one under the other share a border."""
    (w1, r1), (b1, g1) = heading(40), body(STEPS[:1], 80)
    (w2, r2), (b2, g2) = heading(120), body(STEPS[1:2], 160)
    parts = find_table_parts(page_of(w1 + b1 + w2 + b2, r1 + g1 + r2 + g2), None)
    assert [texts(p) for p in parts] == [[STEPS[0]], [STEPS[1]]]


def test_a_table_without_an_actor_column_counts_by_its_standard():
    xs, ys = [30, 60, 300, 420, 560], [40, 70, 110]
    rows = [["No", "Kegiatan", "Waktu", "Output"], ["1", "Menerima surat", "5 menit", "Surat"]]
    assert roles(only_part(page_of(in_cells(xs, ys, rows), full_grid(xs, ys)))) == ["number", "activity", "duration", "output"]  # fmt: skip


def test_one_storey_of_heading_finds_actors_by_their_place():
    """Columns between Kegiatan and Mutu Baku are actors, also where their names say nothing."""
    xs, ys = [30, 60, 220, 300, 380, 480, 560, 700], [40, 70, 110]
    rows = [["No", "Uraian Kegiatan", "Kabid", "XYZ", "Persyaratan", "Waktu", "Output"], ["1", "Mencatat", "", "", "Buku", "1 jam", "Catatan"]]  # fmt: skip
    part = only_part(page_of(in_cells(xs, ys, rows), full_grid(xs, ys)))
    assert roles(part) == ["number", "activity", "actor", "actor", "requirements", "duration", "output"]


@pytest.mark.parametrize("first", [1, 5])
def test_actors_left_of_the_activity_or_right_of_the_standard(first):
    """Told by the spanning heading over them, wherever they stand."""
    leaves = ["Uraian Kegiatan", "Persyaratan", "Waktu", "Output"]
    leaves[first - 1 : first - 1] = ["XYZ", "Kabid"]
    xs = [30.0, 60, 200, 290, 380, 470, 560, 650]
    words = printed("Pelaksana/Unit Kerja", xs[first] + 6, 46) + in_cells(
        xs, [60, 84, 130, 176], [["", *leaves], ["1", *["isi"] * 6], ["2", *["isi"] * 6]]
    )
    words += printed("No", 36, 66)
    rulings = full_grid(xs, [84, 130, 176]) + [h(40, xs[0], xs[-1]), h(60, xs[first], xs[first + 2])]
    rulings += [v(x, 60 if n == first + 1 else 40, 84) for n, x in enumerate(xs)]
    found = roles(only_part(page_of(words, rulings)))
    assert [n for n, role in enumerate(found) if role == "actor"] == [first, first + 1]


def test_flow_sheet_counts_rows_on_from_the_parts_before():
    part = only_part(table_page())
    sheet = part.flow_sheet(5)
    assert [index for index, _ in sheet.rows] == [5, 6, 7]
    assert sheet.body == (30, 80, 780, 200) and sheet.columns == part.columns


def left_page(number: int, rows: list[list[str]], top: float = 40) -> Page:
    """No, Kegiatan, Pelaksana with two columns of its own."""
    xs, ys = XS[:5], [top + 40 + 40 * n for n in range(len(rows) + 1)]
    rulings = [h(top, xs[0], xs[-1]), h(top + 20, xs[2], xs[-1])] + full_grid(xs, ys)
    rulings += [v(x, top + 20 if n == 3 else top, top + 40) for n, x in enumerate(xs)]
    words = printed("Pelaksana", 260, top + 6) + printed("No", 34, top + 14) + printed("Kegiatan", 64, top + 14)
    words += printed("Kasubbag", 224, top + 26) + printed("Arsiparis", 304, top + 26)
    return page_of(words + in_cells(xs, ys, rows), rulings, number)


def right_page(number: int, rows: list[list[str]], top: float = 40) -> Page:
    """Mutu Baku over Kelengkapan, Waktu, Output; Ket."""
    xs, ys = [30, 150, 250, 370, 450], [top + 40 + 40 * n for n in range(len(rows) + 1)]
    rulings = [h(top, xs[0], xs[-1]), h(top + 20, xs[0], xs[3])] + full_grid(xs, ys)
    rulings += [v(x, top + 20 if n in (1, 2) else top, top + 40) for n, x in enumerate(xs)]
    words = printed("Mutu Baku", 160, top + 6) + printed("Keterangan", 374, top + 14)
    for x, text in zip(xs, ["Kelengkapan", "Waktu", "Output"], strict=False):
        words += printed(text, x + 4, top + 26)
    return page_of(words + in_cells(xs, ys, rows), rulings, number)


def test_a_table_sliced_over_left_and_right_pages_is_put_together():
    pages = [left_page(1, [row[:4] for row in STEPS]), right_page(2, [row[4:] for row in STEPS])]
    [draft] = split_sheets(pages, {})
    widen_parts(draft)
    table = join_parts(draft)
    assert [c.role for c in table.columns] == ROLES
    assert [[c.text for c in row.cells] for row in table.rows] == STEPS
    assert draft.pages == [1, 2]


def test_right_pages_go_to_their_left_pages_in_order():
    """All left halves are printed first, then all right halves."""
    steps = STEPS + [["4", "Melapor", "", "", "Laporan", "2 jam", "Tanda terima", ""]]
    lefts = [left_page(1, [r[:4] for r in steps[:2]]), left_page(2, [r[:4] for r in steps[2:]])]
    rights = [right_page(3, [r[4:] for r in steps[:2]]), right_page(4, [r[4:] for r in steps[2:]])]
    drafts = list(split_sheets(lefts + rights, {}))
    assert len(drafts) == 1
    widen_parts(drafts[0])
    durations = [row.cells[5].text for row in join_parts(drafts[0]).rows]
    assert durations == ["5 menit", "10 menit", "1 jam", "2 jam"]


def test_a_right_page_with_fewer_rows_goes_by_height():
    """The right half leaves out the rule of a row that has nothing to say there."""
    left, right = left_page(1, [row[:4] for row in STEPS]), right_page(2, [row[4:] for row in STEPS])
    right.rulings = [r for r in right.rulings if r.position != 160]
    [draft] = split_sheets([left, right], {})
    widen_parts(draft)
    rows = join_parts(draft).rows
    assert rows[0].cells[5].text == "5 menit" and rows[1].cells[5].text.startswith("10 menit")
    assert all(len(row.cells) == len(ROLES) for row in rows)


def test_rows_of_a_right_page_find_the_left_rows_at_their_height():
    left, right = left_page(1, [row[:4] for row in STEPS]), right_page(2, [["Surat", "5 menit", "", ""], [""] * 4, STEPS[2][4:]])  # fmt: skip
    right.rulings = [r for r in right.rulings if r.position != 120]
    [draft] = split_sheets([left, right], {})
    widen_parts(draft)
    assert [row.cells[5].text for row in join_parts(draft).rows] == ["5 menit", "", "1 jam"]


def unruled(rulings: list) -> Page:
    """Three steps of which no rule parts one from the other, the second's text of two lines."""
    words, rules = heading()
    rows = [list(r) for r in STEPS]
    rows[1][1] = "Mencatat surat\ndalam buku"
    ys = [80, 110, 140, 170]
    frame = [h(80, XS[0], XS[-1]), h(170, XS[0], XS[-1]), *(v(x, 80, 170) for x in XS)]
    return page_of(words + in_cells(XS, ys, rows), [*rules, *frame, *rulings])


def test_steps_that_no_rule_parts_are_rows_by_their_numbers():
    part = only_part(unruled([]))
    assert [row[1] for row in texts(part)] == ["Menerima surat", "Mencatat surat dalam buku", "Menyimpan surat"]
    assert [row[5] for row in texts(part)] == ["5 menit", "10 menit", "1 jam"]


def test_a_rule_in_the_number_column_parts_steps_whose_other_text_is_merged():
    part = only_part(unruled([h(108, XS[0], XS[1]), h(138, XS[0], XS[1])]))
    assert [row.box.top for row in part.rows] == [80, 108, 138]
    assert {row[1] for row in texts(part)} == {"Menerima surat Mencatat surat dalam buku Menyimpan surat"}


def test_a_number_broken_by_its_narrow_column_is_no_two_steps():
    words, rules = heading()
    frame = [h(80, XS[0], XS[-1]), h(120, XS[0], XS[-1]), *(v(x, 80, 120) for x in XS)]
    words += printed("1\n2", 40, 84) + printed("Menyimpan surat", XS[1] + 4, 84)
    assert len(only_part(page_of(words, [*rules, *frame])).rows) == 1
