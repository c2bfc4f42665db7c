"""An approver under a stamp: chosen among readings, confirmed by a second signature, or null; never made up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.evidence import Alternative
from models.geometry import Box
from models.layout import HeaderBlock, LabelledValue, Line, Span
from models.regions import issuing_region
from parsers.header.approval import split_signature
from parsers.header.corroborate import as_ranked, corroborated_post, is_torn, spaced
from parsers.header.fields import read_header

OFFICE = ["PEMERINTAH KABUPATEN PURBALINGGA", "DINAS PEKERJAAN UMUM"]
NIP, NIP_DIGITS = "NIP. 19660408 199303 1 009", "196604081993031009"


def line(text: str, confidence: float = 1.0, *others: str, row: int = 0) -> Line:
    box = Box(300, 100 + 12 * row, 300 + 5 * len(text), 110 + 12 * row)
    return Line(text, box, confidence, tuple(Alternative(text=o, reader="ppocr", confidence=0.8) for o in others))


def signed(*lines: Line, page: int = 1) -> Span:
    placed = tuple(
        each._replace(box=Box(300, 100 + 12 * row, 300 + 5 * len(each.text), 110 + 12 * row))
        for row, each in enumerate(lines)
    )
    return Span(page, placed, Box(290, 95, 500, 110 + 12 * len(lines)), "ocr")


def approver(cell: Span, signature: Span | None = None):
    label = Span(1, (Line("Disahkan oleh", Box(200, 100, 260, 110)),), Box(200, 100, 260, 110), "ocr")
    letterhead = [Span(1, (Line(text, Box(20, 20, 150, 30)),), Box(20, 20, 150, 30), "ocr") for text in OFFICE]
    block = HeaderBlock(institution=letterhead, pairs=[LabelledValue(label, [cell])], signature=signature)
    header, evidence = read_header(block)
    return header.approved_by, evidence


def test_among_doubtful_readings_the_one_of_known_words_is_chosen():
    post = [line("KEPALA DINAS"), line("PEKERJAANUMUN", 0.4, "PEKERJAAN UMUM")]
    assert corroborated_post(post, OFFICE, None) == "KEPALA DINAS PEKERJAAN UMUM"


def test_a_letterhead_line_that_says_more_than_was_read_does_not_stand_for_the_line():
    """An address names the regency too, and more; a doubtful line of the post is not turned into it."""
    offices = ["PEMERINTAH KABUPATEN PURBALINGGA", "SEKRETARIAT DAERAH", "Kec. Rembang Kab. Purbalingga"]
    post = [line("Kepala Bagian Hukum", 0.99), line("Sekretariat Daerah Kabupaten Purbalga", 0.6)]
    assert corroborated_post(post, offices, None) is None


def test_a_post_names_its_region_last_where_the_letterhead_names_it_first():
    offices = ["PEMERINTAH KABUPATEN PURBALINGGA", "DINAS PEKERJAAN UMUM"]
    post = [line("Kepala Dinas Pekerjan Umum Kabupaten Purbalingga", 0.9)]
    whole = "Kepala Dinas Pekerjaan Umum Kabupaten Purbalingga"
    assert corroborated_post(post, offices, issuing_region(offices)) == whole


@pytest.mark.parametrize(
    "read",
    [
        "Kepala Dif sial Kabupaten Purbalingga",
        "Kepala Dinas Pekeriaan Umum Kabupaten Tegal",
        "Kepala Dinas Pekeriaan Umum Kabupaten Kabupaten Purbalingga",
    ],
)
def test_words_that_were_read_are_not_dropped_for_a_letterhead_line_that_says_less(read):
    offices = ["PEMERINTAH KABUPATEN PURBALINGGA", "DINAS PEKERJAAN UMUM"]
    assert corroborated_post([line(read, 0.7)], offices, issuing_region(offices)) is None


@pytest.mark.parametrize(
    ("post", "confidence", "torn"),
    [
        ("Kepala Dinas Sosial Provinsi Kalimantan", 0.99, True),
        ("Kepala Dinas Sosial Kabupaten HERINT Purbolinggo", 0.75, True),
        ("Kepala Dinas Sosial Provinsi Kalimantan Tengah", 0.75, False),
        ("Kepala Dinas Sosial Kabupaten Antah Berantah", 0.99, False),
        ("Kepala Dinas Sosial Provinsi", 0.75, True),
        ("Kepala Dinas Sosial Provinsi", 0.99, False),
    ],
)
def test_a_post_of_a_region_that_there_is_not_is_torn(post, confidence, torn):
    assert is_torn(post, confidence, issuing_region(["PEMERINTAH PROVINSI KALIMANTAN TENGAH"])) is torn


def test_a_sure_reading_is_not_changed():
    assert corroborated_post([line("KEPALA DINAS PEKERJAN UMUM", 0.99)], OFFICE, None) is None


def test_a_doubtful_line_of_the_post_is_not_left_out():
    cell = signed(line("DIREKTUR POLITEKNIK"), line("XANSPORVASI DARAY", 0.3), line("AHMAD YANI, M.T."), line(NIP))
    parts = split_signature(cell.lines)
    assert len(parts.position) == 2
    read, evidence = approver(cell)
    assert read.position is None
    assert evidence["/header/approved_by/position"].confidence == pytest.approx(0.3)


def test_a_name_doubtful_in_the_block_is_taken_from_the_signature_under_the_table():
    cell = signed(line("KEPALA DINAS PEKERJAAN UMUM"), line("SAMUEI, SE", 0.6), line(NIP))
    below = signed(line("KEPALA DINAS PEKERJAAN UMUM"), line("SAMUEL S., SE", 0.97), line(NIP), page=2)
    read, evidence = approver(cell, below)
    assert read.name == "SAMUEL S., SE"
    assert evidence["/header/approved_by/name"].page == 2
    assert read.nip == "196604081993031009"


def test_another_person_under_the_table_confirms_nothing():
    cell = signed(line("KEPALA DINAS PEKERJAAN UMUM"), line("SAMUEI T., SE", 0.6), line(NIP))
    below = signed(line("SEKRETARIS"), line("BUDI HARTONO, M.M.", 0.99), line("NIP. 19770101 200212 1 001"), page=2)
    read, _ = approver(cell, below)
    assert read.name is None and read.nip == "196604081993031009"


def test_a_rank_with_a_letter_lost_under_a_stroke_is_the_rank_it_means():
    (rank,) = as_ranked([line("Pembha Utama Madya (IV/d)", 0.9)])
    assert rank.text == "Pembina Utama Madya (IV/d)"
    sure = line("Pembina Utama Madya", 0.99)
    assert as_ranked([sure]) == (sure,)


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("KEPALA DINAS PROVINSIKALIMANTAN BARAT", "KEPALA DINAS PROVINSI KALIMANTAN BARAT"),
        ("KABUPATENGROBOGAN", "KABUPATEN GROBOGAN"),
        ("Kepala Dinas Kabupaten Tapin", "Kepala Dinas Kabupaten Tapin"),
    ],
)
def test_the_space_a_stroke_filled_comes_back(text, parted):
    assert spaced(text) == parted


def test_a_number_whose_figures_are_disputed_must_be_surer_than_one_that_is_not():
    for others, expected in (((), "67/DIS/2024"), (("07/DIS/2024",), None)):
        label = Span(1, (Line("Nomor SOP", Box(200, 10, 260, 20)),), Box(200, 10, 260, 20), "ocr")
        value = Span(1, (replace_alternatives(line("67/DIS/2024", 0.93), others),), Box(300, 10, 400, 20), "ocr")
        header, evidence = read_header(HeaderBlock(pairs=[LabelledValue(label, [value])]))
        assert header.number == expected
        assert evidence["/header/number"].text == "67/DIS/2024"


def replace_alternatives(made: Line, others: tuple[str, ...]) -> Line:
    return made._replace(alternatives=line(made.text, made.confidence, *others).alternatives)


def test_each_doubtful_word_of_a_post_takes_its_own_known_reading():
    post = [line("Kepaia Dinas Pekerjaan Umun", 0.66, "Kepala", "Umum")]
    assert corroborated_post(post, OFFICE, None) == "Kepala Dinas Pekerjaan Umum"
    unlike = [line("Kepaia Dinas Pekerjaan Xy", 0.66, "Kepala", "Umum")]
    assert corroborated_post(unlike, ["KECAMATAN REMBANG"], None) is None


@pytest.mark.parametrize(
    ("other", "nip"),
    [
        ("49660408", "196604081993031009"),  # a year 4966 is no rival
        ("19650408", None),  # another date of birth is
    ],
)
def test_of_two_readings_of_a_nip_the_only_sound_one_counts(other, nip):
    cell = signed(line("KEPALA DINAS PEKERJAAN UMUM"), line("SAMUEL S., SE"), line(NIP, 0.65, other))
    assert approver(cell)[0].nip == nip


def test_a_nip_that_is_doubtful_without_another_reading_stays_null():
    cell = signed(line("KEPALA DINAS PEKERJAAN UMUM"), line("SAMUEL S., SE"), line(NIP, 0.65))
    assert approver(cell)[0].nip is None


@pytest.mark.parametrize("left", ["Dinas Pekerjaan Umum", "Sekretariat Daerah", "KABUPATEN PURBALINGGA"])
def test_an_office_whose_head_a_stamp_hides_is_no_post_though_all_its_words_are_known(left):
    offices = [*OFFICE, "SEKRETARIAT DAERAH"]
    assert corroborated_post([line(left, 0.5)], offices, issuing_region(offices)) is None
    post = [line("Kepala", 0.5), line(left, 0.5)]
    assert corroborated_post(post, offices, issuing_region(offices)) == f"Kepala {left}"


def test_the_opening_word_of_a_post_may_be_hidden_but_no_other():
    offices = ["DIREKTUR POLITEKNIK PELAYARAN NUSANTARA", "TEGAL"]
    read = [line("POLITEKNIK PELAYAPAN NUSANTAR", 0.5)]
    assert corroborated_post(read, offices, None) == offices[0]
    assert corroborated_post([line("POLITEKNIK PELAYAPAN", 0.5)], offices, None) is None


@pytest.mark.parametrize("left", ["H., M.H., M.Si", "u S.H., M.H., M.Si", "KAMuhammad Yusuf, S.Sos"])
def test_what_a_stroke_has_left_of_a_name_is_no_name(left):
    read, evidence = approver(signed(line("KEPALA DINAS PEKERJAAN UMUM"), line(left, 0.97), line(NIP)))
    assert read.name is None
    assert evidence["/header/approved_by/name"].text == left


@pytest.mark.parametrize("name", ["Ali Edi, S.H.", "Dr. Ir. Wening Prabasari, M.T.", "Drs. H. M. YUSUF"])
def test_short_names_are_names(name):
    assert approver(signed(line("KEPALA DINAS PEKERJAAN UMUM"), line(name, 0.99), line(NIP)))[0].name == name


def test_an_unsound_nip_is_a_value_only_where_no_reader_saw_another():
    post, name, unsound = line("KEPALA DINAS PEKERJAAN UMUM"), line("SAMUEL S., SE"), "NIP. 49660408 199303 1 009"
    assert approver(signed(post, name, line(unsound, 0.97, "NEG196604#8")))[0].nip is None
    assert approver(signed(post, name, line(unsound, 0.97)))[0].nip == "496604081993031009"
    assert approver(signed(post, name, line(unsound, 0.97, "NIP. 49660408")))[0].nip == "496604081993031009"


@pytest.mark.parametrize(("sure", "nip"), [(0.85, "196604081993031009"), (0.7, None)])
def test_a_doubtful_nip_is_no_value_though_it_is_sound(sure, nip):
    """Of 19660408 under a stamp two readers read 19550408, as sound a date as the right one."""
    read, evidence = approver(signed(line("Camat Galang"), line(NIP, sure)))
    assert read.nip == nip
    assert evidence["/header/approved_by/nip"].confidence == pytest.approx(sure)


@pytest.mark.parametrize(
    ("printed", "sure", "others", "nip"),
    [
        ("1984042 20140 2 001", 0.99, (), "1984042201402001"),  # a misprint that all readers saw
        ("1984042 20140 2 001", 0.99, ("Nip.",), "1984042201402001"),
        ("1984042 20140 2 001", 0.99, ("1984043",), None),
        ("1984042 20140 2 001", 0.85, (), None),  # or figures lost
        ("19840422 20140", 0.99, (), None),  # half of it is no misprint
    ],
)
def test_a_nip_of_another_length_is_the_sheets_own_where_all_readers_saw_it(printed, sure, others, nip):
    read, evidence = approver(signed(line("Camat Galang"), line("SITI, S.E"), line(f"NIP. {printed}", sure, *others)))
    assert read.nip == nip
    assert evidence["/header/approved_by/nip"].text == f"NIP. {printed}"


def test_a_text_layer_gives_the_nip_as_it_stands():
    cell = signed(line("Camat Galang"), line("SITI, S.E"), line("NIP. 1984042 20140 2 001"))
    assert approver(replace(cell, origin="pdf"))[0].nip == "1984042201402001"


@pytest.mark.parametrize(
    ("read", "sure", "others", "nip"),
    [
        ("NIR19660408 199303 1 009", 0.55, {"NP19660408": 0.96}, "196604081993031009"),  # only the label is disputed
        ("NIR19660408 199303 1 009", 0.55, {"NP19660408": 0.9}, None),
        ("NIR19660408 199303 1 009", 0.55, {}, None),
        ("NIP:A96604081993031009", 0.4, {"NP:196604081993031009": 0.95, "NIP.196604081993031009": 0.96}, NIP_DIGITS),
        ("NIP:A96604081993031009", 0.4, {"NP:196604081993031009": 0.95, "NIP.196604081993031003": 0.96}, None),
        ("NIPT9660408 199303 1 009", 0.85, {}, "196604081993031009"),  # a T that must be a 1
        ("NIP. 19660408 199303 4 009", 0.9, {"NIPX9B604O8": 0.1}, "196604081993034009"),  # a misprint, and a scrawl
    ],
)
def test_a_nip_under_a_stamp_is_given_where_its_figures_are_not_in_doubt(read, sure, others, nip):
    alternatives = tuple(Alternative(text=t, reader="ppocr", confidence=c) for t, c in others.items())
    doubtful = line(read, sure)._replace(alternatives=alternatives)
    assert approver(signed(line("Camat Galang"), line("SITI, S.E"), doubtful))[0].nip == nip


@pytest.mark.parametrize("read", ["PenataTk. I", "PembinaTk.I", "Penata Tk. I"])
def test_a_rank_whose_space_a_stamp_hides_is_a_rank(read):
    parts = split_signature([line("KEPALA DINAS PEKERJAAN UMUM"), line("SAMUEL S., SE"), line(read), line(NIP)])
    assert [each.text for each in parts.rank] == [read]
