"""Click's complaints about a command line, in the chosen language."""

from __future__ import annotations

import click
from click import exceptions

from models.bilingual import Bilingual, Language

_SEE_HELP = Bilingual("lihat caranya dengan: {command} --help", "see how with: {command} --help")
_DID_YOU_MEAN = Bilingual("maksud Anda {names}?", "did you mean {names}?")


def usage_message(error: click.UsageError, language: Language) -> tuple[str, str]:
    """(what is wrong, what to do) for a wrong command line."""
    command = error.ctx.command_path if error.ctx else "sopscan"
    hint = _SEE_HELP.say(language).format(command=command)
    possible = list(getattr(error, "possibilities", None) or [])
    if possible:
        hint = _DID_YOU_MEAN.say(language).format(names=", ".join(sorted(possible))) + " " + hint
    return _what(error).say(language), hint


def _what(error: click.UsageError) -> Bilingual:
    if isinstance(error, exceptions.NoSuchCommand):
        return Bilingual(f"tidak ada perintah {error.command_name!r}", f"there is no command {error.command_name!r}")
    if isinstance(error, exceptions.NoSuchOption):
        return Bilingual(f"tidak ada pilihan {error.option_name}", f"there is no option {error.option_name}")
    if isinstance(error, exceptions.MissingParameter):
        name = _name(error)
        return Bilingual(f"{name} belum diberikan", f"{name} is missing")
    if isinstance(error, exceptions.BadParameter):
        name = _name(error)
        if isinstance(error.param, click.Parameter) and isinstance(error.param.type, click.Choice):
            choices = ", ".join(str(choice) for choice in error.param.type.choices)
            return Bilingual(f"nilai {name} harus salah satu dari: {choices}", f"{name} must be one of: {choices}")
        return Bilingual(f"nilai {name} tidak tepat: {error.message}", f"{name}: {error.message}")
    return Bilingual(f"perintah tidak tepat: {error.message}", error.message)


def _name(error: exceptions.BadParameter) -> str:
    if error.param is None:
        return str(error.param_hint or "?")
    if isinstance(error.param, click.Option):
        return error.param.opts[-1] if len(error.param.opts[-1]) > 2 else error.param.opts[0]
    return error.param.make_metavar(click.Context(click.Command(None)))
