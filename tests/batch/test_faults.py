"""Faults on purpose: full disks, names that clash, locks, engines that misbehave, files that change under the reader."""

from __future__ import annotations

import errno
import os
import resource
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PIL import Image

from batch import lock
from batch.extract import ExtractSettings
from batch.names import MAX_NAME_BYTES, MAX_PATH_BYTES, output_name
from batch.options import BatchOptions
from batch.plan import Planner
from batch.pool import Limits
from batch.runner import run_batch
from ingest.settings import IngestSettings
from models.status import OutputError
from tests.batch_runs import Silent, archive, ledger, output, run
from tests.fake_readers import Settings
from tests.fuzz.seeds import ruled_page
from tests.made_files import stored

HOUSE = Path(__file__).parents[2]


def outputs(out: Path) -> dict[str, bytes]:
    return {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*.json")}


def test_a_disk_that_fills_up_ends_the_run_and_the_next_one_finishes_alike(tmp_path, monkeypatch, calls):
    root = archive(tmp_path, **{f"n{i}": f"text {i}" for i in range(6)})
    run(root, tmp_path / "whole")
    before, real, writes = len(calls()), os.fsync, []

    def fail_at_the_fourth(handle):
        writes.append(handle)
        if len(writes) > 6:  # a file and its folder are synced for each output
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(handle)

    monkeypatch.setattr(os, "fsync", fail_at_the_fourth)
    with pytest.raises(OutputError) as caught:
        run(root, tmp_path / "full")
    assert caught.value.code == "output-disk-full"
    assert len(outputs(tmp_path / "full")) == 3 == ledger(tmp_path / "full", "SELECT count(*) FROM inputs")[0][0]
    assert ledger(tmp_path / "full", "SELECT outcome FROM runs") == [("failed",)]
    monkeypatch.undo()
    assert run(root, tmp_path / "full").kept == 3
    assert outputs(tmp_path / "full") == outputs(tmp_path / "whole")
    assert before == 6


def test_a_ledger_that_cannot_grow_ends_the_run_with_an_output_error(tmp_path):
    """The kernel refuses to let any file of the run grow beyond 64 KiB, as a quota does."""
    root = archive(tmp_path, **{f"n{i:03}": f"text {i}" for i in range(60)})
    script = tmp_path / "limited.py"
    script.write_text(
        "from pathlib import Path; from tests.fake_readers import Settings; from batch.options import BatchOptions\n"
        "from batch.runner import run_batch; from tests.batch_runs import Silent\n"
        "from models.status import OutputError\n"
        "try:\n"
        f"    run_batch([Path({str(root)!r})], Path({str(tmp_path / 'out')!r}),"
        " BatchOptions(settings=Settings(), jobs=1, target='tests.fake_readers:read'), Silent())\n"
        "except OutputError as error:\n"
        "    print(error.code)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(HOUSE)}
    done = subprocess.run(
        [sys.executable, str(script)],
        env=environment,
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536)),
    )
    assert done.stdout.strip() == "ledger-unusable", done.stderr
    written = outputs(tmp_path / "out")
    assert run(root, tmp_path / "out").statuses == {"ok": 60}
    assert {name: data for name, data in outputs(tmp_path / "out").items() if name in written} == written


def test_a_folder_where_an_output_should_be_is_an_output_error(tmp_path):
    root = archive(tmp_path, a="one")
    (tmp_path / "out" / "a.txt.json").mkdir(parents=True)
    with pytest.raises(OutputError):
        run(root, tmp_path / "out")


def test_a_folder_named_like_an_output_does_not_clash_with_it(tmp_path):
    root = archive(tmp_path, a="one")
    for name in ("a.txt.json", "a.txt.json~", "~long"):
        (root / name).mkdir()
        (root / name / "b.txt").write_text(f"in {name}")
    assert run(root, tmp_path / "out").statuses == {"ok": 4}
    titles = {output(tmp_path / "out", name)["sops"][0]["header"]["title"] for name in _txt(tmp_path / "out")}
    assert titles == {"one", "in a.txt.json", "in a.txt.json~", "in ~long"}


def _txt(out: Path) -> list[str]:
    return [str(path.relative_to(out)).removesuffix(".txt.json") for path in out.rglob("*.txt.json") if path.is_file()]


def test_folders_of_any_length_fit():
    folder = "\\xff" * 100
    deep = "/".join(["bagian umum dan kepegawaian"] * 200)
    for relative in (f"{folder}/a.pdf", f"{deep}/a.pdf", f"{deep}/b.pdf", f"{deep}x/a.pdf"):
        name = output_name(relative)
        assert all(len(part.encode()) <= MAX_NAME_BYTES for part in name.parts)
        assert len(str(name).encode()) <= MAX_PATH_BYTES
    names = {output_name(f"{deep}{x}/{y}.pdf") for x in "pq" for y in "ab"}
    assert len(names) == 4


