"""From an input's path to the name of its output: never two inputs to one output, in any script and length."""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath

#: Longest file name, in bytes, that common file systems take (ext4, XFS, NTFS: 255).
MAX_NAME_BYTES = 255
SUFFIX = ".json"


def output_name(relative: str) -> PurePosixPath:
    """`a/b.pdf` -> `a/b.pdf.json`. The whole name is kept: a.pdf and a.jpg do not clash, and the input is plain to see.

    A name that would be too long is cut and gets eight digits of its own hash.
    """
    path = PurePosixPath(relative)
    name = path.name + SUFFIX
    if len(name.encode()) > MAX_NAME_BYTES:
        tail = "~" + hashlib.sha256(path.name.encode()).hexdigest()[:8] + SUFFIX
        head = path.name.encode()[: MAX_NAME_BYTES - len(tail)].decode("utf-8", "ignore")
        name = head + tail
    return path.with_name(name)
