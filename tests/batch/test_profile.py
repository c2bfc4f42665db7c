"""`extract --profile`: where the time goes, without a trace in what is extracted."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest

import batch.extract
import ingest.scan
from batch.profile import _functions, watch
from batch.steps import STEPS, Step
from cli.main import main
from cli.profile_table import profile_table
from exports.json_file import to_bytes
from models.bilingual import Bilingual

VECTOR = Path(__file__).parents[2] / "samples" / "sheets" / "1-kepala-kosong.pdf"


def read(path: Path) -> bytes:
    return to_bytes(batch.extract.extract_file(path, batch.extract.ExtractSettings()))


@pytest.fixture(scope="module")
def watched():
    with watch() as profile:
        data = read(VECTOR)
    return profile, data


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name.en)
def test_the_functions_of_each_step_are_there(step):
    assert all(callable(function) for function in _functions(step))


def test_what_is_extracted_does_not_change(watched):
    assert watched[1] == read(VECTOR)


def test_every_page_and_the_document_have_their_steps(watched):
    names = {(page, step.name.en) for page, step in watched[0].costs}
    assert {(1, "drawing the page"), (1, "ruling lines"), (2, "symbols and flow lines"), (None, "rules")} <= names
    assert all(cost.wall_s >= 0 and cost.cpu_s >= 0 and cost.peak_kib > 1000 for cost in watched[0].costs.values())


def test_nothing_is_left_wrapped(watched):
    for step in STEPS:
        assert not any(hasattr(function, "__wrapped__") for function in _functions(step))
    assert not hasattr(ingest.scan.set_upright, "__wrapped__")


def test_time_inside_a_step_counts_for_that_step_alone(monkeypatch):
    outer, inner = (Step(Bilingual(name, name), (), page) for name, page in (("outer", "none"), ("inner", "same")))
    clock = iter(range(100))
    monkeypatch.setattr("batch.profile._cpu_s", lambda: float(next(clock)))
    from batch.profile import Profile

    profile = Profile()
    profile.begin(outer)
    profile.begin(inner, 3)
    profile.end()
    profile.end()
    assert {(page, step.name.en): cost.cpu_s for (page, step), cost in profile.costs.items()} == {
        (None, "outer"): 2.0,
        (3, "inner"): 1.0,
    }


@pytest.mark.parametrize("language,words", [("id", "garis tabel"), ("en", "ruling lines")])
def test_the_table_speaks_both_languages(watched, language, words):
    from rich.console import Console

    console = Console(width=100, record=True, file=StringIO())
    console.print(profile_table(watched[0], "a.pdf", language))
    text = console.export_text()
    assert words in text and "100%" in text and "a.pdf" in text


def test_the_table_goes_to_stderr_and_the_result_to_stdout(capfdbinary):
    assert main(["--lang", "id", "extract", "--profile", str(VECTOR)]) == 0
    out, err = capfdbinary.readouterr()
    assert out == read(VECTOR) and b"Waktu menurut halaman dan langkah" in err
