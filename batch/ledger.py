"""The run's memory: OUT/sopscan.sqlite, a row per input and a row per attempt. The outputs do not depend on it."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Literal

from batch.atomic import output_error
from models.bilingual import Bilingual
from models.status import OutputError, Status

#: What became of an input; only a document has an extraction and its status. A joined one is a page of another input.
RowStatus = Status | Literal["skipped", "joined"]

LEDGER_NAME = "sopscan.sqlite"
#: Raised with every change of the tables; an older ledger gets the steps of _MIGRATIONS it lacks.
LEDGER_VERSION = 3

_MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE inputs (
        path TEXT PRIMARY KEY, root TEXT NOT NULL, location TEXT NOT NULL, size_bytes INTEGER, mtime_ns INTEGER, sha256 TEXT,
        settings TEXT NOT NULL, version TEXT NOT NULL, status TEXT NOT NULL, output TEXT NOT NULL,
        problems TEXT NOT NULL, pages INTEGER, sops INTEGER, seconds REAL, peak_kib INTEGER,
        errors INTEGER, warnings INTEGER, infos INTEGER, same_as TEXT, died INTEGER NOT NULL
    );
    CREATE INDEX inputs_sha256 ON inputs (sha256);
    CREATE TABLE runs (
        id INTEGER PRIMARY KEY, started TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')), ended TEXT,
        outcome TEXT, version TEXT NOT NULL, settings TEXT NOT NULL
    );
    CREATE TABLE attempts (
        id INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES runs (id), path TEXT NOT NULL,
        ended TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
        outcome TEXT NOT NULL, seconds REAL, peak_kib INTEGER, detail TEXT NOT NULL
    );
    CREATE INDEX attempts_path ON attempts (path);
    """,
    # 2: on which machine of a cluster
    """
    ALTER TABLE attempts ADD COLUMN host TEXT NOT NULL DEFAULT '';
    """,
    # 3: the settings of the checks apart from those of the reading
    """
    ALTER TABLE inputs ADD COLUMN checks TEXT NOT NULL DEFAULT '';
    """,
)


@dataclass
class Row:
    """What became of one input; `output` is "" where it has none (skipped, joined).

    `settings` and `checks` are hashes of what it was read and checked with. `died`: the worker was killed or crashed;
    `same_as`: the input whose result this is.
    """

    path: str
    root: str
    location: str
    size_bytes: int | None
    mtime_ns: int | None
    sha256: str | None
    settings: str
    version: str
    status: RowStatus
    output: str
    problems: str = "[]"
    pages: int = 0
    sops: int = 0
    seconds: float = 0.0
    peak_kib: int = 0
    errors: int = 0
    warnings: int = 0
    infos: int = 0
    same_as: str | None = None
    died: int = 0
    checks: str = ""

    def problem_list(self) -> list[dict]:
        return json.loads(self.problems)


_COLUMNS = ", ".join(field.name for field in fields(Row))
_MARKS = ", ".join("?" for _ in fields(Row))


class Ledger:
    """Opened by the one process that holds the lock; every record is committed at once (WAL)."""

    def __init__(self, out: Path):
        self.path = out / LEDGER_NAME
        try:
            self._database = sqlite3.connect(self.path, isolation_level=None)
            self._database.execute("PRAGMA journal_mode=WAL")
            self._database.execute("PRAGMA synchronous=NORMAL")
            self._migrate()
        except sqlite3.Error as error:
            raise _unusable(self.path, error) from error
        except OSError as error:
            raise output_error(self.path, error) from error
        self._run = 0

    def _migrate(self) -> None:
        (version,) = self._database.execute("PRAGMA user_version").fetchone()
        if version > LEDGER_VERSION:
            raise _too_new(self.path)
        for step, script in enumerate(_MIGRATIONS[version:], start=version + 1):
            self._database.executescript(f"BEGIN; {script} PRAGMA user_version={step}; COMMIT;")

    def begin_run(self, version: str, settings: str) -> bool:
        """Note a new run; True where the one before was cut off without a word."""
        last = self._execute("SELECT ended FROM runs ORDER BY id DESC LIMIT 1").fetchone()
        cursor = self._execute("INSERT INTO runs (version, settings) VALUES (?, ?)", (version, settings))
        self._run = cursor.lastrowid or 0
        return last is not None and last[0] is None

    def end_run(self, outcome: str) -> None:
        """A ledger that cannot be written any more leaves the run without an end, as one that was cut off."""
        statement = "UPDATE runs SET ended = strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), outcome = ? WHERE id = ?"
        with suppress(OutputError):
            self._execute(statement, (outcome, self._run))

    def attempt(self, path: str, outcome: str, seconds: float, peak_kib: int, detail: str, host: str) -> None:
        """`host` is the machine of a cluster that tried, "" for this one."""
        self._execute(
            "INSERT INTO attempts (run, path, outcome, seconds, peak_kib, detail, host) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (self._run, path, outcome, round(seconds, 3), peak_kib, detail, host),
        )

    def record(self, row: Row) -> None:
        self._execute(f"INSERT OR REPLACE INTO inputs ({_COLUMNS}) VALUES ({_MARKS})", astuple(row))

    def forget(self, path: str) -> None:
        self._execute("DELETE FROM inputs WHERE path = ?", (path,))

    def row(self, path: str) -> Row | None:
        return next(self._rows("WHERE path = ?", (path,)), None)

    def same_content(self, sha256: str, settings: str, version: str) -> Iterator[Row]:
        """Rows read from the same bytes with the same settings and version, by path."""
        return self._rows(
            "WHERE sha256 = ? AND settings = ? AND version = ? ORDER BY path", (sha256, settings, version)
        )

    def rows(self) -> Iterator[Row]:
        return self._rows("ORDER BY path", ())

    def totals(self) -> tuple[Counter[str], Counter[str]]:
        """How many inputs there are by status, and their findings by severity."""
        statuses: Counter[str] = Counter()
        findings: Counter[str] = Counter()
        query = "SELECT status, count(*), sum(errors), sum(warnings), sum(infos) FROM inputs GROUP BY status"
        for status, inputs, errors, warnings, infos in self._execute(query):
            statuses[status] = inputs
            findings.update(error=errors, warning=warnings, info=infos)
        return statuses, findings

    def close(self) -> None:
        self._database.close()

    def _rows(self, where: str, values: Iterable) -> Iterator[Row]:
        for found in self._execute(f"SELECT {_COLUMNS} FROM inputs {where}", tuple(values)):
            yield Row(*found)

    def _execute(self, statement: str, values: tuple = ()) -> sqlite3.Cursor:
        try:
            return self._database.execute(statement, values)
        except sqlite3.Error as error:  # the disk is full, the file was damaged or taken away
            raise _unusable(self.path, error) from error


def _unusable(path: Path, error: sqlite3.Error) -> OutputError:
    return OutputError(
        "ledger-unusable",
        Bilingual(f"buku catatan {path} tidak dapat dipakai: {error}", f"the ledger {path} cannot be used: {error}"),
        Bilingual(
            "beri ruang atau izin; bila berkas itu rusak, hapus dan jalankan lagi",
            "give it room or permission; if the file is damaged, delete it and run again",
        ),
        stage="batch",
    )


def _too_new(path: Path) -> OutputError:
    return OutputError(
        "ledger-too-new",
        Bilingual(f"{path} ditulis oleh sopscan yang lebih baru", f"{path} was written by a newer sopscan"),
        Bilingual(
            "perbarui sopscan, atau pilih folder keluaran lain", "update sopscan, or choose another output folder"
        ),
        stage="batch",
    )
