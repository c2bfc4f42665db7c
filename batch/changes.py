"""Notice of changes under some folders, where the system gives it: a reason to look again, never a reason not to."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from types import TracebackType

from batch.discovery import is_junk

#: How long one wait may last, in seconds: a wish to stop is heard within it.
WAIT_S = 0.5
#: Changes within so many milliseconds are one notice.
_DEBOUNCE_MS = 400


class Changes:
    """From its beginning to its end nothing is missed that the system tells of; network shares tell of little.

    Where the system gives no notice at all (too many folders, a strange file system) `wait` only waits.
    """

    def __init__(self, roots: Sequence[Path], out: Path | None, stopping: Callable[[], bool]):
        self._roots, self._stopping = roots, stopping
        self._out = os.path.realpath(out) if out else None
        self._notices: Generator | None = None

    def __enter__(self) -> Changes:
        from watchfiles import watch

        logging.getLogger("watchfiles").setLevel(logging.ERROR)
        self._notices = watch(
            *self._roots,
            watch_filter=self._matters,
            debounce=_DEBOUNCE_MS,
            rust_timeout=int(WAIT_S * 1000),
            yield_on_timeout=True,
            ignore_permission_denied=True,
        )
        self.wait()  # the watch begins with the first wait
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        if self._notices is not None:
            self._notices.close()

    def wait(self) -> bool:
        """Wait for WAIT_S at most; True where something changed."""
        if self._notices is None:
            time.sleep(WAIT_S)
            return False
        try:
            return bool(next(self._notices, None))
        except Exception:  # it raises what the system says: a folder is gone, no watches are left
            self._notices = None
            return True

    def _matters(self, _: object, path: str) -> bool:
        """False for junk, and for what this run itself writes."""
        name = os.path.basename(path)
        return not is_junk(name) and not (self._out and Path(path).is_relative_to(self._out))
