"""A hostile sheet all the way: what it says becomes no formula, no markup, no command to a terminal."""

from __future__ import annotations

import csv
import io
import unicodedata
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from batch.extract import ExtractSettings
from batch.options import BatchOptions
from batch.runner import run_batch
from cli import main
from exports.form import FilePerSop, OneFile
from exports.registry import FORMS
from tests.batch_runs import Silent

FORMULA = "=HYPERLINK(&quot;http://x&quot;;&quot;klik&quot;)"
SCRIPT = "&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(2)&gt;"
TERMINAL = "\x1b]0;judul\x07\x1b[2J\x1b[31mmerah\u202egnalub\u200b"
HEADINGS = ("No", "Kegiatan", "Staf", "Kepala", "Persyaratan", "Waktu", "Output", "Keterangan")
ROWS = (
    ("1", FORMULA, "X", "", "@SUM(1+1)", "5 menit", "+1+cmd|' /C calc'!A0", SCRIPT),
    ("2", SCRIPT, "", "X", "-2+3", "=1+1", TERMINAL, "]]>&amp;&lt;!--"),
    ("3", f"Menyimpan {TERMINAL}", "X", "", "``` javascript:alert(1)", "1 hari", "[x](javascript:alert(1))", "\\"),
)


def page() -> str:
    head = f"<tr><td>Nomor SOP</td><td>{FORMULA}</td></tr><tr><td>Nama SOP</td><td>{SCRIPT}{TERMINAL}</td></tr>"
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in (HEADINGS, *ROWS))
    return f"<html><body><table>{head}</table><table>{rows}</table></body></html>"


@pytest.fixture(scope="module")
def out(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "archive" / "=1+1").mkdir(parents=True)
    (folder / "archive" / "=1+1" / "\x1b[31m<b>'x'.html").write_text(page())
    (folder / "archive" / "\x1b[2Jrusak\u202e.pdf").write_bytes(b"%PDF-1.4 rusak")
    summary = run_batch(
        [folder / "archive"], folder / "out", BatchOptions(settings=ExtractSettings(), jobs=1), Silent()
    )
    assert summary.statuses == {"ok": 1, "failed": 1}
    return folder / "out"


def is_harmless_on_a_terminal(text: str) -> bool:
    return not [c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co") and c != "\n"]


@pytest.mark.parametrize(
    "arguments", [("report",), ("report", "--table"), ("check",), ("export", "--to", "mermaid", "-o", "{folder}")]
)
def test_commands_say_it_without_obeying_it(out, tmp_path, capfd, arguments):
    command, *more = (word.format(folder=tmp_path / "mmd") for word in arguments)
    assert main.main([command, str(out), *more]) in (0, 1, 4)
    said = capfd.readouterr()
    assert said.out or said.err
    assert is_harmless_on_a_terminal(said.out) and is_harmless_on_a_terminal(said.err)


def test_a_batch_names_hostile_files_without_obeying_them(out, tmp_path, capfd):
    assert main.main(["batch", str(out.parent / "archive"), "-o", str(tmp_path / "again"), "-j", "1"]) == 4
    said = capfd.readouterr()
    assert "rusak" in said.err and is_harmless_on_a_terminal(said.err)


def _exported(out: Path, tmp_path: Path, form: str, suffix: str) -> bytes:
    path = tmp_path / f"export{suffix}"
    assert main.main(["export", str(out), "--to", form, "-o", str(path)]) in (0, 4)
    return path.read_bytes()


def test_a_spreadsheet_holds_text_and_no_formula(out, tmp_path, capfd):
    for form in ("csv", "daftar-alih-media"):
        rows = csv.reader(io.StringIO(_exported(out, tmp_path, form, ".csv").decode("utf-8-sig")), delimiter=";")
        cells = [cell for row in rows for cell in row]
        assert any("HYPERLINK" in cell for cell in cells) or form != "csv"
        assert not [c for c in cells if len(c.strip()) > 1 and c.lstrip().startswith(("=", "+", "-", "@", "\t", "\r"))]
    for form in ("xlsx", "daftar-alih-media"):
        with zipfile.ZipFile(io.BytesIO(_exported(out, tmp_path, form, ".xlsx"))) as book:
            for name in book.namelist():
                if name.endswith(".xml"):
                    root = ElementTree.fromstring(book.read(name))
                    assert not [
                        e for e in root.iter() if e.tag.rpartition("}")[2] in ("f", "hyperlink", "externalLink")
                    ]
                    assert not [e for e in root.iter() if e.get("t") == "e"]


def test_markup_holds_text_and_no_tags_of_the_sheet(out, tmp_path, capfd):
    """HTML pages, BPMN, Mermaid and Markdown, whichever there are."""
    record = _exported(out, tmp_path, "berita-acara", ".md").decode()
    assert "<script" not in record and "<img" not in record and "<b>" not in record
    for name, form in FORMS.items():
        if isinstance(form, OneFile) and form.suffix == ".html":
            _assert_no_tags(_exported(out, tmp_path, name, ".html"))
        elif isinstance(form, FilePerSop):
            folder = tmp_path / name
            assert main.main(["export", str(out), "--to", name, "-o", str(folder)]) in (0, 4)
            for path in (path for path in folder.rglob("*") if path.is_file()):
                _assert_no_tags(path.read_bytes())


def _assert_no_tags(data: bytes) -> None:
    assert b"<script>alert" not in data and b"<img src=x" not in data and b"\x1b" not in data
