"""Where a value was read, how surely, and what else it might be."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, SerializerFunctionWrapHandler, model_serializer

from models.geometry import Box

Origin = Literal["pdf", "ocr", "transcript", "review"]
Confidence = Annotated[float, Field(ge=0.0, le=1.0)]


class Model(BaseModel):
    """Base of everything written: no unknown keys, so that a misspelt field is an error and not a loss."""

    model_config = ConfigDict(extra="forbid")


class Sparing(Model):
    """A model of which the fields `RARE` are not written where they hold nothing."""

    RARE: ClassVar[frozenset[str]] = frozenset()

    @model_serializer(mode="wrap")
    def _without_what_is_rarely_there(self, handler: SerializerFunctionWrapHandler) -> dict:
        return {name: held for name, held in handler(self).items() if held or name not in self.RARE}


class Alternative(Model):
    """Another reading of the same place, by a second reader or ranked lower."""

    text: str
    reader: str
    confidence: Confidence | None = None


class Evidence(Sparing):
    """The place and raw text a value was read from; `bbox` in points on the upright page, None in transcripts.

    `handwritten`: written by hand as far as a picture tells; left out where it is not.
    """

    page: int = Field(ge=1)
    bbox: Box | None
    text: str
    confidence: Confidence | None
    origin: Origin
    alternatives: list[Alternative] = Field(default_factory=list)
    handwritten: bool = False

    RARE = frozenset(("alternatives", "handwritten"))
