"""Regulations cited in running text: found in spite of misread letters, not where there is none."""

import random
import subprocess
import sys

import pytest

from checks.running_text import citations_in
from models.document import Sop
from samples.words import LAWS
from tests.checks_builder import found, sound_header, sound_sop, sound_steps, step

#: What readers take for each other.
SLIPS = (("m", "rn"), ("l", "I"), ("0", "O"), ("1", "l"), ("e", "c"), ("n", "u"), ("r", "t"), ("t", "l"), ("a", "o"))


@pytest.mark.parametrize(
    ("text", "kind", "number", "year"),
    [
        ("Menyusun draf sesuai Undang-Undang Nomor 32 Tahun 2004 tentang Pemda", "UU", "32", 2004),
        ("berdasarkan UU No. 32/2004", "UU", "32", 2004),
        ("menurut UU RI No 20 Tahun 2003", "UU", "20", 2003),
        ("sesuai PP No.8/2006", "PP", "8", 2006),
        ("Permendagri 52/2011", "Permendagri", "52", 2011),
        ("Perpres Nomor: 87 Th. 2014", "Perpres", "87", 2014),
        ("Peraturan Menteri PAN-RB Nomor 35 Tahun 2012", "PermenPANRB", "35", 2012),
        ("Peraturan Menteri Perhubungan RI No. PM 50 Tahun 2019", None, "50", 2019),
        ("Undang-Undang Nornor 32 Tahum 2OO4", "UU", "32", 2004),
        ("Pcraturan Pemerintah Nomor l2 Tahun 20l7", "PP", "12", 2017),
    ],
)
def test_citations_are_found_with_kind_number_and_year(text, kind, number, year):
    ((_, regulation),) = citations_in(text)
    assert (regulation.kind, regulation.number, regulation.year) == (kind, number, year)


@pytest.mark.parametrize(
    "text",
    [
        "Laporan nomor 5 tahun 2020",
        "Menghitung realisasi 12 bulan Tahun 2020",
        "Peraturan yang berlaku",
        "Surat nomor 3/2020 dibalas",
        "Peraturan dibahas. Laporan nomor 3 tahun 2020",
        "PP yang diajukan 3 orang pada 2020",
    ],
)
def test_other_numbers_and_years_are_no_citations(text):
    assert citations_in(text) == ()


def test_a_row_of_dashes_beside_a_citation_does_not_take_the_tokenizer_hours():
    ((said, _),) = citations_in("-" * 100_000 + " sesuai PP Nomor 8 Tahun 2006")
    assert said == "PP Nomor 8 Tahun 2006"


def test_two_citations_in_one_text():
    found = citations_in("UU No. 32/2004 dan Peraturan Pemerintah Nomor 38 Tahun 2007")
    assert [(r.kind, r.number) for _, r in found] == [("UU", "32"), ("PP", "38")]


def test_most_citations_survive_two_slips():
    rng, hits = random.Random(7), 0
    laws = [law.partition(" tentang ")[0] for law in LAWS] * 5
    for law in laws:
        for wrong, right in rng.sample(SLIPS, 2):
            law = law.replace(wrong, right, 1)
        hits += len(citations_in(f"Meneliti konsep menurut {law} dan memarafnya"))
    assert hits >= 0.8 * len(laws)


def citing(text: str) -> Sop:
    steps = [*sound_steps(), step(7, f"Menyesuaikan laporan dengan {text}")]
    return sound_sop(header=sound_header(created_on="2023-02-01"), activities=steps)


def test_revoked_and_younger_regulations_in_a_step():
    (revoked,) = found(citing("UU Nomor 32 Tahun 2004"), "LAW602")
    assert revoked.pointer == "/activities/6/description"
    (younger,) = found(citing("Permendagri Nomor 5 Tahun 2025"), "LAW603")
    assert younger.pointer == "/activities/6/description"
    assert not found(citing("UU Nomor 25 Tahun 2009"), "LAW602") and not found(
        citing("UU Nomor 25 Tahun 2009"), "LAW603"
    )


def test_spacy_is_loaded_for_a_text_that_may_cite_and_not_before():
    code = (
        "import sys; from checks.running_text import citations_in as c; c('Menerima 3 berkas'); assert 'spacy' not in"
        " sys.modules; assert c('UU 25/2009'); assert 'spacy' in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", code], timeout=120, check=False).returncode == 0
