"""What a page leaves behind: freed memory goes back to the system, and masks that are not needed go before the page."""

from __future__ import annotations

import platform
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest

from ingest.look import Look

HOUSE = Path(__file__).parents[2]
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

#: A picture is made and freed twice; the system is asked for it anew each time, unless it is kept.
ASKS_FOR = """
import resource
import sys
from ingest.freed_memory import keep_for_next_page

def page_of_pictures():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for picture in [bytearray(b"x") * 12_000_000 for _ in range(3)]:
        picture[::4096] = bytes(len(picture[::4096]))
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before

if sys.argv[1:]:
    keep_for_next_page()
page_of_pictures()
print(page_of_pictures())
"""
ONLY_GLIBC = pytest.mark.skipif(
    platform.libc_ver()[0] != "glibc", reason="glibc alone keeps what was freed and gives it back"
)


@ONLY_GLIBC
def test_what_was_freed_is_handed_back():
    given = subprocess.run([sys.executable, "-c", HOLDS], cwd=HOUSE, capture_output=True, text=True, check=True)
    assert float(given.stdout) > 80


@ONLY_GLIBC
def test_the_next_page_asks_for_no_new_memory():
    asked = [sys.executable, "-c", ASKS_FOR]
    usual, kept = (
        int(subprocess.run([*asked, *how], cwd=HOUSE, capture_output=True, text=True, check=True).stdout)
        for how in ([], ["keep"])
    )
    assert kept < usual / 10


def test_masks_that_were_let_go_of_are_found_again():
    page = np.full((300, 400, 3), 255, np.uint8)
    cv2.putText(page, "Surat masuk", (30, 100), cv2.FONT_HERSHEY_SIMPLEX, 1.0, (0, 0, 0), 2)
    cv2.line(page, (10, 200), (390, 200), (0, 0, 0), 2)
    look = Look(page, 200 / 72)
    ink, strokes, lines = look.ink.text, look.lines.mask, look.text.lines
    look.forget_masks()
    assert "ink" not in vars(look) and "lines" not in vars(look)
    assert look.text.lines is lines
    assert np.array_equal(look.ink.text, ink) and np.array_equal(look.lines.mask, strokes)
    assert ink.any() and strokes.any()
