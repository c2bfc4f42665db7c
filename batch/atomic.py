"""The one place that writes results: a file is there whole or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable
from pathlib import Path

from models.bilingual import Bilingual
from models.status import OutputError

#: Fixed, so that a run killed while writing leaves at most this one name in a folder, which the next write replaces.
TEMPORARY_NAME = ".sopscan-writing.tmp"

_REASONS = {
    errno.ENOSPC: ("output-disk-full", Bilingual("penyimpanan penuh", "the disk is full")),
    errno.EDQUOT: ("output-disk-full", Bilingual("kuota penyimpanan habis", "the disk quota is used up")),
    errno.EACCES: ("output-not-permitted", Bilingual("tidak ada izin menulis", "no permission to write")),
    errno.EPERM: ("output-not-permitted", Bilingual("tidak ada izin menulis", "no permission to write")),
    errno.EROFS: ("output-not-permitted", Bilingual("penyimpanan hanya-baca", "the file system is read-only")),
    errno.ENAMETOOLONG: ("output-name-too-long", Bilingual("nama terlalu panjang", "the name is too long")),
}


def write_whole(path: Path, data: bytes) -> None:
    """Write `data` to `path`, making its folders: temporary in the same folder, flush, fsync, replace.

    One writer per folder at a time (a run holds the lock of its output folder). Raises OutputError.
    """
    write_whole_from(path, [data])


def write_whole_from(path: Path, chunks: Iterable[bytes]) -> None:
    """The same for data that comes piece by piece and need not fit in memory."""
    temporary = path.with_name(TEMPORARY_NAME)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with open(temporary, "wb") as stream:
                for chunk in chunks:
                    stream.write(chunk)
                stream.flush()
                os.fsync(stream.fileno())
            os.replace(temporary, path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        _sync_folder(path.parent)
    except OSError as error:
        raise output_error(path, error) from error


def remove(path: Path) -> None:
    """Take an output away (its input was moved); nothing happens where there is none. Raises OutputError."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise output_error(path, error) from error


def output_error(path: Path, error: OSError) -> OutputError:
    """Name the file and the reason; the hint says what to do next."""
    code, reason = _REASONS.get(
        error.errno or 0, ("output-not-written", Bilingual(error.strerror or "?", error.strerror or "?"))
    )
    return OutputError(
        code,
        Bilingual(f"tidak dapat menulis {path}: {reason.id}", f"cannot write {path}: {reason.en}"),
        Bilingual(
            "beri ruang atau izin pada folder keluaran, lalu jalankan lagi; yang sudah selesai tidak diulang",
            "give the output folder room or permission and run again; what is done is not done again",
        ),
        stage="write",
    )


def _sync_folder(folder: Path) -> None:
    """Make the rename itself durable; some network file systems refuse to sync a folder, which loses nothing here."""
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        return
    finally:
        os.close(handle)
