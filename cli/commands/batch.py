"""sopscan batch"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli import messages, messages_run, outcome, places, reading
from cli.localised import LocalCommand
from cli.screen import tell
from models.bilingual import Language
from review.wording import FINDINGS, SEVERITY

if TYPE_CHECKING:
    from batch.options import BatchOptions
    from batch.runner import RunSummary


def command(language: Language) -> click.Command:
    path = click.Path(path_type=Path)
    parameters: list[click.Parameter] = [
        click.Argument(["roots"], nargs=-1, required=True, type=path, metavar="DIR…"),
        click.Option(["-o", "--output"], required=True, metavar="OUT", help=messages.BATCH_OUTPUT.say(language)),
        click.Option(["-j", "--jobs"], type=click.IntRange(min=1), metavar="N", help=messages.JOBS.say(language)),
        click.Option(["--resume/--fresh"], default=True, help=messages.RESUME.say(language)),
        click.Option(["--retry-failed"], is_flag=True, help=messages.RETRY_FAILED.say(language)),
        click.Option(
            ["--timeout"],
            type=click.FloatRange(min=0, min_open=True),
            default=300.0,
            show_default=True,
            metavar="S",
            help=messages.TIMEOUT.say(language),
        ),
        click.Option(
            ["--memory"],
            type=click.IntRange(min=256),
            default=3072,
            show_default=True,
            metavar="MIB",
            help=messages.MEMORY.say(language),
        ),
        click.Option(["--join"], is_flag=True, help=messages.BATCH_JOIN.say(language)),
        click.Option(["--watch"], is_flag=True, help=messages.WATCH.say(language)),
        click.Option(
            ["--settle"],
            type=click.FloatRange(min=0),
            default=10.0,
            show_default=True,
            metavar="S",
            help=messages.SETTLE.say(language),
        ),
        click.Option(["--scheduler"], metavar="ADDRESS", help=messages.SCHEDULER.say(language)),
        click.Option(["--ledger"], type=path, metavar="DIR", help=messages.LEDGER.say(language)),
        *reading.options(language),
    ]

    def run(
        roots: tuple[Path, ...],
        output: str,
        jobs: int | None,
        resume: bool,
        retry_failed: bool,
        timeout: float,
        memory: int,
        join: bool,
        watch: bool,
        settle: float,
        scheduler: str | None,
        ledger: Path | None,
        **chosen: Any,
    ) -> int:
        from batch.options import BatchOptions, WatchOptions
        from batch.pool import Limits
        from batch.store import is_remote

        if scheduler and jobs:
            raise click.UsageError(messages_run.JOBS_AND_SCHEDULER.say(language))
        reader = {"target": "batch.joining:extract_pages"} if join else {}
        options = BatchOptions(
            settings=reading.settings(language, chosen),
            jobs=jobs or _cores(),
            fresh=not resume,
            retry_failed=retry_failed,
            limits=Limits(seconds=timeout, memory_mib=memory),
            scheduler=scheduler,
            ledger=ledger or (places.ledger_folder(output, os.environ) if is_remote(output) else None),
            watch=WatchOptions(settle_s=settle) if watch else None,
            join=join,
            **reader,
        )
        return batch(roots, output, options, language)

    return LocalCommand("batch", params=parameters, callback=run, help=messages.BATCH.say(language), language=language)


def batch(roots: tuple[Path, ...], out: str, options: BatchOptions, language: Language) -> int:
    from batch.runner import run_batch
    from cli.preflight import require
    from cli.progress import Progress
    from cli.stopping import stop_on_signals

    if options.scheduler is None:  # the cluster's machines say themselves what they lack
        require(options.settings)
    if options.ledger:
        tell(messages_run.LEDGER_AT.say(language).format(path=options.ledger))
    with stop_on_signals(language) as stopping, Progress(language) as progress:
        summary = run_batch(roots, out, options, progress, stopping)
    if not summary.total and not summary.stopped:
        tell(messages_run.NOTHING_FOUND.say(language).format(roots=", ".join(map(str, roots))))
        return outcome.DONE
    _conclude(summary, out, language)
    if summary.stopped:
        return outcome.INTERRUPTED
    return outcome.INPUTS_FAILED if summary.statuses["partial"] + summary.statuses["failed"] else outcome.DONE


def _conclude(summary: RunSummary, out: str, language: Language) -> None:
    """What came of the run, on stderr; the report is another command, since it reads all results again."""
    if summary.stopped:
        tell(messages_run.STOPPED.say(language).format(done=summary.total))
        return
    counts = {status: summary.statuses[status] for status in ("ok", "partial", "failed")}
    tell(
        messages_run.FINISHED.say(language).format(
            total=summary.total,
            read=summary.read,
            kept=summary.kept + summary.rechecked,
            doubled=summary.reused - summary.moved,
            moved=summary.moved,
            **counts,
        )
    )
    if summary.not_all_taken:
        tell(messages_run.NOT_ALL_TAKEN.say(language).format(count=summary.not_all_taken))
    if summary.rechecked:
        tell(messages_run.CHECKED_AGAIN.say(language).format(count=summary.rechecked))
    if summary.statuses["joined"]:
        tell(messages_run.JOINED_PAGES.say(language).format(count=summary.statuses["joined"]))
    if summary.statuses["skipped"]:
        tell(messages_run.SKIPPED.say(language).format(count=summary.statuses["skipped"]))
    findings = [f"{summary.findings[key]} {SEVERITY[key].say(language)}" for key in SEVERITY if summary.findings[key]]
    if findings:
        tell(f"{FINDINGS.say(language)}: {', '.join(findings)}")
    tell(messages_run.SEE_REPORT.say(language).format(out=out))


def _cores() -> int:
    """Cores this process may use, which on a shared machine are fewer than there are."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
