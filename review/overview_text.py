"""The overview of a run as a clerk reads it: what came out, what needs care, where to begin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from models.bilingual import Bilingual, Language
from models.status import Problem
from review import wording
from review.overview import Overview
from review.plain import plain
from review.problem_words import problem_words

#: Colours repeat what the words say; nothing is told by colour alone.
SEVERITY_STYLE = {"error": "bold red", "warning": "yellow", "info": "cyan"}
STATUS_STYLE = {"ok": "green", "partial": "yellow", "failed": "bold red"}


def render(overview: Overview, titles: Mapping[str, str], language: Language) -> RenderableType:
    """The whole overview; `titles` are the rules' titles by code, in `language`."""
    parts: list[RenderableType] = [heading(wording.OVERVIEW, language), _figures(overview, language)]
    if overview.troubled:
        parts += [Text(), heading(wording.TO_DO, language), *_troubled(overview, language)]
    if overview.not_taken:
        parts += [Text(), heading(wording.NOT_ALL_TAKEN, language), *_not_taken(overview, language)]
    if overview.without_sheets:
        parts += [Text(), heading(wording.NOT_SHEETS, language), *_without_sheets(overview, language)]
    if overview.doubles.count:
        parts += [Text(), heading(wording.DOUBLES, language), *_doubles(overview, language)]
    if overview.rules:
        parts += [Text(), heading(wording.BY_RULE, language), _rules(overview, titles, language)]
    if any(sheet.entries for sheet in overview.worst):
        parts += [Text(), heading(wording.WORST, language), _worst(overview, language)]
    return Group(*parts)


def heading(words: Bilingual, language: Language) -> Text:
    return Text(words.say(language), style="bold")


def plain_table() -> Table:
    """A table without lines at its sides, so that 80 columns are for words."""
    return Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1), show_edge=False, header_style="", expand=False)


def severity_counts(counts: Mapping[str, int], language: Language) -> Text:
    """ "3 galat, 2 peringatan"; what there is none of is left out."""
    words = [
        Text(f"{counts[severity]} {name.say(language)}", style=SEVERITY_STYLE[severity])
        for severity, name in wording.SEVERITY.items()
        if counts.get(severity)
    ]
    return Text(", ").join(words) if words else Text(wording.NO_FINDINGS.say(language))


def _figures(overview: Overview, language: Language) -> Table:
    statuses = [
        Text(f"{overview.statuses[status]} {name.say(language)}", style=STATUS_STYLE[status])
        for status, name in wording.STATUS.items()
        if overview.statuses[status]
    ]
    if overview.doubles.count:
        statuses.append(Text(wording.DOUBLED.say(language).format(count=overview.doubles.count)))
    content = wording.CONTENT_LINE.say(language).format(sops=overview.sops, steps=overview.steps, pages=overview.pages)
    findings = severity_counts(overview.severities, language)
    if overview.severities:
        findings += Text(
            " " + wording.ON_SHEETS.say(language).format(flagged=overview.flagged_sheets, sops=overview.sops)
        )
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    files = Text.assemble(str(overview.documents), " (", Text(", ").join(statuses), ")") if statuses else Text("0")
    for words, value in ((wording.FILES, files), (wording.CONTENT, Text(content)), (wording.FINDINGS, findings)):
        grid.add_row(Text("  " + words.say(language)), value)
    if overview.causes["reading"] or overview.causes[None]:
        grid.add_row(Text("  " + wording.CAUSES.say(language)), _causes(overview, language))
    if overview.states.total() > overview.states["open"]:
        grid.add_row(Text("  " + wording.DECISIONS.say(language)), _decisions(overview, language))
    return grid


def _causes(overview: Overview, language: Language) -> Text:
    """How many findings are likely the sheets' own, how many the reading's."""
    named = {**wording.CAUSE, None: wording.CAUSE_UNKNOWN}
    return Text(", ".join(f"{overview.causes[key]} {words.say(language)}" for key, words in named.items()))


