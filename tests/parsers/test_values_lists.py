import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.geometry import Box
from models.layout import Line
from parsers.values.lists import split_items


def items(*texts):
    return [text for text, _ in split_items([Line(text) for text in texts])]


def at(text, x0, top, x1):
    return Line(text, Box(x0, top, x1, top + 10))


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["1. Komputer", "2. Printer", "3. ATK"], ["Komputer", "Printer", "ATK"]),
        (["1.Komputer", "2.Printer"], ["Komputer", "Printer"]),
        (["1) A", "2) B"], ["A", "B"]),
        (["(1) A", "(2) B"], ["A", "B"]),
        (["l. A", "2. B"], ["A", "B"]),
        (["a. X", "b. Y"], ["X", "Y"]),
        (["- Komputer", "- Printer"], ["Komputer", "Printer"]),
        (["-Komputer", "-Printer"], ["Komputer", "Printer"]),
        (["• A", "• B c", "d"], ["A", "B c d"]),
        (["\uf0b7 A", "\uf0b7 B"], ["A", "B"]),
        (["1 Undang-Undang A", "2 Peraturan B"], ["Undang-Undang A", "Peraturan B"]),
        (["1 Masyarakat"], ["Masyarakat"]),
        (["1 Lembar formulir"], ["1 Lembar formulir"]),
        (["7. A", "8. B", "10. C"], ["A", "B", "C"]),
        (["6. 1. Formulir", "6. 2. Buku agenda"], ["Formulir", "Buku agenda"]),
        (["1.1 Tertib surat", "1.2 Tertib arsip"], ["Tertib surat", "Tertib arsip"]),
        (["Dalam bentuk :", "1. Formulir", "2. Buku"], ["Dalam bentuk :", "Formulir", "Buku"]),
        (["Formulir:", "a. X", "b. Y"], ["Formulir:", "X", "Y"]),
        (["1.", "2.", "3."], []),
        (["-"], []),
        ([], []),
    ],
)
def test_items_lose_their_numbers_and_bullets(lines, expected):
    assert items(*lines) == expected


def test_a_wrapped_line_that_begins_with_a_number_goes_on():
    lines = ["1. Undang-Undang Nomor", "14 Tahun 2008 tentang", "Keterbukaan", "2. PP No. 61 Tahun", "2010"]
    assert items(*lines) == ["Undang-Undang Nomor 14 Tahun 2008 tentang Keterbukaan", "PP No. 61 Tahun 2010"]


def test_items_run_together_in_one_line_are_told_apart_by_their_numbers():
    assert items("1. Komputer 2. Printer 3. ATK") == ["Komputer", "Printer", "ATK"]
    assert items("Surat 1. A 2. B 3. C") == ["Surat", "A", "B", "C"]
    assert items("• A • B") == ["A", "B"]
    assert items("Pasal 1. dan seterusnya") == ["Pasal 1. dan seterusnya"]


def test_a_paragraph_is_one_item():
    assert items("Apabila tidak", "dilaksanakan maka masing-", "masing gagal") == [
        "Apabila tidak dilaksanakan maka masing-masing gagal"
    ]


def test_numbers_printed_in_a_column_of_their_own_join_the_text_beside_them():
    lines = [at("1.", 10, 10, 20), at("2.", 10, 30, 20), at("Komputer", 30, 10, 80), at("Printer", 30, 30, 80)]
    assert [text for text, _ in split_items(lines)] == ["Komputer", "Printer"]


def test_a_blank_gap_parts_items_without_bullets():
    lines = [at("Surat disposisi", 10, 10, 90), at("Formulir keberatan", 10, 40, 100)]
    assert [text for text, _ in split_items(lines)] == ["Surat disposisi", "Formulir keberatan"]


def test_lines_without_tails_are_no_further_apart_than_others():
    """The boxes are those of the letters: "Berita acara" over "serah terima" leaves 0.95 of its height free."""
    lines = [at("Berita acara", 10, 10, 70), at("serah terima", 10, 29.5, 70)]
    assert [text for text, _ in split_items(lines)] == ["Berita acara serah terima"]
    apart = [at("berita acara", 10, 10, 70), at("daftar hadir", 10, 40, 70)]
    assert [text for text, _ in split_items(apart)] == ["berita acara", "daftar hadir"]


def test_a_low_line_is_no_measure_of_a_blank():
    """ "aman" has neither ascenders nor tails: its box is half as high as the others."""
    low = Line("aman", Box(10, 24, 40, 29))
    lines = [at("Lemari yang", 10, 10, 70), low, at("penuh berkas", 10, 36.5, 70)]
    assert [text for text, _ in split_items(lines)] == ["Lemari yang aman penuh berkas"]


