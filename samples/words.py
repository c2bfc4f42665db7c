"""The offices and phrases that invented sheets are made of: a small grammar in our own words, no sheet's text.

{obj} is what the procedure is about, {dok} the paper it produces, {pihak} who gets it, {tempat} the issuing region.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["guest", "desk", "staff", "section", "secretary", "head", "field"]
Pace = Literal["quick", "slow", "days"]


@dataclass(frozen=True)
class Office:
    """An office and one procedure of it; `roles` give each level's column headings to choose from."""

    name: str
    head: str
    title: str
    obj: str
    dok: str
    pihak: str
    roles: dict[str, tuple[str, ...]]
    kind: Literal["service", "report"]
    short: str


_DINAS = {
    "guest": ("Pemohon", "Masyarakat", "Pemohon Layanan"),
    "desk": ("Petugas Loket", "Front Office", "Petugas Pelayanan"),
    "staff": ("Staf", "Pelaksana", "Pengadministrasi Umum", "JFU"),
    "section": ("Kasi", "Kepala Seksi", "Kasubbag Umum", "Kabid"),
    "secretary": ("Sekretaris", "Sekdin"),
    "head": ("Kepala Dinas", "Kadis", "Kadin"),
    "field": ("Bidang Terkait", "Bidang Teknis", "Tim Teknis"),
}


