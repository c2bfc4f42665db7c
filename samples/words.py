"""The phrases that invented sheets are made of: a small grammar in our own words, no sheet's text.

{obj} is what the procedure is about, {dok} the paper it produces, {pihak} who gets it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["guest", "desk", "staff", "section", "secretary", "head", "field"]
Pace = Literal["quick", "slow", "days"]


@dataclass(frozen=True)
class Phrase:
    """A step: who does it, how it may be worded, what comes of it, how long it takes."""

    level: Level
    texts: tuple[str, ...]
    output: str
    pace: Pace = "quick"
    decision: bool = False
    optional: bool = False
    with_field: bool = False  # the technical units do it at the same time, in a column of their own


SERVICE: tuple[Phrase, ...] = (
    Phrase(
        "guest",
        ("Mengajukan {obj} beserta berkas persyaratan", "Menyampaikan {obj} secara tertulis melalui loket"),
        "Berkas {obj}",
    ),
    Phrase(
        "desk",
        ("Menerima berkas dan mencatatnya dalam buku agenda", "Menerima, memeriksa identitas dan membukukan {obj}"),
        "Berkas tercatat",
    ),
    Phrase(
        "desk",
        ("Meneliti kelengkapan berkas {obj}", "Memeriksa kelengkapan dan keabsahan lampiran {obj}"),
        "Lembar periksa",
        decision=True,
    ),
    Phrase("desk", ("Membuat tanda terima dan menyerahkannya kepada {pihak}",), "Tanda terima", optional=True),
    Phrase(
        "section",
        ("Membagi tugas penelaahan kepada staf", "Menunjuk petugas yang menelaah {obj}"),
        "Lembar pembagian tugas",
        optional=True,
    ),
    Phrase(
        "staff",
        (
            "Menelaah isi berkas dan menuangkan hasilnya dalam lembar telaah",
            "Mempelajari {obj} dan mencatat pokok-pokoknya",
        ),
        "Lembar telaah",
        "slow",
    ),
    Phrase(
        "staff",
        ("Meninjau lokasi bersama tim dan membuat catatan lapangan", "Melakukan pengecekan lapangan sesuai jadwal"),
        "Catatan lapangan",
        "days",
        optional=True,
        with_field=True,
    ),
    Phrase(
        "field",
        ("Menghitung kebutuhan dan memberikan pertimbangan teknis",),
        "Pertimbangan teknis",
        "days",
        optional=True,
    ),
    Phrase(
        "section",
        ("Memimpin rapat kecil untuk membahas hasil telaah", "Membahas hasil telaah dengan petugas terkait"),
        "Notulen rapat",
        "slow",
        optional=True,
        with_field=True,
    ),
    Phrase("staff", ("Mengetik konsep {dok}", "Menyiapkan konsep {dok} sesuai hasil telaah"), "Konsep {dok}", "slow"),
    Phrase(
        "section",
        (
            "Memeriksa konsep {dok}, bila belum sesuai dikembalikan untuk diperbaiki",
            "Mengoreksi konsep {dok} dan membubuhkan paraf",
        ),
        "Konsep {dok} berparaf",
        decision=True,
    ),
    Phrase(
        "secretary",
        ("Meneliti tata naskah dan memaraf konsep {dok}", "Memeriksa ulang konsep {dok} sebelum diajukan"),
        "Konsep {dok} siap tanda tangan",
        decision=True,
        optional=True,
    ),
    Phrase("head", ("Menandatangani {dok}", "Menyetujui dan menandatangani {dok}"), "{dok} bertanda tangan"),
    Phrase("staff", ("Memberi nomor, tanggal dan cap dinas pada {dok}",), "{dok} bernomor"),
    Phrase("staff", ("Menggandakan {dok} sesuai kebutuhan",), "Salinan {dok}", optional=True),
    Phrase("staff", ("Mengunggah {dok} ke laman resmi instansi",), "Tampilan laman", optional=True),
    Phrase(
        "desk",
        ("Menyerahkan {dok} kepada {pihak} disertai bukti serah", "Menghubungi {pihak} untuk mengambil {dok}"),
        "Bukti penyerahan",
    ),
    Phrase("guest", ("Mengisi lembar kepuasan layanan",), "Lembar kepuasan", optional=True),
    Phrase(
        "staff",
        ("Menyimpan berkas ke dalam rak arsip sesuai kode klasifikasi", "Mengarsipkan seluruh berkas pelayanan"),
        "Arsip",
    ),
)

REPORT: tuple[Phrase, ...] = (
    Phrase("head", ("Memberi arahan penyusunan {dok}", "Menugaskan Sekretaris menyusun {dok}"), "Lembar disposisi"),
    Phrase(
        "secretary",
        ("Meneruskan arahan dan menetapkan batas waktu pekerjaan", "Menjabarkan arahan pimpinan menjadi rencana kerja"),
        "Rencana kerja",
    ),
    Phrase("section", ("Menyusun format isian {obj}", "Menyiapkan lembar isian {obj} untuk tiap unit"), "Format isian"),
    Phrase("staff", ("Mengirim format isian kepada unit pengisi data",), "Format terkirim", optional=True),
    Phrase(
        "field",
        ("Mengisi format sesuai keadaan sebenarnya dan mengembalikannya", "Menghimpun {obj} dari lapangan"),
        "Format terisi",
        "days",
    ),
    Phrase(
        "staff",
        ("Mengumpulkan dan menggabungkan {obj}", "Merekap {obj} dalam satu lembar kerja"),
        "Rekap {obj}",
        "slow",
    ),
    Phrase(
        "staff", ("Memeriksa kewajaran angka pada rekap",), "Rekap terperiksa", "slow", decision=True, optional=True
    ),
    Phrase(
        "section",
        ("Menganalisis hasil rekap dan membuat kesimpulan sementara",),
        "Catatan analisis",
        "days",
        optional=True,
    ),
    Phrase(
        "section",
        ("Menyelenggarakan rapat pembahasan bersama unit kerja", "Membahas hasil rekap dalam rapat staf"),
        "Notulen rapat",
        "slow",
        optional=True,
        with_field=True,
    ),
    Phrase("staff", ("Menyusun rancangan {dok}", "Menulis rancangan awal {dok}"), "Rancangan {dok}", "days"),
    Phrase(
        "section",
        ("Memeriksa rancangan {dok} dan memberi catatan perbaikan", "Mencocokkan rancangan {dok} dengan data dukung"),
        "Rancangan {dok} terkoreksi",
        decision=True,
    ),
    Phrase(
        "secretary",
        ("Meneliti rancangan {dok}, bila disetujui diberi paraf", "Membaca ulang rancangan {dok} dan memarafnya"),
        "Rancangan {dok} berparaf",
        decision=True,
        optional=True,
    ),
    Phrase("head", ("Mengesahkan {dok}", "Menandatangani {dok} sebagai pengesahan"), "{dok} disahkan"),
    Phrase("staff", ("Mencetak dan menjilid {dok}",), "{dok} terjilid", "slow", optional=True),
    Phrase("staff", ("Membuat surat pengantar dan meminta nomor surat",), "Surat pengantar", optional=True),
    Phrase(
        "staff",
        ("Mengirimkan {dok} kepada {pihak}", "Mendistribusikan {dok} kepada {pihak}"),
        "Tanda terima",
        optional=False,
    ),
    Phrase(
        "section",
        ("Mengevaluasi pelaksanaan kegiatan sebagai bahan perbaikan",),
        "Catatan evaluasi",
        "slow",
        optional=True,
    ),
    Phrase(
        "staff", ("Menyimpan naskah asli sebagai arsip aktif", "Mengarsipkan {dok} beserta data dukungnya"), "Arsip"
    ),
)

LAWS = (  # names of regulations are facts; the wording is the official title
    "Undang-Undang Nomor 25 Tahun 2009 tentang Pelayanan Publik",
    "Undang-Undang Nomor 43 Tahun 2009 tentang Kearsipan",
    "Undang-Undang Nomor 14 Tahun 2008 tentang Keterbukaan Informasi Publik",
    "Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah",
    "Undang-Undang Nomor 30 Tahun 2014 tentang Administrasi Pemerintahan",
    "Peraturan Pemerintah Nomor 28 Tahun 2012 tentang Pelaksanaan Undang-Undang Nomor 43 Tahun 2009 tentang Kearsipan",
    "Peraturan Pemerintah Nomor 96 Tahun 2012 tentang Pelaksanaan Undang-Undang Nomor 25 Tahun 2009 tentang Pelayanan Publik",
    "Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor 35 Tahun 2012 tentang Pedoman Penyusunan Standar Operasional Prosedur Administrasi Pemerintahan",
    "Peraturan Menteri Dalam Negeri Nomor 52 Tahun 2011 tentang Standar Operasional Prosedur di Lingkungan Pemerintah Provinsi dan Kabupaten/Kota",
)
QUALIFICATIONS = (
    "Memahami tugas dan fungsi unit kerja",
    "Mampu mengoperasikan komputer dan aplikasi perkantoran",
    "Pendidikan paling rendah SMA atau sederajat",
    "Memahami tata naskah dinas",
    "Teliti dan dapat bekerja dalam tim",
    "Menguasai peraturan yang berkaitan dengan {obj}",
    "Pernah mengikuti bimbingan teknis pelayanan",
)
RELATED = (
    "SOP Pengelolaan Surat Masuk",
    "SOP Pengelolaan Surat Keluar",
    "SOP Penataan Arsip",
    "SOP Penyelenggaraan Rapat",
    "SOP Penomoran Naskah Dinas",
    "SOP Pengadaan Alat Tulis Kantor",
)
EQUIPMENT = (
    "Komputer dan printer",
    "Alat tulis kantor",
    "Jaringan internet",
    "Buku agenda",
    "Lemari arsip",
    "Formulir isian",
    "Mesin pindai",
    "Kendaraan dinas",
    "Pesawat telepon",
)
WARNINGS = (
    "Apabila prosedur ini tidak dijalankan maka {dok} terlambat diterima {pihak}",
    "Berkas yang tidak lengkap tidak dapat diproses lebih lanjut",
    "Kelalaian mencatat mengakibatkan berkas sulit ditelusuri",
    "Jika data tidak benar maka {dok} tidak dapat dipertanggungjawabkan",
)
RECORDS = (
    "Disimpan dalam bentuk cetak dan berkas elektronik",
    "Dicatat pada buku agenda",
    "Buku register {obj}",
    "Diarsipkan sesuai jadwal retensi",
)
REMARKS = (
    "SOP Surat Masuk",
    "Dapat dilakukan secara daring",
    "Sesuai jadwal",
    "Bila diperlukan",
    "Rangkap dua",
    "SOP Penataan Arsip",
    "Melalui aplikasi",
)
ANSWERS = (
    ("Ya", "Tidak"),
    ("Ya", "Tidak"),
    ("ya", "tidak"),
    ("Setuju", "Tidak"),
    ("Lengkap", "Tidak Lengkap"),
    ("Sesuai", "Tidak Sesuai"),
)
