"""Words for a document that took its reader down: the problem that goes into its output."""

from __future__ import annotations

from batch.pool import Attempt, Limits
from models.bilingual import Bilingual, Language
from models.status import Problem

_RETRY = Bilingual(
    "sudah dicoba dua kali; buka berkasnya dan simpan ulang (cetak ke PDF), lalu jalankan lagi",
    "tried twice; open the file and save it anew (print to PDF), then run again",
)
_SLOW = Bilingual(
    "sudah dicoba dua kali; beri waktu lebih dengan --timeout dan --retry-failed, atau pecah berkasnya",
    "tried twice; give it more time with --timeout and --retry-failed, or split the file",
)
_REPORT = Bilingual(
    "ini kesalahan sopscan; laporkan beserta baris terakhir di tabel attempts pada sopscan.sqlite",
    "this is a fault of sopscan; report it with the last line of the table attempts in sopscan.sqlite",
)


def problem_of(attempt: Attempt, limits: Limits, language: Language) -> Problem:
    """For an attempt of any kind but done."""
    if attempt.error is not None:
        return attempt.error.problem(language)
    code, message, hint = {
        "timeout": (
            "time-limit",
            Bilingual(
                f"tidak selesai dibaca dalam {limits.seconds:g} detik", f"not read within {limits.seconds:g} seconds"
            ),
            _SLOW,
        ),
        "memory": (
            "memory-limit",
            Bilingual(
                f"memerlukan memori lebih dari {limits.memory_mib} MiB",
                f"needs more than {limits.memory_mib} MiB memory",
            ),
            _RETRY,
        ),
        "died": (
            "reader-died",
            Bilingual(
                f"pembaca berhenti mendadak ({_first_line(attempt)})", f"the reader died ({_first_line(attempt)})"
            ),
            _RETRY,
        ),
        "error": (
            "internal-error",
            Bilingual(
                f"kesalahan di dalam sopscan ({_last_line(attempt)})", f"an error in sopscan ({_last_line(attempt)})"
            ),
            _REPORT,
        ),
    }[attempt.kind]
    return Problem.of(code, "batch", message, hint, language)


def _first_line(attempt: Attempt) -> str:
    return attempt.detail.splitlines()[0] if attempt.detail else "?"


def _last_line(attempt: Attempt) -> str:
    """Of a traceback: the exception. Its name only, since its text may hold a path."""
    return attempt.detail.strip().splitlines()[-1].split(":")[0] if attempt.detail.strip() else "?"
