"""The report a clerk reads: figures right, places named, nothing wider than the screen, nothing that moves the cursor."""

from __future__ import annotations

import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from models.status import Problem
from review import overview, overview_text, sheet_text
from review.column_widths import column_widths
from review.entries import Filter, as_rows, sheets_of
from review.places import place_words, text_at
from review.plain import plain
from review.problem_words import problem_words
from tests.sheets import failed, flagged, grouped_sop, make_extraction, make_sop

TITLES = {"REG501": "Daerah lain disebut"}


def drawn(renderable, width: int = 80) -> str:
    stream = io.StringIO()
    Console(file=stream, width=width, highlight=False, markup=False).print(renderable)
    return stream.getvalue()


EVERYTHING = Filter()


def run(chosen=EVERYTHING, limit=10, language="id"):
    documents = [("a.pdf", make_extraction("a.pdf")), ("sub/b.pdf", flagged()), ("c.pdf", failed())]
    documents.append(("d.pdf", make_extraction("d.pdf", sops=[])))
    return overview.collect(documents, chosen, language, limit)


def test_the_overview_counts_files_sheets_and_findings():
    found = run()
    assert (found.documents, found.statuses, found.sops, found.steps) == (4, {"ok": 3, "failed": 1}, 2, 4)
    assert found.severities == {"error": 1, "warning": 3, "info": 1}
    assert found.rule_sheets[("REG501", "reg501", "error")] == 1
    assert found.without_sheets == ["d.pdf"]
    text = drawn(overview_text.render(found, TITLES, "id"))
    assert "4 (3 lengkap, 1 gagal)" in text
    assert "1 galat, 3 peringatan, 1 catatan pada 1 dari 2 lembar" in text
    assert "berkas dikunci" in text and "-> buka kuncinya" in text
    assert "Daerah lain disebut" in text


def test_a_problem_names_its_page_once():
    problem = Problem(code="x", stage="parse", page=3, message="Halaman 3: bergeser")
    assert problem_words(problem, "id") == "Halaman 3: bergeser"
    assert problem_words(problem.model_copy(update={"message": "bergeser"}), "id") == "hal. 3: bergeser"


def test_the_worst_sheet_comes_first_and_only_as_many_as_asked_are_kept():
    one, two, three = (make_extraction(name) for name in "xyz")
    two.findings = flagged().findings
    three.findings = flagged().findings[:1]
    found = overview.collect([("x", one), ("y", two), ("z", three)], Filter(), "id", 1)
    assert [sheet.document for sheet in found.worst] == ["y"]
    found = overview.collect([("x", one), ("z", three), ("y", two)], Filter(), "id", 5)
    assert [sheet.document for sheet in found.worst] == ["y", "z"]


@pytest.mark.parametrize(
    ("chosen", "codes"),
    [
        (Filter(rules=("reg",)), ["REG501"]),
        (Filter(severities=("info",)), ["FLW702"]),
        (Filter(document="sub/*"), ["HDR106", "REG501", "DUR403", "STP201", "FLW702"]),
        (Filter(document="B.PDF", rules=("STP", "DUR")), ["DUR403", "STP201"]),
        (Filter(statuses=("failed",)), []),
    ],
)
def test_filters(chosen, codes):
    found = run(chosen)
    assert [entry.finding.code for sheet in found.worst for entry in sheet.entries] == codes


def test_a_sound_sheet_is_shown_when_it_is_asked_for_by_name():
    (sheet,) = run(Filter(document="a.pdf")).worst
    assert "tidak ada temuan" in drawn(sheet_text.render(sheet, "id", with_table=True))


def test_a_finding_says_where_what_stands_there_and_what_was_meant():
    (sheet,) = sheets_of("b.pdf", flagged(), Filter(), "id")
    text = drawn(sheet_text.render(sheet, "id", with_table=False))
    assert "[2] galat REG501  hal. 2, langkah 1, uraian kegiatan" in text
    assert "tertulis: Menerima surat dari Kabupaten Lain" in text
    assert "saran:    Kota Contoh" in text
    assert "hal. 2, baris 2 (tanpa nomor), waktu" in text
    assert "bacaan:   yakin 61%, atau: 12 hari" in text
    english = drawn(sheet_text.render(sheets_of("b.pdf", flagged(), Filter(), "en")[0], "en", with_table=False))
    assert "p. 2, step 1, activity" in english and "61% sure, or: 12 hari" in english


