"""What to do with an input: nothing, check again what was read, take over a result that is there, or read it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from batch.discovery import Input
from batch.extract import joined_sha256
from batch.joining import pages_of, read_with
from batch.ledger import Ledger, Row
from ingest.data_files import HEAD_BYTES, data_file
from models.file_name import printable
from models.status import InputError

_BLOCK = 1 << 20


@dataclass(frozen=True)
class Plan:
    """`read`: its content is new. `done`: `row` stands. `reuse`: `row` holds the result of the same content.

    `check`: `row` stands but for its findings, which other settings made. `skip`: it is no document at all, for this
    `reason`. `joined`: it is read as a page of another input.
    """

    action: Literal["read", "done", "check", "reuse", "skip", "joined"]
    row: Row | None = None
    reason: InputError | None = None


@dataclass(frozen=True)
class Content:
    """What an input held when it was planned; sha256 None where it cannot be read."""

    sha256: str | None = None
    size_bytes: int | None = None
    mtime_ns: int | None = None


@dataclass(frozen=True)
class Planner:
    """`usable` says whether a row's result may stand (its output exists, …); `settings` and `checks` are this run's.

    `join`: images are pages of one document where their names say so.
    """

    ledger: Ledger
    settings: str
    checks: str
    version: str
    usable: Callable[[Row], bool]
    join: bool = False

    def pages(self, item: Input) -> tuple[Path, ...]:
        """The files that are read as one with this input, itself among them, in order."""
        return pages_of(item.path) if self.join else (item.path,)

    def content(self, item: Input) -> Content:
        """Hash the file; a size and time that the ledger knows stand for the hash it knows.

        The first of several pages stands for all of them.
        """
        try:
            pages = self.pages(item)
            if len(pages) > 1 and item.path == pages[0]:
                return Content(joined_sha256(map(_sha256, pages)), sum(page.stat().st_size for page in pages))
            stat = item.path.stat()
            known = self.ledger.row(item.relative)
            if (
                known
                and known.sha256
                and (known.size_bytes, known.mtime_ns, known.location)
                == (stat.st_size, stat.st_mtime_ns, location(item.path))
            ):
                return Content(known.sha256, stat.st_size, stat.st_mtime_ns)
            return Content(_sha256(item.path), stat.st_size, stat.st_mtime_ns)
        except OSError:
            return Content()

    def plan(self, item: Input, content: Content) -> Plan:
        pages = self.pages(item)
        later = item.path != pages[0]
        own = self.ledger.row(item.relative)
        if own and content.sha256 and self._stands(own, content.sha256) and (own.status == "joined") == later:
            return Plan("check" if own.output and own.checks != self.checks else "done", own)
        if later:
            return Plan("joined", reason=read_with(pages[0], pages.index(item.path) + 1))
        if content.sha256 is None:
            return Plan("read")
        if reason := _no_document(item.path):
            return Plan("skip", reason=reason)
        if len(pages) > 1:
            return Plan("read")
        for row in self.ledger.same_content(content.sha256, self.settings, self.version):
            if row.path != item.relative and row.output and self.usable(row):
                return Plan("reuse", row)
        return Plan("read")

    def _stands(self, row: Row, sha256: str) -> bool:
        same = (row.sha256, row.settings, row.version) == (sha256, self.settings, self.version)
        return same and self.usable(row)


def location(path: Path) -> str:
    return printable(os.path.abspath(path))


def was_moved(row: Row) -> bool:
    """True where the row's file is gone while the folder it was found under is still there (no disk is missing)."""
    return os.path.isdir(row.root) and not os.path.lexists(row.location)


def _no_document(path: Path) -> InputError | None:
    """Why a file that lies in the archive is no document; None for one that is to be read, whatever comes of it."""
    try:
        with open(path, "rb") as stream:
            return data_file(stream.read(HEAD_BYTES), path.name)
    except OSError:
        return None


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with open(path, "rb") as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()
