"""Sheet 3: a sheet of Kota Salatiga copied from Kabupaten Kuningan, whose name stayed behind in every row."""

from typing import Any

from samples.originals.script import Step, header, sheet
from samples.style import F4, Style

JFU, KASUBBAG, SEK, KADIS = ACTORS = ("JFU", "Kasubbag Program dan Keuangan", "Sekretaris", "Kepala Dinas")
STRANGER = "Kab. Kuningan"
FORM = "Format pendataan UMKM Dinas Koperasi Kab. Kuningan"
DRAFT = "Rancangan Profil UMKM Dinas Koperasi Kab. Kuningan"
DONE = "Profil UMKM Dinas Koperasi Kab. Kuningan"

STEPS = (
    Step(1, "Memerintahkan penyusunan Profil UMKM Dinas Koperasi Kab. Kuningan", f"{KADIS}:start", "Disposisi surat", "5 menit", "Disposisi surat", "SOP surat masuk dan surat keluar"),
    Step(3, "Kasubbag. Program membagikan format pendataan UMKM kepada tiap bidang dan sekretaris", f"{KASUBBAG}:box", FORM, "30 menit", FORM),
    Step(4, "Kasubbag. Program mengumpulkan format pendataan UMKM dari tiap bidang dan sekretaris", f"{KASUBBAG}:box", FORM, "5 Hari", FORM, "SOP pencarian data"),
    Step(5, "Sekretaris menelaah data UMKM yang telah terkumpul", f"{SEK}:box", FORM, "5 Hari", DRAFT, "SOP pengolahan data"),
    Step(6, "Kadis menandatangani Profil UMKM Dinas Koperasi Kab. Kuningan", f"{KADIS}:box", DRAFT, "1 hari", DONE, "SOP pengolahan data"),
    Step(7, "Kadis menandatangani Profil UMKM Dinas Koperasi Kab. Kuningan", f"{KADIS}:box", "Konsep surat pengantar", "15 mnt", "Surat pengantar", "SOP surat masuk dan surat keluar"),
    Step(None, "Penggandaan dan pengiriman Profil UMKM", f"{JFU}:box", DONE, "30 menit", DONE, "SOP pengadaan barang"),
    Step(None, "Penyimpanan naskah asli Profil UMKM", f"{JFU}:end", "Naskah asli", "1 hari", "Arsip"),
)  # fmt: skip

HEADER = header(
    title="Penyusunan Profil Usaha Mikro, Kecil dan Menengah (UMKM) Dinas Koperasi Kota Salatiga",
    legal_basis=[
        "Undang-Undang Nomor 20 Tahun 2008 tentang Usaha Mikro, Kecil, dan Menengah.",
        "Peraturan Pemerintah Nomor 7 Tahun 2021 tentang Kemudahan, Pelindungan, dan Pemberdayaan Koperasi dan Usaha Mikro, Kecil, dan Menengah.",
    ],
    qualifications=["Berwenang menyusun Profil UMKM.", "Dapat mengolah dan menelaah data pelaku usaha."],
    related_sops=["SOP Pendataan Pelaku Usaha"],
    equipment=["Dokumen", "Komputer", "ATK"],
    warnings=["Data pelaku usaha dijaga kerahasiaannya sesuai peraturan yang berlaku.", "Data tertulis dibubuhi tanda tangan sehingga terjamin keasliannya."],
    records=["Jumlah pelaku usaha, bidang usaha dan perubahannya tiap tahun"],
)  # fmt: skip

STYLE = Style(
    paper=F4,
    portrait_table=True,
    face="helvetica",
    margin=30.0,
    body_size=7.0,
    heading_size=7.5,
    header="sections",
    header_size=8.5,
    header_with_table=True,
    header_labels={"title": "Judul SOP", "qualifications": "Kualifikasi pelaksana", "equipment": "Peralatan/perlengkapan", "records": "Pencatatan dan pendataan"},
    section_marker="1.",
    title_line="prosedur",
    table_labels={"requirements": "Persyaratan/ Kelengkapan", "remarks": "Ket"},
    symbol_height=14.0,
    symbol_share=0.66,
    habit="bottom-side",
    terminator="rounded",
)  # fmt: skip


def truth() -> dict[str, Any]:
    regions = [("wrong_region", i) for i, s in enumerate(STEPS) if STRANGER in f"{s.text} {s.requirements} {s.output}"]
    numbers = [("skipped_number", 1), ("missing_number", 6), ("missing_number", 7), ("duplicate_activity", 5)]
    oddities = [
        "the title names Kota Salatiga, the rows Kab. Kuningan (of another province)",
        "number 2 is missing, the last two rows have no number, steps 6 and 7 have the same text",
        "no number, dates or approver in the header block",
    ]
    return sheet(HEADER, ACTORS, STEPS, {}, [*regions, *numbers, ("missing_header_number", None)], oddities)
