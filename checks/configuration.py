"""sopscan.toml: what an office sets once for all its runs. One table a subject; see docs/pengaturan.md."""

from __future__ import annotations

import tomllib
from typing import Annotated, Any

from pydantic import AfterValidator, Field, ValidationError
from pydantic_core import PydanticCustomError

from checks.configuration_errors import explain
from checks.options import (
    CheckOptions,
    DurationBounds,
    ExceptedFindings,
    Options,
    RegionOptions,
    RevokedRegulation,
    WorkingTime,
)
from checks.regions import named_regions
from checks.registry import RULES
from models.bilingual import Bilingual, Language
from models.finding import Severity
from models.gazetteer import gazetteer
from models.status import UsageError

#: The name looked for from the working directory upward.
FILE_NAME = "sopscan.toml"


def _known_rule(code: str) -> str:
    if code and any(rule.code.startswith(code.upper()) for rule in RULES):
        return code.upper()
    families = sorted({rule.family for rule in RULES})
    raise PydanticCustomError("unknown_rule", "unknown rule", {"code": code, "families": ", ".join(families)})


def _known_region(name: str) -> str:
    if any(True for _ in named_regions([name])):
        return name
    near = [found for level in ("regency", "city", "province") if (found := gazetteer().nearest(_bare(name), level))]
    likely = max(near, key=lambda found: found[1], default=None)
    raise PydanticCustomError(
        "unknown_region", "unknown region", {"name": name, "near": likely[0].name if likely else ""}
    )


def _bare(name: str) -> str:
    """A region's name without its kind."""
    kind, _, rest = name.partition(" ")
    return rest if rest and kind.casefold().rstrip(".") in ("kabupaten", "kab", "kota", "provinsi", "prov") else name


RuleCode = Annotated[str, AfterValidator(_known_rule)]
RegionName = Annotated[str, AfterValidator(_known_region)]


class _Rules(Options):
    select: tuple[RuleCode, ...] = ()
    ignore: tuple[RuleCode, ...] = ()
    preview: bool = False
    severity: dict[RuleCode, Severity] = Field(default_factory=dict)


class _Regions(RegionOptions):
    issuing: RegionName | None = None
    allowed: tuple[RegionName, ...] = ()


class _Office(Options):
    vocabulary: tuple[str, ...] = ()


class _Reading(Options):
    min_confidence: float = Field(CheckOptions.model_fields["min_confidence"].default, ge=0, le=1)


class _Exception(ExceptedFindings):
    rule: RuleCode


class Configuration(Options):
    """The whole file. Codes of rules and names of regions are looked up when it is read, not when they are first needed."""

    rules: _Rules = Field(default_factory=_Rules)
    durations: DurationBounds = Field(default_factory=DurationBounds)
    working_time: WorkingTime = Field(default_factory=WorkingTime)
    regions: _Regions = Field(default_factory=_Regions)
    office: _Office = Field(default_factory=_Office)
    reading: _Reading = Field(default_factory=_Reading)
    revoked: tuple[RevokedRegulation, ...] = ()
    exceptions: tuple[_Exception, ...] = ()

    def options(
        self,
        language: Language,
        select: tuple[str, ...] = (),
        ignore: tuple[str, ...] = (),
        preview: bool | None = None,
    ) -> CheckOptions:
        """The options of a run; what the command line says stands in for what the file says."""
        return CheckOptions(
            select=select or self.rules.select,
            ignore=ignore or self.rules.ignore,
            preview=self.rules.preview if preview is None else preview,
            language=language,
            severity=self.rules.severity,
            durations=self.durations,
            working_time=self.working_time,
            regions=RegionOptions(issuing=self.regions.issuing, allowed=self.regions.allowed),
            revoked=self.revoked,
            exceptions=tuple(ExceptedFindings(**entry.model_dump()) for entry in self.exceptions),
            min_confidence=self.reading.min_confidence,
            vocabulary=self.office.vocabulary,
        )


def parse(data: bytes, name: str) -> Configuration:
    """The configuration in a file's bytes; `name` is the file's, for messages. Raises UsageError for whatever is wrong."""
    try:
        tables: dict[str, Any] = tomllib.loads(data.decode())
    except UnicodeDecodeError as error:
        raise _unusable(name, Bilingual("bukan teks UTF-8", "it is no UTF-8 text")) from error
    except tomllib.TOMLDecodeError as error:
        raise _unusable(name, Bilingual(f"bukan TOML yang sah: {error}", f"it is no valid TOML: {error}")) from error
    try:
        return Configuration.model_validate(tables)
    except ValidationError as error:
        raise _unusable(name, explain(error, Configuration)) from error


def _unusable(name: str, why: Bilingual) -> UsageError:
    return UsageError(
        "bad-configuration",
        Bilingual(f"{name}: {why.id}", f"{name}: {why.en}"),
        Bilingual("contoh dan artinya: docs/pengaturan.md", "an example and what it means: docs/pengaturan.md"),
        stage="check",
    )
