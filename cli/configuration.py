"""sopscan.toml: where it is looked for, and the options that choose it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli import messages
from models.bilingual import Bilingual, Language
from models.file_name import printable
from models.status import UsageError
from models.system_reason import reason

if TYPE_CHECKING:
    from checks.configuration import Configuration
    from checks.options import CheckOptions


def parameters(language: Language) -> list[click.Parameter]:
    """--config and --preview, for every command that shows findings."""
    return [
        click.Option(["--config"], type=click.Path(path_type=Path), metavar="FILE", help=messages.CONFIG.say(language)),
        click.Option(["--preview/--no-preview"], default=None, help=messages.PREVIEW.say(language)),
    ]


def check_options(
    language: Language, chosen: dict[str, Any], select: tuple[str, ...] = (), ignore: tuple[str, ...] = ()
) -> CheckOptions:
    """The options of the checks from the file and the command line; UsageError where either is wrong."""
    from checks.runner import chosen_rules

    configuration = load(chosen.get("config"), Path.cwd())
    options = configuration.options(language, select, ignore, chosen.get("preview"))
    chosen_rules(options)
    return options


def load(given: Path | None, start: Path) -> Configuration:
    """The configuration in `given`, else in the nearest sopscan.toml from `start` upward, else the defaults."""
    from checks.configuration import Configuration, parse

    path = given or find(start)
    if path is None:
        return Configuration()
    try:
        return parse(path.read_bytes(), printable(path))
    except OSError as error:
        why = reason(error)
        raise UsageError(
            "no-configuration",
            Bilingual(f"{printable(path)} tidak dapat dibaca: {why.id}", f"cannot read {printable(path)}: {why.en}"),
            stage="check",
        ) from error


def find(start: Path) -> Path | None:
    """sopscan.toml in `start` or the nearest folder above that has one."""
    from checks.configuration import FILE_NAME

    return next((path for folder in (start, *start.parents) if (path := folder / FILE_NAME).is_file()), None)
