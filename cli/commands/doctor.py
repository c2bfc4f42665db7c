"""sopscan doctor"""

from __future__ import annotations

import click

from cli import messages, messages_run, outcome
from cli.localised import LocalCommand
from cli.screen import write_result
from models.bilingual import Language

#: Below this a second worker would make the machine swap, in MiB.
LITTLE_MEMORY_MIB = 2048


def command(language: Language) -> click.Command:
    def run() -> int:
        return doctor(language)

    return LocalCommand("doctor", callback=run, help=messages.DOCTOR.say(language), language=language)


def doctor(language: Language) -> int:
    """One line per part; exit code 3 where something required is missing."""
    from cli import installed
    from models.version import VERSION

    lines, lacking = [f"sopscan {VERSION}"], False
    for part in installed.everything():
        if part.found:
            state = messages_run.DOCTOR_OK
        else:
            state = messages_run.DOCTOR_MISSING if part.required else messages_run.DOCTOR_OPTIONAL
            lacking = lacking or part.required
        lines.append(f"{part.name.say(language):34} {state.say(language)} {part.version}".rstrip())
        if not part.found and part.get:
            lines.append(f"    {messages_run.DOCTOR_GET.say(language)}: {part.get}")
    memory = installed.free_memory_mib()
    if memory is not None:
        lines.append(f"{messages_run.DOCTOR_MEMORY.say(language):34} {memory} MiB")
        if memory < LITTLE_MEMORY_MIB:
            lines.append(f"    {messages_run.DOCTOR_MEMORY_LOW.say(language)}")
    lines.append((messages_run.DOCTOR_LACKING if lacking else messages_run.DOCTOR_ALL_WELL).say(language))
    write_result(("\n".join(lines) + "\n").encode())
    return outcome.MISSING_PROGRAM if lacking else outcome.DONE
