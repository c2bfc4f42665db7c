"""Reading back what a run wrote: the outputs in a folder, one after the other, in one order."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from exports.json_file import from_bytes
from models.bilingual import Bilingual
from models.document import Extraction
from models.outline import Outline
from models.status import InputError
from models.system_reason import reason

_SUFFIX = ".json"
Parsed = TypeVar("Parsed")


@dataclass(frozen=True)
class Saved:
    """`name` is the document's path as in the archive (the output's path in OUT without .json)."""

    name: str
    path: Path
    extraction: Extraction


def saved_in(folder: Path) -> Iterator[Path]:
    """Every output under `folder`, sorted; hidden files and folders left aside."""
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from saved_in(Path(entry.path))
        elif entry.is_file() and entry.name.endswith(_SUFFIX):
            yield Path(entry.path)


def load(path: Path, folder: Path | None = None) -> Saved:
    """Read one output; InputError where the file is no extraction."""
    return Saved(_name(path, folder), path, _parsed(path, from_bytes))


def load_outline(path: Path, folder: Path | None = None) -> tuple[str, Outline]:
    """(name, what sheets are compared by) of one output; InputError where the file has no such things."""
    return _name(path, folder), _parsed(path, Outline.model_validate_json)


def _name(path: Path, folder: Path | None) -> str:
    return str(path.relative_to(folder) if folder else path.name).removesuffix(_SUFFIX)


def _parsed(path: Path, parse: Callable[[bytes], Parsed]) -> Parsed:
    try:
        return parse(path.read_bytes())
    except OSError as error:
        raise _unreadable(path, reason(error)) from error
    except ValidationError as error:
        count = f"{error.error_count()} x schema"
        raise _unreadable(path, Bilingual(count, count)) from error


def _unreadable(path: Path, why: Bilingual) -> InputError:
    return InputError(
        "not-an-extraction",
        Bilingual(f"{path} bukan hasil sopscan ({why.id})", f"{path} is no result of sopscan ({why.en})"),
        Bilingual("buat lagi dengan sopscan extract atau batch", "make it again with sopscan extract or batch"),
        stage="batch",
    )
