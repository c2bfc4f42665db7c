"""What is wrong with sopscan.toml, in words: which key, what is written there, what may be."""

from __future__ import annotations

from collections.abc import Mapping
from types import GenericAlias
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from rapidfuzz import process

from models.bilingual import Bilingual

#: Mistakes named at once; more than this and the file is of another kind.
NAMED_MISTAKES = 10
#: A key this similar (0-100) to a known one is taken for it misspelt.
MISSPELT = 70
_SHOWN_CHARACTERS = 40
_NEXT_LINE = "\n    "

#: What pydantic calls a mistake -> what may stand there; places are filled from its context.
_ALLOWED: Mapping[str, Bilingual] = {
    "missing": Bilingual("wajib diisi", "is required"),
    "bool_type": Bilingual("hanya true atau false", "is true or false"),
    "bool_parsing": Bilingual("hanya true atau false", "is true or false"),
    "string_type": Bilingual("harus teks dalam tanda kutip", "is a text in quotes"),
    "string_too_short": Bilingual("tidak boleh kosong", "must not be empty"),
    "float_type": Bilingual("harus angka", "is a number"),
    "float_parsing": Bilingual("harus angka", "is a number"),
    "int_type": Bilingual("harus bilangan bulat", "is a whole number"),
    "int_parsing": Bilingual("harus bilangan bulat", "is a whole number"),
    "int_from_float": Bilingual("harus bilangan bulat", "is a whole number"),
    "finite_number": Bilingual("harus angka berhingga", "is a finite number"),
    "greater_than": Bilingual("harus lebih dari {gt}", "is more than {gt}"),
    "greater_than_equal": Bilingual("paling sedikit {ge}", "is at least {ge}"),
    "less_than_equal": Bilingual("paling banyak {le}", "is at most {le}"),
    "tuple_type": Bilingual("harus daftar, misalnya [\"…\", \"…\"]", "is a list, such as [\"…\", \"…\"]"),
    "dict_type": Bilingual("harus tabel, [{key}]", "is a table, [{key}]"),
    "model_type": Bilingual("harus tabel, [{key}]", "is a table, [{key}]"),
    "literal_error": Bilingual("harus salah satu dari {expected}", "is one of {expected}"),
    "unknown_rule": Bilingual(
        "tidak ada aturan {code!r}; yang ada berawal {families} (sopscan rules)",
        "there is no rule {code!r}; they begin with {families} (sopscan rules)",
    ),
}  # fmt: skip


def explain(error: ValidationError, model: type[BaseModel]) -> Bilingual:
    """All mistakes of one file, a line each, with its key."""
    details = error.errors(include_url=False)
    said = [_mistake(detail, model) for detail in details[:NAMED_MISTAKES]]
    left = len(details) - len(said)
    if left:
        said.append(Bilingual(f"dan {left} lagi", f"and {left} more"))
    start = _NEXT_LINE if len(said) > 1 else ""
    return Bilingual(*(start + _NEXT_LINE.join(mistake.say(language) for mistake in said) for language in ("id", "en")))


def _mistake(detail: ErrorDetails, model: type[BaseModel]) -> Bilingual:
    key = _key(detail["loc"])
    may = _what_may_stand(detail, model, key)
    if detail["type"] in ("missing", "extra_forbidden", "unknown_rule", "unknown_region"):
        return Bilingual(f"{key}: {may.id}", f"{key}: {may.en}")
    written = repr(detail["input"])
    written = written if len(written) <= _SHOWN_CHARACTERS else written[: _SHOWN_CHARACTERS - 1] + "…"
    return Bilingual(f"{key}: {may.id} (tertulis {written})", f"{key}: {may.en} (it says {written})")


def _key(place: tuple[int | str, ...]) -> str:
    """rules.severity.HDR; exceptions[2].reason, counted from 1 as a person counts."""
    key = ""
    for part in place:
        if part == "[key]":  # pydantic's word for the key of a table itself
            continue
        key += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if key else part
    return key


def _what_may_stand(detail: ErrorDetails, model: type[BaseModel], key: str) -> Bilingual:
    kind, context = detail["type"], detail.get("ctx") or {}
    if kind == "extra_forbidden":
        return _unknown_key(str(detail["loc"][-1]), _keys_beside(detail["loc"], model))
    if kind == "unknown_region":
        near = (
            Bilingual(f"; mungkin {context['near']}", f"; perhaps {context['near']}") if context["near"] else ("", "")
        )
        return Bilingual(
            f"tidak ada daerah {context['name']!r}; tulis dengan jenisnya (Kabupaten …, Kota …, Provinsi …){near[0]}",
            f"there is no region {context['name']!r}; write it with its kind (Kabupaten …, Kota …, Provinsi …){near[1]}",
        )
    allowed = _ALLOWED.get(kind)
    if allowed is None:
        return Bilingual(detail["msg"], detail["msg"])
    numbers = {name: f"{value:g}" if isinstance(value, float) else value for name, value in context.items()}
    said = Bilingual(*(words.format(**{"key": key, **numbers}) for words in allowed))
    return Bilingual(said.id.replace("' or '", "' atau '"), said.en)


def _unknown_key(key: str, known: list[str]) -> Bilingual:
    likely = process.extractOne(key, known, score_cutoff=MISSPELT)
    if likely:
        return Bilingual(f"kunci tidak dikenal; mungkin {likely[0]}", f"unknown key; perhaps {likely[0]}")
    names = ", ".join(known)
    return Bilingual(f"kunci tidak dikenal; yang ada: {names}", f"unknown key; there are: {names}")


def _keys_beside(place: tuple[int | str, ...], model: type[BaseModel]) -> list[str]:
    """The keys that may stand in the table that holds the last part of `place`."""
    for part in place[:-1]:
        if isinstance(part, str) and part in model.model_fields:
            model = _model_in(model.model_fields[part].annotation) or model
    return list(model.model_fields)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The model a field holds, itself or as entries of a tuple."""
    if isinstance(annotation, type) and not isinstance(annotation, GenericAlias) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for argument in get_args(annotation) if (found := _model_in(argument))), None)
