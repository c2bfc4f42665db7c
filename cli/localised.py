"""Click's help page with its headings in the chosen language."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import click

from models.bilingual import Bilingual, Language

_USAGE = Bilingual("Pemakaian: ", "Usage: ")
_OPTIONS = Bilingual("Pilihan", "Options")
_COMMANDS = Bilingual("Perintah", "Commands")
_HELP = Bilingual("Tampilkan bantuan ini.", "Show this help.")
_LANG = Bilingual("Bahasa pesan: id (Indonesia) atau en (Inggris).", "Language of messages: id or en.")


_OPTIONS_METAVAR = Bilingual("[PILIHAN]", "[OPTIONS]")
_COMMAND_METAVAR = Bilingual("PERINTAH …", "COMMAND …")
_REQUIRED = Bilingual("[wajib]", "[required]")
_DEFAULT = Bilingual("[bawaan: ", "[default: ")
#: Click adds a number's bounds ("x>=1"), which help nobody who reads the sentence before them.
_BOUNDS = re.compile(r"(; |\[)x>=?[\d.]+(?=\])")

#: A command's first sentence is shown whole; the page wraps it.
_SHORT_HELP = 200


class LocalCommand(click.Command):
    """A command whose help speaks `language`; every command takes --lang, which was read before (cli.language)."""

    def __init__(self, *args: Any, language: Language, **options: Any):
        super().__init__(*args, options_metavar=_OPTIONS_METAVAR.say(language), **options)
        self.language = language
        self.params.append(
            click.Option(["--lang"], type=click.Choice(["id", "en"]), expose_value=False, help=_LANG.say(language))
        )

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _HELP.say(self.language)
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), _USAGE.say(self.language))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        records = [
            record
            for param in self.get_params(ctx)
            if not isinstance(param, click.Argument) and (record := param.get_help_record(ctx)) is not None
        ]
        with formatter.section(_OPTIONS.say(self.language)):
            formatter.write_dl([(names, self._without_jargon(text)) for names, text in records])

    def _without_jargon(self, text: str) -> str:
        text = _BOUNDS.sub(lambda found: found[1].strip("; "), text).replace("  []", "")
        text = text.replace(_REQUIRED.en, _REQUIRED.say(self.language))
        return text.replace(_DEFAULT.en, _DEFAULT.say(self.language))


class LocalGroup(LocalCommand, click.Group):
    """The program itself. `makers` build a command when it is asked for; their names are in the order of the help."""

    def __init__(self, *args: Any, makers: Mapping[str, Callable[[Language], click.Command]], **options: Any):
        super().__init__(*args, subcommand_metavar=_COMMAND_METAVAR.say(options["language"]), **options)
        self._makers = makers

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self._makers)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        maker = self._makers.get(cmd_name)
        return maker(self.language) if maker else None

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section(_COMMANDS.say(self.language)):
            formatter.write_dl(
                [(name, command.get_short_help_str(_SHORT_HELP)) for name, command in commands if command]
            )
        LocalCommand.format_options(self, ctx, formatter)
