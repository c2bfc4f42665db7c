"""Tables in text that keeps a page's columns by spaces."""

from ingest.transcript.source import read_transcript
from models.layout import ActivityTable
from models.status import SopscanError
from parsers.sop import read_transcript_sops
from parsers.table.activities import ActivitiesRead, read_activities
from parsers.transcript.aligned_middles import cut_between_middles
from parsers.transcript.sheets import parse_transcript

HEADING = """\
                                       PELAKSANA                           MUTU BAKU
NO           KEGIATAN                            Kepala                                            KET
                                Agendaris                    KELENGKAPAN     WAKTU      OUTPUT
                                                  Seksi
"""
TOP = """\
1    Mencatat surat                                         Surat,         5 menit   Catatan       Buku
     masuk                                                  amplop                   agenda        besar

2    Meneliti isi surat             Tidak                   Surat           1 jam    Disposisi
                                                         Ya
3    Menyimpan surat                                        Disposisi       1 hari   Arsip
"""
MIDDLE = """\
     Mencatat surat                                         Surat,                   Catatan
1                                                                          5 menit
     masuk                                                  amplop                   agenda



2    Meneliti isi surat             Tidak                   Surat           1 jam    Disposisi
"""


def read(*pages: str) -> ActivitiesRead:
    transcript = read_transcript("\f".join(pages).encode(), "text/plain")
    [(_, table)] = parse_transcript(transcript)
    assert isinstance(table, ActivityTable)
    return read_activities(table)


def test_columns_are_told_by_the_spaces_between_them():
    found = read(HEADING + TOP)
    assert [a.name for a in found.actors] == ["Agendaris", "Kepala Seksi"]
    assert [(a.number, a.description) for a in found.activities] == [
        (1, "Mencatat surat masuk"),
        (2, "Meneliti isi surat"),
        (3, "Menyimpan surat"),
    ]
    first, second, _ = found.activities
    assert (first.requirements, first.duration.text, first.outputs) == (
        ["Surat, amplop"],
        "5 menit",
        ["Catatan agenda"],
    )
    assert first.remarks == "Buku besar"
    assert (second.requirements, second.actors) == (["Surat"], [])


def test_numbers_in_the_middle_of_their_rows():
    """Blank lines part the rows, also where there are several of them: pages end where the text says so."""
    found = read(HEADING + MIDDLE, "Lampiran\nContoh\nbuku\nagenda")
    assert [(a.number, a.description, a.page) for a in found.activities] == [
        (1, "Mencatat surat masuk", 1),
        (2, "Meneliti isi surat", 1),
    ]
    assert found.activities[0].outputs == ["Catatan agenda"]


def test_the_table_ends_above_its_signature_and_goes_on_under_the_heading_of_the_next_page():
    signed = (
        "\n                                   Palu, 2 Mei 2024\n                           NIP. 19700101 199503 1 001\n"
    )
    more = TOP.replace("\n3 ", "\n6 ").replace("2    M", "5    M").replace("1    M", "4    M")
    found = read(HEADING + TOP, HEADING + more + signed)
    assert [a.number for a in found.activities] == [1, 2, 3, 4, 5, 6]
    assert found.activities[-1].outputs == ["Arsip"]


def test_the_next_page_may_go_on_without_a_heading():
    more = TOP.replace("\n3 ", "\n6 ").replace("2    M", "5    M").replace("1    M", "4    M")
    found = read(HEADING + TOP, more)
    assert [(a.number, a.page) for a in found.activities] == [(1, 1), (2, 1), (3, 1), (4, 2), (5, 2), (6, 2)]
    assert found.activities[3].outputs == ["Catatan agenda"]
    other = read(HEADING + TOP, TOP.replace("1    M", "7    M"))
    assert [a.number for a in other.activities][:3] == [1, 2, 3]
    assert len(other.activities) == 3


def test_groups_and_sums_are_rows_of_their_own():
    body = (
        TOP.replace("2    M", "B    PENELITIAN\n2    M")
        + "     Jumlah waktu                                                           2 hari\n"
    )
    found = read(HEADING + "A. PENERIMAAN\n" + body)
    assert [(a.number, a.group) for a in found.activities] == [
        (1, "A. PENERIMAAN"),
        (2, "B PENELITIAN"),
        (3, "B PENELITIAN"),
    ]
    assert found.notes == ["Jumlah waktu 2 hari"]
    assert found.activities[2].duration.text == "1 hari"


#: Names of actors stand in the rows, under a heading of their own; the page breaks within the second step.
NAMED = """\
No   Kegiatan                Pelaksana       Kelengkapan   Waktu     Output
1    Mencatat surat          Agendaris       Surat         5 menit   Agenda

2    Meneliti isi surat      Kepala Seksi    Surat         1 jam     Disposisi
\f
No   Kegiatan                Pelaksana       Kelengkapan   Waktu     Output

     unit pengirim surat

3    Menyimpan surat         Agendaris       Disposisi     1 hari    Arsip

     Jumlah waktu                                          2 jam
"""


