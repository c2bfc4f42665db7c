"""Rows of the activity table become activities: numbers, continuations, merged cells, symbols, evidence."""

from models.geometry import Box
from models.layout import ActivityTable, Column, Line, Span, Symbol, TableRow
from parsers.table.activities import read_activities
from parsers.table.column_check import check_columns

ROLES = ["number", "activity", "actor", "actor", "requirements", "duration", "output", "remarks"]
HEADINGS = ["No", "Kegiatan", "Ketua", "Arsiparis", "Kelengkapan", "Waktu", "Output", "Ket"]


def cell(text: str, page: int = 1, box: Box | None = None) -> Span:
    lines = tuple(Line(part, box) for part in text.split("\n")) if text else ()
    return Span(page, lines, box)


def row(*texts: str, page: int = 1, symbols: list[Symbol] | None = None) -> TableRow:
    return TableRow(page, [cell(text, page) for text in texts], symbols=symbols)


def table(*rows: TableRow, roles=ROLES, headings=HEADINGS) -> ActivityTable:
    return ActivityTable([Column(r, cell(h)) for r, h in zip(roles, headings, strict=True)], list(rows))


def symbol(column: int, shape: str = "process", text: str = "", page: int = 1) -> Symbol:
    return Symbol(page, Box(column * 50, 0, column * 50 + 20, 10), shape, "rectangle", 0, column, text)


def test_a_plain_row():
    read = read_activities(
        table(row("1", "Mencatat berkas", "", "", "1. Buku\n2. Pena", "15 menit", "Catatan", "-", symbols=[symbol(3)]))
    )
    step = read.activities[0]
    assert (step.id, step.number, step.description, step.actors) == ("K1", 1, "Mencatat berkas", ["A2"])
    assert (step.requirements, step.outputs, step.remarks) == (["Buku", "Pena"], ["Catatan"], "-")
    assert step.duration.min_minutes == 15
    assert [a.name for a in read.actors] == ["Ketua", "Arsiparis"]
    assert read.row_activity == [0]
    assert read.evidence["/activities/0/requirements/1"].text == "Pena"
    assert {
        "/activities/0/number",
        "/activities/0/description",
        "/activities/0/duration",
        "/activities/0/outputs/0",
    } <= (read.evidence.keys())
    assert read.evidence["/actors/1/name"].text == "Arsiparis"


def test_number_rows_blank_rows_and_repeated_headings_are_no_activities():
    read = read_activities(
        table(
            row("1", "2", "3", "4", "5", "6", "7", "8"),
            row("(1)", "(2)", "", "", "(3)", "(4)", "(5)", ""),
            row("", "", "", "", "", "", "", ""),
            row("1", "Mencatat berkas", "", "", "", "15 menit", "", ""),
            row("No", "Kegiatan", "Ketua", "Arsiparis", "Kelengkapan", "Waktu", "Output", "Ket", page=2),
            row("2", "Menyimpan berkas", "", "", "", "1 jam", "", "", page=2),
        )
    )
    assert [a.number for a in read.activities] == [1, 2]
    assert read.row_activity == [None, None, None, 0, None, 1]


def test_a_number_row_with_misread_numbers_is_no_activity():
    """On a fax (1) was read for (11) and (g) for (9): the row became a step of its own."""
    read = read_activities(
        table(
            row("(1)", "(2)", "(3)", "(A)", "(5)", "(6)", "(1)", "( 8)"),
            row("1", "Mencatat berkas", "", "", "2", "3 hari", "4", ""),
        )
    )
    assert [a.description for a in read.activities] == ["Mencatat berkas"]


def test_a_row_goes_on_over_the_page_break():
    read = read_activities(
        table(
            row("3", "Memeriksa kelengkapan berkas dan", "", "", "Berkas", "1 hari", "Berkas", "", symbols=[symbol(2)]),
            row("", "meneruskannya kepada arsiparis", "", "", "", "", "lengkap", "", page=2, symbols=[]),
            row("4", "Menyimpan berkas", "", "", "", "1 jam", "", "", page=2, symbols=[symbol(3)]),
        )
    )
    assert [a.description for a in read.activities] == [
        "Memeriksa kelengkapan berkas dan meneruskannya kepada arsiparis",
        "Menyimpan berkas",
    ]
    assert read.activities[0].page == 1
    assert read.row_activity == [0, 0, 1]


def test_a_numberless_row_with_its_own_symbol_is_an_activity():
    read = read_activities(
        table(
            row("1", "Mencatat berkas", "", "", "", "1 jam", "", "", symbols=[symbol(2)]),
            row("", "Mengirim berkas", "", "", "", "", "", "", page=2, symbols=[symbol(3)]),
        )
    )
    assert [(a.number, a.actors) for a in read.activities] == [(1, ["A1"]), (None, ["A2"])]


