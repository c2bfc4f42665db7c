"""A JSON array written element by element, so that an archive's findings are never all in memory."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any


def array(items: Iterable[Any], level: int = 0) -> Iterator[bytes]:
    """The bytes of `json.dumps(list(items), indent=2)` for an array `level` levels deep in what it stands in."""
    inner = "\n" + "  " * (level + 1)
    opened = False
    for item in items:
        text = json.dumps(item, ensure_ascii=False, indent=2).replace("\n", inner)
        yield (("," if opened else "[") + inner + text).encode(errors="replace")
        opened = True
    yield ("\n" + "  " * level + "]").encode() if opened else b"[]"
