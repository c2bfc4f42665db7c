"""REG: another region, an unknown one, a wrong kind; neighbours in the hierarchy are welcome."""

import pytest

from checks import CheckOptions, run_checks
from models.document import Approval, Header, Region, Regulation
from tests.checks_builder import evidence, extraction, found, sound_header, sound_sop, sound_steps, step

BLORA = Region(name="Kabupaten Blora", level="regency", code="33.16")
BENGKULU = Region(name="Bengkulu", level="province", code="17")
BLITAR = Region(name="Kabupaten Blitar", level="regency", code="35.05")


def codes(text, region=BLORA, **options):
    office = [f"PEMERINTAH {region.name if region.level != 'province' else 'PROVINSI ' + region.name}"]
    header = sound_header(region=region, institution=office)
    sop = sound_sop(header=header, activities=[*sound_steps(), step(7, text)])
    return [f.code for f in found(sop, "REG", **options)]


@pytest.mark.parametrize("code", ["REG501", "REG502", "REG503"])
def test_sound_sheet_is_silent(code):
    assert found(sound_sop(), code) == []


@pytest.mark.parametrize(
    "text",
    [
        "Mengirim laporan kepada Bupati Blora",
        "Mengirim laporan kepada Pemerintah Provinsi Jawa Tengah",
        "Mengirim laporan ke Gubernur Jateng",
        "Mengirim laporan kepada Kecamatan Cepu",
        "Mengirim laporan ke Kementerian Kesehatan di Kota Jakarta Pusat",
        "Mengumpulkan data dari Kabupaten/Kota",
        "Mengumpulkan data BPS Kabupaten/Kota se-Indonesia",
        "Mengikuti bimtek di Universitas Diponegoro Kota Semarang",
        "Menyusun profil kota layak anak",
    ],
)
def test_own_region_its_province_and_the_centre_may_be_named(text):
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("Mengirim laporan ke Kabupaten Rejang Lebong", BENGKULU),
        ("Mengirim laporan ke Kota Bengkulu", BENGKULU),
        (
            "Mengirim laporan ke Provinsi Kalimantan Timur",
            Region(name="Kabupaten Bulungan", level="regency", code="65.01"),
        ),
    ],
)
def test_a_province_may_name_its_own_and_a_parted_province_its_old_one(text, region):
    assert codes(text, region) == []


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("Menyusun laporan Dinas Pendidikan Kab. Demak", BLORA),
        ("Menyusun laporan Dinas Pendidikan KABUPATEN DEMAK", BLORA),
        ("Mengirim laporan kepada Wali Kota Surakarta", BLORA),
        ("Mengirim laporan ke Kecamatan Ampenan", BLORA),
        ("Mengirim laporan ke Provinsi Jawa Timur", BLORA),
        ("Mengirim laporan ke Kabupaten Demak", BENGKULU),
    ],
)
def test_another_region(text, region):
    assert codes(text, region) == ["REG501"]


def test_one_finding_a_row_and_region_that_lists_the_cells():
    text = "Format laporan Kab. Demak"
    steps = [*sound_steps(), step(7, "Memeriksa format laporan", requirements=[text], outputs=[text], remarks=text)]
    (finding,) = found(sound_sop(activities=steps), "REG501")
    assert finding.pointer == "/activities/6/requirements/0"
    assert "kelengkapan, output, keterangan" in finding.message
    assert finding.suggestion == "mungkin Kabupaten Blora"


def test_two_foreign_regions_in_a_row_are_two_findings():
    steps = [*sound_steps(), step(7, "Mengirim laporan ke Kabupaten Demak dan Kota Binjai")]
    findings = found(sound_sop(activities=steps), "REG501")
    assert len({f.fingerprint for f in findings}) == len(findings) == 2


def test_regulation_of_another_region_in_the_legal_basis():
    basis = [
        Regulation(text="Peraturan Bupati Demak Nomor 3 Tahun 2019 tentang SOP", kind="Perbup", number="3", year=2019),
        Regulation(text="Peraturan Daerah Kabupaten Blora Nomor 1 Tahun 2018", kind="Perda", number="1", year=2018),
    ]
    findings = found(sound_sop(header=sound_header(legal_basis=basis)), "REG501")
    assert [f.pointer for f in findings] == ["/header/legal_basis/0"]


def test_region_of_the_title_counts_where_no_letterhead_names_one():
    header = Header(title="Penyusunan LKjIP Dinas Pendidikan Kota Binjai")
    sop = sound_sop(header=header, activities=[step(1, "Menyusun LKjIP Dinas Pendidikan Kab. Demak")])
    assert [f.pointer for f in found(sop, "REG501")] == ["/activities/0/description"]


def test_address_of_the_letterhead_is_no_other_region():
    header = sound_header(institution=["PEMERINTAH KABUPATEN BLORA", "Jl. Kota Surabaya No. 3 Kota Semarang 50211"])
    assert found(sound_sop(header=header), "REG501") == []


def test_sheet_of_no_region_may_name_any():
    header = sound_header(
        region=None, institution=["KEMENTERIAN PERHUBUNGAN"], approved_by=Approval(position="Direktur")
    )
    sop = sound_sop(header=header, activities=[step(1, "Mengirim laporan ke Kabupaten Demak")])
    assert found(sop, "REG501") == []


def test_regions_can_be_set():
    text = "Menyusun laporan Kabupaten Demak"
    assert codes(text, regions={"allowed": ["Kabupaten Demak"]}) == []
    assert codes("Menyusun laporan Kabupaten Blora", regions={"issuing": "Kota Binjai"})[0] == "REG501"


def test_misspelt_region_gets_the_nearest_name():
    sop = sound_sop(activities=[*sound_steps(), step(7, "Mengirim laporan ke Kabupaten Blorra")])
    (finding,) = found(sop, "REG50")
    assert (finding.code, finding.suggestion) == ("REG502", "mungkin Kabupaten Blora")


def test_region_that_is_nowhere():
    assert codes("Mengirim laporan ke Kabupaten Sukamakmursentosa") == ["REG502"]


def test_kota_for_kabupaten():
    assert codes("Mengirim laporan ke Kota Blora") == ["REG503"]
    assert codes("Mengirim laporan ke Wali Kota Blitar", BLITAR) == ["REG503"]
    assert codes("Mengirim laporan ke Kabupaten Blitar", BLITAR) == []


def test_a_doubtful_reading_is_named_as_such():
    sop = sound_sop(
        activities=[step(1, "Menyusun laporan Kab. Demak")],
        evidence={"/activities/0/description": evidence("Menyusun laporan Kab. Demak", 0.4)},
    )
    (finding,) = run_checks(extraction(sop), CheckOptions(select=("REG501",), language="en"))
    assert "doubtful here (40%)" in finding.message
