"""Which pages make one SOP: header blocks, tables, covers and narrative in the order of a file."""

from __future__ import annotations

import numpy as np
import pytest

from models.page import Page, Raster
from parsers.segment import SheetDraft, split_sheets
from parsers.sop import read_sops
from tests.ruled_page import full_grid, in_cells, page_of, printed

XS = [30.0, 60.0, 250.0, 340.0, 430.0, 560.0, 640.0, 780.0]
HEADINGS = ["No", "Kegiatan", "Kasubbag", "Arsiparis", "Kelengkapan", "Waktu", "Output"]
NARRATIVE = "Dengan rahmat Tuhan\nmaka disusunlah pedoman ini\nuntuk dipergunakan"


def rows(first: int, count: int = 2) -> list[list[str]]:
    return [[str(n), f"Langkah ke {n} dari surat", "", "", "Surat", f"{n} jam", "Arsip"] for n in range(first, first + count)]  # fmt: skip


def header_words(number: str | None = "SOP-1", title: str | None = "Surat Masuk", top: float = 40, sections=True):
    """A header block at the top of a page: words and rulings."""
    lines = [("Nomor SOP", number), ("Tanggal Pembuatan", "2 Mei 2024"), ("Tanggal Efektif", "6 Mei 2024"), ("Nama SOP", title)]  # fmt: skip
    lines = [line for line in lines if line[1] is not None]
    if sections:
        lines += [("Dasar Hukum", ""), ("Peralatan", "")]
    xs, ys = [300, 420, 780], [top + 20 * n for n in range(len(lines) + 1)]
    return in_cells(xs, ys, lines), full_grid(xs, ys)


def table_words(body: list[list[str]], top: float = 250, headings: list[str] | None = HEADINGS):
    cells = ([headings] if headings else []) + body
    ys = [top + 30 * n for n in range(len(cells) + 1)]
    return in_cells(XS, ys, cells), full_grid(XS, ys)


def page(number: int, *parts) -> Page:
    return page_of([w for words, _ in parts for w in words], [r for _, rulings in parts for r in rulings], number)


def split(*pages: Page) -> tuple[list[SheetDraft], dict]:
    roles: dict = {}
    return list(split_sheets(pages, roles)), roles


def narrative(number: int) -> Page:
    return page(number, (printed(NARRATIVE, 60, 80), []))


def test_header_and_table_on_two_pages_are_one_sheet():
    drafts, roles = split(page(1, header_words()), page(2, table_words(rows(1))))
    assert [d.pages for d in drafts] == [[1, 2]]
    assert roles == {1: "header", 2: "table"}


def test_header_and_table_on_one_page():
    drafts, roles = split(page(1, header_words(), table_words(rows(1))))
    assert [d.pages for d in drafts] == [[1]] and roles == {1: "both"}
    assert len(drafts[0].parts[0].rows) == 2


def test_covers_decrees_and_narrative_between_are_left_out():
    drafts, roles = split(narrative(1), page(2, header_words()), narrative(3), page(4, table_words(rows(1))), narrative(5))  # fmt: skip
    assert [d.pages for d in drafts] == [[2, 4]]
    assert roles == {1: "other", 2: "header", 3: "other", 4: "table", 5: "other"}


def test_a_file_without_a_sheet_gives_none():
    assert split(narrative(1), narrative(2)) == ([], {1: "other", 2: "other"})
    assert split() == ([], {})


def test_three_sheets_in_six_pages():
    pages = []
    for n in range(3):
        pages += [page(2 * n + 1, header_words(f"SOP-{n}{n}{n}", f"Judul {'ABC'[n] * 9}")), page(2 * n + 2, table_words(rows(1)))]  # fmt: skip
    assert [d.pages for d in split(*pages)[0]] == [[1, 2], [3, 4], [5, 6]]


def test_a_sheet_is_given_out_as_soon_as_the_next_one_begins():
    seen = []

    def stream():
        for item in (page(1, header_words(), table_words(rows(1))), page(2, header_words("067/9/XY", "Cuti"), table_words(rows(1)))):  # fmt: skip
            seen.append(item.number)
            yield item

    sheets = split_sheets(stream(), {})
    assert next(sheets).pages == [1] and seen == [1, 2]
    assert next(sheets).pages == [2]
    assert list(sheets) == []


def test_the_numbering_going_on_is_the_same_sheet():
    drafts, _ = split(page(1, header_words(), table_words(rows(1))), page(2, table_words(rows(3))))
    assert [d.pages for d in drafts] == [[1, 2]]
    assert len(drafts[0].parts) == 2


def test_a_running_header_over_every_table_page_is_one_sheet():
    running = header_words(sections=False)
    pages = [page(1, header_words()), page(2, running, table_words(rows(1))), page(3, running, table_words(rows(3)))]
    drafts, roles = split(*pages)
    assert [d.pages for d in drafts] == [[1, 2, 3]]
    assert roles[3] == "both"
    assert len([p for p in drafts[0].header.pairs if p.label.text == "Nomor SOP"]) == 1


