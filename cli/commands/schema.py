"""sopscan schema"""

from __future__ import annotations

import click

from cli import messages
from cli.localised import LocalCommand
from cli.screen import write_result
from models.bilingual import Language


def command(language: Language) -> click.Command:
    def run() -> None:
        from models.schema import schema_bytes

        write_result(schema_bytes())

    return LocalCommand("schema", callback=run, help=messages.SCHEMA.say(language), language=language)
