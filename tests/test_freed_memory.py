"""Freed memory goes back to the system, whatever small thing lies behind it."""

from __future__ import annotations

import platform
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[1]
#: In a process of its own, for what lies in this one's memory is not known: pieces too small to be mapped by themselves,
#: all freed but the last, which keeps the others from being cut off at the end.
HOLDS = """
import os
from ingest.freed_memory import hand_back

def resident_mb():
    with open("/proc/self/statm") as stream:
        return int(stream.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6

pieces = [bytearray(100_000) for _ in range(1000)]
last = pieces.pop()
pieces.clear()
before = resident_mb()
hand_back()
print(before - resident_mb())
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="glibc alone keeps what was freed and gives it back")
def test_what_was_freed_is_handed_back():
    given = subprocess.run([sys.executable, "-c", HOLDS], cwd=HOUSE, capture_output=True, text=True, check=True)
    assert float(given.stdout) > 80
