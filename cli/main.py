"""sopscan: the command line. Chooses the language, builds the commands, and ends with the contract's exit codes."""

from __future__ import annotations

import importlib
import os
import sys
import traceback
from collections.abc import Sequence
from functools import partial

import click

from cli import language as languages
from cli import messages, outcome
from cli.localised import LocalGroup
from cli.screen import complain
from models.bilingual import Language
from models.version import VERSION

#: In the order of a clerk's day; each is a file of cli/commands.
COMMANDS = ("extract", "batch", "check", "report", "review", "export", "rules", "schema", "doctor")


def build(language: Language) -> click.Group:
    """The program with its help in `language`."""
    return LocalGroup(
        "sopscan",
        makers={name: partial(_make, name) for name in COMMANDS},
        help=messages.PROGRAM.say(language),
        params=[_version_option(language)],
        language=language,
        context_settings={"help_option_names": ["-h", "--help"]},
    )


def run(arguments: Sequence[str] | None = None) -> None:
    """The console script: never returns."""
    sys.exit(main(list(sys.argv[1:] if arguments is None else arguments)))


def main(arguments: list[str]) -> int:
    """Run one command and return its exit code; all errors end here."""
    language = languages.choose(arguments, os.environ)
    try:
        code = build(language).main(arguments, prog_name="sopscan", standalone_mode=False)
        sys.stdout.flush()
        return code or outcome.DONE
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help() if error.ctx else "", err=True)
        return outcome.USAGE
    except (BrokenPipeError, SystemExit):  # click's way to say it: the reader of our output went away (| head)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return outcome.DONE
    except (Exception, KeyboardInterrupt) as error:
        code, message, hint = outcome.explain(error, language)
        complain(message, hint, language)
        if code == outcome.INTERNAL and os.environ.get("SOPSCAN_DEBUG"):
            traceback.print_exc()
        return code


def _make(name: str, language: Language) -> click.Command:
    return importlib.import_module(f"cli.commands.{name}").command(language)


def _version_option(language: Language) -> click.Option:
    def show(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
        if wanted:
            click.echo(f"sopscan {VERSION}")
            ctx.exit()

    return click.Option(
        ["--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=show,
        help=messages.VERSION.say(language),
    )
