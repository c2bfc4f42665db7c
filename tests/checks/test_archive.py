"""Rules that compare the sheets of an archive: each with sheets that have the fault and sheets that have not."""

import random

import pytest

from checks import CheckOptions, run_checks
from checks.archive.keys import person_key, title_key, without_regions
from checks.archive.run import checked_archive
from checks.archive.signature import bands, likeness, signature
from models.document import Approval, Region
from tests.checks_builder import extraction, sound_header, sound_sop, sound_steps, step

NIP, OTHER_NIP = "197503152000032004", "198001022005011003"


def sheet(name: str, **changes):
    """(document, extraction) of one sheet; each has bytes of its own."""
    steps = changes.pop("steps", None)
    sop = sound_sop(header=sound_header(**changes), **({"activities": steps} if steps is not None else {}))
    found = extraction(sop)
    found.source.sha256 = name
    return name, found


def findings(documents, code: str, **options):
    """(document, finding) of one rule over an archive."""
    checked = checked_archive(lambda: iter(documents), CheckOptions(select=(code,), **options))
    return [(name, finding) for name, found in checked for finding in found.findings]


def approver(name: str, nip: str = NIP) -> Approval:
    return Approval(position="Kepala Dinas Kesehatan", name=name, nip=nip)


def named(title: str, number: str, **more):
    return {"title": title, "number": number, **more}


def test_a_sheet_alone_has_no_finding_of_the_archive():
    assert run_checks(sheet("a")[1], CheckOptions(select=("ARC",), preview=True)) == []
    assert not findings([sheet("a")], "ARC", preview=True)


def test_one_nip_with_two_names_is_found_on_the_rarer_one():
    usual = [
        sheet(f"{n}", approved_by=approver(name)) for n, name in enumerate(("Dr. Sari Utami", "SARI UTAMI, M.Kes"))
    ]
    ((name, found),) = findings([*usual, sheet("x", approved_by=approver("Bambang Wijaya, S.Sos"))], "ARC961")
    assert name == "x" and found.severity == "error" and found.pointer == "/header/approved_by/nip"
    assert "Sari Utami" in found.message and "0" in found.message
    both = [sheet("a", approved_by=approver("Sari Utami")), sheet("b", approved_by=approver("Bambang Wijaya"))]
    assert [name for name, _ in findings(both, "ARC961")] == ["a", "b"]


@pytest.mark.parametrize("name", ["Sari Utarni", "Hj. SARI UTAMI, S.E., M.M.", "Sari Utami Dewi", "dr. Sari  Utami"])
def test_a_name_spelt_otherwise_is_the_same_person(name):
    assert not findings(
        [sheet("a", approved_by=approver("Sari Utami")), sheet("b", approved_by=approver(name))], "ARC961"
    )


def test_one_name_with_a_nip_a_digit_apart():
    documents = [sheet(n, approved_by=approver("Sari Utami")) for n in "ab"]
    documents.append(sheet("x", approved_by=approver("Sari Utami", NIP[:-1] + "5")))
    ((name, found),) = findings(documents, "ARC962")
    assert name == "x" and NIP in (found.suggestion or "")
    assert not findings([*documents[:2], sheet("x", approved_by=approver("Sari Utami", OTHER_NIP))], "ARC962")


def test_a_number_used_by_two_sheets_of_one_office():
    documents = [sheet("a", **named("Surat Masuk", "440/1/2023")), sheet("b", **named("Penataan Arsip", "440/1/2023"))]
    found = findings(documents, "ARC963")
    assert [(name, f.severity) for name, f in found] == [("a", "warning"), ("b", "warning")]
    assert "Penataan Arsip" in found[0][1].message and "(b)" in found[0][1].message
    again = [documents[0], sheet("c", **named("SOP Surat Masuk", "440/1/2023"))]
    assert {f.severity for _, f in findings(again, "ARC963")} == {"info"}
    elsewhere = sheet(
        "d",
        **named("Penataan Arsip", "440/1/2023", institution=["PEMERINTAH KOTA BINJAI"]),
        region=Region(name="Kota Binjai", level="city", code="12.75"),
    )
    assert not findings([documents[0], elsewhere], "ARC963")


def test_the_same_file_under_two_names_is_one_sheet():
    one = sheet("a")[1]
    assert not findings([("a", one), ("copy/a", one)], "ARC96", ignore=("ARC967",))


def long_steps(region: str = "Kabupaten Blora", count: int = 12):
    """Steps of a text long enough to be compared."""
    verbs = ("Menerima", "Meneliti", "Mencatat", "Menyusun", "Memeriksa", "Membahas", "Mengirim", "Menyimpan")
    things = ("permohonan izin", "berkas rekomendasi", "laporan bulanan", "konsep keputusan", "daftar penerima bantuan")
    return [
        step(n + 1, f"{verbs[n % 8]} {things[n % 5]} dari loket {n + 1} untuk {things[n % 3]} warga {region}")
        for n in range(count)
    ]


def test_a_copied_sheet_with_another_region():
    demak = Region(name="Kabupaten Demak", level="regency", code="33.21")
    documents = [
        sheet("a", steps=long_steps()),
        sheet("b", steps=long_steps("Kabupaten Demak"), region=demak),
        sheet("c", steps=sound_steps()),
    ]
    ((name, found),) = findings(documents, "ARC964")
    assert name == "b" and "100% sama dengan a" in found.message and "Kabupaten Blora" in found.message
    other_title = [documents[0], sheet("d", steps=long_steps(), title="Penerbitan Rekomendasi")]
    assert "Penyusunan Laporan Bulanan" in findings(other_title, "ARC964")[0][1].message


