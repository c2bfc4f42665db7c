"""Why the system refused something with a file, in both languages; the hint depends on who asked, and is theirs."""

from __future__ import annotations

import errno

from models.bilingual import Bilingual

_REASONS = {
    errno.ENOSPC: Bilingual("penyimpanan penuh", "the disk is full"),
    errno.EDQUOT: Bilingual("kuota penyimpanan habis", "the disk quota is used up"),
    errno.EACCES: Bilingual("tidak ada izin", "no permission"),
    errno.EPERM: Bilingual("tidak ada izin", "no permission"),
    errno.EROFS: Bilingual("penyimpanan hanya-baca", "the file system is read-only"),
    errno.ENAMETOOLONG: Bilingual("nama terlalu panjang", "the name is too long"),
    errno.ENOENT: Bilingual("tidak ada", "it is not there"),
    errno.EISDIR: Bilingual("itu folder, bukan berkas", "it is a folder, not a file"),
    errno.ENOTDIR: Bilingual(
        "sebagian jalurnya adalah berkas, bukan folder", "a part of its path is a file, not a folder"
    ),
    errno.EEXIST: Bilingual("namanya sudah dipakai berkas lain", "another file has that name"),
    errno.EIO: Bilingual("penyimpanan bermasalah", "the disk has a fault"),
    errno.ELOOP: Bilingual("tautan yang berputar", "links that go round in a circle"),
    errno.EMFILE: Bilingual("terlalu banyak berkas terbuka", "too many open files"),
}


def reason(error: OSError) -> Bilingual:
    """What the error says; the system's own English words where it is a rare one."""
    words = error.strerror or type(error).__name__
    return _REASONS.get(error.errno or 0, Bilingual(words, words))
