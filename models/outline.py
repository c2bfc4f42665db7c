"""The part of an extraction that sheets of an archive are compared by; reading it costs a third of reading the whole."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from models.document import Approval, Duration, Region
from models.file_name import printable


class _Part(BaseModel):
    """What an outline does not name is passed over, not refused."""

    model_config = ConfigDict(extra="ignore")


class HeaderOutline(_Part):
    institution: list[str] = Field(default_factory=list)
    region: Region | None = None
    number: str | None = None
    title: str | None = None
    approved_by: Approval = Field(default_factory=Approval)
    related_sops: list[str] = Field(default_factory=list)


class ActivityOutline(_Part):
    description: str
    requirements: list[str] = Field(default_factory=list)
    duration: Duration = Field(default_factory=Duration)
    outputs: list[str] = Field(default_factory=list)


class SopOutline(_Part):
    pages: list[int]
    header: HeaderOutline = Field(default_factory=HeaderOutline)
    activities: list[ActivityOutline] = Field(default_factory=list)


class SourceOutline(_Part):
    name: Annotated[str, BeforeValidator(printable)]
    sha256: str


class Outline(_Part):
    """Of an Extraction, with its names: whoever reads an outline may be given the whole."""

    schema_version: Literal["1.0"]
    source: SourceOutline
    sops: list[SopOutline] = Field(default_factory=list)
