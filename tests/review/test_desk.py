"""The review desk in a terminal of 80x24, driven by keys; every decision is in the file as soon as it is made."""

from __future__ import annotations

import asyncio
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from textual.widgets import Input, Label, TextArea
from textual_image.widget import HalfcellImage, SixelImage, TGPImage

from batch.page_pictures import PagePictures
from batch.reviewed import READERS
from batch.saved import load
from models.bilingual import Bilingual
from models.geometry import Box
from models.status import InputError, OutputError
from review import decision_log
from review.applying import Decisions, apply
from review.crop import crop
from review.entries import Filter
from review.fields import fields_at
from review.queue import queue_of
from review.session import Session
from review.terminal.app import ReviewDesk
from review.terminal.dialogs import Guide, NewValue, Reason, WhichField
from review.terminal.picture import PagePicture
from tests.sheets import flagged, make_extraction, write_run

TITLES = {"REG501": "Daerah lain disebut"}
PAGE = np.full((1240, 1754, 3), 255, np.uint8)


@pytest.fixture
def out(tmp_path):
    return write_run(tmp_path)


OPEN = Filter(states=("open",))


def session_of(out) -> Session:
    documents = [("a.pdf", make_extraction("a.pdf")), ("sub/b.pdf", flagged())]
    queue = queue_of(documents, OPEN, "id")
    return Session(queue, lambda name: load(out / f"{name}.json").extraction, out / "decisions.jsonl", "sri", READERS)


def drive(session, keys, look=lambda app: None, pictured=lambda *_: PAGE, size=(80, 24), language="id"):
    """Press the keys one after the other; returns what `look` saw at the end."""

    async def sit():
        app = ReviewDesk(session, pictured, TITLES, language)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            for key in keys:
                await app.workers.wait_for_complete()
                await pilot.press(key)
                await pilot.pause()
            await app.workers.wait_for_complete()
            await pilot.pause()
            return look(app)

    return asyncio.run(sit())


def saved(out) -> list:
    return [(d.action, d.code, d.value, d.reason) for d in decision_log.read(out / "decisions.jsonl").decisions]


def shown(app) -> str:
    """All that the screen shows, as text."""
    return "\n".join("".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips())


def test_accept_dismiss_and_undo_are_written_at_once(out):
    session = session_of(out)
    drive(session, ["a", "d", "3", "u"])
    assert [(action, reason) for action, _, _, reason in saved(out)] == [
        ("accept", None),
        ("dismiss", "Aturan ini tidak berlaku untuk lembar ini"),
        ("undo", None),
    ]
    assert session.counts() == {"open": 4, "accepted": 1, "dismissed": 0, "corrected": 0}
    assert session.position == 1


def test_ones_own_reason_may_hold_digits_and_brackets(out):
    drive(session_of(out), ["d", "tab", *"[b]2", "enter"])
    assert saved(out)[0][3] == "[b]2"


def test_escape_decides_nothing(out):
    drive(session_of(out), ["d", "escape", "c", "escape", "question_mark", "escape"])
    assert saved(out) == []


def position_of(session, code) -> int:
    return next(n for n, item in enumerate(session.queue) if item.entry.finding.code == code)


def test_a_value_is_corrected_after_a_refusal_that_says_why(out):
    session = session_of(out)
    steps = ["n"] * position_of(session, "STP201")
    refusal = drive(
        session, [*steps, "c", *"dua", "enter"], lambda app: str(app.screen.query_one("#refusal", Label).visual)
    )
    assert "angka" in refusal and saved(out) == []
    drive(session, ["c", "2", "enter"])
    assert saved(out) == [("correct", "STP201", "2", None)]
    assert session.extraction().sops[0].activities[1].number == 2


