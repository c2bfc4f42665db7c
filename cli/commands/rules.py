"""sopscan rules"""

from __future__ import annotations

import click

from cli import messages, messages_run, outcome
from cli.localised import LocalCommand
from cli.screen import show
from models.bilingual import Bilingual, Language
from models.status import UsageError


def command(language: Language) -> click.Command:
    def run(code: str | None) -> int:
        if code is None:
            return catalogue(language)
        return explain(code.upper(), language)

    return LocalCommand(
        "rules",
        params=[click.Argument(["code"], required=False, metavar="[KODE]")],
        callback=run,
        help=messages.RULES.say(language),
        language=language,
    )


def catalogue(language: Language) -> int:
    """One line a rule."""
    from rich.text import Text

    from checks.registry import RULES
    from review.overview_text import SEVERITY_STYLE, plain_table
    from review.wording import FINDS, RULE, SEVERITY, SEVERITY_HEADING

    table = plain_table()
    for words in (RULE, FINDS, SEVERITY_HEADING):
        table.add_column(words.say(language), no_wrap=words is not FINDS)
    for rule in RULES:
        table.add_row(
            rule.code,
            Text(rule.title.say(language)),
            Text(SEVERITY[rule.severity].say(language), style=SEVERITY_STYLE[rule.severity]),
        )
    show(table)
    return outcome.DONE


def explain(code: str, language: Language) -> int:
    """The rule's page of the catalogue."""
    from rich.text import Text

    from checks.catalogue import page
    from checks.registry import RULES

    rule = next((rule for rule in RULES if rule.code == code), None)
    if rule is None:
        message = messages_run.UNKNOWN_RULE
        raise UsageError(
            "unknown-rule",
            Bilingual(message.id.format(code=code), message.en.format(code=code)),
            messages_run.UNKNOWN_RULE_HINT,
        )
    show(Text(page(rule, language)))
    return outcome.DONE
