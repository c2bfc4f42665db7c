"""The invented offices: each with one procedure, its papers and the headings of its actors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


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
        "Bagian Tata Pemerintahan",
        "Kepala Bagian Tata Pemerintahan",
        "Pelayanan Surat Keterangan Domisili Usaha",
        "permohonan surat keterangan",
        "surat keterangan domisili usaha",
        "pemohon",
        _roles(
            head=("Kabag", "Kepala Bagian"),
            secretary=("Kasubbag", "Kasubbag Pelayanan"),
            section=("Analis Kebijakan", "Kasi Pemerintahan"),
        ),
        "service",
        "TAPEM",
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
