"""What a run of the checks may be told; the shape of the [check] tables of sopscan.toml."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from models.bilingual import Language
from models.finding import Severity


class Options(BaseModel):
    """Base of all option tables: an unknown key is a mistake of the person who wrote it."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class DurationBounds(Options):
    """What a plausible duration of one step is; days are working days (models.working_time)."""

    longest_step_days: float = Field(60.0, gt=0, description="a longer step is odd whatever the others take")
    long_step_days: float = Field(20.0, gt=0, description="a step so long is odd if far longer than all others")
    long_step_ratio: float = Field(50.0, gt=1, description="… that many times the next longest step")
    short_step_minutes: float = Field(3.0, ge=0, description="a shorter step is odd if far shorter than all others")
    short_step_ratio: float = Field(5.0, gt=1, description="… that many times shorter than the next shortest")
    short_light_step_ratio: float = Field(7.5, gt=1, description="the same for a step that is quick by nature (paraf)")


class RegionOptions(Options):
    """`issuing` overrides the region read from the header block; `allowed` are regions any sheet may name."""

    issuing: str | None = None
    allowed: tuple[str, ...] = ()


class CheckOptions(Options):
    """`select` and `ignore` hold codes or prefixes (HDR, STP20); an empty `select` means all that are no preview."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    preview: bool = False
    language: Language = "id"
    severity: dict[str, Severity] = Field(default_factory=dict)
    durations: DurationBounds = Field(default_factory=DurationBounds)
    regions: RegionOptions = Field(default_factory=RegionOptions)
    #: Below this a reading is put before a person (TXT901) and named as doubtful beside any other finding there.
    min_confidence: float = Field(0.5, ge=0, le=1)
    #: Words of the office that are right though no other sheet has them (TXT902).
    vocabulary: tuple[str, ...] = ()
