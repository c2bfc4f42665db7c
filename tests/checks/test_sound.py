"""Sound sheets of offices with habits of their own: no rule calls them wrong; what is like them and wrong is still found."""

import pytest

from checks import CheckOptions, run_checks
from models.document import Approval, Duration, Region
from parsers.values.citations import parse_citation
from parsers.values.durations import parse_duration
from tests.checks_builder import evidence, extraction, found, sound_header, sound_sop, sound_steps, step

BLORA = Region(name="Kabupaten Blora", level="regency", code="33.16")
NATUNA = Region(name="Kabupaten Natuna", level="regency", code="21.03")


def warnings(sop, **more):
    """Codes of what says that the sheet is wrong."""
    return [f.code for f in run_checks(extraction(sop, **more), CheckOptions()) if f.severity != "info"]


def with_step(text, time: str | Duration = "30 menit", number=7, **more):
    activity = step(number, text, **more)
    return sound_sop(
        activities=[
            *sound_steps(),
            activity.model_copy(update={"duration": parse_duration(time) if isinstance(time, str) else time}),
        ]
    )


def citing(text, region=BLORA):
    institution = [f"PEMERINTAH {region.name.upper()}"]
    return sound_sop(header=sound_header(region=region, institution=institution, legal_basis=[parse_citation(text)]))


@pytest.mark.parametrize(
    "text",
    [
        "Tim Kabupaten Menelaah usulan desa",
        "Perangkat Daerah Provinsi Mengajukan usulan",
        "Verifikasi Tim Kabupaten Terhadap usulan",
        "Mengirim berkas ke Dinas Kesehatan Kab. Via email",
        "Membuat rujukan ke RS Harapan Kita, Kota Semarang",
        "Menyusun laporan perjalanan dinas ke Kota Surabaya",
        "Mengurus dokumen di Bea Cukai Kota Surakarta",
        "Menyetor ke BPD Kaltim",
        "Menerima tamu dari DPRD Kabupaten Kudus",
    ],
)
def test_regions_named_on_the_way(text):
    assert warnings(with_step(text)) == []


@pytest.mark.parametrize(
    ("text", "region"),
    [
        (
            "Undang-Undang Nomor 53 Tahun 1999 tentang Pembentukan Kabupaten Pelalawan, Kabupaten Karimun, Kabupaten Natuna"
            " dan Kota Batam",
            NATUNA,
        ),
        (
            "Undang-Undang Nomor 16 Tahun 1950 tentang Pembentukan Kota Besar dalam Lingkungan Provinsi Jawa Timur, Jawa Tengah"
            " dan Jawa Barat",
            BLORA,
        ),
        ("Undang-Undang Nomor 29 Tahun 2007 tentang Pemerintahan Provinsi Daerah Khusus Ibukota Jakarta", BLORA),
        ("Peraturan Daerah tentang APBD tahun berjalan", BLORA),
    ],
)
def test_laws_that_name_other_regions_or_no_number(text, region):
    assert warnings(citing(text, region)) == []


@pytest.mark.parametrize(
    ("text", "region", "code"),
    [
        ("Undang-Undang Nomor 23 Tahun 2000 tentang Pembentukan Provinsi Banten", BLORA, "REG501"),
        ("Peraturan Bupati Demak Nomor 4 Tahun 2019 tentang Tata Kerja", BLORA, "REG501"),
        ("Peraturan Bupati Blora tentang Tata Kerja", BLORA, "LAW601"),
    ],
)
def test_laws_of_another_region_or_torn_ones_are_found(text, region, code):
    assert warnings(citing(text, region)) == [code]


def test_speck_inside_a_regions_name():
    """ "Provinsi Daerah Istimewa . Yogyakarta" on a photocopy is the province, not one of no name."""
    sop = with_step("Mengirim laporan kepada Pemerintah Provinsi Daerah Istimewa . Yogyakarta")
    assert found(sop, "REG502") == []
    assert [f.code for f in found(sop, "REG")] == ["REG501"]


@pytest.mark.parametrize(
    "time",
    ["H-1", "tgl 1-5", "Minggu ke-2", "akhir bulan", "08.00-09.00", "Pukul 07.30 WIB", "2 JP", "3 sks", "2 OJ", "1 pertemuan",
     "tergantung volume", "Setelah berkas terkumpul", "sampai selesai", "real time", "5 HK", "½ hari", "1 TW"],
)  # fmt: skip
def test_times_that_are_no_span_of_the_clock(time):
    assert warnings(with_step("Mengikuti rapat pembahasan di kantor", time)) == []


