"""What a run of the checks may be told; the tables of sopscan.toml are made of the same parts (checks.configuration)."""

from __future__ import annotations

from pathlib import PurePosixPath

from pydantic import BaseModel, ConfigDict, Field

from models.bilingual import Language
from models.document import Duration
from models.finding import Finding, Severity
from models.working_time import DAYS_PER_MONTH, DAYS_PER_WEEK, MINUTES_PER_DAY, MINUTES_PER_UNIT


class Options(BaseModel):
    """Base of all option tables: an unknown key is a mistake of the person who wrote it."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class DurationBounds(Options):
    """What a plausible duration of one step is; days are working days (see WorkingTime)."""

    longest_step_days: float = Field(60.0, gt=0, description="a longer step is odd whatever the others take")
    long_step_days: float = Field(20.0, gt=0, description="a step so long is odd if far longer than all others")
    long_step_ratio: float = Field(50.0, gt=1, description="… that many times the next longest step")
    short_step_minutes: float = Field(3.0, ge=0, description="a shorter step is odd if far shorter than all others")
    short_step_ratio: float = Field(5.0, gt=1, description="… that many times shorter than the next shortest")
    short_light_step_ratio: float = Field(7.5, gt=1, description="the same for a step that is quick by nature (paraf)")


class WorkingTime(Options):
    """The office's clock, by which durations are compared. The minutes in an extraction stay those of the contract."""

    hours_per_day: float = Field(MINUTES_PER_DAY / 60, gt=0, le=24)
    days_per_week: float = Field(float(DAYS_PER_WEEK), gt=0, le=7)
    days_per_month: float = Field(float(DAYS_PER_MONTH), gt=0, le=31)

    @property
    def minutes_per_day(self) -> float:
        return self.hours_per_day * 60

    def minutes(self, duration: Duration) -> tuple[float, float] | None:
        """(least, most) minutes of a duration by this clock; None where it has none."""
        if duration.min_minutes is None or duration.max_minutes is None:
            return None
        days = {"day": 1.0, "week": self.days_per_week, "month": self.days_per_month}
        days |= {
            "quarter": 3 * self.days_per_month,
            "semester": 6 * self.days_per_month,
            "year": 12 * self.days_per_month,
        }
        if duration.unit not in days:
            return duration.min_minutes, duration.max_minutes
        factor = days[duration.unit] * self.minutes_per_day / MINUTES_PER_UNIT[duration.unit]
        return duration.min_minutes * factor, duration.max_minutes * factor


class RegionOptions(Options):
    """`issuing` overrides the region read from the header block; `allowed` are regions any sheet may name."""

    issuing: str | None = None
    allowed: tuple[str, ...] = ()


class RevokedRegulation(Options):
    """A regulation that the office knows to have ended, as the built-in table does not: LAW602 reports it."""

    kind: str = Field(min_length=1, description="Perbup, Perda, Permen …")
    number: str = Field(min_length=1)
    year: int = Field(ge=1900, le=2200)
    by: str = Field(min_length=1, description="what ended it")
    since: int = Field(ge=1900, le=2200, description="the year in which it ended")


class ExceptedFindings(Options):
    """Findings that the office has looked at and accepts: kept out of the list, and counted.

    `document` is a pattern of the file's path, read from its end ("keuangan/*.pdf", "sop-12.pdf"); `rule` a code or a
    prefix; `fingerprint` narrows it to one finding.
    """

    document: str = Field("*", min_length=1)
    rule: str = Field(min_length=1)
    reason: str = Field(min_length=1)
    fingerprint: str | None = None

    def covers(self, finding: Finding, document: str) -> bool:
        if not finding.code.startswith(self.rule.upper()) or self.fingerprint not in (None, finding.fingerprint):
            return False
        return PurePosixPath(document.casefold()).match(self.document.casefold())


class CheckOptions(Options):
    """`select` and `ignore` hold codes or prefixes (HDR, STP20); an empty `select` means all that are no preview."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    preview: bool = False
    language: Language = "id"
    severity: dict[str, Severity] = Field(default_factory=dict)
    durations: DurationBounds = Field(default_factory=DurationBounds)
    working_time: WorkingTime = Field(default_factory=WorkingTime)
    regions: RegionOptions = Field(default_factory=RegionOptions)
    revoked: tuple[RevokedRegulation, ...] = ()
    exceptions: tuple[ExceptedFindings, ...] = ()
    #: Below this a reading is put before a person (TXT901) and named as doubtful beside any other finding there.
    min_confidence: float = Field(0.5, ge=0, le=1)
    #: Words of the office that are right though no other sheet has them (TXT902).
    vocabulary: tuple[str, ...] = ()