@pytest.mark.parametrize(
    ("cause", "words"), [("reading", "agaknya salah baca"), ("sheet", "agaknya salah di lembarnya")]
)
def test_a_finding_says_whether_the_sheet_or_its_reading_is_likely_at_fault(cause, words):
    extraction = flagged()
    extraction.findings = [f.model_copy(update={"cause": cause}) for f in extraction.findings]
    (sheet,) = sheets_of("b.pdf", extraction, Filter(rules=("DUR",)), "id")
    assert sheet.entries[0].cause == words and "61%" in sheet.entries[0].reading
    assert f"sebab:    {words}" in drawn(sheet_text.render(sheet, "id", with_table=False))
    assert as_rows(sheet, TITLES)[0]["cause"] == cause


def test_what_the_message_quotes_is_not_said_twice():
    extraction = flagged()
    extraction.findings[2].message = "Waktu janggal: “120 hari”"
    text = drawn(sheet_text.render(sheets_of("b", extraction, Filter(), "id")[0], "id", with_table=False))
    assert text.count("120 hari") == 1


def test_the_table_as_read_marks_the_flagged_cells():
    (sheet,) = sheets_of("b.pdf", flagged(), Filter(), "id")
    text = drawn(sheet_text.render(sheet, "id", width=160, with_table=True), 160)
    assert "120 hari [3]" in text
    rows = [line for line in text.splitlines() if line.startswith("[4]")]
    assert rows and "Kepala" in " ".join(rows)
    assert "Kepala Bagian, Siti [1]" in text
    assert "Disahkan oleh" in text and "Paham komputer" in text


def test_the_table_as_read_has_the_headings_of_groups_and_its_notes():
    sop = grouped_sop()
    for step in sop.activities:
        step.description = ""
    (sheet,) = sheets_of("b.pdf", make_extraction("b.pdf", sops=[sop]), EVERYTHING, "id")
    text = drawn(sheet_text.render(sheet, "id", width=120, with_table=True), 120)
    order = ["A. Penerimaan", "5 menit", "B. Putusan", "120 hari", "Jumlah waktu 2 jam", "=1+1"]
    assert sorted(order, key=text.index) == order


def test_a_flagged_item_of_a_list_is_marked_where_it_stands():
    extraction = flagged()
    extraction.findings[0].pointer = "/header/qualifications/1"
    extraction.findings[1].pointer = "/header"
    (sheet,) = sheets_of("b", extraction, Filter(), "id")
    text = drawn(sheet_text.render(sheet, "id", with_table=True))
    assert "Paham komputer [1]" in text and "SMA\n" in text.replace(" ", "") and "blok identitas         [2]" in text


@pytest.mark.parametrize("width", [80, 60, 120])
def test_no_line_is_wider_than_the_screen(width):
    extraction = flagged()
    extraction.sops[0].activities[0].description = "Menindaklanjuti " * 12 + "pertanggungjawabanpenyelenggaraan" * 3
    (sheet,) = sheets_of("b.pdf", extraction, Filter(), "id")
    for part in (
        sheet_text.render(sheet, "id", width=width, with_table=True),
        overview_text.render(run(), TITLES, "id"),
    ):
        assert max(map(len, drawn(part, width).splitlines())) <= width


def test_what_a_document_says_cannot_reach_the_terminal():
    extraction = flagged()
    extraction.sops[0].header.title = "A\x1b]0;evil\x07B\u202eC\u200bD\r\nE"
    extraction.findings[0].message = "x\x1b[2Jy [bold]z[/bold]"
    (sheet,) = sheets_of("\x1b[31mb.pdf", extraction, Filter(), "id")
    text = drawn(sheet_text.render(sheet, "id", with_table=True))
    assert not [c for c in text if c != "\n" and unicodedata.category(c) in ("Cc", "Cf")]
    assert "[bold]z[/bold]" in text and "A\ufffd]0;evil\ufffdB\ufffdCD E" in text


@given(st.text())
def test_plain_text_has_no_control_characters_and_is_stable(text):
    once = plain(text)
    assert not [c for c in once if unicodedata.category(c) in ("Cc", "Cf", "Cs")]
    assert plain(once) == once


