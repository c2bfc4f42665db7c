"""The rules' titles by code, for reports."""

from __future__ import annotations

from models.bilingual import Language


def rule_titles(language: Language) -> dict[str, str]:
    from checks.registry import RULES

    return {rule.code: rule.title.say(language) for rule in RULES}
