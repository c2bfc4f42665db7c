"""Marks of logos, stamps and signatures that OCR took for text."""

from __future__ import annotations

import re

from models.layout import Line, Span

#: Letters of the shortest word that tells text from marks.
SHORTEST_WORD = 3
#: Indonesian words hold this share of vowels at least; drawings read as letters do not ("LXL", "XAXCXY").
VOWEL_SHARE = 0.25

_WORD = re.compile(rf"[^\W\d_]{{{SHORTEST_WORD},}}")


def is_stray(text: str) -> bool:
    """Whether text that OCR gave holds neither a word nor a figure of two digits."""
    if re.search(r"\d\d", text):
        return False
    return not any(_has_vowels(word) for word in _WORD.findall(text))


def without_strays(span: Span) -> Span:
    """The span without its stray lines; as it is where nothing else is left, or where no OCR was at work."""
    if span.origin != "ocr":
        return span
    kept: tuple[Line, ...] = tuple(line for line in span.lines if not is_stray(line.text))
    return Span(span.page, kept, span.box, span.origin) if kept else span


def _has_vowels(word: str) -> bool:
    return sum(c in "aeiou" for c in word.casefold()) >= VOWEL_SHARE * len(word)
