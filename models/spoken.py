"""What is said to a person, in the language asked for and beside it in the other one."""

from __future__ import annotations

from typing import TypeVar

from models.bilingual import Language, other_than
from models.finding import Finding
from models.status import Problem

Said = TypeVar("Said", Finding, Problem)


def said_in(one: Said, language: Language) -> Said:
    """A finding or problem in that language; as it is where it already speaks it or was never put into it."""
    words = one.translations.get(language)
    if words is None:
        return one
    names = type(words).model_fields
    mine = type(words)(**{name: getattr(one, name) for name in names})
    update = {name: getattr(words, name) for name in names}
    return one.model_copy(update={**update, "translations": {other_than(language): mine}})
