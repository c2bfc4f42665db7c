"""What keeps an archive's report flat in memory and time changes nothing in what it says."""

import json

import pytest

from checks import CheckOptions
from checks.archive.run import checked_archive
from exports.json_array import array
from exports.json_file import to_bytes
from exports.kept import Kept
from models.document import Approval
from models.outline import Outline
from review.entries import Filter, sheets_of
from review.overview import collect
from tests.checks_builder import extraction, sound_header, sound_sop, sound_steps

NIP = "197503152000032004"


def archive():
    """Six sheets: copies of one table, a NIP of two persons, and steps with times."""
    for number in range(6):
        person = Approval(position="Kepala", name="Sari Utami" if number % 2 else "Bambang Wijaya", nip=NIP)
        found = extraction(sound_sop(header=sound_header(approved_by=person), activities=sound_steps()))
        found.source.sha256 = f"{number:064}"
        yield f"{number}.pdf", found


def test_an_outline_gives_the_findings_that_the_whole_gives():
    options = CheckOptions(select=("ARC",), preview=True)
    outlines = [(name, Outline.model_validate_json(to_bytes(found))) for name, found in archive()]
    whole = list(checked_archive(archive, options))
    assert list(checked_archive(archive, options, lambda: outlines)) == whole
    assert any(found.findings for _, found in whole)


@pytest.mark.parametrize("items", [[], [{"a": 1}], [{"a": "x\ny\u2028z"}, {"b": [1, {"c": None}]}, []]])
def test_an_array_in_pieces_is_the_array(items):
    assert b"".join(array(items)).decode() == json.dumps(items, ensure_ascii=False, indent=2)
    outer = '{\n  "f": ' + b"".join(array(items, level=1)).decode() + "\n}"
    assert outer == json.dumps({"f": items}, ensure_ascii=False, indent=2)


def test_rows_kept_aside_come_back_as_they_were():
    rows = [["a\nb", 1, None, 2.5], ["\ud800", "é", "", 0]]
    with Kept() as kept:
        kept.extend(rows[:1])
        kept.extend(rows[1:])
        assert list(kept) == rows == list(kept)


def test_the_worst_sheets_are_those_that_all_sheets_sorted_give():
    documents = list(checked_archive(archive, CheckOptions()))
    every = [sheet for name, found in documents for sheet in sheets_of(name, found, Filter(), "id")]
    ranked = sorted((s for s in every if s.entries), key=lambda s: s.weight, reverse=True)
    for limit in (0, 2, 10):
        worst = collect(documents, Filter(), "id", limit).worst
        assert [s.document for s in worst] == [s.document for s in ranked[:limit]]
        assert all(s.entries for s in worst)