def test_names_of_actors_in_the_rows_and_a_page_that_breaks_within_a_row():
    found = read(*NAMED.split("\f\n"))
    assert [(a.number, a.description, a.page) for a in found.activities] == [
        (1, "Mencatat surat", 1),
        (2, "Meneliti isi surat unit pengirim surat", 1),
        (3, "Menyimpan surat", 2),
    ]
    names = {actor.id: actor.name for actor in found.actors}
    assert [[names[a] for a in step.actors] for step in found.activities] == [
        ["Agendaris"],
        ["Kepala Seksi"],
        ["Agendaris"],
    ]
    assert found.notes == ["Jumlah waktu 2 jam"]


#: Numbers in the middle of their rows, a row of counts under the heading, answers where rows are parted.
COUNTED = """\
No   Kegiatan               Agendaris   Kepala   Kelengkapan     Waktu     Output
(1)  (2)                      (3)         (4)      (5)            (6)       (7)
     Mencatat surat                              Surat,
1                                                                5 menit   Agenda
     masuk                                       amplop
                              Tidak
     Meneliti isi surat                          Surat,
2                                                                1 jam     Disposisi
     dan lampiran                                amplop
                              Ya
     Menyimpan surat                             Disposisi,
10. dan mencatatnya                                              1 hari    Arsip
     dalam buku                                  surat
"""
#: The next page: its heading again, and a row that begins with the text of another column.
AGAIN = """\
No   Kegiatan               Agendaris   Kepala   Kelengkapan     Waktu     Output
(1)  (2)                      (3)         (4)      (5)            (6)       (7)
                                                 Arsip,
     Mengirim surat                              amplop
11                                                               2 jam     Tanda
     ke tujuan                                   baru            lebih     terima
"""
#: The next page, set narrower and without its heading; the same with a row that counts its columns.
NARROW = """\
11   Mengirim surat               Arsip, amplop    2 jam    Tanda terima
     ke tujuan                    baru
12   Menutup agenda               Agenda, arsip    1 jam    Agenda penuh
     lama                         lama
13   Membuka agenda               Agenda baru      1 jam    Agenda dibuka
     baru
14   Memberi nomor                Agenda dibuka    1 jam    Nomor surat
"""
NARROW_COUNT = "(1)        (2)         (3)   (4)      (5)          (6)       (7)\n"


def test_numbers_in_the_middle_of_rows_that_only_answers_part():
    found = read(COUNTED)
    assert [(a.number, a.description, a.duration.text, a.outputs) for a in found.activities] == [
        (1, "Mencatat surat masuk", "5 menit", ["Agenda"]),
        (2, "Meneliti isi surat dan lampiran", "1 jam", ["Disposisi"]),
        (10, "Menyimpan surat dan mencatatnya dalam buku", "1 hari", ["Arsip"]),
    ]


def test_a_heading_that_is_printed_again_ends_where_it_did_before():
    last = read(COUNTED, AGAIN).activities[-1]
    assert (last.number, last.description, last.page) == (11, "Mengirim surat ke tujuan", 2)
    assert (last.requirements, last.outputs) == (["Arsip, amplop baru"], ["Tanda terima"])


def test_a_page_in_other_columns_is_read_by_its_count_of_them_or_by_what_stands_in_them():
    for page in (NARROW_COUNT + NARROW, NARROW):
        found = read(COUNTED, page).activities
        assert [a.number for a in found] == [1, 2, 10, 11, 12, 13, 14]
        first, last = found[3], found[-1]
        assert (first.description, first.requirements) == ("Mengirim surat ke tujuan", ["Arsip, amplop baru"])
        assert (last.requirements, last.duration.text, last.outputs) == (["Agenda dibuka"], "1 jam", ["Nomor surat"])


def test_columns_a_space_apart_are_parted_and_what_is_drawn_between_them_names_no_actor():
    page = NARROW.replace("2 jam    Tanda", "2 minggu Tanda").replace("dibuka    1 jam ", "dibuka    1 jam ")
    page = page.replace("Mengirim surat       ", "Mengirim surat  Ya   ") + "                     Selesai\n"
    found = read(COUNTED, page).activities
    assert (found[3].duration.text, found[3].outputs, found[3].actors) == ("2 minggu", ["Tanda terima"], [])
    assert (found[-1].number, found[-1].actors) == (14, [])


def unread(*pages: str) -> tuple[list[int | None], list[SopscanError], list[str]]:
    """The steps read, the notices, and what is kept of the rest."""
    [sop] = read_transcript_sops(read_transcript("\f".join(pages).encode(), "text/plain"))
    rest = [item for other in sop.sop.header.other for item in other.items]
    return [a.number for a in sop.sop.activities], list(sop.notices), rest


