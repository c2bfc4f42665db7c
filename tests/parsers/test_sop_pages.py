"""Whatever stands on the pages, reading them gives SOPs whose references hold, and never an error."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.document import Sop
from models.page import Page
from parsers.sop import read_sops
from tests.ruled_page import full_grid, h, page_of, printed, v

#: Words that the parsers look for, and some that they do not.
WORDS = [
    "No", "Kegiatan", "Uraian Prosedur", "Pelaksana", "Mutu Baku", "Kelengkapan", "Waktu", "Output", "Keterangan",
    "Kasubbag Umum", "Arsiparis", "1", "2.", "(3)", "1 2 3", "5 menit", "1-2 hari kerja", "-", ":", "•", "Ya",
    "Nomor SOP", "Nomor SOP : 067/1/2024", "Tanggal Efektif", "Tanggal\nPembuatan", "2 Mei 2024", "Disahkan oleh",
    "Kepala Dinas\nSiti Aminah, S.H.\nNIP. 19700101 199503 2 001", "Dasar Hukum :\nUU Nomor 16 Tahun 1997 tentang Statistik",
    "Kualifikasi Pelaksana", "1. SMA\n2. Teliti", "Peringatan", "Nama SOP", "SOP PENGELOLAAN ARSIP",
    "PEMERINTAH KABUPATEN CONTOH", "Menerima surat masuk dan mencatat-\nnya", "A. RUANG LINGKUP", "NIP", "½", "\u0000",
]  # fmt: skip
STEP_PT = 20.0
places = st.tuples(st.integers(0, 40), st.integers(0, 28))


@st.composite
def any_pages(draw) -> list[Page]:
    found = []
    for number in range(1, draw(st.integers(1, 3)) + 1):
        words, rulings = [], []
        for text, (x, y) in draw(st.lists(st.tuples(st.sampled_from(WORDS), places), max_size=25)):
            words += printed(text, x * STEP_PT + 3, y * STEP_PT + 5)
        if draw(st.booleans()):
            xs = sorted(draw(st.sets(st.integers(0, 40), min_size=3, max_size=9)))
            ys = sorted(draw(st.sets(st.integers(0, 28), min_size=3, max_size=8)))
            rulings += full_grid([x * STEP_PT for x in xs], [y * STEP_PT for y in ys])
            if draw(st.booleans()):  # headings in the first row of the grid
                for x, text in zip(xs, draw(st.permutations(WORDS[:11])), strict=False):
                    words += printed(text, x * STEP_PT + 3, ys[0] * STEP_PT + 5)
        for (x, y), length, across in draw(st.lists(st.tuples(places, st.integers(1, 20), st.booleans()), max_size=8)):
            start = (x if across else y) * STEP_PT
            end = start + length * STEP_PT
            rulings.append(h(y * STEP_PT, start, end) if across else v(x * STEP_PT, start, end))
        keep = draw(st.sets(st.integers(0, 20), max_size=4))
        found.append(page_of(words, [r for n, r in enumerate(rulings) if n not in keep], number))
    return found


def assert_sound(sop: Sop, pages: int) -> None:
    actors = [a.id for a in sop.actors]
    assert len(set(actors)) == len(actors)
    assert sop.pages == sorted(set(sop.pages)) and set(sop.pages) <= set(range(1, pages + 1))
    for activity in sop.activities:
        assert set(activity.actors) <= set(actors) and 1 <= activity.page <= pages
    for pointer, evidence in sop.evidence.items():
        assert pointer.startswith(("/header/", "/actors/", "/activities/")) and 1 <= evidence.page <= pages
        assert evidence.confidence is None or 0 <= evidence.confidence <= 1
    assert Sop.model_validate_json(sop.model_dump_json()) == sop


@given(any_pages())
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_any_pages_give_sound_sops(pages):
    roles: dict = {}
    for read in read_sops(pages, roles):
        assert_sound(read.sop, len(pages))
    assert sorted(roles) == [page.number for page in pages]


def test_pages_of_nothing():
    assert list(read_sops([], {})) == []
    assert list(read_sops([page_of([]), page_of([], [], 2)], {})) == []
