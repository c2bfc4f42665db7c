"""Sheet 5: no header block; the second page has no headings and columns of other widths."""

from typing import Any

from samples.originals.script import Step, header, sheet
from samples.style import A4, Style

KADIS, SEK, KABID, KASUB, TIM = ACTORS = (
    "KEPALA DINAS",
    "SEKRETARIS",
    "KEPALA BIDANG TERKAIT",
    "KEPALA SUB BAGIAN UMUM",
    "TIM PENILAI ASET",
)

STEPS = (
    Step(1, "Memberi tugas dan arahan tentang penilaian aset kantor", f"{KADIS}:start", "Surat permintaan penilaian aset", "15 Menit", "Disposisi tugas"),
    Step(2, "Menugaskan Kepala Sub Bagian Umum menyiapkan konsep SK tim penilai aset", f"{SEK}:box", "Surat permintaan dan disposisi tugas", "15 menit", "Disposisi tugas"),
    Step(3, "Menyiapkan konsep SK tim penilai aset dan menyerahkannya kepada Sekretaris", f"{KASUB}:box", "Surat permintaan dan disposisi tugas", "60 menit", "Konsep SK tim penilai aset"),
    Step(4, "Memeriksa dan memaraf konsep SK tim", f"{SEK}:box", "Konsep SK tim", "15 menit", "Konsep SK tim"),
    Step(5, "Menandatangani SK tim penilai aset", f"{KADIS}:box", "Konsep SK tim", "15 menit", "SK tim"),
    Step(6, "• Menyampaikan SK kepada tim penilai aset; • Memimpin rapat persiapan penilaian dan pembagian tugas; • Menugaskan tim untuk mencatat, menilai dan melaporkan keadaan aset", f"{SEK}:box", "SK tim", "1 hari", "Pembagian tugas dan jadwal kerja tim", "SOP Rapat"),
    Step(7, "• Mempelajari aturan penilaian aset; • Menyiapkan format pencatatan aset; • Membagikan format kepada bidang terkait", f"{KABID}:box + {TIM}:box", "Pembagian tugas dan jadwal kerja tim", "2 hari", "Format pencatatan"),
    Step(8, "Mencatat dan menilai aset di ruangan, lalu menyusun konsep laporan dan menyerahkannya kepada Sekretaris", f"{TIM}:box", "Format pencatatan", "3 minggu", "Konsep laporan aset", "SOP Pencatatan Barang"),
    Step(9, "Memeriksa dan memaraf konsep laporan aset, bila masih keliru dikembalikan kepada tim", f"{SEK}:ask", "Konsep laporan aset", "1 hari", "Konsep laporan aset"),
    Step(10, "Mengesahkan laporan aset dan menyerahkannya kepada Sekretaris", f"{KADIS}:box", "Konsep laporan aset", "1 jam", "Laporan aset"),
    Step(11, "Menugaskan tim menggandakan, menyimpan dan mengirimkan laporan", f"{SEK}:box", "Laporan aset", "15 menit", "Laporan aset"),
    Step(12, "Menggandakan, menyimpan dan mengirimkan laporan aset ke instansi terkait", f"{TIM}:end", "Laporan aset", "1 hari", "Laporan aset", "SOP Surat Keluar"),
)  # fmt: skip

STYLE = Style(
    paper=A4,
    header="none",
    title_line="colon",
    face="helvetica",
    body_size=8.0,
    heading_size=7.5,
    margin=34.0,
    upper_headings=True,
    repeat_header="none",
    part_widths={2: {"left": 14.0, "right": 20.0, "actor": 0.88, "requirements": 1.15, "remarks": 0.85}},
    break_before=frozenset({7}),
    off_page="line",
    habit="bottom-top",
    symbol_height=15.0,
    symbol_share=0.55,
)


def truth() -> dict[str, Any]:
    head = header(title="Penilaian Aset Kantor")
    oddities = [
        "no header block: a title line only",
        "page 2 has no headings, and its columns have other widths than those of page 1",
    ]
    return sheet(head, ACTORS, STEPS, {8: 7}, [("missing_header_number", None)], oddities)
