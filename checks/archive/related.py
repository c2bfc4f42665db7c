"""ARC967: the SOPs that a sheet refers to are in the archive."""

from __future__ import annotations

from collections.abc import Iterable

from checks.archive.keys import title_key
from checks.context import Context
from checks.rule import Hit, Rule
from checks.wording import is_blank, shortened
from models.bilingual import Bilingual

#: An archive with fewer titles is a sample, not the office's collection.
_LEAST_TITLES = 10
#: Where fewer of all related SOPs are there, the archive does not hold what its sheets refer to, and none is "missing".
_LINKED_SHARE = 0.25
#: A title of fewer words ("SOP terkait") names no SOP.
_TITLE_WORDS = 2


def _unknown_related_sop(context: Context) -> Iterable[Hit]:
    archive = context.archive
    if archive is None or archive.titles < _LEAST_TITLES or archive.linked_share < _LINKED_SHARE:
        return
    for index, text in enumerate(context.sop.header.related_sops):
        if is_blank(text) or len(title_key(text).split()) < _TITLE_WORDS or archive.has_title(text):
            continue
        yield Hit(f"/header/related_sops/{index}", {"title": shortened(text)}, subject=text)


RULES = (
    Rule(
        "ARC967",
        "unknown-related-sop",
        "info",
        Bilingual("SOP terkait tidak ada di arsip", "Related SOP not in the archive"),
        Bilingual("SOP terkait “{title}” tidak ada di arsip ini", "the related SOP “{title}” is not in this archive"),
        _unknown_related_sop,
    ),
)
