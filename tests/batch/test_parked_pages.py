"""A sheet of many pages holds few of their pictures in memory, and reads the same."""

from __future__ import annotations

import gc
import tempfile
from collections.abc import Iterator
from weakref import ref

import numpy as np
import pytest

from batch import parked_pages
from batch.parked_pages import parked
from models.page import Page, Raster

#: Pages in all, and how many of them are small enough to stay at hand.
COUNT, AT_HAND = 5, 2
PAGE_BYTES = 60 * 40 * 4


@pytest.fixture(autouse=True)
def _room_for_two(monkeypatch):
    monkeypatch.setattr(parked_pages, "AT_HAND_BYTES", AT_HAND * PAGE_BYTES)


def _page(number: int) -> Page:
    noise = np.random.default_rng(number)
    colour = noise.integers(0, 256, (60, 40, 3), dtype=np.uint8)
    return Page(number, 400.0, 600.0, raster=Raster(colour, colour[..., 0].copy(), 0.1))


def _pages() -> Iterator[Page]:
    for number in range(1, COUNT + 1):
        yield _page(number)


def _in_memory(page: Page) -> bool:
    return page.raster.colour.flags.owndata


def test_all_but_the_last_pages_lie_in_files_and_show_the_same():
    kept = []
    for page in parked(_pages()):
        kept.append(page)
        assert sum(map(_in_memory, kept)) <= AT_HAND + 1
    assert [_in_memory(page) for page in kept] == [False] * (COUNT - AT_HAND) + [True] * AT_HAND
    for page in kept:
        whole = _page(page.number).raster
        assert np.array_equal(page.raster.colour, whole.colour)
        assert np.array_equal(page.raster.linework, whole.linework)
        assert page.raster.scale == whole.scale


def test_a_page_that_nobody_keeps_is_let_go_and_gets_no_file(monkeypatch):
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda **_: pytest.fail("a file for a page that is done"))
    gone = []
    for page in parked(_pages()):
        gone.append(ref(page))
        del page
        gc.collect()
    assert all(one() is None for one in gone)


def test_a_page_without_picture_is_left_as_it_is():
    kept = [page for page in parked(Page(n, 1.0, 1.0) for n in range(1, COUNT + 1)) if page.number]
    assert all(page.raster is None for page in kept)


def test_a_page_larger_than_what_stays_at_hand_waits_in_a_file(monkeypatch):
    monkeypatch.setattr(parked_pages, "AT_HAND_BYTES", PAGE_BYTES - 1)
    assert not any(map(_in_memory, list(parked(_pages()))))


def test_without_room_on_the_disk_pictures_stay_in_memory(monkeypatch):
    def full(**_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    kept = list(parked(_pages()))
    assert all(map(_in_memory, kept))