def test_sheets_that_share_half_their_steps_are_not_copies():
    other = [step(n, f"Mengerjakan pekerjaan yang lain sama sekali nomor {n} di lapangan") for n in range(1, 12)]
    assert not findings([sheet("a", steps=long_steps()), sheet("b", steps=[*long_steps()[:6], *other])], "ARC964")


def test_a_duration_far_from_that_of_the_other_sheets():
    usual = [sheet(f"{n}", steps=[step(1, "Membubuhkan paraf pada konsep", f"{5 + n} menit")]) for n in range(6)]
    late = sheet("x", steps=[step(1, "Membubuhkan paraf pada konsep", "2 hari")])
    ((name, found),) = findings([*usual, late], "ARC965")
    assert name == "x" and "6 lembar lain 5-10 menit" in found.message
    assert not findings([*usual[:4], late], "ARC965")  # too few to tell
    assert not findings([*usual, sheet("y", steps=[step(1, "Membubuhkan paraf pada konsep", "45 menit")])], "ARC965")


def test_the_step_of_another_region_is_the_same_step():
    usual = [sheet(f"{n}", steps=[step(1, f"Menerima surat dari {place}", "5 menit")]) for n, place in enumerate(
        ("Kabupaten Demak", "Kab. Blora", "Kota Binjai", "Kabupaten Kudus", "Kota Solok")
    )]  # fmt: skip
    assert findings([*usual, sheet("x", steps=[step(1, "Menerima surat dari Kab. Pati", "3 hari")])], "ARC965")


def test_a_paper_that_no_step_of_the_archive_yields():
    needs = [
        step(1, "Menerima surat", outputs=["Surat"]),
        step(2, "Membahas", requirements=["Notulen rapat koordinasi"]),
    ]
    alone = [sheet("a", steps=needs)]
    ((_, found),) = findings(alone, "ARC966")
    assert "Notulen rapat koordinasi" in found.message and found.severity == "info"
    maker = sheet("b", steps=[step(1, "Mencatat rapat", outputs=["Notulen Rapat Koordinasi"])])
    assert not findings([*alone, maker], "ARC966")
    assert not [f for _, f in findings(alone, "ARC")]  # preview: only when asked for


def test_a_unit_of_time_that_no_other_sheet_uses():
    others = [sheet(str(n), steps=[step(1, f"Mencatat hal {n}", "2 jam")]) for n in range(10)]
    lone = sheet("x", steps=[step(1, "Menyusun daftar", "2 bulan"), step(2, "Memeriksa daftar", "3 bulan")])
    ((name, found),) = findings([*others, lone], "ARC968")
    assert (name, found.pointer, found.severity) == ("x", "/activities/0/duration", "info")
    assert "10 lembar lain" in found.message
    assert not findings([*others[1:], lone], "ARC968")  # too few to tell
    assert not findings([*others, lone, sheet("y", steps=[step(1, "Lain", "1 bulan")])], "ARC968")
    assert "ARC968" not in {f.code for _, f in findings([*others, lone], "ARC")}  # preview


TITLES = [
    f"Pengelolaan {thing}" for thing in ("Arsip", "Surat", "Rapat", "Aset", "Data", "Kas", "Gaji", "Cuti", "Izin")
]


def test_related_sops_that_are_not_in_the_archive():
    documents = [sheet(t, **named(t, str(n)), related_sops=[f"SOP {TITLES[n - 1]}"]) for n, t in enumerate(TITLES)]
    documents.append(
        sheet("x", **named("Penetapan Pemenang", "x"), related_sops=["1. SOP Pengelolaan Surat", "SOP Lelang Umum"])
    )
    ((name, found),) = findings(documents, "ARC967")
    assert (name, found.pointer) == ("x", "/header/related_sops/1")
    assert not findings(documents[-3:], "ARC967")  # a sample, not the office's collection
    loose = [
        sheet(t, **named(t, t), related_sops=[f"SOP Lain {n} {t[::-1]}"]) for n, t in enumerate([*TITLES, "Kas Desa"])
    ]
    assert not findings(loose, "ARC967")


def test_fingerprints_do_not_depend_on_file_names_or_order():
    documents = [sheet("a", **named("Surat Masuk", "440/1/2023")), sheet("b", **named("Penataan Arsip", "440/1/2023"))]
    moved = [(f"lain/{name}", found) for name, found in reversed(documents)]
    assert {f.fingerprint for _, f in findings(documents, "ARC963")} == {
        f.fingerprint for _, f in findings(moved, "ARC963")
    }


@pytest.mark.parametrize(
    ("name", "key"),
    [("Ir. H. BUDI SANTOSO, M.Si.", "budi santoso"), ("Drs. Ahmad", "ahmad"), ("dr. Siti Aminah, Sp.A", "siti aminah")],
)
def test_names_without_degrees(name, key):
    assert person_key(name) == key


def test_titles_without_sop_and_number():
    assert (
        title_key("2. SOP-AP tentang Surat Masuk")
        == title_key("Standar Operasional Prosedur Surat Masuk")
        == "surat masuk"
    )
    assert title_key("Prosedur") == ""


def test_regions_are_masked():
    assert without_regions("Rapat di Kab. Demak.") == without_regions("Rapat di Kota Binjai.") == "rapat di daerah"


def test_signatures_estimate_the_share_of_common_shingles():
    rng = random.Random(3)
    said = [" ".join(f"kata{rng.randrange(5000)}" for _ in range(30)) for _ in range(20)]
    one, same, half = (
        signature(said),
        signature(list(reversed(said))),
        signature([*said[:10], *(t[::-1] for t in said[10:])]),
    )
    assert likeness(one, same) == 1.0 and set(bands(one)) == set(bands(same))
    assert 0.15 < likeness(one, half) < 0.55  # a third of all shingles
    assert signature(["terlalu pendek"]) is None
