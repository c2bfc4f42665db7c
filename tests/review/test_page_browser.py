"""The review page used in a headless Chromium: keys, clicks, a phone, a screen reader's rules, hostile text (make browser)."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from batch.reviewed import READERS
from models.geometry import Box
from review import decision_log
from review.applying import Decisions, apply
from review.html.not_shown import NotShown
from tests.review_pages import HOSTILE, hostile, maker, two_sheets

HERE = Path(__file__).parents[1]
PACKAGES = HERE.parent / "build" / "browser" / "node_modules"
BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
NODE = shutil.which("node")
#: Seconds for a browser to go through all of it on a busy machine.
PATIENCE = 240

pytestmark = [
    pytest.mark.skipif(BROWSER is None or NODE is None, reason="no Chromium or no Node.js here"),
    pytest.mark.skipif(
        not (PACKAGES / "playwright-core").is_dir(), reason="playwright-core is not there: make browser"
    ),
]


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    folder = tmp_path_factory.mktemp("page")
    page, bad = folder / "tinjau.html", folder / "jahat.html"
    picture = np.full((909, 1286, 3), 250, np.uint8)
    page.write_bytes(b"".join(maker(lambda *_: picture).page(two_sheets())))
    bad.write_bytes(b"".join(maker(lambda *_: picture).page(hostile())))
    index = folder / "index.html"
    rows = [("tinjau.html", "Surat & <arsip>.pdf", {"error": 1})]
    index.write_bytes(maker(lambda *_: picture).index(rows, NotShown("id")))
    command = [NODE, HERE / "browser" / "review_page.mjs", PACKAGES.parent, BROWSER, page, bad, index, folder]
    done = subprocess.run(command, capture_output=True, timeout=PATIENCE, text=True)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


def test_it_runs_without_errors_and_without_the_network(told):
    assert (told["errors"], told["requests"]) == ([], [])


def test_all_can_be_done_by_keyboard(told):
    seen = told["keyboard"]
    assert seen["start"].startswith("5 terbuka, 0 diterima")
    assert (seen["first"], seen["afterSteps"], seen["afterArrows"], seen["typing"]) == ("1", "2", "2", "2")
    assert seen["focused"] and seen["help"] and seen["helpClosed"] and seen["withoutShortcuts"]
    assert seen["afterThree"].startswith("2 terbuka, 1 diterima, 1 ditolak, 1 dikoreksi · 3 belum disimpan")
    assert "angka" in seen["refusal"]
    assert (seen["corrected"], seen["replaced"]) == ([" 12 hari"], ["120 hari"])
    assert [entry[:2] for entry in seen["log"]] == [
        ["accept", "REG501"],
        ["correct", "DUR403"],
        ["dismiss", "STP201"],
        ["undo", "STP201"],
    ]


def test_decisions_survive_a_reload_and_come_back_as_the_file_that_is_imported(told, tmp_path):
    seen = told["keyboard"]
    assert seen["afterReload"].split(" · ")[0] == seen["afterUndo"].split(" · ")[0]
    assert "belum disimpan" not in seen["saved"] and seen["clerk"] == "Budi"
    assert seen["fileName"].startswith("keputusan-Budi-") and seen["fileName"].endswith(".jsonl")
    path = tmp_path / "decisions.jsonl"
    merged = decision_log.merge(path, seen["file"].encode())
    assert (len(merged.new), merged.damaged) == (4, ())
    (_, extraction), *_ = two_sheets()
    found = apply(extraction, Decisions(merged.new), READERS)
    states = {f.code: f.review.state for f in found.extraction.findings if f.review}
    assert states == {"REG501": "accepted", "DUR403": "corrected"} and not found.left_out
    assert found.extraction.sops[0].activities[1].duration.min_minutes == 12 * 450


def test_boxes_marks_values_and_places_lead_to_each_other(told):
    seen = told["mouse"]
    assert seen["flags"] >= 1 and seen["boxLeadsTo"] and seen["markLeadsTo"][0] == seen["markLeadsTo"][1]
    assert (seen["spot"], seen["spotInView"], seen["pointerAt"]) == (1, True, "/activities/1/duration")
    assert seen["zoom"] == "150%"


def test_filters_choose_findings_and_sheets(told):
    seen = told["mouse"]
    assert (seen["errorsOnly"], len(seen["ruleOnly"]), seen["acceptedOnly"]) == (1, 1, 1)
    assert "STP201" in seen["ruleOnly"][0] and seen["otherSheet"] == "Lembar Kedua"


def test_a_saved_file_can_be_loaded_again(told):
    assert told["mouse"]["loaded"].startswith("4 keputusan dimuat, 1 baris dilewati")
    assert told["mouse"]["afterLoad"].startswith("3 terbuka, 1 diterima, 0 ditolak, 1 dikoreksi")


def test_it_fits_a_phone(told):
    seen = told["phone"]
    assert seen["overflow"] <= 0 and seen["smallest"] >= 44 and seen["currentInView"]
    assert seen["progress"].startswith("4 terbuka, 1 diterima")


def test_a_screen_reader_finds_its_way(told):
    """axe-core, with all its rules, on the desk, in a dialog and on the phone."""
    found = {name: told["keyboard"][name] for name in ("audit", "auditValue", "auditDialog")}
    found |= {"phone": told["phone"]["audit"], "index": told["index"]["audit"]}
    assert found == dict.fromkeys(found, [])
    assert told["index"]["leadsTo"] == "tinjau.html"


def test_what_a_document_says_is_never_run(told):
    seen = told["hostile"]
    assert seen["ran"] == [None, 0] and seen["policy"] is None and seen["ids"] == 0
    assert seen["shown"] == HOSTILE
    assert seen["decided"][0][0] == "accept"


def test_the_box_of_the_test_sheet_is_where_the_script_clicks():
    (_, extraction), *_ = two_sheets()
    assert Box(*extraction.sops[0].evidence["/activities/1/duration"].bbox).contains(450, 410)
