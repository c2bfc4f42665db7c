"""Where results go: a folder, or a place that fsspec knows (s3://…, gs://…, sftp://…). Each is there whole or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from batch import atomic
from models.bilingual import Bilingual
from models.status import OutputError, UsageError

#: Stores in which an object appears whole or not at all; elsewhere a temporary name is written first.
_WHOLE_BY_NATURE = {"s3", "s3a", "gs", "gcs", "abfs", "az", "memory"}
#: What to install for a kind of place (fsspec says which package reads it).
_BACKENDS = {"s3": "s3fs", "s3a": "s3fs", "gs": "gcsfs", "gcs": "gcsfs", "abfs": "adlfs", "az": "adlfs"}


class Store(Protocol):
    """Outputs by their name, a relative path with forward slashes."""

    def write(self, name: str, data: bytes) -> None:
        """Raises OutputError."""

    def read(self, name: str) -> bytes:
        """Raises OSError where it is not there or cannot be read."""
        ...

    def has(self, name: str) -> bool: ...

    def remove(self, name: str) -> None:
        """Nothing happens where there is none. Raises OutputError."""

    def sweep(self) -> None:
        """Take away what a run killed while writing left half done."""


def is_remote(out: str) -> bool:
    return "://" in out


def open_store(out: Path | str) -> Store:
    """Raises UsageError for a place that nothing installed can write to."""
    return RemoteStore(str(out)) if is_remote(str(out)) else FolderStore(Path(out))


class FolderStore:
    def __init__(self, folder: Path):
        self._folder = folder

    def write(self, name: str, data: bytes) -> None:
        atomic.write_whole(self._folder / name, data)

    def read(self, name: str) -> bytes:
        return (self._folder / name).read_bytes()

    def has(self, name: str) -> bool:
        return (self._folder / name).is_file()

    def remove(self, name: str) -> None:
        atomic.remove(self._folder / name)

    def sweep(self) -> None:
        for leftover in self._folder.rglob(atomic.TEMPORARY_NAME):
            atomic.remove(leftover)


class RemoteStore:
    """One writer at a time, as for a folder: the names that are there are listed once and kept in mind."""

    def __init__(self, url: str):
        self._url = url.rstrip("/")
        protocol = url.partition("://")[0]
        try:
            from fsspec.core import url_to_fs

            self._system, self._root = url_to_fs(self._url)
        except (ImportError, ValueError) as error:
            raise _no_backend(protocol, error) from error
        self._whole = protocol in _WHOLE_BY_NATURE
        self._names: set[str] | None = None

    def write(self, name: str, data: bytes) -> None:
        place = self._place(name)
        try:
            if self._whole:  # no folders there to make, and a bucket whose name was mistyped is not made either
                self._system.pipe_file(place, data)
            else:
                self._system.makedirs(place.rpartition("/")[0], exist_ok=True)
                temporary = f"{place.rpartition('/')[0]}/{atomic.TEMPORARY_NAME}"
                self._system.pipe_file(temporary, data)
                self._system.mv(temporary, place)
        except Exception as error:  # every backend has its own
            raise _not_written(f"{self._url}/{name}", error) from error
        if self._names is not None:
            self._names.add(place)

    def read(self, name: str) -> bytes:
        try:
            return self._system.cat_file(self._place(name))
        except OSError:
            raise
        except Exception as error:
            raise OSError(str(error)) from error

    def has(self, name: str) -> bool:
        if self._names is None:  # asking for each of a million by itself would take hours
            self._names = set(self._listed())
        return self._place(name) in self._names

    def remove(self, name: str) -> None:
        if not self.has(name):
            return
        try:
            self._system.rm_file(self._place(name))
        except FileNotFoundError:
            pass
        except Exception as error:
            raise _not_written(f"{self._url}/{name}", error) from error
        self._names.discard(self._place(name))

    def sweep(self) -> None:
        for place in [place for place in self._listed() if place.endswith("/" + atomic.TEMPORARY_NAME)]:
            self.remove(place.removeprefix(self._root).lstrip("/"))

    def _listed(self) -> list[str]:
        try:
            return self._system.find(self._root)
        except FileNotFoundError:
            return []
        except Exception as error:
            raise _not_written(self._url, error) from error

    def _place(self, name: str) -> str:
        return f"{self._root}/{name}"


def _no_backend(protocol: str, error: Exception) -> UsageError:
    package = _BACKENDS.get(protocol, "fsspec")
    return UsageError(
        "no-such-store",
        Bilingual(f"tidak dapat menulis ke {protocol}:// ({error})", f"cannot write to {protocol}:// ({error})"),
        Bilingual(f"pasang dengan: pip install {package}", f"get it with: pip install {package}"),
        stage="write",
    )


def _not_written(place: str, error: Exception) -> OutputError:
    reason = f"{type(error).__name__}: {error}"
    return OutputError(
        "output-not-written",
        Bilingual(f"tidak dapat menulis {place} ({reason})", f"cannot write {place} ({reason})"),
        Bilingual(
            "periksa alamat, kunci, dan jaringan, lalu jalankan lagi; yang sudah selesai tidak diulang",
            "check address, keys and network and run again; what is done is not done again",
        ),
        stage="write",
    )