def test_a_running_header_that_names_no_number_is_one_sheet_while_the_numbering_goes_on():
    running = ([*in_cells([30, 160, 300], [20, 40, 60, 80], [["Tanggal Pembuatan", "2 Mei 2024"], ["Tanggal Revisi", "-"], ["Tanggal Efektif", "6 Mei 2024"]])],
               full_grid([30, 160, 300], [20, 40, 60, 80]))  # fmt: skip
    drafts, _ = split(page(1, header_words(), table_words(rows(1))), page(2, running, table_words(rows(3))))
    assert [d.pages for d in drafts] == [[1, 2]]
    drafts, _ = split(page(1, header_words(), table_words(rows(1))), page(2, running, table_words(rows(1))))
    assert len(drafts) == 2


def test_a_new_number_starts_a_new_sheet_even_where_all_else_is_the_same():
    first = page(1, header_words("000.8.3/11/UM"), table_words(rows(1)))
    second = page(2, header_words("067/250/ORG/2024"), table_words(rows(1)))
    assert [d.pages for d in split(first, second)[0]] == [[1], [2]]


def test_header_blocks_without_tables_are_sheets_of_their_own_by_number_or_title():
    by_number = split(page(1, header_words("000.8.3/11/UM")), page(2, header_words("067/250/ORG/2024")))[0]
    by_title = split(page(1, header_words(None, "Pengelolaan Surat Masuk")), page(2, header_words(None, "Cuti")))[0]
    assert [d.pages for d in by_number] == [d.pages for d in by_title] == [[1], [2]]


@pytest.mark.parametrize("title", ["Surat Masuk", "Surat Keluar"])
def test_numbers_in_a_row_are_sheets_of_their_own_where_the_table_begins_anew(title):
    pages = [page(1, header_words("045/10/DPK/2023"), table_words(rows(1)))]
    pages += [page(2, header_words("045/11/DPK/2023", title), table_words(rows(1)))]
    assert [d.pages for d in split(*pages)[0]] == [[1], [2]]


def test_headers_and_tables_on_pages_of_their_own_with_numbers_in_a_row():
    pages = [page(1, header_words("045/10/DPK/2023")), page(2, table_words(rows(1)))]
    pages += [page(3, header_words("045/11/DPK/2023")), page(4, table_words(rows(1)))]
    assert [d.pages for d in split(*pages)[0]] == [[1, 2], [3, 4]]


def test_one_figure_of_a_running_header_misread_is_one_sheet_while_the_numbering_goes_on():
    pages = [page(1, header_words("045/10/DPK/2023"), table_words(rows(1)))]
    pages += [page(2, header_words("045/70/DPK/2023", sections=False), table_words(rows(3)))]
    assert [d.pages for d in split(*pages)[0]] == [[1, 2]]


def test_blank_serials_are_told_by_their_titles():
    pages = [page(1, header_words("045/ /DPK/2023"), table_words(rows(1)))]
    pages += [page(2, header_words("045/ /DPK/2023", "Peminjaman Arsip Inaktif"), table_words(rows(1)))]
    assert [d.pages for d in split(*pages)[0]] == [[1], [2]]


def test_what_a_running_header_repeats_is_no_second_value():
    running = in_cells([300, 420, 780], [40, 60, 80], [("Nomor SOP", "SOP-1"), ("Tanggal", "6 Mei 2024")])
    pages = [
        page(1, header_words()),
        page(2, (running, full_grid([300, 420, 780], [40, 60, 80])), table_words(rows(1))),
    ]
    (draft,), _ = split(*pages)
    assert [p.label.text for p in draft.header.pairs].count("Nomor SOP") == 1


def test_a_running_title_on_a_narrative_page_is_no_header_block():
    running = (printed("Nomor SOP : 067/12/2024", 300, 20) + printed(NARRATIVE, 60, 80), [])
    assert split(page(1, running)) == ([], {1: "other"})


def test_the_approver_under_the_table_of_a_later_page_is_the_one_of_the_block_once_more():
    words, rulings = header_words()
    first = words + printed("Disahkan oleh", 60, 300) + printed("SITX AMINAH, S.H.", 60, 312)
    again = printed("Disahkan oleh :", 300, 480) + printed("SITI AMINAH, S.H.", 300, 492)
    last = page(3, table_words(rows(3)), (again, []))
    ((draft,), _) = split(page(1, (first, rulings)), page(2, table_words(rows(1))), last)
    assert draft.header.signature.text == "SITI AMINAH, S.H." and draft.header.signature.page == 3
    ((alone,), _) = split(page(1, (first, rulings)), page(2, table_words(rows(1))))
    assert alone.header.signature is None