def test_a_numberless_row_with_its_own_time_is_an_activity_where_no_drawing_is_known():
    read = read_activities(
        table(
            row("1", "Mencatat berkas", "", "", "", "1 jam", "Berkas", ""),
            row("", "Mengirim berkas", "", "", "Berkas", "2 hari", "Resi", "", page=2),
        )
    )
    assert [a.number for a in read.activities] == [1, None]


def test_bare_text_below_a_numbered_row_of_a_transcript_belongs_to_it():
    read = read_activities(
        table(
            row("1", "Mencatat berkas", "", "", "", "1 jam", "Berkas", ""),
            row("", "Bila kurang, dikembalikan", "", "", "", "", "", ""),
            row("", "Mengirim berkas", "", "", "Berkas", "", "", ""),
        )
    )
    assert [a.description for a in read.activities] == ["Mencatat berkas Bila kurang, dikembalikan", "Mengirim berkas"]


def test_connector_rows_belong_to_their_neighbours_and_tell_no_actor():
    read = read_activities(
        table(
            row("1", "Mencatat", "", "", "", "1 jam", "", "", symbols=[symbol(2)]),
            row("", "", "", "", "", "", "", "", symbols=[symbol(3, "connector")]),
            row("", "", "", "", "", "", "", "", page=2, symbols=[symbol(3, "connector", page=2)]),
            row("2", "Mengirim", "", "", "", "1 jam", "", "", page=2, symbols=[symbol(2, page=2)]),
        )
    )
    assert read.row_activity == [0, 0, 1, 1]
    assert [a.actors for a in read.activities] == [["A1"], ["A1"]]


def test_a_connector_row_below_which_nothing_follows_belongs_to_the_last_step():
    last = row("", "", "", "A", "", "", "", "", page=2, symbols=[symbol(3, "connector", "A", page=2)])
    step = row("1", "Mencatat", "", "", "", "1 jam", "", "", symbols=[symbol(2)])
    assert read_activities(table(step, last)).row_activity == [0, 0]
    assert read_activities(table(last)).row_activity == [None]


def test_a_step_that_shows_but_a_connector_is_a_step():
    read = read_activities(
        table(
            row("1", "Mencatat", "", "", "", "1 jam", "", "", symbols=[symbol(2)]),
            row("2", "Mengirim", "", "A", "", "1 jam", "", "", symbols=[symbol(3, "connector", "A")]),
        )
    )
    assert [a.number for a in read.activities] == [1, 2]


def test_a_step_goes_on_below_a_row_of_lettered_connectors():
    """The letters of the connectors stand in the actor columns; read as a row of the step above, the rest was a step."""
    read = read_activities(
        table(
            row("1", "Menyusun jadwal sesuai", "", "", "", "1 jam", "", "", symbols=[symbol(2)]),
            row("", "", "A", "", "", "", "", "", symbols=[symbol(2, "connector", "A")]),
            row("", "", "", "A", "", "", "", "", page=2, symbols=[symbol(3, "connector", "A", page=2)]),
            row("", "hasil rapat", "", "", "", "", "Jadwal", "", page=2, symbols=[]),
            row("2", "Mengirim", "", "", "", "1 jam", "", "", page=2, symbols=[symbol(2, page=2)]),
        )
    )
    assert [a.description for a in read.activities] == ["Menyusun jadwal sesuai hasil rapat", "Mengirim"]
    assert read.row_activity == [0, 0, 0, 0, 1]


def test_a_number_without_text_is_an_empty_activity():
    read = read_activities(
        table(row("1", "", "", "", "", "1 jam", "", ""), row("2", "Mengirim", "", "", "", "1 jam", "", ""))
    )
    assert [(a.number, a.description) for a in read.activities] == [(1, ""), (2, "Mengirim")]


def test_a_heading_word_broken_by_a_narrow_column_is_one_word():
    found = table(row("1", "Mencatat registrasi pemohon", "", "", "", "1 jam", "", ""))
    found.columns[2].heading, found.columns[3].heading = cell("Bagian\nRegistra\nsi"), cell("Kepala/Sekre\ntaris\nTim")
    assert [a.name for a in read_activities(found).actors] == ["Bagian Registrasi", "Kepala/Sekretaris Tim"]


