"""Pictures of pages that wait for the end of their sheet: all but the last ones lie in files, so that a sheet of many
pages takes no more memory than one of a few.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import suppress
from weakref import ref

import numpy as np

from models.page import Page, Raster

#: Pictures of so many bytes stay at hand while further pages are read: those of two A4 pages at 200 dpi, as a text layer's
#: page is drawn, but of none at 300 dpi.
AT_HAND_BYTES = 33 << 20


def parked(pages: Iterator[Page]) -> Iterator[Page]:
    """The pages, one by one. When the next one is asked for, pictures of pages that are still in use are put in files of
    their own, without a name, which the system reads back where they are looked at: the first ones, until the others are
    no more than AT_HAND_BYTES.
    """
    waiting: list[ref[Page]] = []
    for page in pages:
        yield page
        waiting.append(ref(page))
        del page
        waiting = [one for one in waiting if one() is not None]  # a page whose sheet is done goes with it
        while sum(map(_bytes, waiting)) > AT_HAND_BYTES:
            _park(waiting.pop(0)())


def _bytes(page: ref[Page]) -> int:
    raster = getattr(page(), "raster", None)
    return raster.colour.nbytes + raster.linework.nbytes if raster else 0


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
