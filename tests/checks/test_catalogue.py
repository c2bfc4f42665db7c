"""The registry holds every rule of the contract, and each is documented in both languages."""

import re

import pytest

from checks.catalogue import PARTS, documentation, page
from checks.registry import RULES

CONTRACT = [
    "HDR101",
    "HDR102",
    "HDR103",
    "HDR104",
    "HDR105",
    "HDR106",
    "HDR107",
    "HDR108",
    "STP201",
    "STP202",
    "STP203",
    "STP204",
    "STP205",
    "STP206",
    "ACT301",
    "ACT302",
    "DUR401",
    "DUR402",
    "DUR403",
    "DUR404",
    "REG501",
    "REG502",
    "REG503",
    "LAW601",
    "LAW602",
    "LAW603",
    "FLW701",
    "FLW702",
    "FLW703",
    "FLW704",
    "MUT801",
    "MUT802",
    "TXT901",
    "TXT902",
    "TXT903",
    "TBL951",
    "TBL952",
]
NAMES = {
    "HDR101": "missing-sop-number",
    "STP206": "duplicate-activity",
    "DUR403": "odd-duration",
    "REG501": "wrong-region",
    "FLW704": "unmatched-connector",
    "TBL951": "shifted-columns",
}


def test_every_rule_of_the_contract_is_there_once():
    codes = [rule.code for rule in RULES]
    assert set(CONTRACT) <= set(codes)
    assert len(codes) == len(set(codes)) == len({rule.name for rule in RULES})
    assert {rule.code: rule.name for rule in RULES if rule.code in NAMES} == NAMES


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_rule_is_documented_in_both_languages(rule):
    texts = documentation(rule)
    assert set(texts) == set(PARTS)
    for part, text in texts.items():
        assert len(text.id) > 3 and len(text.en) > 3
        assert text.id != text.en or part == "example", (rule.code, part)
    for text in (rule.title, rule.message):
        assert text.id and text.en
    places = [set(re.findall(r"{(\w+)}", text)) for text in rule.message]
    assert places[0] == places[1]


@pytest.mark.parametrize("language", ["id", "en"])
def test_page_says_everything(language):
    for rule in RULES:
        text = page(rule, language)
        assert text.startswith(f"# {rule.code} {rule.name}")
        assert all(part.say(language) in text for part in PARTS.values())