def test_a_paragraph_under_a_list_is_no_part_of_its_last_item():
    lines = [
        at("Waktu layanan:", 10, 10, 90),
        at("- Senin sampai", 10, 22, 100),
        at("Kamis", 20, 34, 60),
        at("- Jumat", 10, 46, 60),
        at("Di luar itu loket tutup dan", 10, 72, 160),
        at("petugas tidak di tempat", 10, 84, 140),
    ]
    rest = ["Senin sampai Kamis", "Jumat", "Di luar itu loket tutup dan petugas tidak di tempat"]
    assert [text for text, _ in split_items(lines)] == ["Waktu layanan:", *rest]
    at_edge = [*lines[:2], at("Kamis", 10, 34, 60), *lines[3:]]
    assert len(split_items(at_edge)) == 3


def test_a_number_stuck_to_its_word_begins_an_item_and_stays():
    assert items("3. A", "4PP B", "5. C") == ["A", "4PP B", "C"]
    assert items("3. A", "4PP B", "S. C", "6. D") == ["A", "4PP B", "C", "D"]
    assert items("3. A", "8D B", "5. C") == ["A 8D B", "C"]


def test_a_line_broken_by_hand_parts_items():
    lines = [at("ATK", 10, 10, 30), at("Lembar kerja dan rencana kerja", 10, 21, 160)]
    assert [text for text, _ in split_items(lines)] == ["ATK", "Lembar kerja dan rencana kerja"]


def test_a_line_that_is_full_goes_on():
    lines = [at("Memiliki pengetahuan tentang", 10, 10, 160), at("Surat Menyurat", 10, 21, 90)]
    assert [text for text, _ in split_items(lines)] == ["Memiliki pengetahuan tentang Surat Menyurat"]


def test_every_item_keeps_its_lines():
    lines = [Line("1. Komputer"), Line("2. Alat tulis"), Line("kantor")]
    assert [(text, used) for text, used in split_items(lines)] == [
        ("Komputer", [lines[0]]),
        ("Alat tulis kantor", [lines[1], lines[2]]),
    ]


words = st.text(alphabet="abcdefghij", min_size=2, max_size=8)


@given(
    st.lists(st.lists(words, min_size=1, max_size=4).map(lambda w: " ".join(w).capitalize()), min_size=1, max_size=15)
)
def test_numbered_lists_are_read_back(texts):
    lines = [f"{n}. {text}" for n, text in enumerate(texts, 1)]
    assert items(*lines) == texts
    assert items(" ".join(lines)) == texts


@given(st.lists(st.text(max_size=30), max_size=8))
def test_no_item_is_without_letters_or_figures(texts):
    for text in items(*texts):
        assert any(c.isalnum() for c in text)


def test_numbers_at_half_the_height_of_their_items():
    lines = [
        at("Undang-Undang Nomor 17 tentang", 30, 10, 160),
        at("1. Keuangan.", 10, 22, 160),
        at("Undang-Undang Nomor 1 tentang", 30, 34, 160),
        at("2. Perbendaharaan.", 10, 46, 160),
    ]
    assert [text for text, _ in split_items(lines)] == [
        "Undang-Undang Nomor 17 tentang Keuangan.",
        "Undang-Undang Nomor 1 tentang Perbendaharaan.",
    ]


def test_a_number_read_twice_still_begins_an_item():
    assert items("4. A", "5. B", "5. C", "7. D") == ["A", "B", "C", "D"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["4. A", "S. B", "6. C"], ["A", "B", "C"]),
        (["3. A", "4. B", "S. C lagi"], ["A", "B", "C lagi"]),
        (["7. A", "B. Surat", "9. C"], ["A", "Surat", "C"]),
        (["2. A", "3. oleh", "S. Parman", "4. C"], ["A", "oleh S. Parman", "C"]),
        (["7. A", "A. B", "B. C"], ["A", "B", "C"]),
    ],
)
def test_letters_read_for_the_missing_figure_begin_an_item(lines, expected):
    assert items(*lines) == expected


def test_a_number_between_two_lines_that_both_show_it_marks_one_item():
    """Items of three, two and two lines; the second and the third number stand at the height between their two lines."""
    lines = [
        at("Peraturan Daerah Nomor 3", 30, 10, 160),
        at("1. Tahun 2015 tentang Arsip", 10, 22, 160),
        at("Daerah", 30, 34, 60),
        at("2. Peraturan Bupati Nomor 9", 10, 50, 160),
        at("2. Tahun 2016 tentang Surat", 10, 62, 160),
        at("3.tentang Tata Naskah dan", 10, 74, 160),
        at("3 Kearsipan", 10, 86, 90),
        at("Keputusan Bupati Nomor 4 tahun", 30, 98, 160),
        at("4.2019 tentang Loket", 10, 110, 160),
        at("4 Pelayanan", 10, 122, 90),
    ]
    assert [text for text, _ in split_items(lines)] == [
        "Peraturan Daerah Nomor 3 Tahun 2015 tentang Arsip Daerah",
        "Peraturan Bupati Nomor 9 Tahun 2016 tentang Surat",
        "tentang Tata Naskah dan Kearsipan",
        "Keputusan Bupati Nomor 4 tahun 2019 tentang Loket Pelayanan",
    ]
