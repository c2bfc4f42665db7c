"""Where a value was read, how surely, and what else it might be."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from models.geometry import Box

Origin = Literal["pdf", "ocr", "transcript", "review"]
Confidence = Annotated[float, Field(ge=0.0, le=1.0)]


class Model(BaseModel):
    """Base of everything written: no unknown keys, so that a misspelt field is an error and not a loss."""

    model_config = ConfigDict(extra="forbid")


class Alternative(Model):
    """Another reading of the same place, by a second reader or ranked lower."""

    text: str
    reader: str
    confidence: Confidence | None = None


class Evidence(Model):
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
