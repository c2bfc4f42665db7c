"""Pictures of pages that wait for the end of their sheet: all but the last lie in files, so that a sheet of many pages
takes no more memory than one of a few.
"""

from __future__ import annotations

import tempfile
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from weakref import ref

import numpy as np

from models.page import Page, Raster

#: So many pages before the one that is read stay at hand: most sheets are no longer, and cost no file.
AT_HAND = 1


def parked(pages: Iterator[Page]) -> Iterator[Page]:
    """The pages, one by one. When the next one is asked for, pictures of the pages before the last AT_HAND that are
    still in use are put in files of their own, without a name, which the system reads back where they are looked at.
    """
    waiting: deque[ref[Page]] = deque()  # a page whose sheet is done goes with it
    for page in pages:
        yield page
        waiting.append(ref(page))
        del page
        if len(waiting) > AT_HAND:
            _park(waiting.popleft()())


def _park(page: Page | None) -> None:
    if page is not None and page.raster is not None:
        with suppress(OSError):  # no room on the disk: it stays in memory
            raster = page.raster
            page.raster = Raster(_in_file(raster.colour), _in_file(raster.linework), raster.scale)


def _in_file(picture: np.ndarray) -> np.ndarray:
    """The same picture, read only, in a file that is gone when nothing looks at it any more."""
    with tempfile.TemporaryFile(prefix="sopscan-") as file:
        picture.tofile(file)
        file.flush()
        return np.asarray(np.memmap(file, picture.dtype, "r", shape=picture.shape))
