"""Builds the review page piece by piece, so that an archive's pictures never stand in memory together."""

from __future__ import annotations

import base64
import hashlib
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup
from PIL import Image

from models.bilingual import Language
from models.document import Extraction
from models.status import SopscanError
from models.version import VERSION
from review import wording
from review.applying import Decisions
from review.entries import Filter, sheets_of
from review.html import words
from review.html.not_shown import NotShown
from review.html.view import SheetView, view_of
from review.plain import plain
from review.states import ALL_STATES
from review.wording import REASONS

#: Letters of 8 pt are still sharp, and a page takes 30-60 KB.
DPI = 110.0
QUALITY = 50
SCRIPTS = ("decisions.js", "sheets.js", "dialogs.js", "page.js")

Pictured = Callable[[str, Extraction, int, float], np.ndarray]


@dataclass(frozen=True)
class Maker:
    """What every page of an export shares. `titles` are the rules' titles by code; `batch` names it to the browser."""

    titles: Mapping[str, str]
    decisions: Decisions
    pictured: Pictured
    batch: str
    language: Language

    def page(self, documents: Iterable[tuple[str, Extraction]], title: str = "") -> Iterator[bytes]:
        """One self-contained page of all sheets of `documents`, in pieces."""
        env = _templates()
        shared = {**_shared(self), "title": title}
        yield env.get_template("head.html").render(shared).encode("utf-8", "replace")
        number, not_shown = 0, NotShown(self.language)
        for name, extraction in documents:
            not_shown.note(name, extraction)
            pictures = _Pictures(self, name, extraction)
            for sheet in sheets_of(name, extraction, Filter(states=ALL_STATES), self.language):
                number += 1
                standing = self.decisions.of(extraction)
                view = view_of(sheet, extraction, pictures.of(sheet.sop.pages), standing, self.language)
                yield self._sheet(view, number, shared)
        yield env.get_template("foot.html").render({**shared, "not_shown": not_shown}).encode("utf-8", "replace")

    def _sheet(self, view: SheetView, number: int, shared: dict) -> bytes:
        text = (
            _templates().get_template("sheet.html").render({**shared, "view": view, "sheet": view.sheet, "n": number})
        )
        return text.encode("utf-8", "replace")

    def index(self, rows: Iterable[tuple[str, str, Mapping[str, int]]], not_shown: NotShown) -> bytes:
        """The list of pages: (file name of the page, document, findings by severity); below it what has none."""
        shared = {
            **_shared(self),
            "title": words.INDEX.say(self.language),
            "rows": list(rows),
            "not_shown": not_shown,
        }
        return _templates().get_template("index.html").render(shared).encode("utf-8", "replace")


class _Pictures:
    """A document's pages as data URIs, each drawn once."""

    def __init__(self, maker: Maker, name: str, extraction: Extraction):
        self._maker, self._name, self._extraction = maker, name, extraction
        self._made: dict[int, tuple[str, str]] = {}

    def of(self, pages: Iterable[int]) -> dict[int, tuple[str, str]]:
        return {number: self._made.setdefault(number, self._draw(number)) for number in set(pages)}

    def _draw(self, number: int) -> tuple[str, str]:
        if number in self._made:
            return self._made[number]
        try:
            return data_uri(self._maker.pictured(self._name, self._extraction, number, DPI)), ""
        except SopscanError as error:
            return "", plain(error.message.say(self._maker.language))


def data_uri(picture: np.ndarray) -> str:
    """uint8 (height, width, 3), RGB, as WebP."""
    stream = io.BytesIO()
    Image.fromarray(picture).save(stream, "WEBP", quality=QUALITY, method=4)
    return "data:image/webp;base64," + base64.b64encode(stream.getvalue()).decode()


def _shared(maker: Maker) -> dict:
    style, script = _asset("page.css"), "".join(_asset(name) for name in SCRIPTS)
    language = maker.language
    return {
        "lang": language,
        "say": lambda text, **values: text.say(language).format(**values),
        "words": words,
        "wording": wording,
        "titles": maker.titles,
        "states": ALL_STATES,
        "version": VERSION,
        "style": Markup(style),
        "script": Markup(script),
        "policy": _policy(style, script),
        "settings": {
            "batch": maker.batch,
            "words": {name: text.say(language) for name, text in words.SCRIPT.items()},
            "reasons": [reason.say(language) for reason in REASONS],
        },
    }


def _policy(style: str, script: str) -> str:
    """Content-Security-Policy: our style and script by their hashes, pictures from the file itself, nothing else."""
    return (
        f"default-src 'none'; img-src data:; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _asset(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


@cache
def _templates() -> Environment:
    """Everything is escaped unless marked as ours."""
    return Environment(
        loader=FunctionLoader(_asset), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
