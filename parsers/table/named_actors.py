"""Sheets without symbols: one column ("Pelaksana", "Pejabat terkait") whose cells name who acts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from models.document import Actor
from models.evidence import Evidence
from models.geometry import union
from models.layout import ActivityTable, Span
from parsers.table.columns import names_actor, spanning_heading
from parsers.table.rows import own_symbols
from parsers.values.lists import split_items

#: Share of the rows in which the column names somebody, for it to be read that way.
NAMED_ROWS = 0.5
_LETTERS = re.compile(r"[^\W\d_]{3}")
_JOINED = re.compile(r"\s*(?:[,;/&+]|\b(?:dan|serta|bersama)\b)\s*", re.IGNORECASE)


def naming_column(table: ActivityTable) -> int | None:
    """The column whose cells name the actors; None where symbols or several columns tell them."""
    actors = [index for index, column in enumerate(table.columns) if column.role == "actor"]
    if len(actors) != 1:
        return None
    if any(own_symbols(row) for row in table.rows):
        return None
    filled = [row for row in table.rows if any(row.cells)]
    cells = [row.cells[actors[0]].text for row in filled]
    if spanning_heading(table.columns[actors[0]].heading.text) == "actors":
        named = [text for text in cells if _LETTERS.search(text)]
    else:  # a post over its column: the cells tell more only where they name several
        named = [text for text in cells if names_actor(text)]
        named = named if len(set(named)) > 1 else []
    return actors[0] if named and len(named) >= NAMED_ROWS * len(filled) else None


def names_in(cell: Span) -> list[Span]:
    """The names of a cell, one a printed item, each with its place."""
    found = []
    for text, lines in split_items(cell.lines):
        boxes = [line.box for line in lines if line.box is not None]
        if _LETTERS.search(text):
            first = lines[0]._replace(text=text, box=union(boxes) if boxes else None)
            found.append(replace(cell, lines=(first,), box=first.box or cell.box))
    return found


class NamedActors:
    """Actors as their names are met, row by row.

    `cells`: all that name somebody. "Kasi dan Petugas" is two if other cells name either alone; a name may itself hold a
    comma or "dan".
    """

    def __init__(self, cells: Iterable[Span]) -> None:
        self.actors: list[Actor] = []
        self.evidence: dict[str, Evidence] = {}
        self._ids: dict[str, str] = {}
        self._alone = {_key(name.text) for cell in cells for name in names_in(cell)}

    def ids(self, cells: list[Span]) -> list[str]:
        """The ids of those that the cells name, in order, each once; a name not met before gets an id of its own."""
        found = []
        for name in (name for cell in cells for name in names_in(cell)):
            parts = _JOINED.split(name.text)
            together = all(_key(part) in self._alone for part in parts)
            found += [self._id(part, name) for part in (parts if together else [name.text])]
        return list(dict.fromkeys(found))

    def _id(self, text: str, name: Span) -> str:
        key = _key(text)
        if key not in self._ids:
            self._ids[key] = f"A{len(self.actors) + 1}"
            self.evidence[f"/actors/{len(self.actors)}/name"] = name.evidence().model_copy(update={"text": text})
            self.actors.append(Actor(id=self._ids[key], name=text))
        return self._ids[key]


def _key(name: str) -> str:
    return " ".join(name.casefold().split())