def test_a_new_title_starts_a_new_sheet_where_no_number_is_printed():
    first = page(1, header_words(None, "Pengelolaan Surat Masuk"), table_words(rows(1)))
    second = page(2, header_words(None, "Cuti Tahunan"), table_words(rows(1)))
    assert [d.pages for d in split(first, second)[0]] == [[1], [2]]


def test_two_tables_under_one_header_block_share_it():
    """Numbering that starts at 1 again is another procedure of the same block."""
    drafts, _ = split(page(1, header_words()), page(2, table_words(rows(1))), page(3, table_words(rows(1))))
    assert [d.pages for d in drafts] == [[1, 2], [1, 3]]
    numbers = [next(p.values[0].text for p in d.header.pairs if p.label.text == "Nomor SOP") for d in drafts]
    assert numbers == ["SOP-1", "SOP-1"]


def test_two_tables_on_one_page_share_its_header_block():
    drafts, _ = split(page(1, header_words(), table_words(rows(1), 200), table_words(rows(1), 320)))
    assert [d.pages for d in drafts] == [[1], [1]]


def test_without_numbers_other_actors_under_a_new_heading_are_another_table():
    unnumbered = [["", *row[1:]] for row in rows(1)]
    other = ["No", "Kegiatan", "Bupati", "Sekretaris Daerah", "Kelengkapan", "Waktu", "Output"]
    same = split(page(1, table_words(unnumbered)), page(2, table_words(unnumbered)))[0]
    assert [d.pages for d in same] == [[1, 2]]
    apart = split(page(1, table_words(unnumbered)), page(2, table_words(unnumbered, headings=other)))[0]
    assert [d.pages for d in apart] == [[1], [2]]


def test_a_page_without_heading_goes_on():
    drafts, _ = split(page(1, header_words(), table_words(rows(1))), page(2, table_words(rows(3), 40, None)))
    assert [d.pages for d in drafts] == [[1, 2]]
    assert [row.cells[0].text for part in drafts[0].parts for row in part.rows] == ["1", "2", "3", "4"]


def test_number_rows_under_repeated_headings_start_no_new_sheet():
    """1 2 3 4 … under the headings counts columns; it looks like a step 1 to the careless."""
    counts = [str(n) for n in range(1, 8)]
    drafts, _ = split(page(1, table_words([counts, *rows(1)])), page(2, table_words([counts, *rows(3)])))
    assert [d.pages for d in drafts] == [[1, 2]]


def test_a_table_without_header_block_takes_the_lines_over_it():
    title = (printed("SOP PENGELOLAAN ARSIP", 300, 200), [])
    [draft] = split(page(1, title, table_words(rows(1))))[0]
    assert any("PENGELOLAAN ARSIP" in s.text for s in draft.header.heading)


def test_a_header_block_over_two_pages_before_the_table():
    words = in_cells([300, 420, 780], [40, 60, 80], [["Peringatan", ""], ["Pencatatan dan Pendataan", ""]])
    second = page(2, (words, full_grid([300, 420, 780], [40, 60, 80])))
    [draft] = split(page(1, header_words()), second, page(3, table_words(rows(1))))[0]
    assert draft.pages == [1, 2, 3]
    assert {"Peringatan", "Pencatatan dan Pendataan"} <= {p.label.text for p in draft.header.pairs}


@pytest.mark.parametrize("build", [narrative, lambda n: page(n, header_words())])
def test_pictures_of_pages_without_a_table_are_dropped_at_once(build):
    blank = np.zeros((2, 2), np.uint8)
    item = build(1)
    item.raster = Raster(np.zeros((2, 2, 3), np.uint8), blank, 1.0)
    split(item)
    assert item.raster is None


def test_sheets_without_pictures_are_read_without_flow():
    pages = [page(1, header_words(), table_words(rows(1))), page(2, table_words(rows(3), 40, None))]
    [read] = read_sops(pages, {})
    assert [a.number for a in read.sop.activities] == [1, 2, 3, 4]
    assert read.sop.header.number == "SOP-1" and read.sop.header.created_on == "2024-05-02"
    assert [a.name for a in read.sop.actors] == ["Kasubbag", "Arsiparis"]
    assert read.sop.flow.nodes == [] and read.notices == []


def test_a_page_with_other_columns_is_said_so_and_its_cells_go_by_their_role():
    narrow = ["No", "Kegiatan", "Kasubbag", "Arsiparis", "Waktu", "Output"]
    xs = [30, 60, 250, 340, 430, 560, 780]
    ys = [250, 280, 310]
    second = page_of(in_cells(xs, ys, [narrow, ["3", "Langkah ke tiga", "", "", "3 jam", "Arsip"]]), full_grid(xs, ys), 2)  # fmt: skip
    [read] = read_sops([page(1, header_words(), table_words(rows(1))), second], {})
    last = read.sop.activities[-1]
    assert (last.number, last.duration.text, last.outputs, last.requirements) == (3, "3 jam", ["Arsip"], [])
    assert [(n.code, n.page) for n in read.notices] == [("changed-columns", 2)]
