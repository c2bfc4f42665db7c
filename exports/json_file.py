"""The extraction itself as a file: CONTRACT section 2, indented so that a person can read it."""

from __future__ import annotations

import json

from models.document import Extraction


def to_bytes(extraction: Extraction) -> bytes:
    """UTF-8, keys in the contract's order, one newline at the end; the same extraction gives the same bytes.

    Half characters (lone surrogates, from broken fonts) become "?": they cannot be written in UTF-8.
    """
    return (json.dumps(extraction.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n").encode(
        errors="replace"
    )


def to_line(extraction: Extraction) -> bytes:
    """The same on one line, for JSON Lines."""
    return (json.dumps(extraction.model_dump(mode="json"), ensure_ascii=False, separators=(",", ":")) + "\n").encode(
        errors="replace"
    )


def from_bytes(data: bytes) -> Extraction:
    """Read one back; raises pydantic's ValidationError for anything that is no extraction."""
    return Extraction.model_validate_json(data)
