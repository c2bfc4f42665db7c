"""The calibration counts what was presented by its confidence, apart from what was left null."""

from __future__ import annotations

import json

from bench.calibration import BINS, Calibration, judge, main, plot
from models.document import Approval, Extraction, Header, Producer, Sop, Source
from models.evidence import Evidence

TRUTH = {
    "handwritten": ["date_created"],
    "header": {
        "number": "12/SOP/2024",
        "title": "Pelayanan Keberatan",
        "date_created": "2024-01-05",
        "approved_by": {"position": "Kepala Dinas", "name": "Samuel, S.E.", "nip": None},
        **{key: [] for key in ("legal_basis", "related_sops", "equipment", "warnings", "records")},
        "qualifications": ["Teliti", "Cakap"],
    },
    "activities": [],
}


def entry(text: str, confidence: float, origin: str = "ocr") -> Evidence:
    return Evidence(page=1, bbox=None, text=text, confidence=confidence, origin=origin)


def extraction() -> Extraction:
    header = Header(
        number="12/S0P/2024",
        title="PELAYANAN KEBERATAN",
        created_on="2020-01-05",
        qualifications=["Teliti", "Cakep"],
        approved_by=Approval(position="Kepala Dinas"),
    )
    evidence = {
        "/header/number": entry("12/S0P/2024", 0.97),
        "/header/title": entry("PELAYANAN KEBERATAN", 0.99),
        "/header/created_on": entry("5 Januari 2020", 0.9),
        "/header/qualifications/0": entry("Teliti", 0.99),
        "/header/qualifications/1": entry("Cakep", 0.72),
        "/header/approved_by/position": entry("Kepala Dinas", 1.0, "pdf"),
        "/header/approved_by/name": entry("SALUEL", 0.3),
    }
    return Extraction(
        status="ok",
        source=Source(name="a.pdf", sha256="0", media_type="application/pdf", size_bytes=1, page_count=1),
        producer=Producer(version="0"),
        sops=[Sop(pages=[1], header=header, evidence=evidence)],
    )


def judged() -> Calibration:
    calibration = Calibration()
    judge(TRUTH, extraction(), calibration)
    return calibration


def test_values_are_counted_by_confidence_and_case_does_not_matter():
    bins = {low: (count, share) for low, _, count, share in judged().bins()}
    assert bins == {0.7: (1, 0.0), 0.95: (3, 2 / 3)}
    assert set(bins) <= set(BINS)


def test_null_is_kept_back_handwriting_and_text_layers_are_left_out():
    calibration = judged()
    assert calibration.kept_back == 1
    assert not any(value.where.endswith(("created_on", "position")) for value in calibration.values)


def test_the_bench_says_whether_the_promise_is_kept(tmp_path, capsys):
    for folder, text in (("truth", json.dumps(TRUTH)), ("read", extraction().model_dump_json())):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.json").write_text(text)
    picture = tmp_path / "plot.png"
    assert main([str(tmp_path / "truth"), str(tmp_path / "read"), "--plot", str(picture), "--wrong"]) == 1
    assert "S0P" in capsys.readouterr().out and picture.stat().st_size > 0


def test_the_plot_has_a_bar_for_each_bin_that_holds_values():
    assert not (plot(judged()) == plot(Calibration())).all()