@pytest.mark.parametrize("time", ["30", "2 berkas", "1 kali", "15 org", "Jam"])
def test_times_without_quantity_or_unit_are_found(time):
    assert warnings(with_step("Mengikuti rapat pembahasan di kantor", time)) == ["DUR402"]


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("Melaksanakan perkuliahan sesuai kontrak kuliah", "1 semester"),
        ("Menjalani masa percobaan", "1 tahun"),
        ("Membubuhkan paraf pada nota dinas", "30 detik"),
    ],
)
def test_stages_that_run_their_term_and_quick_signatures(text, time):
    assert "DUR403" not in warnings(with_step(text, time))


@pytest.mark.parametrize(
    ("text", "time"), [("Memeriksa berkas usulan", "2 tahun"), ("Memeriksa berkas usulan", "0 menit")]
)
def test_impossible_times_are_found(text, time):
    assert warnings(with_step(text, time)) == ["DUR403"]


def test_rows_that_say_only_start_and_end_need_no_number():
    steps = [step(None, "Mulai", "", requirements=[], outputs=[]), *sound_steps()]
    steps.append(step(None, "Selesai", "", requirements=[], outputs=[]))
    assert [f.code for f in found(sound_sop(activities=steps), "STP")] == []
    assert [f.code for f in found(with_step("Mengarsipkan surat tugas", number=None), "STP")] == ["STP201"]


def test_effective_from_the_day_it_is_laid_down():
    proof = {"/header/effective_on": evidence("Sejak tanggal ditetapkan", origin="pdf")}
    assert warnings(sound_sop(header=sound_header(effective_on=None), evidence=proof)) == []
    undated = sound_header(effective_on=None, created_on=None)
    blank = {**proof, "/header/created_on": evidence("", origin="pdf")}
    assert "HDR103" in warnings(sound_sop(header=undated, evidence=blank))


def test_date_that_lost_a_letter_of_its_month_in_a_scan():
    for text, severity in (("13 Mi 2020", "info"), ("31 Februari 2020", "warning")):
        proof = {"/header/created_on": evidence(text, 0.9)}
        (finding,) = found(sound_sop(header=sound_header(created_on=None), evidence=proof), "HDR104", origin="ocr")
        assert (finding.severity, text) == (severity, text)


def test_signature_block_of_which_a_scan_shows_no_trace_is_a_note():
    sop = sound_sop(
        header=sound_header(approved_by=Approval()),
        evidence={"/header/number": evidence("440/012/SOP/2023", 0.99)},
    )
    (finding,) = found(sop, "HDR106", origin="ocr")
    assert (finding.severity, finding.cause) == ("info", "reading")
    (finding,) = found(sop, "HDR106", origin="pdf")
    assert finding.severity == "warning"


@pytest.mark.parametrize(
    ("nip", "printed"),
    [
        (None, "NRP 75030523"),
        (None, "NIDN. 0615037501"),
        (None, "NIP. ...................."),
        (None, "NIP. -"),
        ("198503152020121003", "NIP 19850315 202012 1 003"),
        ("199002142022211007", "NIPPPK 19900214 202221 1 007"),
    ],
)
def test_officers_lecturers_contract_staff_and_unsigned_drafts(nip, printed):
    approval = Approval(position="Kepala Dinas Kesehatan", name="Sari Utami", rank=None, nip=nip)
    proof = {"/header/approved_by/nip": evidence(printed, origin="pdf")}
    assert warnings(sound_sop(header=sound_header(approved_by=approval), evidence=proof)) == []


@pytest.mark.parametrize(
    ("read", "cause"),
    [("20 enit", "reading"), ("jam", "reading"), ("1 bari kerja", "reading"), ("30", None), ("2 berkas", None)],
)
def test_unit_that_a_scan_tore_is_no_fault_of_the_sheet(read, cause):
    sop = with_step("Mengikuti rapat pembahasan di kantor", Duration(text=read))
    sop = sop.model_copy(update={"evidence": {"/activities/6/duration": evidence(read, 0.9)}})
    (finding,) = found(sop, "DUR402", origin="ocr")
    assert (finding.cause, finding.severity) == (cause, "info" if cause else "warning")
    (finding,) = found(with_step("Mengikuti rapat pembahasan di kantor", Duration(text=read)), "DUR402")
    assert finding.severity == "warning"
