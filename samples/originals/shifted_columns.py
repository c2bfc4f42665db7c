"""Sheet 4: on the second page the headings are drawn differently and three rows stand one column to the left."""

from typing import Any

from samples.originals.script import Step, header, sheet
from samples.style import F4, Style

KADIS, SEK, TIM, BIDANG = ACTORS = (
    "Kepala Dinas",
    "Sekretaris Dinas",
    "Tim Kerja Sama",
    "Bidang Promosi, Destinasi, Ekonomi Kreatif dan Sekretariat",
)
DRAFT = "Rancangan Naskah Kerja Sama (awal)"
TEXT = "Naskah Kerja Sama"

STEPS = (
    Step(1, "Memerintahkan penyusunan naskah kerja sama Dinas Pariwisata", f"{KADIS}:start", "Disposisi surat", "10 Menit", "Disposisi surat", "SOP surat masuk dan SOP surat keluar"),
    Step(2, "Menyiapkan format usulan kerja sama untuk bidang dan sekretariat", f"{TIM}:box", "Format usulan kerja sama", "4 Jam", "Format usulan kerja sama"),
    Step(3, "Mengirimkan format usulan kerja sama kepada bidang dan sekretariat", f"{TIM}:box", "Format usulan kerja sama", "1 Jam", "Format usulan kerja sama"),
    Step(4, "Mengundang kepala bidang dan pejabat pengawas untuk rapat pembahasan usulan", f"{SEK}:box", "Undangan rapat", "1 Jam", "Surat undangan rapat"),
    Step(5, "Melaksanakan rapat pembahasan usulan kerja sama", f"{SEK}:box + {TIM}:box + {BIDANG}:box", DRAFT, "2 Jam", DRAFT, "Berita acara rapat, notula rapat"),
    Step(6, "Mengumpulkan format usulan yang telah diisi bidang dan sekretariat", f"{TIM}:box", DRAFT, "5 Hari Kerja", DRAFT),
    Step(7, "Menelaah usulan kerja sama yang telah terkumpul", f"{TIM}:box", DRAFT, "2 Hari Kerja", DRAFT),
    Step(8, "Menulis konsep naskah kerja sama Dinas Pariwisata", f"{TIM}:box", DRAFT, "5 Hari Kerja", DRAFT),
    Step(9, "Mengoreksi konsep naskah kerja sama Dinas Pariwisata", f"{SEK}:ask", DRAFT, "5 Hari Kerja", "Konsep disetujui menjadi rancangan akhir naskah"),
    Step(10, "Mengajukan naskah kerja sama kepada Kepala Dinas untuk disetujui", f"{SEK}:box", TEXT, "1 Hari Kerja", TEXT),
    Step(11, "Menandatangani naskah kerja sama lalu meneruskannya ke Tim Kerja Sama", f"{KADIS}:box", TEXT, "20 Menit", TEXT),
    Step(12, "Membuat surat pengantar pengiriman dan meminta nomor surat", f"{TIM}:box", TEXT, "20 Menit", "Surat pengantar"),
    Step(13, "Menggandakan naskah kerja sama Dinas Pariwisata", f"{TIM}:box", TEXT, "2 Jam", TEXT),
    Step(14, "Mengirimkan naskah kerja sama ke Bagian Tata Pemerintahan Setda Kab. Pacitan dan menyimpan arsipnya", f"{TIM}:end", TEXT, "20 Menit", TEXT, "Naskah dibagikan menurut daftar penerima"),
)  # fmt: skip

SUBTITLE = ["STANDAR OPERASIONAL PROSEDUR (SOP)", "PENYUSUNAN NASKAH KERJA SAMA"]

HEADER = header(
    institution=["PEMERINTAH KABUPATEN PACITAN", "DINAS PARIWISATA"],
    number="000.8.33/214/II/2023",
    title="PENYUSUNAN NASKAH KERJA SAMA PADA DINAS PARIWISATA KABUPATEN PACITAN",
    date_created="2023-02-06",
    date_effective="2023-02-13",
    approved_by={
        "position": "KEPALA DINAS PARIWISATA KABUPATEN PACITAN",
        "name": "Ir. Endang Saptono, M.M.",
        "nip": "197002151996032003",
    },
    legal_basis=[
        "Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah;",
        "Peraturan Pemerintah Nomor 28 Tahun 2018 tentang Kerja Sama Daerah;",
        "Peraturan Menteri Dalam Negeri Nomor 22 Tahun 2020 tentang Tata Cara Kerja Sama Daerah dengan Daerah Lain dan Kerja Sama Daerah dengan Pihak Ketiga;",
        "Peraturan Bupati Pacitan Nomor 58 Tahun 2021 tentang Kedudukan, Susunan Organisasi, Tugas dan Fungsi Dinas Pariwisata.",
    ],
    qualifications=[
        "Analis kerja sama berijazah S1 / S2;",
        "Pelaksana berijazah S1;",
        "Memahami tata cara kerja sama daerah;",
        "Dapat menyusun naskah dinas.",
    ],
    related_sops=["SOP Pengarsipan Naskah dan SOP Penyelenggaraan Rapat"],
    equipment=["Rencana strategis, rencana kerja, komputer dan kelengkapannya, ATK"],
    warnings=["Jika tidak dilaksanakan sesuai SOP maka naskah kerja sama terlambat dan tidak memenuhi ketentuan"],
    records=["Daftar usulan, naskah rancangan dan naskah akhir disimpan oleh Tim Kerja Sama"],
)

STYLE = Style(
    paper=F4,
    face="times",
    body_size=9.0,
    heading_size=9.0,
    header_landscape=False,
    header_labels={"title": "Nama SOP", "equipment": "Peralatan Perlengkapan"},
    label_colon="none",
    approver_label=False,
    title_place="full",
    table_labels={"activity": "Aktivitas", "requirements": "Persyaratan/ Kelengkapan"},
    habit="bottom-side",
    terminator="ellipse",
    symbol_height=15.0,
    break_before=frozenset({8}),
    shifted_rows=frozenset({8, 9, 10}),
    loose_actor_parts=frozenset({2}),
    connector_row=False,
    arrowhead="open",
)


def truth() -> dict[str, Any]:
    oddities = [
        "page 3: in rows 9 to 11 requirements, duration and output stand one column to the left of their headings",
        "page 3: the last actor's heading stands beside Pelaksana instead of under it",
        "the approver stands without a label",
    ]
    printed = {
        "nip": "19700215 199603 2 003",
        "rank": "Pembina Utama Muda",
        "blank_revision": "-",
        "below_institution": SUBTITLE,
    }
    return sheet(HEADER, ACTORS, STEPS, {8: 7}, [], oddities, printed)
