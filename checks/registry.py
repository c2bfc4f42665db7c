"""All rules, one explicit list, in the order of the catalogue (CONTRACT section 4)."""

from __future__ import annotations

from checks import actors, citations, durations, flow, header, regions, sections, standard, steps, table, text
from checks.archive import copies, identity, related
from checks.archive import steps as archive_steps
from checks.rule import Rule

RULES: tuple[Rule, ...] = (
    *header.RULES,
    *sections.RULES,
    *steps.RULES,
    *actors.RULES,
    *durations.RULES,
    *regions.RULES,
    *citations.RULES,
    *flow.RULES,
    *standard.RULES,
    *text.RULES,
    *table.RULES,
    *identity.RULES,
    *copies.RULES,
    *archive_steps.RULES,
    *related.RULES,
)