def _roles(**changes: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    return {**_DINAS, **changes}


OFFICES: tuple[Office, ...] = (
    Office(
        "Dinas Perpustakaan dan Kearsipan",
        "Kepala Dinas Perpustakaan dan Kearsipan",
        "Peminjaman Arsip Statis",
        "permohonan peminjaman arsip",
        "surat izin peminjaman arsip",
        "pemohon",
        _roles(staff=("Arsiparis", "Staf Layanan")),
        "service",
        "DPK",
    ),
    Office(
        "Dinas Perhubungan",
        "Kepala Dinas Perhubungan",
        "Pemberian Rekomendasi Izin Trayek",
        "permohonan rekomendasi trayek",
        "surat rekomendasi trayek",
        "pemohon",
        _roles(section=("Kasi Angkutan", "Kabid Angkutan")),
        "service",
        "DISHUB",
    ),
    Office(
        "Dinas Kesehatan",
        "Kepala Dinas Kesehatan",
        "Penerbitan Surat Izin Praktik Bidan",
        "permohonan izin praktik",
        "surat izin praktik",
        "pemohon",
        _roles(section=("Kasi SDM Kesehatan", "Kabid SDK")),
        "service",
        "DINKES",
    ),
    Office(
        "Badan Pendapatan Daerah",
        "Kepala Badan Pendapatan Daerah",
        "Pelayanan Keberatan Pajak Daerah",
        "surat keberatan pajak",
        "surat keputusan keberatan",
        "wajib pajak",
        _roles(guest=("Wajib Pajak",), secretary=("Sekretaris Badan", "Sekretaris"), head=("Kepala Badan", "Kaban")),
        "service",
        "BAPENDA",
    ),
    Office(
        "Dinas Sosial",
        "Kepala Dinas Sosial",
        "Penyaluran Bantuan Perlengkapan Sekolah",
        "usulan penerima bantuan",
        "daftar penerima bantuan",
        "keluarga penerima",
        _roles(guest=("Kelurahan", "Pendamping Desa")),
        "service",
        "DINSOS",
    ),
    Office(
        "Dinas Lingkungan Hidup",
        "Kepala Dinas Lingkungan Hidup",
        "Penanganan Pengaduan Pencemaran",
        "laporan pengaduan pencemaran",
        "surat tanggapan pengaduan",
        "pelapor",
        _roles(guest=("Pelapor", "Masyarakat"), field=("Tim Lapangan", "Petugas Laboratorium")),
        "service",
        "DLH",
    ),
    Office(
        "Kecamatan",
        "Camat",
        "Pelayanan Surat Keterangan Domisili Usaha",
        "permohonan surat keterangan",
        "surat keterangan domisili usaha",
        "pemohon",
        _roles(
            head=("Camat",),
            secretary=("Sekcam", "Sekretaris Kecamatan"),
            section=("Kasi Pelayanan", "Kasi Pemerintahan"),
        ),
        "service",
        "KEC",
    ),
    Office(
        "Badan Kepegawaian Daerah",
        "Kepala Badan Kepegawaian Daerah",
        "Penyusunan Laporan Presensi Pegawai",
        "data presensi pegawai",
        "laporan presensi bulanan",
        "perangkat daerah",
        _roles(head=("Kepala Badan",), secretary=("Sekretaris",)),
        "report",
        "BKD",
    ),
    Office(
        "Dinas Pertanian dan Pangan",
        "Kepala Dinas Pertanian dan Pangan",
        "Penyusunan Data Luas Tanam",
        "data luas tanam",
        "buku data luas tanam",
        "Bagian Perekonomian",
        _roles(field=("Penyuluh", "UPTD")),
        "report",
        "DISPERTAN",
    ),
    Office(
        "Dinas Pekerjaan Umum",
        "Kepala Dinas Pekerjaan Umum",
        "Penyusunan Rencana Pemeliharaan Jalan",
        "data kondisi jalan",
        "rencana pemeliharaan jalan",
        "bidang pelaksana",
        _roles(section=("Kabid Bina Marga", "Kasi Jalan")),
        "report",
        "DPU",
    ),
    Office(
        "Sekretariat Daerah",
        "Sekretaris Daerah",
        "Penyusunan Jadwal Kegiatan Pimpinan",
        "bahan kegiatan pimpinan",
        "jadwal kegiatan pimpinan",
        "ajudan",
        _roles(
            head=("Sekda", "Sekretaris Daerah"),
            secretary=("Asisten", "Asisten Administrasi"),
            section=("Kabag Umum", "Kabag Protokol"),
        ),
        "report",
        "SETDA",
    ),
    Office(
        "Dinas Pendidikan",
        "Kepala Dinas Pendidikan",
        "Penyusunan Laporan Kinerja Triwulan",
        "data capaian kinerja",
        "laporan kinerja triwulan",
        "Bagian Organisasi",
        _roles(section=("Kasubbag Perencanaan", "Kasubbag Program")),
        "report",
        "DISDIK",
    ),
    Office(
        "Dinas Komunikasi dan Informatika",
        "Kepala Dinas Komunikasi dan Informatika",
        "Pengelolaan Permohonan Subdomain",
        "permohonan subdomain",
        "berita acara pengaktifan subdomain",
        "perangkat daerah pemohon",
        _roles(guest=("Perangkat Daerah",), staff=("Pranata Komputer", "Staf Teknis")),
        "service",
        "DISKOMINFO",
    ),
    Office(
        "Badan Keuangan dan Aset Daerah",
        "Kepala Badan Keuangan dan Aset Daerah",
        "Penyusunan Daftar Barang Persediaan",
        "data barang persediaan",
        "daftar barang persediaan",
        "pengguna barang",
        _roles(head=("Kepala Badan",), staff=("Pengurus Barang", "Staf Aset")),
        "report",
        "BKAD",
    ),
)


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

PLACES: tuple[tuple[str, str, str], ...] = (  # kind, name, province
    ("Kabupaten", "Wonosobo", "Jawa Tengah"),
    ("Kabupaten", "Purbalingga", "Jawa Tengah"),
    ("Kota", "Salatiga", "Jawa Tengah"),
    ("Kabupaten", "Pacitan", "Jawa Timur"),
    ("Kabupaten", "Bondowoso", "Jawa Timur"),
    ("Kota", "Mojokerto", "Jawa Timur"),
    ("Kabupaten", "Sumedang", "Jawa Barat"),
    ("Kabupaten", "Kuningan", "Jawa Barat"),
    ("Kota", "Cimahi", "Jawa Barat"),
    ("Kabupaten", "Pandeglang", "Banten"),
    ("Kota", "Cilegon", "Banten"),
    ("Kabupaten", "Kulon Progo", "Daerah Istimewa Yogyakarta"),
    ("Kabupaten", "Jembrana", "Bali"),
    ("Kabupaten", "Dompu", "Nusa Tenggara Barat"),
    ("Kabupaten", "Ngada", "Nusa Tenggara Timur"),
    ("Kabupaten", "Sambas", "Kalimantan Barat"),
    ("Kota", "Singkawang", "Kalimantan Barat"),
    ("Kabupaten", "Tapin", "Kalimantan Selatan"),
    ("Kabupaten", "Paser", "Kalimantan Timur"),
    ("Kota", "Bontang", "Kalimantan Timur"),
    ("Kabupaten", "Lamandau", "Kalimantan Tengah"),
    ("Kabupaten", "Enrekang", "Sulawesi Selatan"),
    ("Kota", "Palopo", "Sulawesi Selatan"),
    ("Kabupaten", "Poso", "Sulawesi Tengah"),
    ("Kabupaten", "Muna", "Sulawesi Tenggara"),
    ("Kota", "Tomohon", "Sulawesi Utara"),
    ("Kabupaten", "Boalemo", "Gorontalo"),
    ("Kabupaten", "Agam", "Sumatera Barat"),
    ("Kota", "Solok", "Sumatera Barat"),
    ("Kabupaten", "Kampar", "Riau"),
    ("Kabupaten", "Kerinci", "Jambi"),
    ("Kabupaten", "Kaur", "Bengkulu"),
    ("Kabupaten", "Pringsewu", "Lampung"),
    ("Kota", "Metro", "Lampung"),
    ("Kabupaten", "Karo", "Sumatera Utara"),
    ("Kota", "Sibolga", "Sumatera Utara"),
    ("Kabupaten", "Bireuen", "Aceh"),
    ("Kabupaten", "Nabire", "Papua Tengah"),
    ("Kabupaten", "Buru", "Maluku"),
    ("Kota", "Ternate", "Maluku Utara"),
)

FIRST_NAMES = (
    ("Hendra", 1),
    ("Bagus", 1),
    ("Rahmat", 1),
    ("Wahyu", 1),
    ("Agung", 1),
    ("Teguh", 1),
    ("Yusuf", 1),
    ("Darmawan", 1),
    ("Ratna", 2),
    ("Siti", 2),
    ("Endang", 2),
    ("Nurul", 2),
    ("Yuliana", 2),
    ("Wiwik", 2),
    ("Kartika", 2),
    ("Dewi", 2),
)
LAST_NAMES = (
    "Wiratmaja",
    "Pranoto",
    "Suryaningrat",
    "Lesmana",
    "Hidayatullah",
    "Kusnandar",
    "Maulida",
    "Saptono",
    "Rahayuningsih",
    "Baskara",
    "Anggraeni",
    "Marpaung",
    "Tanjung",
    "Mahendra",
)
DEGREES = (
    ("", ", S.Sos."),
    ("Drs. ", ", M.Si."),
    ("", ", S.E., M.M."),
    ("Ir. ", ", M.T."),
    ("Dr. ", ", M.Kes."),
    ("", ", S.H., M.H."),
    ("H. ", ", S.IP., M.Si."),
    ("", ", S.STP."),
)
RANKS = ("Pembina Utama Muda", "Pembina Tk. I", "Pembina", "Penata Tk. I")

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
