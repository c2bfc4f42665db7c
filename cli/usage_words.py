"""Click's complaints about a command line, in the chosen language."""

from __future__ import annotations

import re

import click
from click import exceptions

from models.bilingual import Bilingual, Language

_SEE_HELP = Bilingual("lihat caranya dengan: {command} --help", "see how with: {command} --help")
_DID_YOU_MEAN = Bilingual("maksud Anda {names}?", "did you mean {names}?")

_NUMBERS = (click.types.IntParamType, click.types.FloatParamType)
#: How click words what it has no class of its own for.
_SURPLUS = re.compile(r"Got unexpected extra arguments? \((.*)\)")
_NEEDS_VALUE = "requires"
_VALUES = {
    True: Bilingual("nilainya belum ditulis", "needs a value"),
    False: Bilingual("tanpa nilai", "takes no value"),
}


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
        if isinstance(error.param, click.Parameter) and isinstance(error.param.type, _NUMBERS):
            return _number(name, error.param.type)
        return Bilingual(f"nilai {name} tidak tepat: {error.message}", f"{name}: {error.message}")
    if isinstance(error, exceptions.BadOptionUsage):
        return Bilingual(
            f"cara memakai {error.option_name} tidak tepat: {_VALUES[_NEEDS_VALUE in error.message].id}",
            f"{error.option_name} {_VALUES[_NEEDS_VALUE in error.message].en}",
        )
    if surplus := _SURPLUS.fullmatch(error.message):
        return Bilingual(f"terlalu banyak yang disebut: {surplus[1]}", f"too much is named: {surplus[1]}")
    return Bilingual(error.message, error.message)  # ours, in the language already


def _number(name: str, kind: click.ParamType) -> Bilingual:
    """What a number option takes; its bounds are those of our options, which have a lower one alone."""
    whole = isinstance(kind, click.types.IntParamType)
    least, above = getattr(kind, "min", None), getattr(kind, "min_open", False)
    words = Bilingual("bilangan bulat", "a whole number") if whole else Bilingual("angka", "a number")
    if least is None:
        return Bilingual(f"nilai {name} harus {words.id}", f"{name} must be {words.en}")
    bound = Bilingual("lebih dari", "above") if above else Bilingual("paling sedikit", "at least")
    return Bilingual(
        f"nilai {name} harus {words.id}, {bound.id} {least}", f"{name} must be {words.en}, {bound.en} {least}"
    )


def _name(error: exceptions.BadParameter) -> str:
    if error.param is None:
        return str(error.param_hint or "?")
    if isinstance(error.param, click.Option):
        return error.param.opts[-1] if len(error.param.opts[-1]) > 2 else error.param.opts[0]
    return error.param.make_metavar(click.Context(click.Command(None)))
