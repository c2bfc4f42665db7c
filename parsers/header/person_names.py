"""Slips of reading in a printed name with its titles: stops, commas and spaces, which name nobody else."""

from __future__ import annotations

import re
from functools import cache

from parsers.header.approval import CLEAR
from parsers.vocabulary import vocabulary

#: Letters of a word of a name; shorter ones before a stop are initials and titles.
WHOLE_WORD = 4

#: Words of names that are written small.
_PARTICLES = frozenset(("bin", "binti", "al", "el", "van", "von", "de", "da", "di", "der", "den"))

_SPACED_COMMA = re.compile(r"\s+,")
_DOUBLE_STOP = re.compile(r"\.\.(?=\s*\w)")
_STOP_BEFORE = re.compile(rf"(?<=[A-Za-z]{{{WHOLE_WORD}}})\.\s+(?=(\S+))")
_BLANK_BEFORE = re.compile(rf"(?<=[A-Za-z]{{{WHOLE_WORD}}})\s+(?=([^\s,]+\.))")
_STROKE_BETWEEN = re.compile(rf"(?<=[a-z]{{{WHOLE_WORD}}})[/\\|](?=[A-Z][a-z]{{2}})")
_RUN_ON = re.compile(r"(?<=[a-z]{2})(?=[A-Z][a-z]{2})")
_LEAD = re.compile(r"[A-Za-z]+(?=\s)")


def mended_name(text: str, confidence: float | None, disputed: bool) -> str:
    """`text`, a name read by OCR, as it is printed.

    What no print has, two stops or a stroke inside a name, a stop between a name and its degree, is mended however sure
    the reader was; what some sheets leave out, a stop after "Drs" or a comma before a degree, where it was in doubt.
    """
    text = _SPACED_COMMA.sub(",", text)
    text = _DOUBLE_STOP.sub(".,", text)
    text = _STROKE_BETWEEN.sub(" ", text)
    text = _STOP_BEFORE.sub(lambda found: ", " if _is_degree(found[1]) else found[0], text)
    in_doubt = confidence is not None and confidence < CLEAR
    if in_doubt or disputed:
        text = _RUN_ON.sub(" ", text)
    if in_doubt:
        text = _BLANK_BEFORE.sub(lambda found: ", " if _is_degree(found[1]) else found[0], text)
        lead = _LEAD.match(text)
        if lead and lead[0].casefold() in _titles("before"):
            text = f"{lead[0]}.{text[lead.end() :]}"
    return text


def is_torn_name(text: str, confidence: float | None) -> bool:
    """Whether a doubtful reading shows that a stroke broke the name: a word that goes on in small letters, a degree
    that stands there twice, or before the name what is but one letter off a title ("In Idris").
    """
    if confidence is None or confidence >= CLEAR:
        return False
    words = text.split()
    if len(words) > 2 and _is_nearly_title(words[0]):
        return True
    degrees = [word for word in (w.strip(",").casefold() for w in words) if _is_degree(word)]
    is_broken = any(w[0].islower() and w.casefold() not in _PARTICLES and not _is_degree(w) for w in words)
    return is_broken or len(degrees) > len(set(degrees))


def is_cut_name(read: str, confidence: float | None) -> bool:
    """Whether a doubtful reading, as read, has one word and a degree behind it without the comma that stands there: a
    stroke that took the comma took what stood before it. Or it ends in a comma: the degree behind it is under the mark.
    """
    if confidence is None or confidence >= CLEAR:
        return False
    if "," in read:
        return read.rstrip().endswith(",")
    words = [word for word in read.split() if word.casefold().strip(".") not in _titles("before")]
    return len(words) == 2 and not _is_degree(words[0]) and _is_degree(words[1])


def _is_nearly_title(word: str) -> bool:
    """Whether a word of two letters would be a title with its last letter changed."""
    titles = {title for title in _titles("before") if len(title) == len(word) == 2}
    return word.casefold() not in titles and any(title[0] == word[0].casefold() for title in titles)


def _is_degree(word: str) -> bool:
    """Whether a word with stops in it ("S.Sos.") is a known degree."""
    return "." in word and "".join(c for c in word.casefold() if c.isalpha()) in _titles("after")


@cache
def _titles(where: str) -> frozenset[str]:
    return frozenset(vocabulary("approval")[where])
