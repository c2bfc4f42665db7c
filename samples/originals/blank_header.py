"""Sheet 1: number and dates of the header block never filled in; the last step has no duration."""

from typing import Any

from samples.originals.script import Step, header, sheet
from samples.style import F4, Style

KADIN, SEKDIN, KASUB, STAF = ACTORS = ("Kadin", "Sekdin", "Kasub", "Staf")
DRAFT = "Rancangan Laporan Penyelamatan Arsip (LPA)"
CONCEPT = "Konsep Laporan Penyelamatan Arsip (LPA)"

STEPS = (
    Step(1, "Memberi perintah penyusunan Laporan Penyelamatan Arsip (LPA) Dinas Perpustakaan dan Kearsipan Kabupaten Purbalingga", f"{KADIN}:start", "Disposisi", "10 menit", "Disposisi"),
    Step(2, "Merancang lembar isian data arsip yang harus diselamatkan di tiap bidang dan sekretariat", f"{KASUB}:box", "Disposisi", "2 jam", "Lembar isian data arsip"),
    Step(3, "Membagikan lembar isian data arsip kepada tiap bidang dan sekretariat", f"{STAF}:box", "Lembar isian data arsip", "1 jam", "Lembar isian terbagi"),
    Step(4, "Menugaskan staf menyiapkan undangan rapat pembahasan Laporan Penyelamatan Arsip (LPA)", f"{KASUB}:box", f"Disposisi, {CONCEPT}", "5 menit", f"Konsep undangan, {CONCEPT}"),
    Step(5, "Membuat undangan rapat dan mengantarkannya kepada kepala bidang dan sekretariat", f"{STAF}:box", f"Konsep undangan, {CONCEPT}", "25 menit", f"Daftar kesediaan hadir, {CONCEPT}"),
    Step(6, "Membahas isi Laporan Penyelamatan Arsip (LPA) dalam rapat bersama bidang dan subbagian", f"{SEKDIN}:box + {KASUB}:box", CONCEPT, "2 jam", CONCEPT, "SOP Penyelenggaraan Rapat"),
    Step(7, "Mengumpulkan kembali lembar isian yang telah diisi tiap bidang dan sekretariat", f"{STAF}:box", CONCEPT, "3 jam", f"Data, {CONCEPT}"),
    Step(8, "Mengolah data arsip yang telah terkumpul", f"{KASUB}:box", "Data, Konsep LPA", "4 hari", "Hasil olah data"),
    Step(9, "Menulis rancangan Laporan Penyelamatan Arsip (LPA) dan mengajukannya kepada Sekretaris Dinas untuk diperiksa", f"{KASUB}:box", CONCEPT, "2 hari", DRAFT),
    Step(10, "Memeriksa rancangan Laporan Penyelamatan Arsip (LPA)", f"{SEKDIN}:ask", DRAFT, "3 hari", DRAFT),
    Step(11, "Menandatangani Laporan Penyelamatan Arsip (LPA) lalu meneruskannya ke Kasubbag Program", f"{KADIN}:box", DRAFT, "1 jam", "Laporan Penyelamatan Arsip (LPA)"),
    Step(12, "Menyiapkan surat pengantar berikut nomornya, lalu menyerahkannya kepada staf untuk dikirim", f"{KASUB}:box", "Laporan Penyelamatan Arsip (LPA)", "10 menit", "Surat pengantar, laporan"),
    Step(13, "Mengantar surat, menggandakan dan menyimpan Laporan Penyelamatan Arsip (LPA)", f"{STAF}:end", "Surat pengantar, laporan", "", "Tanda terima"),
)  # fmt: skip

HEADER = header(
    institution=["PEMERINTAH KABUPATEN PURBALINGGA", "DINAS PERPUSTAKAAN DAN KEARSIPAN"],
    title="Penyusunan Laporan Penyelamatan Arsip",
    approved_by={
        "position": "Kepala Dinas Perpustakaan dan Kearsipan Kabupaten Purbalingga",
        "name": "Drs. Teguh Pranoto, M.Si.",
        "nip": "196704121993031007",
    },
    legal_basis=[
        "Undang-Undang Nomor 43 Tahun 2009 tentang Kearsipan",
        "Peraturan Pemerintah Nomor 28 Tahun 2012 tentang Pelaksanaan Undang-Undang Nomor 43 Tahun 2009 tentang Kearsipan",
        "Peraturan Bupati Nomor 61 Tahun 2019 tentang Kedudukan, Susunan Organisasi, Tugas dan Fungsi serta Tata Kerja Dinas Perpustakaan dan Kearsipan Kabupaten Purbalingga",
    ],
    qualifications=[
        "Dapat menjalankan komputer dan mesin pindai",
        "Dapat mengolah data",
        "Memahami tata kearsipan dinamis dan statis",
    ],
    related_sops=["SOP Penyusutan Arsip", "SOP Penyusunan Daftar Arsip Statis", "SOP Pengumpulan Data Kearsipan"],
    equipment=["Seperangkat komputer", "Alat tulis kantor"],
    warnings=[
        "Apabila laporan tidak disusun maka keadaan arsip perangkat daerah tidak diketahui dan arsip penting dapat hilang"
    ],
    records=["Disimpan sebagai berkas elektronik dan berkas cetak"],
)

STYLE = Style(
    paper=F4,
    face="helvetica",
    margin=42.0,
    header_landscape=True,
    header_labels={
        "number": "NOMOR SOP", "created": "TGL PEMBUATAN", "revised": "TGL REVISI", "effective": "TGL EFEKTIF", "approved": "DISAHKAN OLEH",
        "title": "NAMA SOP", "legal_basis": "DASAR HUKUM", "qualifications": "KUALIFIKASI PELAKSANA", "related_sops": "KETERKAITAN",
        "equipment": "PERALATAN PERLENGKAPAN", "warnings": "PERINGATAN", "records": "PENCATATAN DAN PENDATAAN",
    },
    title_place="full",
    symbol_height=17.0,
    habit="bottom-side",
    break_before=frozenset({5, 11}),
    connector_row=True,
)  # fmt: skip


def truth() -> dict[str, Any]:
    oddities = ["number and all three dates of the header block are blank", "step 13 has no duration"]
    defects = [("missing_header_number", None), ("missing_duration", 12)]
    return sheet(HEADER, ACTORS, STEPS, {9: 8}, defects, oddities, {"nip": "19670412 199303 1 007"})
