"""A finding as the desk shows it: how far the review is, which sheet, what is wrong, what stands there."""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from models.bilingual import Language
from review import wording
from review.entries import decision_words
from review.overview_text import SEVERITY_STYLE
from review.plain import plain
from review.session import Session
from review.terminal import words

STATE_STYLE = {"open": "bold", "accepted": "red", "dismissed": "green", "corrected": "cyan"}


def heading(session: Session, language: Language) -> RenderableType:
    """Two lines: progress, and the sheet."""
    counts = session.counts()
    place = words.TOTAL.say(language).format(position=session.position + 1, count=len(session.queue))
    first = Text.assemble(("sopscan review ", "bold"), place, no_wrap=True, overflow="ellipsis")
    for state, name in wording.STATE.items():
        first.append(f"  {counts[state]} {name.say(language)}", style=STATE_STYLE[state] if counts[state] else "dim")
    item = session.item
    page = wording.PAGE.say(language).format(page=session.finding.page) if session.finding.page else ""
    second = Text(f"{plain(item.document)} {page}  ", style="bold", no_wrap=True, overflow="ellipsis")
    second.append(item.title or wording.UNTITLED.say(language), style="not bold")
    return Group(first, second)


def card(session: Session, titles: Mapping[str, str], language: Language) -> RenderableType:
    """`titles` are the rules' titles by code."""
    entry, finding = session.item.entry, session.finding
    first = Text.assemble(
        (wording.SEVERITY[finding.severity].say(language), SEVERITY_STYLE[finding.severity]),
        f" {finding.code} {plain(titles.get(finding.code, finding.name))}",
    )
    number = words.POSITION.say(language).format(number=session.item.number, of=session.item.of)
    second = Text.assemble(entry.place, (f"  ({number})", "dim"))
    details = Table.grid(padding=(0, 1))
    details.add_column(no_wrap=True)
    details.add_column(overflow="fold")
    for label, text in (
        (wording.STANDS, "" if entry.stands in entry.message else entry.stands),
        (wording.SUGGESTED, entry.suggestion),
        (wording.CAUSE_LABEL, entry.cause),
        (wording.READING, entry.reading),
        (wording.DECISION, decision_words(session.review(), language)),
    ):
        if text:
            details.add_row(Text(label.say(language) + ":", style="dim"), Text(text))
    return Group(first, second, Text(entry.message), details)
