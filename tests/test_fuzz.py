"""Some mutants in every test run; `make fuzz` reads twenty thousand."""

from __future__ import annotations

import pytest

from batch.pool import Limits
from tests.fuzz.run import fuzz, make
from tests.fuzz.seeds import seeds

#: Read in one go; two such lots are read side by side where there are cores for it.
MUTANTS = 80
#: For a busy machine: the long run is stricter.
LIMITS = Limits(seconds=120, memory_mib=1024)


@pytest.mark.parametrize("first", [0, MUTANTS])
def test_of_mutated_files_only_typed_errors_come_out(tmp_path, first):
    (tally,) = fuzz(range(first, first + MUTANTS), tmp_path / "faults", LIMITS)
    assert tally.faults == {}
    assert tally.total == MUTANTS and min(tally.outcomes["ok"], tally.outcomes["failed"]) > MUTANTS / 10


def test_the_seeds_are_sound_and_many():
    assert len(seeds()) >= 30 and all(seeds().values())


def test_a_mutant_follows_from_its_number():
    assert make(7) == make(7) and make(7) != make(8)
