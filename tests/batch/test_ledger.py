"""The ledger's tables: an old one is brought up to date and believed, a new or damaged one is not touched."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from batch.ledger import LEDGER_NAME, LEDGER_VERSION, Ledger
from models.status import OutputError
from models.version import VERSION
from tests.batch_runs import archive, ledger, run

#: The tables as version 1 made them, with a run and an attempt in them.
FIRST = """
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
"""

INPUTS = (
    "path, root, location, size_bytes, mtime_ns, sha256, settings, version, status, output, problems, pages, sops, seconds,"
    " peak_kib, errors, warnings, infos, same_as, died"
)


def test_an_old_ledger_is_brought_up_to_date_and_believed(tmp_path, calls):
    root, out = archive(tmp_path, a="one", b="two"), tmp_path / "out"
    run(root, out)
    _age(out / LEDGER_NAME)
    assert ledger(out, "PRAGMA user_version") == [(1,)]
    again = run(root, out)
    assert (again.kept, again.read, calls()) == (2, 0, ["a.txt", "b.txt"])
    assert ledger(out, "PRAGMA user_version") == [(LEDGER_VERSION,)]
    (root / "c.txt").write_text("three")
    run(root, out)
    assert ledger(out, "SELECT path, outcome, host FROM attempts ORDER BY path") == [
        (name, "done", "") for name in ("a.txt", "b.txt", "c.txt")
    ]


def _age(path: Path) -> None:
    """The same records in tables of version 1."""
    with sqlite3.connect(path) as new:
        rows = {
            table: new.execute(f"SELECT {columns} FROM {table}").fetchall()
            for table, columns in (
                ("inputs", INPUTS),
                ("runs", "*"),
                ("attempts", "id, run, path, ended, outcome, seconds, peak_kib, detail"),
            )
        }
    new.close()
    for part in path.parent.glob(LEDGER_NAME + "*"):
        part.unlink()
    with sqlite3.connect(path) as old:
        old.executescript(FIRST + "PRAGMA user_version = 1;")
        for table, values in rows.items():
            marks = ", ".join("?" * len(values[0]))
            old.executemany(f"INSERT INTO {table} VALUES ({marks})", values)
    old.close()


def test_a_ledger_of_a_newer_sopscan_is_not_touched(tmp_path):
    Ledger(tmp_path).close()
    with sqlite3.connect(tmp_path / LEDGER_NAME) as database:
        database.execute(f"PRAGMA user_version = {LEDGER_VERSION + 1}")
    with pytest.raises(OutputError) as caught:
        Ledger(tmp_path)
    assert caught.value.code == "ledger-too-new"


def test_a_damaged_ledger_is_said_to_be_and_left(tmp_path):
    (tmp_path / LEDGER_NAME).write_bytes(b"no database" * 100)
    with pytest.raises(OutputError) as caught:
        Ledger(tmp_path)
    assert caught.value.code == "ledger-unusable" and (tmp_path / LEDGER_NAME).read_bytes().startswith(b"no database")


def test_what_a_run_and_its_attempts_cost_is_kept(tmp_path):
    root, out = archive(tmp_path, a="one", b="bug"), tmp_path / "out"
    run(root, out)
    rows = ledger(
        out, "SELECT path, pages, sops, seconds IS NOT NULL, peak_kib > 1000, version FROM inputs ORDER BY path"
    )
    assert [row[2:] for row in rows] == [(1, 1, 1, VERSION), (0, 1, 1, VERSION)]
    assert ledger(out, "SELECT path, outcome, seconds IS NOT NULL, peak_kib > 1000 FROM attempts ORDER BY path") == [
        ("a.txt", "done", 1, 1),
        ("b.txt", "error", 1, 1),
    ]
    assert ledger(out, "SELECT outcome, ended > started FROM runs") == [("done", 1)]
