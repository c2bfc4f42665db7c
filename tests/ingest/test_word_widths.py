"""Words wider than the letters read in them have lost one."""

from __future__ import annotations

import numpy as np
import pytest

from ingest.ocr.type_faces import inked_width
from ingest.ocr.word_widths import lines_lacking_letters
from ingest.ocr.words import ReadWord

EM = 24.0
PRINTED = (
    "Menerima surat permintaan",
    "Memeriksa isi berkas",
    "Lembar",
    "Kepala gudang",
    "Membuat daftar barang keluar",
)


def lines(printed, read=None, face="Helvetica", em=EM, bold=1.0, seed=3):
    """Words as wide as `printed` in `face`, some tenths of a pixel off, with what was `read` of them."""
    rng = np.random.default_rng(seed)
    found = []
    for true, seen in zip(printed, read or printed, strict=True):
        x, found_here = 0.0, []
        for word, text in zip(true.split(), seen.split(), strict=True):
            width = inked_width(face, word) * em * bold + rng.normal(0, 0.5)
            found_here.append(ReadWord(text, x, x + width, 0.99, 0.99))
            x += width + 0.28 * em
        found.append(found_here)
    return found


@pytest.mark.parametrize("face", ["Helvetica", "Times-Roman"])
def test_what_is_read_whole_is_as_wide_as_its_letters(face):
    assert lines_lacking_letters(lines(PRINTED, face=face)) == set()


@pytest.mark.parametrize(
    ("read", "at"),
    [
        ("Menerima surat perintaan", 0),
        ("Memeriksa isi bekas", 1),
        ("Lebar", 2),
        ("Kepaa gudang", 3),
        ("Membuat daftar bang keluar", 4),
    ],
)
@pytest.mark.parametrize("face", ["Helvetica", "Times-Roman"])
def test_a_lost_letter_shows_in_the_width(read, at, face):
    seen = [*PRINTED[:at], read, *PRINTED[at + 1 :]]
    assert lines_lacking_letters(lines(PRINTED, seen, face)) == {at}


def test_a_misprint_is_as_wide_as_it_is_printed():
    misprinted = [*PRINTED[:3], "Kepaa gudag", *PRINTED[4:]]
    assert lines_lacking_letters(lines(misprinted)) == set()


def test_a_line_in_larger_or_bold_type_tells_its_own_size():
    title = lines(["Pengeluaran Barang Dari Gudang"], em=1.5 * EM)
    heading = lines(["Pelaksana"], face="Helvetica-Bold")
    assert lines_lacking_letters([*lines(PRINTED), *title, *heading]) == set()
    torn = lines(["Pengeluaran Barang Dari Gudang"], ["Pengeluaran Brang Dari Gudang"], em=1.5 * EM)
    assert lines_lacking_letters([*lines(PRINTED), *torn]) == {len(PRINTED)}


def test_few_words_do_not_tell_their_type():
    assert lines_lacking_letters(lines(PRINTED[:2], ["Menerima surat perintaan", "Memeriksa isi bekas"])) == set()
