"""Memory that a page's pictures leave behind in the process: kept for the next page, or handed back to the system."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import cache

#: glibc's names for its settings (mallopt(3)), and the most it takes for the size of what it asks the system for singly.
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
_SINGLY_FROM_BYTES = 32 << 20
#: So much that is free at the end of the heap stays there: a page of a text layer takes about as much, page after page.
_KEPT_BYTES = 64 << 20


def keep_for_next_page() -> None:
    """Let glibc keep what a page of pictures takes, once and for all in this process.

    It gives the end of its heap back as soon as a page's pictures are freed, and asks for it again for the next: the
    system clears that memory first, which took up to a tenth of the time of a page with a text layer. The most that is
    held at once stays the same. Elsewhere than with glibc nothing happens.
    """
    if set_option := _of_libc("mallopt"):
        set_option(_MMAP_THRESHOLD, _SINGLY_FROM_BYTES)
        set_option(_TRIM_THRESHOLD, _KEPT_BYTES)


def hand_back() -> None:
    """Give the system what was freed but is kept for later.

    glibc keeps the place of freed pictures, and small things between them keep it from being used for larger ones: a
    process that reads page after page holds up to 200 MB that nothing lies in. To ask for it again takes the
    time of filling it once. Elsewhere than with glibc nothing happens.
    """
    if trim := _of_libc("malloc_trim"):
        trim(0)


@cache
def _of_libc(name: str) -> Callable[..., int] | None:
    try:
        return getattr(ctypes.CDLL(None), name)
    except (OSError, TypeError, AttributeError):  # no libc by that name, or one without it
        return None