def test_another_reading_can_be_chosen(out):
    session = session_of(out)
    steps = ["n"] * position_of(session, "DUR403")
    value = drive(session, [*steps, "c", "tab", "enter"], lambda app: app.screen.query_one(Input).value)
    assert value == "12 hari"
    drive(session, ["c", "tab", "enter", "enter"])
    assert saved(out) == [("correct", "DUR403", "12 hari", None)]


def test_of_several_values_one_is_chosen_first_and_lists_are_edited_line_by_line(out):
    session = session_of(out)
    drive(session, ["c"], lambda app: isinstance(app.screen, WhichField) or pytest.fail("not asked"))
    kinds = []

    def see(app):
        kinds.append(type(app.screen))
        app.screen.query_one(TextArea).text = "Surat\n\n  Lampiran "

    sop = session.sop()
    field = next(f for f in fields_at(sop, "/activities/1/requirements/0"))

    async def edit():
        app = ReviewDesk(session, lambda *_: PAGE, TITLES, "id")
        async with app.run_test(size=(80, 24)) as pilot:
            app._ask_value(field)
            await pilot.pause()
            see(app)
            await pilot.press("ctrl+s")
            await pilot.pause()

    asyncio.run(edit())
    assert kinds == [NewValue]
    assert saved(out)[0][2] == ["Surat", "  Lampiran "]
    assert session.extraction().sops[0].activities[1].requirements == ["Surat", "Lampiran"]


def test_a_sitting_goes_on_where_the_last_one_ended(out):
    drive(session_of(out), ["a", "a", "q"])
    log = decision_log.read(out / "decisions.jsonl")
    documents = [("sub/b.pdf", apply(flagged(), Decisions(log.decisions), READERS).extraction)]
    assert len(queue_of(documents, OPEN, "id")) == 3
    assert len(queue_of(documents, Filter(states=()), "id")) == 5


def test_a_decision_that_cannot_be_written_is_told_and_the_desk_works_on(out):
    def told(app) -> str:
        return " ".join(note.message for note in app._notifications)

    session = session_of(out)
    (out / "decisions.jsonl").mkdir()
    for keys in (["a"], ["d", "1"]):
        assert "tidak dapat dipakai" in drive(session, keys, told)
    assert session.counts()["open"] == len(session.queue)
    (out / "decisions.jsonl").rmdir()
    drive(session, ["a"])
    assert [action for action, *_ in saved(out)] == ["accept"]


def test_an_undo_that_cannot_be_written_undoes_nothing(out):
    session = session_of(out)
    session.accept()
    (out / "decisions.jsonl").rename(out / "kept")
    (out / "decisions.jsonl").mkdir()
    with pytest.raises(OutputError):
        session.undo()
    assert session.counts()["accepted"] == 1
    (out / "decisions.jsonl").rmdir()
    (out / "kept").rename(out / "decisions.jsonl")
    assert session.undo() and session.counts()["accepted"] == 0


def test_a_finding_of_a_file_that_is_there_twice_is_decided_once(out):
    (out / "salinan.pdf.json").write_bytes((out / "sub/b.pdf.json").read_bytes())
    queue = queue_of([("sub/b.pdf", flagged()), ("salinan.pdf", flagged())], OPEN, "id")
    session = Session(
        queue, lambda name: load(out / f"{name}.json").extraction, out / "decisions.jsonl", "sri", READERS
    )
    count = len(flagged().findings)
    session.accept()
    assert len(queue) == 2 * count and session.counts()["open"] == 2 * count - 2
    assert session.undo() and session.counts()["open"] == 2 * count


def test_when_all_is_decided_it_says_so_and_stays(out):
    session = session_of(out)
    text = drive(session, ["a"] * 5, shown)
    assert session.counts()["open"] == 0
    assert "5 diterima" in text and "keputusan" in text


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("size", [(80, 24), (60, 20), (140, 40)])
def test_the_finding_and_the_keys_fit_the_screen(out, size, language):
    session = session_of(out)
    seen = drive(session, ["n"], shown, size=size, language=language)
    assert "REG501 Daerah lain disebut" in seen and "1/5" not in seen and "2/5" in seen
    key = "Terima" if language == "id" else "Accept"
    assert key in seen.splitlines()[-1] or key in seen.splitlines()[-2]


