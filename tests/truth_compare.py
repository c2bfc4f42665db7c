"""What an extraction says otherwise than the truth of a drawn sheet: a list of sentences, empty where all is right."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from bench.scoring import APPROVER, LISTS, MARK, VALUES, plain
from models.document import Extraction, Sop

CELLS = {"description": "description", "requirements": "requirements", "output": "outputs", "remarks": "remarks"}


@dataclass
class Comparison:
    """`asked` values were compared; those that differ are in `wrong`."""

    asked: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def right(self) -> float:
        """The share that is right, 0-1."""
        return 1 - len(self.wrong) / self.asked

    def expect(self, where: str, truth: Any, found: Any) -> None:
        self.asked += 1
        if truth != found:
            self.wrong.append(f"{where}: {found!r}, should be {truth!r}")


def compare(truth: dict[str, Any], extraction: Extraction) -> Comparison:
    """Header fields, actors, rows and cells of the file's largest SOP; case, spaces and punctuation aside."""
    result = Comparison()
    sop = max(extraction.sops, key=lambda s: len(s.activities), default=Sop(pages=[1]))
    _header(result, truth["header"], sop)
    result.expect("actors", [plain(a) for a in truth["actors"]], [plain(a.name) for a in sop.actors])
    names = {a.id: a.name for a in sop.actors}
    result.expect("rows", len(truth["activities"]), len(sop.activities))
    for index, (want, got) in enumerate(zip(truth["activities"], sop.activities, strict=False)):
        row = f"row {index + 1}"
        result.expect(f"{row} number", want["number"], got.number)
        result.expect(f"{row} duration", plain(want["duration"]), plain(got.duration.text if got.duration else ""))
        result.expect(f"{row} actors", [plain(a) for a in want["actors"]], [plain(names[a]) for a in got.actors])
        for key, name in CELLS.items():
            result.expect(f"{row} {name}", _items(want[key]), _items(getattr(got, name)))
    return result


def _header(result: Comparison, truth: dict[str, Any], sop: Sop) -> None:
    found = sop.header
    for key, name in VALUES.items():
        result.expect(f"header {name}", plain(truth[key]), plain(getattr(found, name)))
    for key in APPROVER:
        result.expect(f"approver {key}", plain(truth["approved_by"][key]), plain(getattr(found.approved_by, key)))
    for name in LISTS:
        printed = [getattr(item, "text", item) for item in getattr(found, name)]
        result.expect(f"header {name}", _items(truth[name]), _items(printed))


def _items(value: str | list[str]) -> str:
    """The letters of a cell or list, marks and numbers of its items aside."""
    parts = [part for text in ([value] if isinstance(value, str) else value) for part in re.split(r";\s+", text)]
    return "".join(plain(MARK.sub("", part)) for part in parts)
