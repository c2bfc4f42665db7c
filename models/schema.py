"""The JSON Schema (draft 2020-12) of what sopscan writes, for other systems."""

from __future__ import annotations

import json
from collections.abc import Iterator

from models.document import SCHEMA_VERSION, Extraction
from models.evidence import Sparing


def schema() -> dict:
    """The schema of an Extraction as it is written; every file written validates against it."""
    described = Extraction.model_json_schema(mode="validation")
    # What is written always holds every key; only these are left out where they hold nothing.
    left_out = {model.__name__: model.RARE for model in _sparing(Sparing)}
    for name, definition in [("Extraction", described), *described.get("$defs", {}).items()]:
        if "properties" in definition:
            optional = left_out.get(name, frozenset())
            definition["required"] = [key for key in definition["properties"] if key not in optional]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:sopscan:extraction:{SCHEMA_VERSION}",
        **described,
    }


def _sparing(model: type[Sparing]) -> Iterator[type[Sparing]]:
    for narrower in model.__subclasses__():
        yield narrower
        yield from _sparing(narrower)


def schema_bytes() -> bytes:
    return (json.dumps(schema(), ensure_ascii=False, indent=2) + "\n").encode()
