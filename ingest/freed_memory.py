"""Memory that a page's pictures leave behind in the process, handed back to the system."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import cache


def hand_back() -> None:
    """Give the system what was freed but is kept for later.

    glibc keeps the place of freed pictures, and small things between them keep it from being used for larger ones: a
    process that reads page after page holds up to 200 MB that nothing lies in. To ask for it again takes the
    time of filling it once. Elsewhere than with glibc nothing happens.
    """
    if trim := _trim():
        trim(0)


@cache
def _trim() -> Callable[[int], int] | None:
    try:
        return ctypes.CDLL(None).malloc_trim
    except (OSError, TypeError, AttributeError):  # no libc by that name, or one without it
        return None
