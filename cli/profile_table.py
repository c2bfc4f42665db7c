"""The table of `extract --profile`: what each step of each page cost."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from models.bilingual import Bilingual, Language

if TYPE_CHECKING:
    from rich.table import Table

    from batch.profile import Cost, Profile

_TITLE = Bilingual("Waktu menurut halaman dan langkah", "Time by page and step")
_PAGE, _STEP = Bilingual("Hlm.", "Page"), Bilingual("Langkah", "Step")
_WALL, _CPU = Bilingual("detik", "seconds"), Bilingual("detik CPU", "CPU s")
_SHARE, _PEAK = Bilingual("bagian", "share"), Bilingual("memori MB", "memory MB")
_SUM, _ALL = Bilingual("jumlah", "sum"), Bilingual("semua", "all")
#: The document's own steps stand behind its pages, under this.
_DOCUMENT = "–"


def profile_table(profile: Profile, name: str, language: Language) -> Table:
    """A page's steps, the dearest first, with its sum; then what belongs to no page; then the sum of all.

    `memory`: the highest that the process held during the step, of it and of what it started with.
    """
    from rich.table import Table

    table = Table(title=f"{_TITLE.say(language)}: {name}", title_justify="left")
    for heading in (_PAGE, _STEP):
        table.add_column(heading.say(language))
    for heading in (_WALL, _CPU, _SHARE, _PEAK):
        table.add_column(heading.say(language), justify="right")
    total = _sum(profile.costs.values())
    for page in sorted({page for page, _ in profile.costs}, key=lambda p: (p is None, p or 0)):
        label = _DOCUMENT if page is None else str(page)
        costs = {step: cost for (of, step), cost in profile.costs.items() if of == page}
        for step, cost in sorted(costs.items(), key=lambda entry: -entry[1].cpu_s):
            table.add_row(label, step.name.say(language), *_figures(cost, total))
        table.add_row(label, _SUM.say(language), *_figures(_sum(costs.values()), total), style="bold", end_section=True)
    table.add_row(_ALL.say(language), "", *_figures(total, total), style="bold")
    return table


def _sum(costs: Iterable[Cost]) -> Cost:
    from batch.profile import Cost

    total = Cost()
    for cost in costs:
        total.wall_s += cost.wall_s
        total.cpu_s += cost.cpu_s
        total.peak_kib = max(total.peak_kib, cost.peak_kib)
    return total


def _figures(cost: Cost, total: Cost) -> tuple[str, ...]:
    share = cost.cpu_s / total.cpu_s if total.cpu_s else 0.0
    return f"{cost.wall_s:.3f}", f"{cost.cpu_s:.3f}", f"{share:.0%}", f"{cost.peak_kib / 1024:.0f}"
