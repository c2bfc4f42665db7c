"""One run at a time on an output folder; the system lets the lock go when a run dies, however it dies."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from batch.atomic import output_error
from models.bilingual import Bilingual
from models.status import OutputError

LOCK_NAME = ".sopscan.lock"


@contextmanager
def hold(out: Path) -> Iterator[None]:
    """Hold the lock of `out`; raises OutputError (output-in-use) where another run has it."""
    path = out / LOCK_NAME
    try:
        out.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise output_error(path, error) from error
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise _in_use(out, os.read(handle, 32).decode(errors="replace").strip()) from error
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(handle)


def _in_use(out: Path, process: str) -> OutputError:
    return OutputError(
        "output-in-use",
        Bilingual(
            f"proses lain (nomor {process or '?'}) sedang bekerja pada {out}",
            f"another run (process {process or '?'}) is working on {out}",
        ),
        Bilingual(
            "tunggu sampai selesai, atau pilih folder keluaran lain", "wait for it, or choose another output folder"
        ),
        stage="batch",
    )