def test_a_merged_number_cell_begins_one_activity():
    box = Box(0, 0, 10, 40)
    first, second = (
        row("", text, "", "", "", time, "", "") for text, time in (("a. Menyalin", "1 jam"), ("b. Menjilid", ""))
    )
    for r in (first, second):
        r.cells[0] = cell("1", box=box)
    read = read_activities(table(first, second))
    assert [a.description for a in read.activities] == ["a. Menyalin b. Menjilid"]


def test_numbers_in_front_of_the_text_where_there_is_no_number_column():
    read = read_activities(
        table(
            row("1. Menerima telepon", "", "5 menit"),
            row("2. Menjawab 3 pertanyaan", "", "5 menit"),
            roles=["activity", "actor", "duration"],
            headings=["Uraian", "Petugas", "Waktu"],
        )
    )
    assert [(a.number, a.description) for a in read.activities] == [
        (1, "Menerima telepon"),
        (2, "Menjawab 3 pertanyaan"),
    ]


def test_numbers_inside_the_symbols():
    rows = [
        row("", text, "", "", "", "", "", "", symbols=[symbol(2, text=n)])
        for text, n in (("Menulis", "1"), ("Membaca", "2"))
    ]
    read = read_activities(table(*rows))
    assert [a.number for a in read.activities] == [1, 2]


def test_steps_printed_inside_their_symbols():
    rows = [
        row(str(i), "", "", "", "", "1 jam", "", "", symbols=[symbol(2, text=t)])
        for i, t in enumerate(("Menulis", "Membaca"), 1)
    ]
    assert [a.description for a in read_activities(table(*rows)).activities] == ["Menulis", "Membaca"]


def test_marks_tell_actors_of_transcripts_and_answers_do_not():
    read = read_activities(
        table(row("1", "Menulis", "●", "", "", "", "", ""), row("2", "Membaca", "Ya", "v", "", "", "", ""))
    )
    assert [a.actors for a in read.activities] == [["A1"], ["A2"]]


def test_text_of_an_unknown_column_is_kept_among_the_remarks():
    read = read_activities(
        table(row("1", "Menulis", "Rp0"), roles=["number", "activity", "other"], headings=["No", "Kegiatan", "Biaya"])
    )
    assert read.activities[0].remarks == "Biaya: Rp0"


def test_an_empty_table():
    read = read_activities(table())
    assert read.activities == [] and read.row_activity == []


# -- columns against their content -------------------------------------------------------------------------------------


def sound_rows(page: int = 1) -> list[TableRow]:
    return [
        row(str(i), f"Langkah {w}", "", "", "Berkas", f"{i} jam", "Naskah", "", page=page)
        for i, w in enumerate("abc", 1)
    ]


def test_cells_one_column_too_far_left_are_set_right_and_noted():
    off = row("4", "Menyunting", "", "Naskah awal", "2 hari", "Naskah bersih", "", "", page=2)
    found = table(*sound_rows(), off, row("5", "Mencetak", "", "", "Naskah", "1 hari", "Cetakan", "", page=2))
    check_columns(found)
    assert [c.text for c in found.rows[3].cells[2:]] == ["", "", "Naskah awal", "2 hari", "Naskah bersih", ""]
    assert found.shifted_pages == [2]
    before = list(found.rows)
    check_columns(found)
    assert found.rows == before and found.shifted_pages == [2]


def test_cells_one_column_too_far_right_are_set_right():
    found = table(*sound_rows(), row("4", "Menyunting", "", "", "", "Naskah awal", "2 hari", "Naskah bersih"))
    check_columns(found)
    assert [c.text for c in found.rows[3].cells[4:]] == ["Naskah awal", "2 hari", "Naskah bersih", ""]
    assert found.shifted_pages == [1]


def test_sound_columns_stay():
    found = table(*sound_rows(), row("4", "Melayani", "", "", "Berkas", "Setiap saat", "Tanda terima", "30 hari kerja"))
    check_columns(found)
    assert found.shifted_pages == [] and found.rows[3].cells[5].text == "Setiap saat"


def test_the_column_of_durations_is_the_time_whatever_its_heading():
    headings = [*HEADINGS[:5], "Wxtu", *HEADINGS[6:]]
    found = table(*sound_rows(), roles=[*ROLES[:5], "other", *ROLES[6:]], headings=headings)
    check_columns(found)
    assert found.columns[5].role == "duration"


