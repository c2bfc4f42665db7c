"""Text of documents made safe for a terminal: it may say anything, but it may not move the cursor or hide itself."""

from __future__ import annotations

import unicodedata

#: Control (Cc: escape sequences begin with one), format (Cf: hidden and direction-changing marks), surrogates, private.
_UNSAFE = {"Cc", "Cf", "Cs", "Co"}
#: Soft hyphen and zero-width joiners carry no meaning in these sheets: left out rather than shown.
_DROPPED = frozenset("\u00ad\u200b\u200c\u200d\ufeff")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def plain(text: str, *, keep_lines: bool = False) -> str:
    """One line of visible text: white space runs become one space, what a terminal would obey becomes U+FFFD.

    With `keep_lines` line breaks stay.
    """
    if keep_lines:
        return "\n".join(plain(line) if line.strip() else "" for line in text.split("\n"))
    indent = len(text) - len(text.lstrip(" "))
    words = " ".join(text.split())
    if words.isprintable():  # nothing unsafe and nothing to drop: the rule
        return " " * indent + words
    return " " * indent + "".join(_visible(character) for character in words)


def _visible(character: str) -> str:
    if character in _DROPPED:
        return ""
    return _REPLACEMENT if unicodedata.category(character) in _UNSAFE else character
