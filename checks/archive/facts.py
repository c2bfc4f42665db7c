"""The facts of an archive that its rules ask for, in a temporary SQLite database: memory does not grow with the archive."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from functools import cached_property, lru_cache
from typing import NamedTuple

import numpy as np
from rapidfuzz import fuzz, process

from checks.archive.keys import number_key, number_of, person_key, step_key, title_key, without_regions
from checks.archive.signature import bands, likenesses, signature
from checks.options import WorkingTime
from checks.wording import is_blank, normalised
from models.document import Extraction, Sop
from models.outline import Outline, SopOutline

#: SQLite keeps an unnamed database in memory up to its cache and in a temporary file beyond it.
_DATABASE = ""
_CACHE_KIB = 64 * 1024
#: Sheets looked at per band and per word: enough to find a relative, few enough to stay linear in the archive.
_MOST_RELATIVES, _MOST_TITLES = 20, 400
#: Sheets that share a number, a NIP, a name or a step and are looked at: a value that more share is no sheet's own.
_MOST_NAMESAKES = 100
#: Related SOPs looked up to learn whether the archive holds what its sheets refer to.
_SAMPLED_TITLES = 2000
#: Related SOPs whose answer is remembered: an office's sheets name the same ones again and again.
_REMEMBERED_TITLES = 20_000
#: Two titles are one from this score on (0-100).
_SAME_TITLE = 88

_TABLES = """
CREATE TABLE sheets (
    id INTEGER PRIMARY KEY, document TEXT, sop INTEGER, content TEXT, institution TEXT, region TEXT, title TEXT,
    number_key TEXT, nip TEXT, person TEXT, person_key TEXT, signature BLOB
);
CREATE UNIQUE INDEX sheets_content ON sheets (content);
CREATE INDEX sheets_number ON sheets (number_key) WHERE number_key != '';
CREATE INDEX sheets_nip ON sheets (nip) WHERE nip != '';
CREATE INDEX sheets_person ON sheets (person_key) WHERE person_key != '';
CREATE TABLE bands (band INTEGER, sheet INTEGER, PRIMARY KEY (band, sheet)) WITHOUT ROWID;
CREATE TABLE steps (step INTEGER, sheet INTEGER, row INTEGER, least REAL, most REAL, PRIMARY KEY (step, sheet, row)) WITHOUT ROWID;
CREATE TABLE said (description INTEGER PRIMARY KEY, step INTEGER);
CREATE TABLE units (unit TEXT, sheet INTEGER, PRIMARY KEY (unit, sheet)) WITHOUT ROWID;
CREATE TABLE outputs (output INTEGER PRIMARY KEY);
CREATE TABLE titles (id INTEGER PRIMARY KEY, title TEXT UNIQUE);
CREATE TABLE title_words (word TEXT, title INTEGER, PRIMARY KEY (word, title)) WITHOUT ROWID;
CREATE TABLE related (title TEXT PRIMARY KEY) WITHOUT ROWID;
"""


class Known(NamedTuple):
    """A sheet of the archive as others see it."""

    id: int
    document: str
    sop: int
    institution: str
    region: str
    title: str
    nip: str
    person: str
    person_key: str


_KNOWN = "id, document, sop, institution, region, title, nip, person, person_key"


class ArchiveFacts:
    """Facts of every sheet added. The same file under two names is one sheet, known by its first name."""

    def __init__(self, working_time: WorkingTime):
        self._clock = working_time
        self._database = sqlite3.connect(_DATABASE, isolation_level=None)
        self._database.executescript(
            f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-{_CACHE_KIB}; {_TABLES}"
        )
        self._database.execute("BEGIN")

    def add(self, document: str, extraction: Extraction | Outline) -> None:
        for index, sop in enumerate(extraction.sops):
            self._add(document, index, _content(extraction, index), sop)

    def close(self) -> None:
        self._database.close()

    def _add(self, document: str, index: int, content: str, sop: Sop | SopOutline) -> None:
        header, by = sop.header, sop.header.approved_by
        found = signature(list(_table_texts(sop)))
        values = (
            document,
            index,
            content,
            normalised(" ".join(header.institution)),
            header.region.name if header.region else "",
            header.title or "",
            number_key(header.number or ""),
            by.nip or "",
            by.name or "",
            person_key(by.name or ""),
            None if found is None else found.tobytes(),
        )
        row = self._database.execute(
            f"INSERT OR IGNORE INTO sheets VALUES (NULL{', ?' * len(values)}) RETURNING id", values
        ).fetchone()
        if row is None:
            return
        (sheet,) = row
        self._many("bands", 2, ((band, sheet) for band in bands(found)) if found is not None else ())
        steps = list(self._steps(sheet, sop))
        self._many("steps", 5, (row for _, row in steps))
        self._many("said", 2, ((number_of(description), row[0]) for description, row in steps))
        self._many("units", 2, ((a.duration.unit, sheet) for a in sop.activities if a.duration.unit))
        self._many("outputs", 1, ((output_key(text),) for a in sop.activities for text in a.outputs))
        self._add_title(title_key(header.title or ""))
        self._many("related", 1, ((title_key(text),) for text in header.related_sops if not is_blank(text)))

    def _steps(self, sheet: int, sop: Sop | SopOutline) -> Iterable[tuple[str, tuple]]:
        for row, activity in enumerate(sop.activities):
            time = self._clock.minutes(activity.duration)
            if time is not None and not is_blank(activity.description):
                yield activity.description, (step_key(activity.description), sheet, row, *time)

    def _add_title(self, title: str) -> None:
        if not title:
            return
        row = self._database.execute("INSERT OR IGNORE INTO titles VALUES (NULL, ?) RETURNING id", (title,)).fetchone()
        if row is not None:
            self._many("title_words", 2, ((word, row[0]) for word in set(title.split())))

    def _many(self, table: str, columns: int, rows: Iterable[tuple]) -> None:
        marks = ", ".join("?" * columns)
        self._database.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", rows)

    def sheet(self, extraction: Extraction, index: int) -> Known | None:
        """The sheet itself; None where it was never added."""
        return next(iter(self._known("content = ?", _content(extraction, index))), None)

    def with_number(self, number: str) -> list[Known]:
        """Sheets with that SOP number, in the order they were added; of very many the first ones."""
        key = number_key(number)
        return (
            self._known(f"number_key = ? AND number_key != '' ORDER BY id LIMIT {_MOST_NAMESAKES}", key) if key else []
        )

    def with_nip(self, nip: str) -> list[Known]:
        return self._known(f"nip = ? AND nip != '' ORDER BY id LIMIT {_MOST_NAMESAKES}", nip)

    def with_person(self, name: str) -> list[Known]:
        key = person_key(name)
        return (
            self._known(f"person_key = ? AND person_key != '' ORDER BY id LIMIT {_MOST_NAMESAKES}", key) if key else []
        )

    def relative(self, sheet: Known, least: float) -> tuple[Known, float] | None:
        """The earlier sheet whose table is most alike, and how much (0-1); None where none is at least so alike."""
        row = self._database.execute("SELECT signature FROM sheets WHERE id = ?", (sheet.id,)).fetchone()
        if row is None or row[0] is None:
            return None
        mine = np.frombuffer(row[0], np.uint32)
        near: set[int] = set()
        for band in bands(mine):
            near |= {
                other
                for (other,) in self._database.execute(
                    "SELECT sheet FROM bands WHERE band = ? AND sheet < ? ORDER BY sheet LIMIT ?",
                    (band, sheet.id, _MOST_RELATIVES),
                )
            }
        if not near:
            return None
        # All at once: in an archive of copies each sheet has some hundred candidates.
        query = f"SELECT id, signature FROM sheets WHERE id IN ({', '.join(map(str, near))}) ORDER BY id"
        ids, theirs = zip(*self._database.execute(query), strict=True)
        shares = likenesses(mine, np.frombuffer(b"".join(theirs), np.uint32).reshape(len(ids), -1))
        best = int(shares.argmax())
        return (self._known("id = ?", ids[best])[0], float(shares[best])) if shares[best] >= least else None

    def times(self, description: str, sheet: Known) -> list[tuple[float, float]]:
        """(least, most) minutes that other sheets give the same step, one a sheet."""
        # The key of a description that an added sheet has is looked up: to make it costs ten times as much.
        said = self._database.execute(
            "SELECT step FROM said WHERE description = ?", (number_of(description),)
        ).fetchone()
        step = said[0] if said else step_key(description)
        return self._database.execute(
            f"SELECT min(least), max(most) FROM steps WHERE step = ? AND sheet != ? GROUP BY sheet LIMIT {_MOST_NAMESAKES}",
            (step, sheet.id),
        ).fetchall()

    def uses_unit(self, unit: str, sheet: Known) -> bool:
        """Whether another sheet measures a step in this unit."""
        query = "SELECT 1 FROM units WHERE unit = ? AND sheet != ? LIMIT 1"
        return self._database.execute(query, (unit, sheet.id)).fetchone() is not None

    @cached_property
    def timed_sheets(self) -> int:
        """Sheets that give any step a time."""
        return self._database.execute("SELECT count(DISTINCT sheet) FROM units").fetchone()[0]

    def makes(self, thing: str) -> bool:
        """Whether any step of any sheet yields the thing."""
        found = self._database.execute("SELECT 1 FROM outputs WHERE output = ?", (output_key(thing),)).fetchone()
        return found is not None

    def has_title(self, related: str) -> bool:
        """Whether a sheet bears the title, or one much like it."""
        return self._has_title(title_key(related))

    @cached_property
    def titles(self) -> int:
        return self._database.execute("SELECT count(*) FROM titles").fetchone()[0]

    @cached_property
    def linked_share(self) -> float:
        """The share of the related SOPs named in the archive that are in it; 0 where none is named."""
        query = "SELECT title FROM related WHERE title != '' LIMIT ?"
        named = [title for (title,) in self._database.execute(query, (_SAMPLED_TITLES,)).fetchall()]
        return sum(map(self._has_title, named)) / len(named) if named else 0.0

    @cached_property
    def _has_title(self):
        return lru_cache(_REMEMBERED_TITLES)(self._look_for_title)

    def _look_for_title(self, title: str) -> bool:
        if self._database.execute("SELECT 1 FROM titles WHERE title = ?", (title,)).fetchone():
            return True
        # Counted no further than a word may be shared: the most common ones stand in most titles of the archive.
        shared = f"SELECT count(*) FROM (SELECT 1 FROM title_words WHERE word = ? LIMIT {_MOST_TITLES + 1})"
        counts = [(self._database.execute(shared, (word,)).fetchone()[0], word) for word in set(title.split())]
        # A title that is the same but for a misread word shares its other words: the two rarest find it.
        for count, word in sorted(pair for pair in counts if pair[0])[:2]:
            if count > _MOST_TITLES:
                break
            near = self._database.execute(
                "SELECT titles.title FROM title_words JOIN titles ON titles.id = title_words.title WHERE word = ?",
                (word,),
            )
            titles = [known for (known,) in near]
            if process.extractOne(title, titles, scorer=fuzz.token_sort_ratio, score_cutoff=_SAME_TITLE):
                return True
        return False

    def _known(self, where: str, value: str | int) -> list[Known]:
        return [Known(*row) for row in self._database.execute(f"SELECT {_KNOWN} FROM sheets WHERE {where}", (value,))]


def output_key(text: str) -> int:
    """A number for a thing that is made or needed: its words in any order."""
    return number_of(" ".join(sorted(set(without_regions(text).split()))))


def _content(extraction: Extraction | Outline, index: int) -> str:
    """What makes a sheet itself and not another: the file's bytes and its place in the file."""
    source = extraction.source
    return f"{source.sha256 or source.name} {index}"


def _table_texts(sop: Sop | SopOutline) -> Iterable[str]:
    for activity in sop.activities:
        for text in (activity.description, *activity.requirements, *activity.outputs):
            if not is_blank(text):
                yield without_regions(text)
