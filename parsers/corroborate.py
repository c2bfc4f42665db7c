"""A post half hidden by stamp and signature, read again where the same sheet prints the office in full."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz

from models.document import Region
from models.layout import Line, join_lines
from parsers.approval import CLEAR, is_post
from parsers.titles import is_address

#: From this likeness on (0-100) a doubtful line is the office that the letterhead prints.
SAME_LINE = 75
#: The whole post against a whole line of the letterhead: stamps take more of it, and it is longer.
SAME_POST = 68

#: Lines of the letterhead that may make one office together.
LONGEST_RUN = 5

_LEAD = re.compile(r"^(?:PEMERINTAH|SOP)\b", re.IGNORECASE)
_LEVELS = {"province": "Provinsi", "regency": "Kabupaten", "city": "Kota"}
_HEADS = ("kepala", "direktur", "sekretaris", "ketua", "rektor", "dekan", "camat", "inspektur", "plt.", "plh.")


def corroborated_post(lines: Sequence[Line], institution: Iterable[str], region: Region | None) -> str | None:
    """The post with its doubtful lines as the letterhead prints them; None where the two places do not agree.

    Never more than what the sheet itself says elsewhere: a line without a likeness there makes the whole None.
    """
    if not lines or all(line.confidence >= CLEAR for line in lines):
        return None
    offices = _offices(institution, region)
    read = join_lines([line.text for line in lines])
    whole = max((o for o in offices if _head(o)), key=lambda o: fuzz.ratio(_plain(read), _plain(o)), default=None)
    if whole is not None and fuzz.ratio(_plain(read), _plain(whole)) >= SAME_POST:
        return _in_case_of(read, whole)
    repaired = [_repaired(line, offices) for line in lines]
    return None if any(part is None for part in repaired) else join_lines([part for part in repaired if part])


def _repaired(line: Line, offices: list[str]) -> str | None:
    if line.confidence >= CLEAR:
        return line.text
    head = _head(line.text)
    rest = line.text[len(head) :].strip()
    best = max(offices, key=lambda office: fuzz.ratio(_plain(rest), _plain(office)), default=None)
    if best is None or fuzz.ratio(_plain(rest), _plain(best)) < SAME_LINE:
        return None
    return f"{head} {_in_case_of(rest, best)}".strip()


def _offices(institution: Iterable[str], region: Region | None) -> list[str]:
    """What the sheet prints elsewhere: lines of the letterhead, runs of them, and the region with its kind."""
    lines = [_LEAD.sub("", line).strip() for line in institution if not is_address(line)]
    runs = [" ".join(lines[i:j]) for i in range(len(lines)) for j in range(i + 1, min(len(lines), i + LONGEST_RUN) + 1)]
    offices = [run for run in runs if is_post(run)]
    if region is not None and region.level in _LEVELS:
        kind = _LEVELS[region.level]
        offices.append(region.name if region.name.startswith(kind) else f"{kind} {region.name}")
    return offices


def _head(text: str) -> str:
    """The post's own word, as printed ("Kepala"), or nothing."""
    first = text.split(" ", 1)[0]
    return first if first.casefold() in _HEADS else ""


def _plain(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _in_case_of(read: str, office: str) -> str:
    """The office in the case of what was read: a letterhead in capitals is no post in capitals."""
    if sum(c.islower() for c in read) <= sum(c.isupper() for c in read) or not office.isupper():
        return office
    return " ".join(word.casefold() if word in ("DAN", "DI") else word.capitalize() for word in office.split())
