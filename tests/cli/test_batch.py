"""sopscan batch as a user meets it: folders that grow, files that are no documents, places that are far away."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from batch.ledger import LEDGER_NAME
from cli import main
from cli.places import ledger_folder
from tests.batch_runs import ledger

HOUSE = Path(__file__).parents[2]
NOTHING = "Tidak ada lembar SOP di berkas ini."
#: For a machine that is busy with everything else.
PATIENCE_S = 200.0


def run(capfd, *arguments) -> tuple[int, str, str]:
    code = main.main([str(argument) for argument in arguments])
    said = capfd.readouterr()
    return code, said.out, said.err


@pytest.fixture
def archive(tmp_path) -> Path:
    root = tmp_path / "archive"
    root.mkdir()
    (root / "a.txt").write_text(NOTHING)
    return root


def test_data_among_the_documents_is_set_aside_with_a_reason(capfd, tmp_path, archive):
    (archive / "result.json").write_text('{"schema_version": "1.0", "status": "ok", "sops": []}')
    (archive / "list.txt").write_text('[\n {"nama": "x"}]')
    (archive / "config.yaml").write_text("a: 1\n")
    (archive / "drawing.dat").write_text('<?xml version="1.0"?><svg/>')
    (archive / "[1] surat.ocr").write_text("[1] Menerima surat {dua}")
    (archive / "page.csv").write_text(f"<html><body>{NOTHING}</body></html>")
    code, _, said = run(capfd, "batch", archive, "-o", tmp_path / "out", "--ocr", "off", "--lang", "en", "-j", "1")
    assert code == 0 and "4 files of data or programs left aside" in said
    rows = ledger(tmp_path / "out", "SELECT path, status, output, problems FROM inputs ORDER BY path")
    assert {path for path, status, _, _ in rows if status == "ok"} == {"[1] surat.ocr", "a.txt", "page.csv"}
    assert all("not-a-transcript" in problems and not output for _, s, output, problems in rows if s == "skipped")
    assert len(list((tmp_path / "out").rglob("*.json"))) == 3
    assert run(capfd, "batch", archive, "-o", tmp_path / "out", "--ocr", "off", "-j", "1")[0] == 0
    (archive / "config.yaml").rename(archive / "config.txt")
    run(capfd, "batch", archive, "-o", tmp_path / "out", "--ocr", "off", "-j", "1")
    assert ("ok",) in ledger(tmp_path / "out", "SELECT status FROM inputs WHERE path = 'config.txt'")


def test_json_asked_for_by_name_is_refused_with_a_reason(capfd, tmp_path):
    (tmp_path / "a.json").write_text('{"sops": []}')
    code, out, _ = run(capfd, "extract", tmp_path / "a.json")
    assert code == 4 and "not-a-transcript" in out


def test_watching_ends_with_ctrl_c_and_keeps_everything(tmp_path, archive):
    out = tmp_path / "out"
    process = subprocess.Popen(
        [sys.executable, "-c", "from cli.main import run; run()", "batch", str(archive), "-o", str(out), "--watch"]
        + ["--settle", "0.5", "--ocr", "off", "-j", "1", "--lang", "en"],
        cwd=HOUSE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert _until(lambda: (out / "a.txt.json").exists())
        (archive / "b.txt").write_text(NOTHING * 2)
        assert _until(lambda: (out / "b.txt.json").exists())
        time.sleep(1)  # for the ledger's row and the next wait
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=PATIENCE_S)
    finally:
        process.kill()
    assert process.returncode == 0, said
    assert "Waiting for new files" in said and "2 files: 2 ok" in said
    assert ledger(out, "SELECT outcome FROM runs") == [("done",)]


def _until(condition) -> bool:
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.1)
    return False


def test_the_ledger_of_a_far_place_is_kept_in_the_users_folder_and_named(capfd, tmp_path, archive, monkeypatch):
    pytest.importorskip("fsspec", reason="the extra 'cluster' is not installed")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    address = f"memory://{tmp_path.name}/out"
    code, _, said = run(capfd, "batch", archive, "-o", address, "--ocr", "off", "-j", "1", "--lang", "en")
    folder = ledger_folder(address, os.environ)
    assert code == 0 and f"Ledger: {folder}" in said and (folder / LEDGER_NAME).exists()
    assert folder.is_relative_to(tmp_path / "state")
    assert ledger_folder(address + "/", os.environ) == folder != ledger_folder(address + "2", os.environ)


def test_a_far_place_that_nothing_can_write_to_is_wrong_usage(capfd, tmp_path, archive):
    code, _, said = run(capfd, "batch", archive, "-o", "nonsense://x/y", "--ledger", tmp_path, "--lang", "en")
    assert code == 2 and "nonsense://" in said


def test_workers_here_and_a_cluster_there_are_not_asked_for_at_once(capfd, archive):
    code, _, said = run(capfd, "batch", archive, "-o", "x", "--scheduler", "tcp://x:1", "-j", "2", "--lang", "en")
    assert code == 2 and "--scheduler" in said
