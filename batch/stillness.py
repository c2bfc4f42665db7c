"""Files that are still being written, told from those that stand still."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path


class Stillness:
    """By size, time of change and inode: what looks the same for `settle_s` is taken.

    What nobody has touched for `settle_s` by the clock on the wall is taken at first sight; anything else has to look the
    same twice, `settle_s` apart by a clock that nobody sets. Where the wall clock is wrong a file is read too early at
    worst, and read again when it is whole.
    """

    def __init__(
        self, settle_s: float, now: Callable[[], float] = time.monotonic, wall: Callable[[], float] = time.time
    ):
        self._settle_s, self._now, self._wall = settle_s, now, wall
        self._seen: dict[str, tuple[tuple[int, int, int], float]] = {}
        self._waited: set[str] = set()

    def is_still(self, path: Path) -> bool:
        """To be asked again and again. What cannot be looked at is still: reading it will say what is wrong."""
        key = os.fspath(path)
        try:
            stat = path.stat()
        except OSError:
            return True
        looks = (stat.st_size, stat.st_mtime_ns, stat.st_ino)
        before = self._seen.get(key)
        if before is None and self._wall() - max(stat.st_mtime, stat.st_ctime) >= self._settle_s:
            return True
        if before is not None and before[0] == looks and self._now() - before[1] >= self._settle_s:
            self._waited.discard(key)
            return True
        if before is None or before[0] != looks:
            self._seen[key] = (looks, self._now())
        self._waited.add(key)
        return False

    def forget_others(self) -> None:
        """Forget what was not waited for since the last call: files that were taken, or that are gone."""
        self._seen = {key: seen for key, seen in self._seen.items() if key in self._waited}
        self._waited.clear()

    def next_look(self) -> float | None:
        """When the first of the files that are waited for may stand still (by `now`); None where none is."""
        if not self._seen:
            return None
        return min(since for _, since in self._seen.values()) + self._settle_s
