"""Flagged text: with the numbers of its findings in brackets, coloured by the worst of them."""

from __future__ import annotations

from rich.text import Text

from review import wording
from review.entries import Entry
from review.overview_text import SEVERITY_STYLE
from review.plain import plain


def marked(text: str, entries: list[Entry]) -> Text:
    """The text, and the numbers of the findings on it in brackets; coloured by the worst of them."""
    if not entries:
        return Text(plain(text))
    worst = min(entries, key=lambda entry: list(wording.SEVERITY).index(entry.finding.severity))
    numbers = "".join(f"[{entry.number}]" for entry in entries)
    return Text(f"{plain(text)} {numbers}".strip(), style=SEVERITY_STYLE[worst.finding.severity])
