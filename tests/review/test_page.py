"""The review page as bytes: self-contained, escaped, guarded by its policy, complete in both languages."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser

import numpy as np
import pytest

from batch.reviewed import READERS
from models.bilingual import Bilingual
from models.status import InputError, Problem
from review.applying import Decisions, apply
from review.html.lanes import HEAD, LEFT, lanes_of
from review.html.not_shown import NotShown
from review.overview import NAMED_FILES
from tests.review.test_decisions import decided
from tests.review_pages import HOSTILE, hostile, maker, two_sheets
from tests.sheets import flagged, grouped_sop, make_extraction, make_sop

PROBLEM = Problem(code="locked", stage="ingest", message="<i>terkunci</i>", hint="buka kata sandinya")
PICTURE = np.full((90, 128, 3), 250, np.uint8)


def made(documents=None, pictured=lambda *_: PICTURE, **more) -> str:
    return b"".join(maker(pictured, **more).page(documents or two_sheets())).decode()


class Reading(HTMLParser):
    """Collects elements with their attributes, and the text of scripts and styles."""

    def __init__(self, text: str):
        super().__init__()
        self.elements: list[tuple[str, dict]] = []
        self.inside: list[tuple[dict, str]] = []
        self.texts: list[str] = []
        self._open = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self._open = tag

    def handle_endtag(self, tag):
        self._open = ""

    def handle_data(self, data):
        if self._open in ("script", "style"):
            self.inside.append((self.elements[-1][1], data))
        else:
            self.texts.append(data)


def test_the_policy_names_our_style_and_script_by_their_hashes_and_nothing_else():
    page = Reading(made())
    policy = next(a["content"] for _, a in page.elements if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; img-src data:;") and "unsafe" not in policy
    for attributes, text in page.inside:
        if attributes.get("type") != "application/json":
            digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in policy
    assert not any(name.startswith("on") or name == "style" for _, a in page.elements for name in a)


def test_nothing_is_fetched():
    page = Reading(made())
    links = [
        value for _, a in page.elements for name, value in a.items() if name in ("src", "href", "srcset", "action")
    ]
    assert links and all(value.startswith(("data:image/webp;base64,", "#")) for value in links)
    assert not re.search(r"@import|url\(\s*['\"]?http", made())


def test_every_text_of_a_document_is_escaped():
    page = Reading(made(hostile()))
    assert sum(tag == "script" for tag, _ in page.elements) == 3  # one sheet's data, the settings, the script
    assert not [a for tag, a in page.elements if tag == "img" and a.get("src") == "x"]
    assert HOSTILE in page.texts
    for attributes, text in page.inside:
        if attributes.get("type") == "application/json":
            assert json.loads(text) and "<" not in text


@pytest.mark.parametrize("language", ["id", "en"])
def test_all_sheets_findings_and_values_are_there_in_both_languages(language):
    page = made(language=language)
    text = " ".join(Reading(page).texts)
    assert f'<html lang="{language}">' in page
    for finding in flagged().findings:
        assert finding.code in text and finding.message in text
    for words in ("Lembar Kedua", "Menerima surat dari Kabupaten Lain", "120 hari", "Paham komputer", "SOP-1/2024"):
        assert words in text
    assert ("Terima" in text, "Accept" in text) == (language == "id", language == "en")
    assert "{" not in "".join(part for part in Reading(page).texts if "hari" not in part)


def test_groups_head_their_steps_and_notes_stand_below_the_table():
    """Each with its place, so that a click shows it on the page."""
    page = made([("g.pdf", make_extraction("g.pdf", sops=[grouped_sop(), make_sop()]))])
    grouped, plain = (table.split("</table>")[0] for table in page.split('<table class="steps">')[1:])
    order = ["A. Penerimaan", "Menerima surat", "B. Putusan", "HYPERLINK", "<tfoot>", "Jumlah waktu 2 jam"]
    assert sorted(order, key=grouped.index) == order
    assert 'colspan="7"><span class="value" data-p="/activities/1/group">B. Putusan' in " ".join(grouped.split("\n"))
    assert 'data-p="/table_notes/0"' in grouped
    assert "rowgroup" not in plain and "tfoot" not in plain


def test_the_same_input_gives_the_same_bytes():
    assert made() == made()


def test_a_page_without_its_picture_says_why_and_keeps_its_boxes():
    def gone(*_):
        raise InputError("source-moved", Bilingual("berkas <dipindah>", "file moved"))

    page = Reading(made(pictured=gone))
    assert any("Tanpa gambar: berkas <dipindah>." in text for text in page.texts)
    assert sum(a.get("class", "").startswith("flag ") for _, a in page.elements) == 1
    assert not [a for tag, a in page.elements if tag == "img"]


def test_pictures_are_drawn_once_for_a_document_whose_sheets_share_pages():
    drawn = []
    (name, extraction), _ = two_sheets()
    extraction.sops.append(make_sop("Lembar lain"))
    made([(name, extraction)], pictured=lambda _, __, number, ___: drawn.append(number) or PICTURE)
    assert sorted(drawn) == [1, 2]


def test_what_was_decided_before_is_shown_and_handed_to_the_script():
    before = decided("REG501", "dismiss", reason="memang begitu")
    (name, extraction), _ = two_sheets()
    extraction = apply(extraction, Decisions([before]), READERS).extraction
    page = Reading(made([(name, extraction)], decisions=[before]))
    assert any("ditolak oleh sri" in text and "memang begitu" in text for text in page.texts)
    data = next(json.loads(text) for attributes, text in page.inside if attributes.get("class") == "data")
    finding = next(f for f in data["findings"] if f["code"] == "REG501")
    assert (finding["state"], finding["heads"]) == ("dismissed", [before.id])
    assert finding["fields"][0]["was"] == "Menerima surat dari Kabupaten Lain"


def test_the_flow_is_drawn_in_its_columns_and_rows():
    lanes = lanes_of(make_sop())
    first, second = lanes.symbols
    assert first.x < second.x and first.y < second.y and first.x > LEFT and first.y > HEAD
    assert [actor.lines for actor in lanes.actors] == [["Staf"], ["Kepala"]]
    assert lanes.words == [("1", 'Setuju "?"', ""), ('Setuju "?"', "1", "Tidak")]
    assert all(0 <= symbol.x <= lanes.width and 0 <= symbol.y <= lanes.height for symbol in lanes.symbols)
    bare = make_sop()
    bare.flow.nodes = []
    assert lanes_of(bare) is None


def test_symbols_without_a_row_or_column_are_drawn_too():
    sop = make_sop()
    for node in sop.flow.nodes:
        node.activity = node.actor = None
    lanes = lanes_of(sop)
    assert len({(symbol.x, symbol.y) for symbol in lanes.symbols}) == 2


def test_the_index_links_every_page_and_escapes_names():
    rows = [("a b.pdf.html", "a <b>.pdf", {"error": 2})]
    page = Reading(maker(lambda *_: PICTURE).index(rows, NotShown("id")).decode())
    assert [a["href"] for tag, a in page.elements if tag == "a"] == ["a%20b.pdf.html"]
    assert "a <b>.pdf" in page.texts and not any(a.get("id") == "not-shown" for _, a in page.elements)


def test_files_without_a_sheet_are_named_with_what_to_do():
    locked = make_extraction("k.pdf", status="failed", sops=[], problems=[PROBLEM])
    cover = make_extraction("sampul <b>.pdf", sops=[])
    texts = " ".join(Reading(made([*two_sheets(), ("k.pdf", locked), ("sampul <b>.pdf", cover)])).texts)
    assert "gagal: <i>terkunci</i> → buka kata sandinya" in texts
    assert "sampul <b>.pdf tanpa lembar SOP" in texts
    left_out = PROBLEM.model_copy(update={"code": "page-left-out", "message": "halaman 2 tidak terambil"})
    [(name, document), *_] = two_sheets()
    partly = document.model_copy(update={"problems": [left_out]})
    assert f"{name} halaman 2 tidak terambil" in " ".join(Reading(made([(name, partly)])).texts)
    assert "tidak terambil" not in " ".join(Reading(made([(name, document)])).texts)
    many = NotShown("en")
    for number in range(NAMED_FILES + 3):
        many.note(f"{number}.pdf", cover)
    assert "… and 3 more files" in maker(lambda *_: PICTURE, language="en").index([], many).decode()
