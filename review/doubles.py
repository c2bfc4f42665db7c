"""Files that an archive holds more than once: what is said of the first one is not said again of its doubles."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field

from models.document import Extraction

#: Doubles are named one by one up to here.
NAMED_DOUBLES = 50


@dataclass
class Doubles:
    """How many files double an earlier one; `named` holds the first ones as (name, name of the earlier file)."""

    count: int = 0
    named: list[tuple[str, str]] = field(default_factory=list)

    def left_out(self, documents: Iterable[tuple[str, Extraction]]) -> Iterator[tuple[str, Extraction]]:
        """The documents (name, extraction) but those that double an earlier one; these are counted.

        What was met is kept in a temporary database, for an archive may hold millions of files.
        """
        with closing(sqlite3.connect("")) as met:
            met.execute("CREATE TABLE met (content BLOB PRIMARY KEY, name TEXT) WITHOUT ROWID")
            for name, extraction in documents:
                content = _content(extraction)
                known = content and met.execute("SELECT name FROM met WHERE content = ?", (content,)).fetchone()
                if known:
                    self._count(name, known[0])
                    continue
                if content:
                    met.execute("INSERT INTO met VALUES (?, ?)", (content, name.encode(errors="surrogatepass")))
                yield name, extraction

    def _count(self, name: str, earlier: bytes) -> None:
        self.count += 1
        if len(self.named) < NAMED_DOUBLES:
            self.named.append((name, earlier.decode(errors="surrogatepass")))


def _content(extraction: Extraction) -> bytes:
    """What doubles share: the file's hash, the pages read, the findings; b"" where there is no hash.

    The findings differ where the office excepts them for one of the files.
    """
    if not extraction.source.sha256:
        return b""
    pages = [page.number for page in extraction.pages]
    findings = [finding.fingerprint for finding in extraction.findings]
    return hashlib.sha256(f"{extraction.source.sha256} {extraction.status} {pages} {findings}".encode()).digest()
