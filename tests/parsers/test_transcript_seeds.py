"""The transcripts handed over with the project: every activity of every table, header fields where there are any."""

import re
from pathlib import Path

import pytest

from ingest.transcript.source import read_transcript
from parsers.table.activities import ActivitiesRead, read_activities
from parsers.table.column_check import check_columns
from parsers.transcript.sheets import parse_transcript

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the shared seeds are not beside the project")


def read(prefix: str):
    path = next(SEEDS.glob(f"{prefix}_*.txt"))
    sops = parse_transcript(read_transcript(path.read_bytes(), "text/plain"))
    assert len(sops) == 1
    block, table = sops[0]
    check_columns(table)
    return block, table, read_activities(table)


def numbers(read: ActivitiesRead) -> list[int | None]:
    return [activity.number for activity in read.activities]


def values(block, label: str) -> str:
    pair = next(p for p in block.pairs if p.label.text.casefold() == label.casefold())
    return " ".join(span.text for span in pair.values)


def test_blank_header_fields_and_a_table_over_three_pages():
    block, table, steps = read("000")
    assert numbers(steps) == list(range(1, 14))
    assert [a.page for a in steps.activities] == [1] * 5 + [2] * 6 + [3] * 2
    assert [a.name for a in steps.actors] == ["Kadin", "Sekdin", "Kasub", "Staf"]
    assert steps.activities[12].duration.text == "" and steps.activities[12].outputs == ["Tanda terima"]
    assert all(values(block, label) == "" for label in ("NOMOR SOP", "TGL PEMBUATAN", "TGL REVISI", "TGL EFEKTIF"))
    assert values(block, "NAMA SOP").startswith("Penyusunan Laporan")
    assert table.changed_pages == table.shifted_pages == []


def test_odd_durations_and_sections_in_columns():
    block, _, steps = read("001")
    assert numbers(steps) == list(range(1, 10))
    assert len(steps.actors) == 5
    assert [steps.activities[i].duration.text for i in (2, 6)] == ["2 Menit", "120 hari"]
    assert re.fullmatch(r"\d{3}/SOP/\S+/2023", values(block, "Nomor SOP"))
    assert len(block.institution) == 2
    assert "2. PermenPAN" in values(block, "Dasar Hukum")
    assert values(block, "Kualifikasi Pelaksana").startswith("1. Memiliki")
    assert re.search(r"NIP\W+\d{8} \d{6} \d \d{3}", block.signature.text)


def test_ocr_text_without_columns():
    block, _, steps = read("002")
    assert numbers(steps) == [1, 3, 4, 5, 6, 7, None, None]
    texts = [" ".join([a.description, *a.requirements, *a.outputs, a.remarks]) for a in steps.activities]
    assert ["Kab. Demak" in text for text in texts] == [True] * 5 + [True, True, False]
    assert steps.activities[4].description == steps.activities[5].description
    assert [a.duration.text for a in steps.activities] == [
        "5 menit", "30 menit", "5 Hari", "5 Hari", "1 hari", "15 mnt", "30 menit", "1 hari",
    ]  # fmt: skip
    assert [(o.split()[0], o.split()[-1]) for o in steps.activities[4].outputs] == [("Dokumen", "Demak")]
    assert steps.evidence["/activities/4/outputs/0"].confidence < 1
    assert "Kota Binjai" in values(block, "Judul SOP")
    assert values(block, "Peralatan/perlengkapan") == "1. Dokumen 2. Komputer 3. ATK"


def test_columns_that_shift_on_page_two():
    block, table, steps = read("003")
    assert numbers(steps) == list(range(1, 15))
    assert table.shifted_pages == [2]
    ninth = steps.activities[8]
    assert (ninth.page, ninth.duration.text) == (2, "5 Hari Kerja")
    assert ninth.requirements[0].startswith("Draft") and ninth.requirements[0].endswith("(Ranwal)")
    assert all(a.duration.min_minutes is not None and a.requirements and a.outputs for a in steps.activities)
    assert len(next(p for p in block.pairs if p.label.text == "Dasar Hukum").values) == 5
    assert block.signature is not None


def test_no_header_block_and_a_second_page_of_other_width():
    block, table, steps = read("004")
    assert numbers(steps) == list(range(1, 13))
    assert block.pairs == [] and block.heading[0].text.startswith("SOP")
    assert table.changed_pages == [2]
    assert steps.activities[11].duration.text == "1 hari" and steps.activities[7].duration.text == "3 minggu"
    assert all(a.requirements and a.outputs for a in steps.activities)
