"""Comparing printed texts: what counts as blank, as the same, as a part."""

from __future__ import annotations

import re
import unicodedata

_NOT_WORD = re.compile(r"[^0-9a-z]+")
_SOMETHING = re.compile(r"[^\W_]")

#: Quoted text in a message is cut here so that it fits a line of a terminal.
QUOTE_CHARACTERS = 60


def is_blank(text: str | None) -> bool:
    """True for None, "" and texts without any letter or digit ("-", "…", ". . . .")."""
    return text is None or _SOMETHING.search(text) is None


def normalised(text: str) -> str:
    """Lower-case words of letters and digits, one space between, accents off; for comparing only."""
    if text.isascii():
        return _NOT_WORD.sub(" ", text.lower()).strip()
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return _NOT_WORD.sub(" ", plain).strip()


def words(text: str) -> list[str]:
    return normalised(text).split()


def shortened(text: str, limit: int = QUOTE_CHARACTERS) -> str:
    """The text on one line, cut at a word with an ellipsis where it is longer than `limit` characters."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    return line[: limit - 1].rsplit(" ", 1)[0].rstrip(",;: ") + "…"


def excerpt(text: str, start: int, end: int, limit: int = QUOTE_CHARACTERS) -> str:
    """The part of a long text around text[start:end], at word borders, with ellipses where something was left out."""
    if len(text) <= limit:
        return " ".join(text.split())
    low = max(0, min(start - max(0, limit - (end - start)) // 2, len(text) - limit))
    high = min(len(text), max(end, low + limit))
    if low:
        low = min(start, text.find(" ", low) + 1 or start)
    if high < len(text):
        high = max(end, text.rfind(" ", 0, high + 1))
    return ("…" if low else "") + " ".join(text[low:high].split()) + ("…" if high < len(text) else "")
