"""File names as text: a name may be any bytes, an output may not."""

from __future__ import annotations

import os
from pathlib import Path


def printable(path: str | Path) -> str:
    """The path as text: bytes that are no UTF-8 become \\xNN, so that it fits in JSON, SQLite and on a screen."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