@given(st.lists(st.tuples(*[st.text("abc ", max_size=60)] * 3), min_size=1, max_size=8), st.integers(8, 120))
def test_columns_fit_and_none_vanishes(columns, total):
    widths = column_widths(columns, total)
    assert sum(widths) <= max(total, len(columns)) and min(widths) >= 1


def test_a_word_is_kept_whole_where_there_is_room():
    assert column_widths([["No"], ["Kegiatan panjang sekali sampai beberapa baris"], ["5 menit"]], 24)[2] >= len(
        "menit"
    )


def test_places_of_all_kinds_have_words():
    sop = make_sop()
    assert place_words(sop, "/header/created_on", "en") == "Date of making"
    assert place_words(sop, "/header", "id") == "blok identitas"
    assert place_words(sop, "/actors/1", "en") == "actor column Kepala"
    assert place_words(sop, "/flow/nodes/1", "id") == "baris 2 (tanpa nomor), diagram alir"
    assert place_words(sop, "/activities", "id") == "tabel kegiatan"
    assert place_words(sop, "", "en") == "sheet"
    assert place_words(sop, "/activities/99/number", "id") == "tabel kegiatan"
    assert text_at(sop, "/activities/1/requirements") == "- lampiran; Surat"
    assert text_at(sop, "/activities/9/number") == ""
    assert text_at(sop, "/activities") == "" and text_at(sop, "") == ""
    sop.activities[0].description = "kata " * 100
    assert len(text_at(sop, "/activities/0/description")) <= 242


def test_rows_for_other_programs_keep_the_fingerprint():
    (sheet,) = sheets_of("b.pdf", flagged(), Filter(rules=("REG501",)), "id")
    (row,) = as_rows(sheet, TITLES)
    assert (row["rule"], row["place"], row["fingerprint"]) == (
        "Daerah lain disebut",
        "langkah 1, uraian kegiatan",
        flagged().findings[1].fingerprint,
    )


def test_a_file_that_is_there_twice_is_counted_once_and_named():
    twin, excused = flagged(), flagged()
    excused.findings, excused.excepted = excused.findings[1:], excused.findings[:1]
    documents = [("b.pdf", flagged()), ("c.pdf", excused), ("salinan.pdf", twin), ("z.pdf", make_extraction("z.pdf"))]
    found = overview.collect(documents, EVERYTHING, "id", 10)
    once = overview.collect(documents[:2] + documents[3:], EVERYTHING, "id", 10)
    assert (found.documents, found.sops, found.severities) == (4, once.sops, once.severities)
    assert found.statuses == once.statuses and [sheet.document for sheet in found.worst] == ["b.pdf", "c.pdf"]
    assert found.doubles.named == [("salinan.pdf", "b.pdf")] and once.doubles.count == 0
    text = drawn(overview_text.render(found, TITLES, "id"))
    assert "4 (3 lengkap, 1 kembar)" in text and "salinan.pdf sama dengan b.pdf" in text
    chosen = overview.collect(documents, Filter(document="salinan"), "id", 10)
    assert [sheet.document for sheet in chosen.worst] == ["salinan.pdf"]


@pytest.mark.parametrize("code", ["steps-left-out", "flow-left-out", "page-left-out"])
def test_a_file_that_was_read_whole_but_not_taken_whole_is_named(code):
    kept = make_extraction("a.pdf")
    kept.problems.append(Problem(code="changed-columns", stage="parse", page=1, message="kolom berbeda"))
    lost = make_extraction("b.pdf")
    lost.source.sha256 = "b" * 64
    lost.problems.append(Problem(code=code, stage="parse", page=2, message="4 baris", hint="lihat asli"))
    found = overview.collect([("a.pdf", kept), ("b.pdf", lost)], EVERYTHING, "id", 10)
    assert found.statuses == {"ok": 2} and [name for name, _ in found.not_taken] == ["b.pdf"]
    text = drawn(overview_text.render(found, TITLES, "id"))
    assert "TIDAK TERAMBIL\n  b.pdf\n      hal. 2: 4 baris\n      -> lihat asli\n" in text
    [named] = overview.as_json(found)["not_all_taken"]
    assert (named["document"], named["problems"][0]["code"]) == ("b.pdf", code)


def test_files_without_a_hash_double_nothing():
    lost = failed()
    lost.source.sha256 = ""
    assert overview.collect([("a.pdf", lost), ("b.pdf", lost)], EVERYTHING, "id", 10).troubled_count == 2
