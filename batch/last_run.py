"""What the ledger says of the last run, for those who only read its results."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from batch.ledger import LEDGER_NAME


def is_unfinished(out: Path) -> bool:
    """True where the last run on this output folder was stopped, cut off or failed, or is still at work.

    False where nothing is known: no ledger in the folder (`--ledger` elsewhere), or one that cannot be read.
    """
    path = out / LEDGER_NAME
    if not path.is_file():
        return False
    try:
        with closing(sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode=ro", uri=True)) as database:
            last = database.execute("SELECT outcome FROM runs ORDER BY id DESC LIMIT 1").fetchone()
    except sqlite3.Error:
        return False
    return last is not None and last[0] != "done"
