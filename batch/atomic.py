"""The one place that writes results: a file is there whole or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable
from pathlib import Path

from models.bilingual import Bilingual
from models.status import OutputError
from models.system_reason import reason

#: Fixed, so that a run killed while writing leaves at most this one name in a folder, which the next write replaces.
TEMPORARY_NAME = ".sopscan-writing.tmp"

_CODES = {
    errno.ENOSPC: "output-disk-full",
    errno.EDQUOT: "output-disk-full",
    errno.EACCES: "output-not-permitted",
    errno.EPERM: "output-not-permitted",
    errno.EROFS: "output-not-permitted",
    errno.ENAMETOOLONG: "output-name-too-long",
}
#: What stands where a file or folder is to be written: no room or permission would help.
_IN_THE_WAY = (errno.EEXIST, errno.ENOTDIR, errno.EISDIR)


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
    why = reason(error)
    return OutputError(
        _CODES.get(error.errno or 0, "output-not-written"),
        Bilingual(f"tidak dapat menulis {path}: {why.id}", f"cannot write {path}: {why.en}"),
        _OTHER_PLACE if error.errno in _IN_THE_WAY else _ROOM,
        stage="write",
    )


_ROOM = Bilingual(
    "beri ruang atau izin pada folder keluaran, lalu jalankan lagi; yang sudah selesai tidak diulang",
    "give the output folder room or permission and run again; what is done is not done again",
)
_OTHER_PLACE = Bilingual(
    "pilih nama lain untuk keluarannya, atau singkirkan yang sudah ada di situ",
    "choose another name for the output, or move away what is there",
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