def test_dialogs_fit_80x24(out):
    for key, kind, words in (("d", Reason, "Esc"), ("question_mark", Guide, "Esc")):
        seen = drive(session_of(out), [key], lambda app, kind=kind: (type(app.screen) is kind, shown(app)))
        assert seen[0] and words in seen[1]


def test_without_the_file_the_desk_says_so_and_works_on(out):
    def gone(*_):
        raise InputError("source-moved", Bilingual("berkas [tidak] ada", "no [file]"), Bilingual("cari", "look"))

    session = session_of(out)
    seen = drive(session, ["a"], shown, gone)
    assert "berkas [tidak] ada" in seen and "(cari)" in seen
    assert len(saved(out)) == 1


def test_the_picture_of_the_cell_the_row_and_the_page(out):
    page = Image.fromarray(PAGE)
    box = Box(400, 300, 450, 312)
    cell, row, whole = (crop(page, 150 / 72, box, zoom) for zoom in ("cell", "row", "page"))
    assert cell.width < row.width == whole.width == 1754
    assert cell.height < row.height < whole.height == 1240
    assert (200, 30, 30) in {tuple(pixel) for pixel in np.asarray(cell).reshape(-1, 3)}
    assert crop(page, 150 / 72, None, "cell").size == page.size
    assert crop(page, 150 / 72, Box(-50, -50, -40, -40), "cell").size == page.size

    def kinds(app):
        place = app.query_one(PagePicture)
        return [type(widget).__name__ for widget in place.children if widget.display]

    assert drive(session_of(out), ["z", "z", "z"], kinds) == ["AutoImage"]


@pytest.mark.parametrize("kind", [SixelImage, TGPImage, HalfcellImage])
def test_every_kind_of_terminal_graphics_shows_the_picture(out, monkeypatch, kind):
    monkeypatch.setattr("review.terminal.picture.Image", kind)
    size = drive(session_of(out), ["n", "z", "c", "escape"], lambda app: app.query_one(kind).size)
    assert 0 < size.width <= 80 and 0 < size.height <= 20


def test_the_page_can_be_opened_in_a_viewer_and_its_copy_is_gone_afterwards(out, monkeypatch):
    opened = []

    def note(app, url, **_):
        opened.append((url, Path(url.removeprefix("file://")).is_file()))

    monkeypatch.setattr(ReviewDesk, "open_url", note)
    drive(session_of(out), ["o", "n", "o"])
    (url, was_there), *_ = opened
    assert was_there and not Path(url.removeprefix("file://")).exists()


def test_a_document_cannot_speak_to_the_terminal(out):
    extraction = flagged()
    extraction.findings[1].message = "\x1b[31mmerah\x1b]0;judul\x07 [bold]tebal[/bold]"
    queue = queue_of([("sub/b.pdf", extraction)], OPEN, "id")
    session = Session(queue, lambda _: extraction, out / "decisions.jsonl", "sri", READERS)
    seen = drive(session, ["n"], shown)
    assert "\x1b" not in seen and "[bold]tebal[/bold]" in seen


def test_pictures_are_drawn_from_where_the_ledger_or_the_archive_has_the_file(tmp_path):
    pictures = PagePictures(tmp_path, tmp_path)
    extraction = make_extraction("a.pdf")
    with pytest.raises(InputError, match="source-moved"):
        pictures.picture("a.pdf", extraction, 1, 100)
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 lain")
    with pytest.raises(InputError, match="source-changed"):
        pictures.picture("a.pdf", extraction, 1, 100)
    extraction.pages[0].text_origin = "transcript"
    with pytest.raises(InputError, match="no-picture"):
        pictures.picture("a.pdf", extraction, 1, 100)
