"""All rules, one explicit list, in the order of the catalogue (CONTRACT section 4)."""

from __future__ import annotations

from checks import actors, durations, header, steps, table
from checks.rule import Rule

RULES: tuple[Rule, ...] = (
    *header.RULES,
    *steps.RULES,
    *actors.RULES,
    *durations.RULES,
    *table.RULES,
)
