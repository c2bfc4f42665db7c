"""Find the inputs of a run: every file that is no junk, in one order, each real folder once. Content is looked at later."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from batch.ledger import LEDGER_NAME
from batch.lock import LOCK_NAME
from models.bilingual import Bilingual
from models.file_name import printable
from models.status import InputError, UsageError
from models.system_reason import reason

#: Left behind by Windows and macOS in every shared folder.
JUNK_NAMES = frozenset({"thumbs.db", "desktop.ini", "ehthumbs.db", "icon\r"})
#: Half-written or lock files: ~$ Word and Excel, .part/.crdownload browsers, .tmp everyone.
JUNK_PREFIXES = ("~$", ".")
JUNK_SUFFIXES = (".part", ".crdownload", ".tmp", ".swp")


@dataclass(frozen=True)
class Input:
    """A file to read. `relative` names it in the ledger and in OUT (forward slashes); `error` where it cannot be reached."""

    path: Path
    root: Path
    relative: str
    error: InputError | None = None


def discover(roots: Sequence[Path], out: Path | None) -> Iterator[Input]:
    """All inputs under `roots` (folders or files), sorted by name within each root.

    With several roots each relative path begins with its root's name. `out` is left aside where it lies inside a root.
    Raises UsageError for a root that is not there.
    """
    for root, prefix in zip(roots, _prefixes(roots), strict=True):
        if root.is_dir():
            yield from _walk(root, prefix, os.path.realpath(out) if out else None)
        elif root.exists():
            yield Input(root, root.parent, printable(prefix or root.name))
        else:
            raise UsageError(
                "no-such-input",
                Bilingual(f"tidak ada berkas atau folder {root}", f"there is no file or folder {root}"),
                stage="batch",
            )


def is_junk(name: str) -> bool:
    folded = name.casefold()
    return folded in JUNK_NAMES or folded.startswith(JUNK_PREFIXES) or folded.endswith(JUNK_SUFFIXES)


def _prefixes(roots: Sequence[Path]) -> list[str]:
    """One name per root: "" for a single folder, else the root's name, numbered where two are alike."""
    if len(roots) == 1:
        return [""]
    names: list[str] = []
    for root in roots:
        plain = name = os.path.basename(os.path.realpath(root)) or "root"
        for count in itertools.count(2):
            if name not in names:
                break
            name = f"{plain}-{count}"
        names.append(name)
    return names


def _walk(root: Path, prefix: str, out: str | None) -> Iterator[Input]:
    real_root = os.path.realpath(root)
    visited = {real_root}

    def descend(folder: Path, relative: str) -> Iterator[Input]:
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: os.fsencode(entry.name))
        except OSError as error:
            yield Input(folder, root, printable(relative or root.name), _unreachable(folder, error))
            return
        if any(entry.name in (LEDGER_NAME, LOCK_NAME) for entry in entries):
            return  # the output of a run, this one or another: no document of the archive
        for entry in entries:
            below = f"{relative}/{entry.name}" if relative else entry.name
            if is_junk(entry.name) or not _belongs(entry, real_root):
                continue
            if os.path.isdir(entry.path):
                real = os.path.realpath(entry.path)
                if real not in visited and real != out:
                    visited.add(real)
                    yield from descend(Path(entry.path), below)
            elif os.path.isfile(entry.path):
                yield Input(Path(entry.path), root, printable(below))
            elif entry.is_symlink():
                yield Input(Path(entry.path), root, printable(below), _dangling(Path(entry.path)))

    yield from descend(root, prefix)


def _belongs(entry: os.DirEntry[str], real_root: str) -> bool:
    """False for a link to a place inside the root: that place is met where it really is, and a loop ends here."""
    return not entry.is_symlink() or not Path(os.path.realpath(entry.path)).is_relative_to(real_root)


def _unreachable(path: Path, error: OSError) -> InputError:
    why = reason(error)
    return InputError(
        "folder-unreadable",
        Bilingual(f"folder tidak dapat dibuka: {why.id}", f"the folder cannot be opened: {why.en}"),
        Bilingual("periksa izin folder itu, lalu jalankan lagi", "check the folder's permissions and run again"),
        stage="batch",
    )


def _dangling(path: Path) -> InputError:
    return InputError(
        "link-broken",
        Bilingual("tautan menunjuk ke berkas yang tidak ada", "the link points to a file that is not there"),
        Bilingual("pulihkan berkas tujuannya atau hapus tautannya", "restore the file it points to or delete the link"),
        stage="batch",
    )
