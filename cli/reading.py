"""Options of every command that reads documents, and the settings made of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli import configuration, messages
from cli.messages_run import BAD_PAGES
from models.bilingual import Language

if TYPE_CHECKING:
    from batch.extract import ExtractSettings
    from checks.options import CheckOptions


def options(language: Language) -> list[click.Parameter]:
    """--ocr, --engine, --pages, the limits, --debug, --config, --preview."""
    return [
        click.Option(
            ["--ocr"], type=click.Choice(["auto", "force", "off"]), default="auto", help=messages.OCR.say(language)
        ),
        click.Option(
            ["--engine"],
            type=click.Choice(["auto", "ppocr", "tesseract"]),
            default="auto",
            help=messages.ENGINE.say(language),
        ),
        click.Option(["--pages"], metavar="N-M", help=messages.PAGES.say(language)),
        click.Option(
            ["--max-pages"],
            type=click.IntRange(1),
            default=200,
            show_default=True,
            help=messages.MAX_PAGES.say(language),
        ),
        click.Option(
            ["--max-megapixels"],
            type=click.FloatRange(1),
            default=60.0,
            show_default=True,
            help=messages.MAX_MEGAPIXELS.say(language),
        ),
        click.Option(
            ["--max-megabytes"],
            type=click.FloatRange(1),
            default=200.0,
            show_default=True,
            help=messages.MAX_MEGABYTES.say(language),
        ),
        click.Option(["--debug"], type=click.Path(path_type=Path), metavar="DIR", help=messages.DEBUG.say(language)),
        *configuration.parameters(language),
    ]


def settings(language: Language, chosen: dict[str, Any], checks: CheckOptions | None = None) -> ExtractSettings:
    """The reader's settings from the parsed `options`, and its checks' from there and sopscan.toml unless given.

    click.UsageError for pages that are none, UsageError for a wrong configuration.
    """
    from batch.extract import ExtractSettings
    from ingest.settings import IngestSettings

    ingest = IngestSettings(
        ocr=chosen["ocr"],
        engine=chosen["engine"],
        pages=page_range(chosen["pages"], language),
        max_pages=chosen["max_pages"],
        max_megapixels=chosen["max_megapixels"],
        max_bytes=int(chosen["max_megabytes"] * 1e6),
        language=language,
    )
    checks = checks or configuration.check_options(language, chosen)
    return ExtractSettings(ingest=ingest, checks=checks, language=language, debug_dir=chosen["debug"])


#: Stands for "to the last page"; the limit on pages comes earlier.
LAST_PAGE = 1_000_000


def page_range(text: str | None, language: Language) -> tuple[int, int] | None:
    """ "2-4" -> (2, 4), "3" -> (3, 3), "2-" -> (2, LAST_PAGE), "-4" -> (1, 4); None for None."""
    if text is None:
        return None
    first, dash, last = text.replace(" ", "").partition("-")
    try:
        pages = (int(first or 1), int(last or LAST_PAGE) if dash else int(first))
    except ValueError:
        pages = (0, 0)
    if not 1 <= pages[0] <= pages[1] or text.strip() in ("", "-"):
        raise click.UsageError(BAD_PAGES.say(language).format(value=text))
    return pages
