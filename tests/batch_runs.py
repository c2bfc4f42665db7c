"""Runs of a batch as its tests make them, and what they leave behind."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from batch.options import BatchOptions
from batch.pool import Limits
from batch.runner import run_batch
from tests.fake_readers import Settings


class Silent:
    def __init__(self):
        self.rows = []

    def found(self, count):
        self.count = count

    def finished(self, row, fresh):
        self.rows.append((row.path, fresh))


def archive(tmp_path: Path, **texts: str) -> Path:
    root = tmp_path / "archive"
    for name, text in texts.items():
        path = root / (name.replace("__", "/") + ".txt")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


def run(root, out, *, stopping=lambda: False, **options):
    options.setdefault("limits", Limits(seconds=120))
    settings, observer = options.pop("settings", Settings()), options.pop("observer", None) or Silent()
    chosen = BatchOptions(settings=settings, jobs=2, target="tests.fake_readers:read", **options)
    return run_batch([root], out, chosen, observer, stopping)


def output(out: Path, name: str) -> dict:
    return json.loads((out / f"{name}.txt.json").read_text())


def ledger(out: Path, query: str) -> list[tuple]:
    with sqlite3.connect(out / "sopscan.sqlite") as database:
        return database.execute(query).fetchall()
