"""Texts for people, in Indonesian and English side by side."""

from __future__ import annotations

from typing import Literal, NamedTuple

Language = Literal["id", "en"]


class Bilingual(NamedTuple):
    """One message in both languages; `text.say("en")` gives the one asked for."""

    id: str
    en: str

    def say(self, language: Language) -> str:
        return self.en if language == "en" else self.id


def other_than(language: Language) -> Language:
    """The language that a text stands in besides this one."""
    return "id" if language == "en" else "en"
