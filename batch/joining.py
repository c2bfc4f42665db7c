"""One sheet over several image files: which files of a folder are pages of one document, told by their names alone.

Opt-in (`batch --join`), and strict, for a wrong join costs more than a missed one: same name, same suffix, numbers from 1
without a gap, written in one way, and few. A folder of img001 … img300 is an archive; a1 and a3 lack a page.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from batch.discovery import is_junk
from batch.extract import ExtractSettings, extract_file, extract_joined
from models.bilingual import Bilingual
from models.document import Extraction
from models.file_name import printable
from models.status import InputError, UsageError

#: Kinds of files that hold a page each as a rule; PDFs hold whole documents.
PICTURES = frozenset({".jpg", ".jpeg", ".png", ".bmp", ".webp", ".tif", ".tiff"})
#: The longest sheets of the corpus have twelve pages; a longer row of numbers counts documents.
MOST_PAGES = 12
#: "scan 01", "a1", "page_2", "name-3", "name (4)": the name, and the number at its end.
_NUMBERED = re.compile(r"^(?P<name>.*?)(?P<number>\d{1,3})(?P<close>\)?)$", re.DOTALL)
#: Folders whose groups are remembered: a walk stays in one folder for long.
_FOLDERS = 8


def pages_of(path: Path) -> tuple[Path, ...]:
    """The files, in order, of the document that `path` is a page of; itself alone where it is not one of several."""
    folder = path.parent
    try:
        groups = _groups(str(folder), folder.stat().st_mtime_ns)
    except OSError:
        return (path,)
    return tuple(folder / name for name in groups.get(path.name, (path.name,)))


def extract_pages(path: Path, settings: ExtractSettings) -> Extraction:
    """What a worker calls for the first page of a document: all its pages read as one, others as they are."""
    pages = pages_of(path)
    return extract_joined(pages, settings) if len(pages) > 1 else extract_file(path, settings)


def refuse_part_of_a_document(roots: Sequence[Path]) -> None:
    """Raises UsageError where a file is named and another page of its document is not: it would be read unasked, or,
    where the first page is the one not named, nothing would be.
    """
    named = {root.resolve() for root in roots}
    for root in roots:
        for page in pages_of(root) if root.is_file() else ():
            if page.resolve() not in named and not any(parent in named for parent in page.resolve().parents):
                raise _partly_named(root, page)


def _partly_named(root: Path, page: Path) -> UsageError:
    one, other = printable(root.name), printable(page.name)
    return UsageError(
        "part-of-a-document",
        Bilingual(
            f"{one} dan {other} adalah halaman satu dokumen, tetapi {other} tidak disebut",
            f"{one} and {other} are pages of one document, but {other} is not named",
        ),
        Bilingual(
            "sebutkan semua halamannya atau foldernya, atau jalankan tanpa --join",
            "name all its pages or their folder, or run without --join",
        ),
        stage="batch",
    )


def read_with(first: Path, number: int) -> InputError:
    """Why a later page has no output of its own."""
    name = printable(first.name)
    return InputError(
        "joined-page",
        Bilingual(f"halaman {number} dari {name}, dibaca bersamanya", f"page {number} of {name}, read with it"),
        Bilingual("tanpa --join setiap berkas dibaca sendiri", "without --join every file is read by itself"),
        stage="batch",
    )


def group_names(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Of each file name that is one of several pages: the names of all of them, in order."""
    rows: dict[tuple[str, str, str], list[tuple[str, str]]] = {}
    for name in names:
        stem, suffix = os.path.splitext(name)
        found = _NUMBERED.match(stem)
        if suffix.casefold() in PICTURES and found and _is_closed(found):
            key = (found["name"].casefold(), found["close"], suffix.casefold())
            rows.setdefault(key, []).append((found["number"], name))
    groups = {}
    for row in rows.values():
        pages = tuple(name for _, name in sorted(row, key=lambda page: int(page[0])))
        if _counts_up([number for number, _ in row]):
            groups.update(dict.fromkeys(pages, pages))
    return groups


def _is_closed(found: re.Match[str]) -> bool:
    return bool(found["close"]) == found["name"].endswith("(")


def _counts_up(numbers: list[str]) -> bool:
    """Whether the numbers are 1, 2, 3 … to MOST_PAGES at most, all written with leading zeros or all without."""
    count = len(numbers)
    if not 2 <= count <= MOST_PAGES:
        return False
    width = max(map(len, numbers))
    padded = [f"{n:0{width}d}" for n in range(1, count + 1)]
    return sorted(numbers) in (sorted(padded), sorted(str(n) for n in range(1, count + 1)))


@lru_cache(maxsize=_FOLDERS)
def _groups(folder: str, changed_ns: int) -> dict[str, tuple[str, ...]]:
    """The groups of a folder as it was when it changed last."""
    with os.scandir(folder) as entries:
        return group_names(entry.name for entry in entries if entry.is_file() and not is_junk(entry.name))
