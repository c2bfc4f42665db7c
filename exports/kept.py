"""Rows kept aside until they are wanted: in memory while they are few, in a temporary file beyond."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from tempfile import SpooledTemporaryFile
from typing import Any

#: Rows beyond this go to disk.
_IN_MEMORY_BYTES = 8 * 1024 * 1024


class Kept:
    """Rows (anything JSON holds) given back in the order they came, one at a time; to be used in a `with`."""

    def __enter__(self) -> Kept:
        # Not ASCII alone would do: half characters (from broken fonts) cannot be written in UTF-8.
        self._lines = SpooledTemporaryFile(_IN_MEMORY_BYTES, "w+", encoding="ascii")
        return self

    def __exit__(self, *_: object) -> None:
        self._lines.close()

    def extend(self, rows: Iterable[Any]) -> None:
        self._lines.writelines(json.dumps(row) + "\n" for row in rows)

    def __iter__(self) -> Iterator[Any]:
        self._lines.seek(0)
        for line in self._lines:
            yield json.loads(line)