def _decisions(overview: Overview, language: Language) -> Text:
    """How far the review has come: open, accepted, dismissed, corrected."""
    counts = [f"{overview.states[state]} {words.say(language)}" for state, words in wording.STATE.items()]
    contested = wording.CONTESTED_COUNT.say(language).format(count=overview.contested)
    text = Text(", ".join(counts))
    return text.append(f"; {contested}", style="yellow") if overview.contested else text


def _troubled(overview: Overview, language: Language) -> list[RenderableType]:
    lines: list[RenderableType] = []
    for name, status, problems in overview.troubled:
        words = Text.assemble((wording.STATUS[status].say(language), STATUS_STYLE[status]), "  ", plain(name))
        lines.append(Padding(words, (0, 0, 0, 2), expand=False))
        lines += _said(problems, language)
    return lines + _more(overview.troubled_count - len(overview.troubled), language)


def _not_taken(overview: Overview, language: Language) -> list[RenderableType]:
    lines: list[RenderableType] = []
    for name, problems in overview.not_taken:
        lines += [_indented(name, 2), *_said(problems, language)]
    return lines + _more(overview.not_taken_count - len(overview.not_taken), language)


def _said(problems: Sequence[Problem], language: Language) -> list[RenderableType]:
    lines: list[RenderableType] = []
    for problem in problems:
        lines.append(_indented(problem_words(problem, language), 6))
        if problem.hint:
            lines.append(_indented("-> " + problem.hint, 6))
    return lines


def _without_sheets(overview: Overview, language: Language) -> list[RenderableType]:
    lines: list[RenderableType] = [_indented(name, 2) for name in overview.without_sheets]
    return lines + _more(overview.without_sheets_count - len(overview.without_sheets), language)


def _doubles(overview: Overview, language: Language) -> list[RenderableType]:
    words = wording.SAME_AS.say(language)
    lines = [_indented(words.format(name=name, earlier=earlier), 2) for name, earlier in overview.doubles.named]
    return lines + _more(overview.doubles.count - len(overview.doubles.named), language)


def _more(count: int, language: Language) -> list[RenderableType]:
    """How many files are not named."""
    return [_indented(wording.MORE_FILES.say(language).format(count=count), 2)] if count else []


def _indented(text: str, columns: int) -> RenderableType:
    return Padding(Text(plain(text)), (0, 0, 0, columns), expand=False)


def _rules(overview: Overview, titles: Mapping[str, str], language: Language) -> Table:
    table = plain_table()
    for words, justify in (
        (wording.RULE, "left"),
        (wording.FINDS, "left"),
        (wording.SEVERITY_HEADING, "left"),
        (wording.COUNT, "right"),
        (wording.SHEETS, "right"),
    ):
        table.add_column(words.say(language), justify=justify, no_wrap=words is not wording.FINDS)
    order = list(wording.SEVERITY)
    for key, count in sorted(overview.rules.items(), key=lambda item: (order.index(item[0][2]), -item[1], item[0])):
        code, name, severity = key
        table.add_row(
            code,
            Text(plain(titles.get(code, name))),
            Text(wording.SEVERITY[severity].say(language), style=SEVERITY_STYLE[severity]),
            str(count),
            str(overview.rule_sheets[key]),
        )
    return table


def _worst(overview: Overview, language: Language) -> Table:
    table = plain_table()
    for name in wording.SEVERITY.values():
        table.add_column(name.say(language), justify="right", no_wrap=True)
    table.add_column(wording.SHEET_HEADING.say(language), overflow="fold")
    for sheet in overview.worst:
        if sheet.entries:
            counts = [
                Text(str(sheet.count(severity) or ""), style=SEVERITY_STYLE[severity]) for severity in wording.SEVERITY
            ]
            title = Text(sheet.title or wording.UNTITLED.say(language), style="dim")
            table.add_row(*counts, Text(plain(sheet.document)) + "\n" + title)
    return table