def test_steps_of_a_page_whose_columns_cannot_be_told_are_named_and_kept():
    """Words stand in the column of durations; the signature below them is read, the steps are no part of it."""
    page = NARROW.replace("2 jam ", "cepat ").replace("1 jam ", "cepat ")
    signed = "\n\n                    Palu, 2 Mei 2024\n                    NIP. 19700101 199503 1 001\n"
    numbers, [notice], rest = unread(COUNTED, page + signed)
    assert numbers == [1, 2, 10]
    assert (notice.code, notice.page) == ("steps-left-out", 2)
    assert "“11 Mengirim surat Arsip, amplop cepat …”" in notice.message.id
    assert "“14 Memberi nomor Agenda dibuka cepat …”" in notice.message.id and "4 baris" in notice.message.id
    assert "Membuka agenda" in " ".join(rest) and "NIP" not in " ".join(rest)


def test_wide_numbers_stand_but_a_space_from_their_texts_on_a_page_in_other_columns():
    page = "\n".join(line.replace("   ", " ", 1) if line[:1] == "1" else line[2:] for line in NARROW.splitlines())
    assert [a.number for a in read(COUNTED, page).activities] == [1, 2, 10, 11, 12, 13, 14]


#: The rows of COUNTED with nothing between them.
TIGHT = COUNTED.replace("                              Tidak\n", "").replace("                              Ya\n", "")
#: One of their numbers beside the last line of its row.
LOW = TIGHT.replace("\n2  ", "\n   ").replace("     dan lampiran ", "2    dan lampiran ")


def test_rows_that_nothing_parts_are_cut_where_their_numbers_stand_in_the_middle():
    assert [(a.number, a.description, a.requirements, a.duration.text, a.outputs) for a in read(TIGHT).activities] == [
        (1, "Mencatat surat masuk", ["Surat, amplop"], "5 menit", ["Agenda"]),
        (2, "Meneliti isi surat dan lampiran", ["Surat, amplop"], "1 jam", ["Disposisi"]),
        (10, "Menyimpan surat dan mencatatnya dalam buku", ["Disposisi, surat"], "1 hari", ["Arsip"]),
    ]


def test_forty_rows_in_capitals_are_cut_as_fast():
    """Each line may begin a row: were the ways to cut tried one after another, they would not come to an end."""
    numbered = [False, True, False] * 40
    cells = [["1" if has_number else "", "BERKAS", "FORMULIR"] for has_number in numbered]
    assert cut_between_middles([0] * 120, cells, numbered) == [row for row in range(1, 41) for _ in range(3)]


def test_rows_that_nothing_parts_at_all_are_no_run_of_words_either():
    """The second number stands beside the last line of its row: the table is said to be missing, not read at random."""
    assert parse_transcript(read_transcript(LOW.encode(), "text/plain")) == []


def test_steps_before_the_first_page_that_could_be_read_are_named_too():
    page = AGAIN.replace("11  ", "12  ")
    numbers, [notice], _ = unread(LOW, page)
    assert (numbers, notice.code, notice.page) == ([12], "steps-left-out", 1)
    assert "3 baris" in notice.message.id and "“10. dan mencatatnya 1 hari Arsip”" in notice.message.id


def test_a_list_after_the_table_is_not_named_as_steps_left_out():
    assert unread(COUNTED, "Lampiran\n1    Buku agenda     satu     tahun\n2    Amplop     dua     lembar\n")[1] == []


def test_the_word_over_the_actors_may_name_one_of_them_too():
    """A column headed as all of them are stands under the heading that spans them."""
    heading = """\
                                     PELAKSANA                               MUTU BAKU
NO   KEGIATAN                Kelurahan   Pelaksana   Kepala   KELENGKAPAN    WAKTU     OUTPUT
"""
    body = """\
1    Mencatat surat                                           Surat          5 menit   Agenda
2    Meneliti isi surat                  Selesai              Agenda         1 jam     Disposisi
"""
    found = read(heading + body)
    assert [actor.name for actor in found.actors] == ["Kelurahan", "Pelaksana", "Kepala"]
    assert found.activities[1].actors == ["A2"]


def test_who_signs_below_the_table_is_in_none_of_its_rows():
    """Without NIP, and a blank line below the last step; what is left of its symbol is not taken for a signature."""
    signed = "                               selesai\n\n" + " " * 60 + "Kepala Dinas\n\n" + " " * 60 + "Sri Utami\n"
    last = read(HEADING + TOP + signed).activities[-1]
    assert (last.number, last.requirements, last.duration.text, last.outputs) == (3, ["Disposisi"], "1 hari", ["Arsip"])
    assert last.actors == ["A1"]


def test_blanks_without_end_in_a_line_take_no_longer_than_others():
    """Each of them was the beginning of a search through all that follow."""
    wide = TOP.replace("Surat,         5 menit", "Surat,         5 menit" + " " * 200_000 + "x")
    assert [a.number for a in read(HEADING + wide).activities] == [1, 2, 3]
