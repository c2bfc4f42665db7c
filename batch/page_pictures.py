"""Pictures of pages for a person who reviews: drawn when asked for, from the file where the ledger last saw it."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

import numpy as np

from batch.ledger import LEDGER_NAME, Ledger
from ingest.picture import page_picture
from models.bilingual import Bilingual
from models.document import Extraction, Source
from models.status import InputError, SopscanError

_BLOCK = 1 << 20
#: Sources whose content was compared are remembered, so that each file is hashed once.
_REMEMBERED = 512


class PagePictures:
    """`archive` is where the files lie now, where that is not the place they were read from."""

    def __init__(self, folder: Path, archive: Path | None = None):
        self._archive = archive
        self._places: dict[str, Path] = {}
        self._by_content: dict[str, Path] = {}
        if (folder / LEDGER_NAME).exists():
            ledger = Ledger(folder)
            for row in ledger.rows():
                self._places[row.path] = Path(row.location)
                if row.sha256:  # one result given by itself is called by its file's name alone
                    self._by_content.setdefault(row.sha256, Path(row.location))
            ledger.close()

    def picture(self, name: str, extraction: Extraction, number: int, dpi: float) -> np.ndarray:
        """Page `number` of the document `name`: uint8 (height, width, 3), RGB, at `dpi`, in the frame of its boxes.

        Raises SopscanError (input codes) that says why there is none: the file has moved or changed, is a transcript …
        """
        page = next((page for page in extraction.pages if page.number == number), None)
        if page is None or page.text_origin == "transcript" or not page.width:
            raise _no_picture()
        return page_picture(self._files(name, extraction.source), page, dpi)

    def _files(self, name: str, source: Source) -> list[Path]:
        places = [self._archive / name] if self._archive else []
        places += [self._places[name]] if name in self._places else []
        places += [self._by_content[source.sha256]] if source.sha256 in self._by_content else []
        present = [place for place in places if place.is_file()]
        if not present:
            raise _moved(places[-1] if places else Path(name))
        for place in present:
            if files := _as_read(place, source):
                return files
        raise _changed(present[0])


def _as_read(first: Path, source: Source) -> list[Path]:
    """The document's files where they hold what was read: one, or those that were joined; none where they do not."""
    if _hash(first) == source.sha256:
        return [first]
    joined = [first.with_name(name) for name in source.name.split("|")]
    digests = "".join(map(_hash, joined))
    return joined if hashlib.sha256(digests.encode()).hexdigest() == source.sha256 else []


def _hash(path: Path) -> str:
    """Of the content; "" where it cannot be read."""
    try:
        stat = path.stat()
        return _sha256(path, stat.st_size, stat.st_mtime_ns)
    except OSError:
        return ""


@lru_cache(maxsize=_REMEMBERED)
def _sha256(path: Path, _size: int, _mtime_ns: int) -> str:
    digest = hashlib.sha256()
    with open(path, "rb") as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _no_picture() -> SopscanError:
    return InputError("no-picture", Bilingual("halaman ini tidak bergambar", "this page has no picture"))


def _moved(path: Path) -> SopscanError:
    return InputError(
        "source-moved",
        Bilingual(f"berkas asal tidak ada lagi di {path}", f"the source file is no longer at {path}"),
        Bilingual("sebutkan tempatnya sekarang dengan --archive", "say where it is now with --archive"),
    )


def _changed(path: Path) -> SopscanError:
    return InputError(
        "source-changed",
        Bilingual(f"berkas {path} sudah lain dari yang dibaca", f"the file {path} is not what was read"),
        Bilingual("baca lagi dengan sopscan batch", "read it again with sopscan batch"),
    )
