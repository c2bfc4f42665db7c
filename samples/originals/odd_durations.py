"""Sheet 2: a step of two minutes among half hours, and one of 120 days; the approver signs below the table."""

from typing import Any

from samples.originals.script import Step, header, sheet
from samples.style import A4, Style

SEK, KABID, KASUBBAG, KASI, STAF = ACTORS = (
    "Sekretaris",
    "Kepala Bidang",
    "Kasubbag Umum dan Program",
    "Kepala Seksi",
    "Staf Penyusun Data Angkutan",
)

STEPS = (
    Step(1, "Meminta data angkutan triwulan dari seksi, terminal dan mitra kerja", f"{KASUBBAG}:cap", "Jadwal, Format data", "15 Menit", "Disposisi"),
    Step(2, "Menghimpun data angkutan triwulan dalam satu berkas", f"{STAF}:box", "Disposisi, Format data", "30 Menit", "Lembar Disposisi"),
    Step(3, "Mengolah data angkutan triwulan", f"{STAF}:box", "Disposisi, Format data, Catatan Terminal Bulanan", "2 Menit", "Konsep Laporan Angkutan"),
    Step(4, "Menulis laporan angkutan triwulan", f"{KASI}:box", "Format data, Konsep Laporan Angkutan", "30 Menit", "Konsep Laporan Angkutan"),
    Step(5, "Memaparkan laporan angkutan triwulan kepada pejabat terkait", f"{KABID}:box", "Format data, Konsep Laporan Angkutan", "30 Menit", "Konsep Laporan Angkutan"),
    Step(6, "Menggabungkan 2 (dua) laporan triwulan sebagai bahan laporan semester", f"{KASUBBAG}:box", "Catatan pembagian tugas", "2 hari", "Disposisi"),
    Step(7, "Menulis laporan semester dan laporan tahunan", f"{STAF}:box", "Data Laporan Angkutan Triwulan", "120 hari", "Lembar Disposisi"),
    Step(8, "Memeriksa dan memaparkan laporan semester", f"{KABID}:ask", "Hasil koreksi Laporan Angkutan Triwulan", "60 Menit", "Konsep Laporan Semester"),
    Step(9, "Menyatukan 2 (dua) laporan semester menjadi laporan angkutan tahunan", f"{SEK}:cap", "Laporan semester", "15 Menit", "Laporan Tahunan"),
)  # fmt: skip

HEADER = header(
    institution=["Dinas Perhubungan", "Kabupaten Lamandau"],
    number="011/SOP/Dishub-LMD/2022",
    title="SOP Tata Cara Pengumpulan Data Angkutan",
    date_created="2022-01-10",
    date_effective="2022-01-10",
    approved_by={
        "position": "Kepala Dinas Perhubungan Kabupaten Lamandau",
        "name": "H. Rahmat Kusnandar, S.Sos., M.AP.",
        "nip": "196905141991031004",
    },
    legal_basis=[
        "Undang-Undang Nomor 22 Tahun 2009 tentang Lalu Lintas dan Angkutan Jalan",
        "Peraturan Pemerintah Nomor 74 Tahun 2014 tentang Angkutan Jalan",
    ],
    qualifications=[
        "Dapat mengolah data",
        "Memahami tugas dan fungsi pengumpulan data angkutan",
        "Memahami penyusunan laporan berkala",
    ],
    related_sops=["SOP Penyusunan Rencana Kerja", "SOP Pendataan Terminal", "SOP Penyusunan Laporan Tahunan"],
    equipment=["Peraturan tentang angkutan jalan", "Data dan catatan terminal", "ATK", "Komputer"],
    warnings=["Apabila data angkutan terlambat terkumpul maka penyusunan laporan akan terhambat"],
    records=["Setiap tahap kegiatan dicatat dan disimpan, baik berupa berkas elektronik maupun cetak"],
)

STYLE = Style(
    paper=A4,
    face="times",
    body_size=9.5,
    heading_size=9.5,
    header_size=10.0,
    header_landscape=False,
    header_labels={
        "revised": "Tanggal Revisi",
        "qualifications": "Kualifikasi Pelaksana :",
        "equipment": "Peralatan/perlengkapan",
        "records": "Pencatatan dan pendataan",
    },
    label_colon="none",
    unit_label="SATUAN KERJA",
    remarks_column=False,
    closing_signature=True,
    stamp=True,
    terminator="rounded",
    habit="side-top",
    symbol_height=15.0,
    head_shade=(0.85, 0.85, 0.85),
)


def truth() -> dict[str, Any]:
    oddities = [
        "step 3 takes 2 minutes where its neighbours take half an hour",
        "step 7 takes 120 days",
        "the header block names the approver's post only; name and NIP stand below the table",
    ]
    defects = [("odd_duration", 2), ("odd_duration", 6)]
    printed = {"nip": "19690514 199103 1 004", "signed_below": True}
    return sheet(HEADER, ACTORS, STEPS, {7: 6}, defects, oddities, printed)