def test_names_in_any_script_and_with_any_bytes_are_read(tmp_path):
    root = tmp_path / "archive"
    names = ["SOP ปฏิบัติการ.txt", "标准作业程序.txt", "‏تشغيل.txt", "a\nb.txt", "=1+1.txt", "-rf.txt", "é" * 120 + ".txt"]
    for number, name in enumerate([*names, os.fsdecode(b"\xff\xfe.txt"), "x'\";$(ls).txt"]):
        (root / f"d{number}").mkdir(parents=True)
        (root / f"d{number}" / name).write_text(f"text {number}")
    assert run(root, tmp_path / "out").statuses == {"ok": 9}
    assert len(outputs(tmp_path / "out")) == 9
    assert run(root, tmp_path / "out").kept == 9


def test_the_lock_holds_for_the_outputs_and_for_a_ledger_elsewhere(tmp_path):
    root = archive(tmp_path, a="one")
    for held in ("out", "records"):
        with lock.hold(tmp_path / held), pytest.raises(OutputError) as caught:
            run(root, tmp_path / "out", ledger=tmp_path / "records")
        assert caught.value.code == "output-in-use"
    assert run(root, tmp_path / "out", ledger=tmp_path / "records").read == 1
    assert not (tmp_path / "out" / "sopscan.sqlite").exists() and (tmp_path / "records" / "sopscan.sqlite").exists()


def test_a_file_that_changes_before_it_is_read_gives_its_twin_nothing_wrong(tmp_path):
    root = archive(tmp_path, a="same", b="same", c="other")
    options = BatchOptions(settings=Settings(), jobs=1, target="tests.fake_readers:read", limits=Limits(seconds=60))
    real = Planner.content

    def content(self, item):
        found = real(self, item)
        if item.relative == "b.txt":  # both have been looked at, none has been read
            (root / "a.txt").write_text("changed")
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Planner, "content", content)
        run_batch([root], tmp_path / "out", options, Silent())
    titles = {name: output(tmp_path / "out", name)["sops"][0]["header"]["title"] for name in "abc"}
    assert titles["b"] == "same" and titles["c"] == "other"
    again = run(root, tmp_path / "out")
    assert output(tmp_path / "out", "a")["sops"][0]["header"]["title"] == "changed" and again.total == 3


def test_what_could_not_be_opened_once_is_tried_by_the_next_run(tmp_path):
    root = archive(tmp_path, a="gone")
    assert run(root, tmp_path / "out").statuses == {"failed": 1}
    (root / "a.txt").write_text("gone no more")
    assert run(root, tmp_path / "out").statuses == {"ok": 1}


def test_a_clock_that_jumps_changes_nothing(tmp_path, monkeypatch, calls):
    root = archive(tmp_path, a="one", b="two")
    os.utime(root / "a.txt", (4e9, 4e9))  # a file from the future
    run(root, tmp_path / "out")
    monkeypatch.setattr(time, "time", lambda: 0.0)
    assert run(root, tmp_path / "out").kept == 2
    os.utime(root / "a.txt", (0, 0))  # its date was set right: it is looked at, and found to be the same
    assert run(root, tmp_path / "out").kept == 2
    assert calls() == ["a.txt", "b.txt"]


FAKES = {
    "crashes": "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)",
    "hangs": "import time; time.sleep(120)",
    "prints rubbish": "print('\\x1b[31m\\x00' * 5000)",
}


@pytest.mark.parametrize("kind", FAKES)
def test_a_tesseract_that_misbehaves_costs_the_page_and_says_so(tmp_path, monkeypatch, kind):
    """Through the whole batch: a real worker, a fake program first on the path."""
    program = tmp_path / "bin" / "tesseract"
    program.parent.mkdir()
    program.write_text(
        f"#!{sys.executable}\nimport sys\nif '--version' in sys.argv:\n    print('tesseract 5.3.0')\n    sys.exit()\n"
        f"if '--list-langs' in sys.argv:\n    print('List\\nind\\neng\\nosd')\n    sys.exit()\n{FAKES[kind]}\n"
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    root = archive(tmp_path, a="Tidak ada lembar di sini.")
    (root / "scan.png").write_bytes(stored(Image.fromarray(ruled_page()), "PNG", dpi=(200, 200)))
    settings = ExtractSettings(ingest=IngestSettings(engine="tesseract", timeout_s=3), language="en")
    summary = run_batch([root], tmp_path / "out", BatchOptions(settings=settings, jobs=1), Silent())
    assert summary.statuses == {"ok": 1, "failed": 1}
    [(problems,)] = ledger(tmp_path / "out", "SELECT problems FROM inputs WHERE path = 'scan.png'")
    assert "\x1b" not in problems and "ocr-" in problems
    assert ledger(tmp_path / "out", "SELECT outcome FROM attempts") == [("done",), ("done",)]
    assert not _running(str(program))


def _running(program: str) -> bool:
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if program in entry.read_bytes().decode(errors="replace"):
                return True
        except OSError:
            continue
    return False
