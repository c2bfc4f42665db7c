"""Options that choose findings, the same for report, review and the HTML page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cli import messages, messages_run
from models.bilingual import Bilingual, Language
from models.status import UsageError

if TYPE_CHECKING:
    from review.entries import Filter


def options(language: Language) -> list[click.Parameter]:
    """--rule, --severity, --cause, --document, --status."""
    severities, statuses = click.Choice(["error", "warning", "info"]), click.Choice(["ok", "partial", "failed"])
    causes = click.Choice(["sheet", "reading"])
    return [
        click.Option(["--rule"], multiple=True, metavar="CODE", help=messages.RULE_FILTER.say(language)),
        click.Option(["--severity"], multiple=True, type=severities, help=messages.SEVERITY_FILTER.say(language)),
        click.Option(["--cause"], multiple=True, type=causes, help=messages.CAUSE_FILTER.say(language)),
        click.Option(["--document"], default="", metavar="NAME", help=messages.DOCUMENT_FILTER.say(language)),
        click.Option(["--status"], multiple=True, type=statuses, help=messages.STATUS_FILTER.say(language)),
    ]


def chosen(values: dict[str, Any]) -> Filter:
    """The filter from the parsed `options` (and from --state, where a command has it); UsageError for an unknown rule."""
    from checks.registry import RULES
    from review.entries import Filter
    from review.states import ALL_STATES

    for rule in values["rule"]:
        if not rule or not any(known.code.startswith(rule.upper()) for known in RULES):
            message, hint = messages_run.UNKNOWN_RULE, messages_run.UNKNOWN_RULE_HINT
            raise UsageError(
                "unknown-rule", Bilingual(message.id.format(code=rule), message.en.format(code=rule)), hint
            )
    states = values.get("state", ALL_STATES)
    return Filter(
        rules=values["rule"],
        severities=values["severity"],
        causes=values["cause"],
        document=values["document"],
        statuses=values["status"],
        states=ALL_STATES if "all" in states else states,
    )