def test_a_bare_figure_takes_the_unit_of_the_heading():
    headings = [*HEADINGS[:5], "Waktu (menit)", *HEADINGS[6:]]
    rows = [
        row("1", "Mencatat", "", "", "Buku", "15", "Catatan", ""),
        row("2", "Menyimpan", "", "", "Buku", "1 jam", "Arsip", ""),
    ]
    rows.append(row("3", "Mengirim", "", "", "Buku", "sesuai", "Arsip", ""))
    times = [a.duration for a in read_activities(table(*rows, headings=headings)).activities]
    assert [(t.text, t.min_minutes, t.unit) for t in times] == [
        ("15", 15, "minute"),
        ("1 jam", 60, "hour"),
        ("sesuai", None, None),
    ]
    (plain,) = read_activities(table(rows[0])).activities
    assert plain.duration.min_minutes is None


NAMING = ["No", "Kegiatan", "Pelaksana", "Kelengkapan", "Waktu", "Output"]
NAMING_ROLES = ["number", "activity", "actor", "requirements", "duration", "output"]


def naming(*who: str, symbols: list[Symbol] | None = None) -> ActivityTable:
    rows = [row(str(n), f"Menyusun berkas {n}", name, "Buku", "1 jam", "Arsip") for n, name in enumerate(who, 1)]
    rows[0].symbols = symbols
    return table(*rows, roles=NAMING_ROLES, headings=NAMING)


def test_a_column_that_names_who_acts():
    read = read_activities(naming("Arsiparis", "- Kepala Bidang\n- Arsiparis", "arsiparis", ""))
    assert [(a.id, a.name) for a in read.actors] == [("A1", "Arsiparis"), ("A2", "Kepala Bidang")]
    assert [a.actors for a in read.activities] == [["A1"], ["A2", "A1"], ["A1"], []]
    assert read.evidence["/actors/1/name"].text == "Kepala Bidang"


def test_a_name_that_holds_dan_is_one_unless_others_name_each_part_alone():
    read = read_activities(
        naming("Kepala Bidang Data dan Informasi", "Kepala Bidang Data", "Arsiparis dan Staf", "Staf")
    )
    assert [a.name for a in read.actors] == [
        "Kepala Bidang Data dan Informasi",
        "Kepala Bidang Data",
        "Arsiparis dan Staf",
        "Staf",
    ]
    both = read_activities(naming("Arsiparis dan Staf", "Staf", "Arsiparis"))
    assert [a.actors for a in both.activities] == [["A1", "A2"], ["A2"], ["A1"]]


def test_a_column_of_symbols_or_marks_names_nobody():
    drawn = read_activities(naming("Arsiparis", "Arsiparis", symbols=[symbol(2)]))
    assert [a.name for a in drawn.actors] == ["Pelaksana"]
    assert [a.actors for a in read_activities(naming("v", "x")).activities] == [["A1"], ["A1"]]


def test_ticks_in_the_place_of_symbols_tell_actors_of_pages_too():
    """Offices that draw no flow tick who acts, or write the step's number there; a dash or an answer is no tick."""
    read = read_activities(
        table(
            row("1", "Mencatat berkas", "√", "", "Buku", "15 menit", "Catatan", "", symbols=[]),
            row("2", "Menelaah berkas", "-", "v", "Catatan", "1 jam", "Telaahan", "", symbols=[]),
            row("3", "Menyimpan berkas", "3", "Ya", "Telaahan", "5 menit", "Arsip", "", symbols=[]),
        )
    )
    assert [a.actors for a in read.activities] == [["A1"], ["A2"], ["A1"]]


def test_letters_beside_drawn_symbols_tell_no_actor():
    read = read_activities(
        table(
            row("1", "Mencatat berkas", "", "V", "", "15 menit", "Catatan", "", symbols=[symbol(2)]),
            row("2", "Menelaah berkas", "", "V", "", "1 jam", "Telaahan", "", symbols=[]),
        )
    )
    assert [a.actors for a in read.activities] == [["A1"], []]


def test_a_single_column_of_posts_names_the_actors_whatever_its_heading():
    roles = ["number", "activity", "actor", "duration"]
    steps = [
        row("1", "Mencatat", "Agendaris", "5 menit", symbols=[]),
        row("2", "Meneruskan", "Kepala TU", "1 jam", symbols=[]),
    ]
    named = read_activities(table(*steps, roles=roles, headings=["No", "Uraian", "Pejabat Terkait", "Waktu"]))
    assert [a.name for a in named.actors] == ["Agendaris", "Kepala TU"]
    assert [a.actors for a in named.activities] == [["A1"], ["A2"]]
    ticks = [row("1", "Mencatat", "v", "5 menit", symbols=[]), row("2", "Meneruskan", "v", "1 jam", symbols=[])]
    ticked = read_activities(table(*ticks, roles=roles, headings=["No", "Uraian", "Kepala TU", "Waktu"]))
    assert [a.name for a in ticked.actors] == ["Kepala TU"]
