"""From an input's path to the name of its output: never two inputs to one output, in any script and length."""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePosixPath

#: Longest file name, in bytes, that common file systems take (ext4, XFS, NTFS: 255).
MAX_NAME_BYTES = 255
#: Longest relative path, in bytes: a system takes 4096 with the output folder before it.
MAX_PATH_BYTES = 3000
SUFFIX = ".json"
#: Folders so named could be the output of a file beside them: a.pdf and a.pdf.json/b.pdf.
_LIKE_OUTPUT = re.compile(r"\.json~*$")
#: Where the outputs of paths that are too long go; no input's own folder begins so.
_LONG = "~long"


def output_name(relative: str) -> PurePosixPath:
    """`a/b.pdf` -> `a/b.pdf.json`. The whole name is kept: a.pdf and a.jpg do not clash, and the input is plain to see.

    A name that would be too long is cut and gets eight digits of its own hash; so does a path.
    """
    path = PurePosixPath(relative)
    folders = [_shortened(_folder(name, first=not n)) for n, name in enumerate(path.parts[:-1])]
    name = _shortened(path.name, SUFFIX)
    whole = PurePosixPath(*folders, name)
    if len(str(whole).encode()) > MAX_PATH_BYTES:
        return PurePosixPath(_LONG, hashlib.sha256(relative.encode()).hexdigest()[:16], name)
    return whole


def _folder(name: str, first: bool) -> str:
    if _LIKE_OUTPUT.search(name) or (first and re.fullmatch(rf"{_LONG}~*", name)):
        return name + "~"
    return name


def _shortened(name: str, suffix: str = "") -> str:
    if len((name + suffix).encode()) <= MAX_NAME_BYTES:
        return name + suffix
    tail = "~" + hashlib.sha256(name.encode()).hexdigest()[:8] + suffix
    return name.encode()[: MAX_NAME_BYTES - len(tail)].decode("utf-8", "ignore") + tail
