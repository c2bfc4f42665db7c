"""Exports: every form of the registry, nothing lost, and no cell or label that becomes a formula or markup."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from cli.commands.export import FORMS as NAMES
from exports import archive_records, csv_file, jsonl_file, mermaid, xlsx_file
from exports.form import Document, FilePerSop, OneFile
from exports.json_file import from_bytes, to_bytes
from exports.registry import FORMS
from exports.sarif import sarif_bytes
from exports.spreadsheet import Sheet, csv_bytes, markdown_table, neutral, xlsx_bytes
from models.schema import schema
from tests.sheets import failed, flagged, grouped_sop, make_extraction, make_sop

DOCUMENTS = [Document("a.pdf", make_extraction("a.pdf")), Document("sub/b.pdf", flagged()), Document("c.pdf", failed())]


def rows_of(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))


def test_the_help_lists_the_forms_of_the_registry():
    assert tuple(FORMS) == NAMES


@pytest.mark.parametrize("name", FORMS)
def test_every_form_writes_every_document_and_the_same_bytes_again(name):
    form = FORMS[name]

    def made() -> bytes:
        if isinstance(form, OneFile):
            return b"".join(form.write(iter(DOCUMENTS)))
        if isinstance(form, FilePerSop):
            return form.render(DOCUMENTS[1].extraction.sops[0])
        return form.render(iter(DOCUMENTS), form.suffix)

    assert len(made()) > 50 and made() == made()


def test_json_is_the_contracts_and_validates_against_the_schema():
    jsonschema = pytest.importorskip("jsonschema")
    for document in DOCUMENTS:
        data = to_bytes(document.extraction)
        assert from_bytes(data) == document.extraction
        jsonschema.Draft202012Validator(schema()).validate(json.loads(data))
        assert next(iter(json.loads(data))) == "schema_version"


def test_names_of_any_bytes_and_half_characters_can_be_written():
    extraction = make_extraction("a\udcff.pdf")
    extraction.sops[0].header.title = "half \ud835 character"
    written = json.loads(to_bytes(extraction))
    assert written["source"]["name"] == "a\\xff.pdf"
    assert written["sops"][0]["header"]["title"] == "half ? character"


def test_the_schema_refuses_unknown_and_missing_keys():
    jsonschema = pytest.importorskip("jsonschema")
    good = json.loads(to_bytes(flagged()))
    for bad in ({**good, "extra": 1}, {key: value for key, value in good.items() if key != "findings"}):
        assert list(jsonschema.Draft202012Validator(schema()).iter_errors(bad))


def test_jsonl_and_json_hold_all_results():
    lines = b"".join(jsonl_file.write_lines(DOCUMENTS)).splitlines()
    assert [json.loads(line)["source"]["name"] for line in lines] == ["a.pdf", "b.pdf", "c.pdf"]
    assert json.loads(b"".join(jsonl_file.write_array(DOCUMENTS))) == [json.loads(line) for line in lines]
    assert json.loads(b"".join(jsonl_file.write_array([]))) == []


def test_csv_has_a_row_per_activity_and_no_formula():
    rows = rows_of(b"".join(csv_file.write(DOCUMENTS)))
    assert len(rows) == 5
    first, second = (dict(zip(rows[0], row, strict=True)) for row in rows[3:])
    assert (first["document"], first["actors"], first["min_minutes"]) == ("sub/b.pdf", "Staf", "5.0")
    assert second["description"] == '\'=HYPERLINK("x")' and second["requirements"] == "'- lampiran; Surat"


def test_groups_of_steps_and_notes_of_the_table_reach_the_spreadsheets():
    documents = [Document("g.pdf", make_extraction("g.pdf", sops=[grouped_sop()])), *DOCUMENTS]
    heading, first, second, third, *_ = rows_of(b"".join(csv_file.write(documents)))
    group = heading.index("group")
    assert [row[group] for row in (first, second, third)] == ["A. Penerimaan", "B. Putusan", ""]
    book = load_workbook(io.BytesIO(b"".join(xlsx_file.write(documents))))
    heading, *sheets = book["SOP"].iter_rows(values_only=True)
    notes = heading.index("table_notes")
    assert [row[notes] for row in sheets] == ["Jumlah waktu 2 jam; =1+1", None, None, None]
    steps = list(book["Kegiatan"].iter_rows(values_only=True))
    assert steps[2][steps[0].index("group")] == "B. Putusan"


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2), max_size=4))
def test_no_cell_of_a_csv_begins_like_a_formula(rows):
    for row in rows_of(b"".join(csv_bytes(["a", "b"], rows)))[1:]:
        for cell in row:
            assert len(cell.strip()) <= 1 or not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_lone_dash_and_numbers_stay_as_they_are():
    assert [neutral(value) for value in ("-", "", None, -5, "- dua", " =1+1")] == [
        "-",
        "",
        None,
        -5,
        "'- dua",
        "' =1+1",
    ]


def test_xlsx_holds_text_as_text_and_characters_that_xml_cannot_hold_are_replaced():
    book = load_workbook(io.BytesIO(b"".join(xlsx_file.write(DOCUMENTS))))
    assert book.sheetnames == ["SOP", "Kegiatan", "Alur", "Temuan"]
    steps = list(book["Kegiatan"].iter_rows(values_only=True))
    column = steps[0].index("description")
    cell = book["Kegiatan"].cell(row=5, column=column + 1)
    assert (cell.value, cell.data_type) == ('=HYPERLINK("x")', "s")
    assert steps[4][steps[0].index("remarks")] == "\ufffd[31mmerah\ufffd[0m"
    assert book["SOP"].max_row == 4 and book["Alur"].max_row == 5 and book["Temuan"].max_row == 6


@settings(max_examples=30)
@given(st.text())
def test_any_text_fits_in_an_xlsx_cell(text):
    data = xlsx_bytes([Sheet("s", ["a"], [[text]])])
    assert load_workbook(io.BytesIO(data))["s"]["A2"].data_type in ("s", "inlineStr", "n")


def test_mermaid_draws_a_subgraph_per_actor_and_escapes_what_the_sheet_says():
    text = mermaid.render(make_sop()).decode()
    assert text.splitlines()[:4] == [
        "flowchart TB",
        '  subgraph a1["Staf"]',
        '    n1(["1. Menerima surat dari Kabupaten Lain"])',
        "  end",
    ]
    assert 'n2{"=HYPERLINK#40;#34;x#34;#41; #40;Setuju #34;?#34;#41;"}' in text
    assert 'n2 -->|"Tidak"| n1' in text and "n1 --> n2" in text


def test_mermaid_of_a_transcript_follows_the_table():
    sop = make_sop()
    sop.flow.nodes, sop.flow.edges = [], []
    assert "n1 --> n2" in mermaid.render(sop).decode()


def test_no_text_becomes_a_style_a_formula_or_an_icon_in_mermaid():
    sop = make_sop()
    sop.activities[0].description = "style x fill:#f00\x1b $$x$$"
    assert "style x fill#58;#35;f00 #36;#36;x#36;#36;" in mermaid.render(sop).decode()


def test_symbols_without_any_line_follow_each_other_in_mermaid():
    sop = make_sop()
    sop.flow.edges = []
    assert "n1 --> n2" in mermaid.render(sop).decode()


def test_the_list_of_archives_has_the_columns_of_the_regulation_and_every_file():
    rows = rows_of(archive_records.list_of_archives(DOCUMENTS, ".csv"))
    assert rows[0] == ["Unit Pengolah", "Nomor Urut", "Jenis Arsip", "Jumlah", "Kurun Waktu", "Keterangan"]
    assert rows[2][:5] == ["BAGIAN UMUM", "2", "SOP SOP-2/2024 Penanganan Surat", "2 halaman", "2023-2024"]
    assert "tidak terbaca" in rows[3][5] and len(rows) == 4
    assert load_workbook(io.BytesIO(archive_records.list_of_archives(DOCUMENTS, ".xlsx"))).worksheets[0].max_row == 4


def test_the_official_report_counts_and_leaves_the_rest_to_be_written_in():
    text = archive_records.official_report(DOCUMENTS, ".md").decode()
    assert "3 berkas, 2 lembar SOP, 6 halaman" in text
    assert "2 terbaca lengkap, 1 tidak terbaca" in text
    assert text.count(archive_records.BLANK) == 4


def test_markdown_cells_cannot_break_the_table():
    assert markdown_table(["a"], [["x|y\n<b>"]]).splitlines()[2] == r"| x\|y \<b\> |"


def test_sarif_carries_rules_levels_places_and_fingerprints():
    log = json.loads(sarif_bytes(DOCUMENTS, {"REG501": "Daerah lain disebut"}))
    (run,) = log["runs"]
    assert log["version"] == "2.1.0" and len(run["results"]) == 5
    result = run["results"][1]
    assert (result["ruleId"], result["level"]) == ("REG501", "error")
    assert result["partialFingerprints"]["sopscan/v1"] == flagged().findings[1].fingerprint
    location = result["locations"][0]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == "sub/b.pdf"
    assert location["logicalLocations"][0]["fullyQualifiedName"] == "/sops/0/activities/0/description"
    assert {rule["id"] for rule in run["tool"]["driver"]["rules"]} == {result["ruleId"] for result in run["results"]}
