"""What a run finds, how it names outputs, and that it writes them whole."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from batch.atomic import write_whole
from batch.discovery import discover
from batch.names import MAX_NAME_BYTES, output_name
from models.file_name import printable
from models.status import OutputError, UsageError


def tree(root: Path, *names: str) -> Path:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name)
    return root


def found(*roots: Path, out: Path = Path("nowhere")) -> list[str]:
    return [item.relative for item in discover(roots, out)]


def test_folders_are_read_in_one_order_and_junk_is_left_aside(tmp_path):
    tree(tmp_path, "b/2.pdf", "b/10.pdf", "a.JPG", "no-suffix", "Thumbs.db", "desktop.ini", "~$a.docx", "x.pdf.part")
    tree(tmp_path, ".hidden/a.pdf", ".DS_Store", "b/.git/x")
    assert found(tmp_path) == ["a.JPG", "b/10.pdf", "b/2.pdf", "no-suffix"]


def test_the_output_folder_inside_the_archive_is_no_input(tmp_path):
    tree(tmp_path, "a.pdf", "out/a.pdf.json")
    assert found(tmp_path, out=tmp_path / "out") == ["a.pdf"]
    tree(tmp_path, "earlier/a.pdf.json", "earlier/sopscan.sqlite")
    assert found(tmp_path, out=tmp_path / "out") == ["a.pdf"]


def test_links_are_followed_out_of_the_tree_once_and_never_in_a_circle(tmp_path):
    tree(tmp_path / "elsewhere", "c.pdf")
    root = tree(tmp_path / "root", "real/a.pdf")
    (root / "real" / "up").symlink_to(root)
    (root / "alias").symlink_to(root / "real")
    (root / "self").symlink_to("self")
    (root / "shared").symlink_to(tmp_path / "elsewhere")
    (root / "shared again").symlink_to(tmp_path / "elsewhere")
    assert found(root) == ["real/a.pdf", "shared/c.pdf"]


def test_a_broken_link_is_an_input_that_failed(tmp_path):
    root = tree(tmp_path / "root", "a.pdf")
    (root / "lost.pdf").symlink_to(tmp_path / "gone.pdf")
    (item,) = [item for item in discover([root], Path("nowhere")) if item.error]
    assert (item.relative, item.error.code) == ("lost.pdf", "link-broken")


def test_several_roots_do_not_mix_their_files(tmp_path):
    first, second = tree(tmp_path / "x" / "sop", "a.pdf"), tree(tmp_path / "y" / "sop", "a.pdf")
    single = tree(tmp_path, "one.pdf") / "one.pdf"
    assert found(first, second, single) == ["sop/a.pdf", "sop-2/a.pdf", "one.pdf"]


def test_a_root_that_is_not_there_is_a_usage_error(tmp_path):
    with pytest.raises(UsageError):
        found(tmp_path / "missing")


def test_names_of_any_script_length_and_bytes_get_an_output_of_their_own():
    assert str(output_name("a/b.pdf")) == "a/b.pdf.json"
    assert output_name("a.pdf") != output_name("a.jpg")
    long = [output_name(f"d/{'é' * 124}{end}.pdf").name for end in "xy"]
    assert long[0] != long[1]
    assert all(len(name.encode()) <= MAX_NAME_BYTES and name.endswith(".json") for name in long)
    assert printable(os.fsdecode(b"a\xff.pdf")) == "a\\xff.pdf"


def test_writing_replaces_whole_and_leaves_no_temporary(tmp_path):
    path = tmp_path / "new" / "a.json"
    write_whole(path, b"first")
    write_whole(path, b"second")
    assert path.read_bytes() == b"second"
    assert [entry.name for entry in path.parent.iterdir()] == ["a.json"]


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.ENOSPC, "output-disk-full"), (errno.EROFS, "output-not-permitted"), (errno.EIO, "output-not-written")],
)
def test_a_write_that_fails_leaves_the_old_file_and_says_why(tmp_path, monkeypatch, number, code):
    path = tmp_path / "a.json"
    write_whole(path, b"old")

    def fail(handle):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OutputError) as caught:
        write_whole(path, b"new")
    assert caught.value.code == code
    assert path.read_bytes() == b"old" and len(list(tmp_path.iterdir())) == 1
