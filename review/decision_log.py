"""The decisions file: lines are only ever added, so that two clerks' files merge as the union of their lines."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from models.bilingual import Bilingual
from models.status import OutputError
from models.system_reason import reason
from review.decision import Decision

#: Beside the ledger, in the output folder of a batch.
LOG_NAME = "decisions.jsonl"


@dataclass(frozen=True)
class Log:
    """`decisions` once each, by time, then author; `damaged` are the numbers (from 1) of lines that are none."""

    decisions: tuple[Decision, ...] = ()
    damaged: tuple[int, ...] = ()


@dataclass(frozen=True)
class Merged:
    """What an import brought: decisions that were new, those already there, and lines that are none."""

    new: tuple[Decision, ...]
    known: int
    damaged: tuple[int, ...]


def parse(data: bytes) -> Log:
    """Decisions in JSON Lines; a line cut off by a crash or mangled by an editor is passed over and named."""
    found: dict[str, Decision] = {}
    damaged: list[int] = []
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            decision = Decision.model_validate_json(line)
        except ValidationError:
            damaged.append(number)
            continue
        found.setdefault(decision.id, decision)
    return Log(tuple(sorted(found.values(), key=lambda decision: decision.order)), tuple(damaged))


def read(path: Path) -> Log:
    """The log at `path`, empty where there is no file. Raises OutputError where it cannot be read."""
    try:
        return parse(path.read_bytes())
    except FileNotFoundError:
        return Log()
    except OSError as error:
        raise _unusable(path, error) from error


def append(path: Path, decisions: Sequence[Decision]) -> None:
    """Add lines, whole or not at all, and see them on the disk. Raises OutputError."""
    _locked_append(path, lambda _: decisions)


def merge(path: Path, data: bytes) -> Merged:
    """Add the decisions in `data` that the log at `path` does not hold. Raises OutputError."""
    given = parse(data)
    new: list[Decision] = []

    def lacking(present: Log) -> Sequence[Decision]:
        known = {decision.id for decision in present.decisions}
        new.extend(decision for decision in given.decisions if decision.id not in known)
        return new

    _locked_append(path, lacking)
    return Merged(tuple(new), len(given.decisions) - len(new), given.damaged)


def _locked_append(path: Path, wanted) -> None:
    """One writer at a time; what `wanted` makes of the present log is written in one piece.

    A line that a crash cut off gets its end first, so that it spoils none of ours. A write that fails halfway (a full
    disk) is taken back.
    """
    try:
        handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise _unusable(path, error) from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        size = os.fstat(handle).st_size
        present = os.pread(handle, size, 0)
        data = _lines(wanted(parse(present)))
        if not data:
            return
        if present and not present.endswith(b"\n"):
            data = b"\n" + data
        try:
            _write_all(handle, data)
            os.fsync(handle)
        except OSError:
            os.ftruncate(handle, size)
            raise
    except OSError as error:
        raise _unusable(path, error) from error
    finally:
        os.close(handle)


def _lines(decisions: Iterable[Decision]) -> bytes:
    return "".join(decision.line() + "\n" for decision in decisions).encode("utf-8", "replace")


def _write_all(handle: int, data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(handle, left) :]


def _unusable(path: Path, error: OSError) -> OutputError:
    why = reason(error)
    return OutputError(
        "decisions-not-written",
        Bilingual(
            f"berkas keputusan {path} tidak dapat dipakai: {why.id}",
            f"the decisions file {path} cannot be used: {why.en}",
        ),
        Bilingual(
            "beri ruang atau izin pada folder itu, lalu ulangi keputusan yang terakhir",
            "give the folder room or permission, then repeat the last decision",
        ),
        stage="write",
    )
