"""The catalogue: what each rule finds, why it matters, an example, its limits and its source (pages/<family>.toml)."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from checks.rule import Rule
from models.bilingual import Bilingual, Language
from models.finding import Severity

#: The parts of a rule's documentation, in the order of its page.
PARTS = {
    "finds": Bilingual("Yang ditemukan", "What it finds"),
    "why": Bilingual("Mengapa penting", "Why it matters"),
    "example": Bilingual("Contoh", "Example"),
    "limits": Bilingual("Batas", "Known limits"),
    "source": Bilingual("Sumber", "Source"),
}
_SEVERITY: dict[Severity, Bilingual] = {
    "error": Bilingual("kesalahan", "error"),
    "warning": Bilingual("peringatan", "warning"),
    "info": Bilingual("catatan", "info"),
}
_PREVIEW = Bilingual("Aturan percobaan: hanya berjalan bila diminta.", "A preview rule: it runs only when asked for.")


def page(rule: Rule, language: Language) -> str:
    """The rule's page in Markdown."""
    texts = documentation(rule)
    parts = [f"# {rule.code} {rule.name}: {rule.title.say(language)}", f"*{_SEVERITY[rule.severity].say(language)}*"]
    if rule.preview:
        parts.append(_PREVIEW.say(language))
    for key, heading in PARTS.items():
        parts.append(f"## {heading.say(language)}\n\n{texts[key].say(language)}")
    return "\n\n".join(parts) + "\n"


def documentation(rule: Rule) -> dict[str, Bilingual]:
    """The rule's texts by part (keys of PARTS); KeyError where one is not written."""
    written = _family(rule.family)[rule.code]
    return {part: Bilingual(written[part]["id"], written[part]["en"]) for part in PARTS}


@cache
def _family(family: str) -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads((files("checks") / "pages" / f"{family}.toml").read_text(encoding="utf-8"))
