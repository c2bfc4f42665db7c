"""ARC964: sheets that are each other's copy, and what was changed in copying."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from checks.archive.keys import title_key
from checks.context import Context
from checks.regions import issuing
from checks.rule import Hit, Rule
from checks.wording import shortened
from models.bilingual import Bilingual

if TYPE_CHECKING:
    from checks.archive.facts import Known

#: The estimated share of common shingles from which two tables are one text: a changed step in ten, regions aside.
_NEARLY_ALL = 0.85
#: Titles of one procedure from this score on (0-100).
_SAME_TITLE = 85


def _near_identical(context: Context) -> Iterable[Hit]:
    """One finding a sheet, for the earlier sheet most like it; the first sheet of a family has none."""
    if context.archive is None or context.known is None:
        return
    relative = context.archive.relative(context.known, _NEARLY_ALL)
    if relative is None:
        return
    other, share = relative
    yield Hit(
        "/activities",
        {
            "percent": round(share * 100),
            "document": other.document,
            "title": shortened(other.title),
            "change": _change(context, other),
        },
        subject=f"{title_key(other.title)} {other.region}",
    )


def _change(context: Context, other: Known) -> Bilingual:
    """What sets the two apart: the title, the region, or neither."""
    own = issuing(context)
    if other.title and fuzz.ratio(title_key(context.sop.header.title or ""), title_key(other.title)) < _SAME_TITLE:
        return Bilingual(f"judulnya “{shortened(other.title)}”", f"its title is “{shortened(other.title)}”")
    if own is not None and other.region and other.region != own.name:
        return Bilingual(f"daerahnya {other.region}", f"its region is {other.region}")
    return Bilingual("judul dan daerahnya sama", "title and region are the same")


RULES = (
    Rule(
        "ARC964",
        "near-identical-sheet",
        "info",
        Bilingual("Lembar hampir sama dengan lembar lain", "Sheet nearly identical to another"),
        Bilingual(
            "isi tabelnya {percent}% sama dengan {document}; di sana {change}",
            "its table is {percent}% the same as that of {document}; there {change}",
        ),
        _near_identical,
    ),
)
