"""Which language to speak: decided before anything is parsed, since the help is spoken in it too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from models.bilingual import Language

#: The clerks' language.
DEFAULT: Language = "id"
#: First found wins; LANG and its elders as in POSIX.
_VARIABLES = ("SOPSCAN_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
_CODES = {"id": "id", "in": "id", "ms": "id", "en": "en"}


def choose(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """`--lang` wherever it stands, else the environment (en_US.UTF-8 -> en), else Indonesian. "C" says nothing."""
    for position, argument in enumerate(arguments):
        if argument == "--":
            break
        value = argument.partition("=")[2] if argument.startswith("--lang=") else ""
        if argument == "--lang" and position + 1 < len(arguments):
            value = arguments[position + 1]
        if value in ("id", "en"):
            return cast(Language, value)
    for variable in _VARIABLES:
        code = environment.get(variable, "").replace("-", "_").partition("_")[0].partition(".")[0].casefold()
        if code in _CODES:
            return cast(Language, _CODES[code])
    return DEFAULT
