"""PDF pages: words and rules line up however the page is turned or cropped; what is text, and what is a picture of it."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader

from ingest.document import open_document
from ingest.ink.linework import page_linework
from ingest.pdf import source as room
from ingest.settings import IngestSettings
from ingest.stamps.coloured_ink import without_coloured_ink
from models.page import Page
from parsers.grid import Lattice, find_regions
from parsers.spans import to_span
from samples.degrade import picture_pdf
from tests.drawn_text import SCALE, blank_page, write
from tests.made_files import CELLS, HEIGHT, WIDTH, XS, YS, pdf, raw_pdf, stored_size, table, turned_table

LINES = ["Menerima surat masuk dari bupati", "Mencatat surat dalam buku agenda"]


def pages(tmp_path, data: bytes, **settings) -> list[Page]:
    path = tmp_path / "sheet.pdf"
    path.write_bytes(data)
    document = open_document(path, IngestSettings(**settings))
    found = list(document.pages())
    document.close()
    assert document.errors == {}
    return found


@pytest.fixture
def asked(monkeypatch):
    """What would have been recognised: ("page", picture) or ("region", box)."""
    calls: list[tuple[str, object]] = []

    def scan(image, dpi, number, settings):
        calls.append(("page", image))
        return Page(number, image.shape[1] * 72 / dpi, image.shape[0] * 72 / dpi, text_origin="ocr")

    monkeypatch.setattr(room, "read_scan", scan)
    monkeypatch.setattr(room, "read_region", lambda page, box, settings: calls.append(("region", box)))
    return calls


def cell_texts(page: Page) -> list[str]:
    [(box, rulings)] = find_regions(page.rulings)
    cells = Lattice.of(box, rulings).cells(box.top, box.bottom)
    return [to_span((w for w in page.words if cell.contains(*w.box.centre)), 1).text for cell in cells]


def prose(canvas) -> None:
    for n, line in enumerate(LINES * 3):
        canvas.drawString(60, HEIGHT - 60 - 20 * n, line)


def picture(width: int = 400, height: int = 300) -> ImageReader:
    return ImageReader(Image.fromarray(np.full((height, width, 3), 200, np.uint8)))


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
@pytest.mark.parametrize("margins", [None, (30, 40, 20, 50)])
def test_words_stand_in_their_ruled_cells_on_turned_and_cropped_pages(tmp_path, asked, degrees, margins):
    def draw(canvas):
        if margins:
            left, bottom, right, top = margins
            width, height = stored_size(degrees)
            canvas.setCropBox((left, bottom, width - right, height - top))
        turned_table(degrees)(canvas)

    [page] = pages(tmp_path, pdf(draw))
    assert cell_texts(page) == [text for row in CELLS for text in row]
    assert page.text_origin == "pdf" and asked == []
    height, width = page.raster.linework.shape
    assert (width, height) == (pytest.approx(page.width * page.raster.scale, abs=1.5), pytest.approx(page.height * page.raster.scale, abs=1.5))  # fmt: skip
    cut = (sum(margins[::2]), sum(margins[1::2])) if margins else (0, 0)
    turned = cut if degrees in (0, 180) else cut[::-1]
    assert (page.width, page.height) == (pytest.approx(WIDTH - turned[0]), pytest.approx(HEIGHT - turned[1]))


def test_rules_lie_where_they_were_drawn(tmp_path):
    [page] = pages(tmp_path, pdf(table))
    for orientation, wanted in (("h", YS), ("v", XS)):
        found = sorted(r.position for r in page.rulings if r.orientation == orientation)
        assert found == pytest.approx(list(wanted), abs=0.5)


def test_words_outside_the_crop_are_not_on_the_page(tmp_path, asked):
    def draw(canvas):
        canvas.setCropBox((200, 0, WIDTH, HEIGHT))
        prose(canvas)
        canvas.drawString(300, 100, "Yang tampak di halaman ini saja")

    [page] = pages(tmp_path, pdf(draw))
    assert "Menerima" not in [w.text for w in page.words]
    assert "tampak" in [w.text for w in page.words]


def test_a_shear_of_1e_8_is_no_turn(tmp_path, asked):
    """Some printers write 0.99999 1e-8 -1e-8 0.99999 for text that is upright."""

    def draw(canvas):
        for n, line in enumerate(LINES):
            text = canvas.beginText()
            text.setTextTransform(1, 1e-8, -1e-8, 1, 60, 500 - 20 * n)
            text.textOut(line)
            canvas.drawText(text)

    data = raw_pdf(b"".join(b"BT /F1 10 Tf 1 0.00000001 -0.00000001 1 60 %d Tm (%s) Tj ET\n" % (500 - 20 * n, line.encode()) for n, line in enumerate(LINES)))  # fmt: skip
    for source in (pdf(draw), data):
        [page] = pages(tmp_path, source)
        assert [w.text for w in page.words] == " ".join(LINES).split()
    assert asked == []


def test_a_few_turned_words_among_upright_text_change_nothing(tmp_path, asked):
    def draw(canvas):
        prose(canvas)
        canvas.rotate(90)
        canvas.drawString(100, -700, "lembar")

    [page] = pages(tmp_path, pdf(draw))
    assert [w.text for w in page.words if w.text in " ".join(LINES)][:5] == LINES[0].split()
    assert asked == []


def test_letters_of_a_mark_across_the_page_are_no_words(tmp_path, asked):
    def draw(canvas):
        prose(canvas)
        canvas.translate(250, 350)
        canvas.rotate(35)
        canvas.setFont("Helvetica", 80)
        canvas.drawString(0, 0, "SALINAN")

    [page] = pages(tmp_path, pdf(draw))
    assert [w.text for w in page.words][:5] == LINES[0].split()
    assert not {w.text for w in page.words} & set("SALINAN")


@pytest.mark.parametrize("degrees", [90, -90])
def test_turned_headings_are_read_line_by_line_the_way_they_run(tmp_path, asked, degrees):
    """Narrow columns print their headings upwards, a few downwards."""

    def draw(canvas):
        prose(canvas)
        canvas.translate(300, 300)
        canvas.rotate(degrees)
        canvas.drawString(0, 0, "Kepala Seksi")
        canvas.drawString(0, -12, "Pengadaan")
        canvas.drawString(0, -60, "Arsiparis")

    [page] = pages(tmp_path, pdf(draw))
    turned = [w for w in page.words if w.box.height > 3 * w.box.width]
    assert [w.text for w in turned] == ["Kepala Seksi", "Pengadaan", "Arsiparis"]
    assert asked == []


def test_a_page_printed_sideways_is_read_as_a_picture(tmp_path, asked):
    def draw(canvas):
        canvas.translate(HEIGHT, 0)
        canvas.rotate(90)
        table(canvas)

    [page] = pages(tmp_path, pdf(draw, size=(HEIGHT, WIDTH)))
    assert [kind for kind, _ in asked] == ["page"] and page.text_origin == "ocr"
    [page] = pages(tmp_path, pdf(draw, size=(HEIGHT, WIDTH)), ocr="off")
    assert page.words == [] and page.text_origin == "none"


def test_words_that_touch_at_two_heights_are_two(tmp_path, asked):
    """An answer right beside the second line of another; a raised figure stays with its word."""

    def draw(canvas):
        prose(canvas)
        canvas.setFont("Helvetica", 7)
        canvas.drawString(100, 300, "Sesuai")
        canvas.drawString(100 + canvas.stringWidth("Sesuai", "Helvetica", 7) + 0.4, 298.1, "Sesuai")
        canvas.drawString(300, 300, "luas m")
        canvas.drawString(300 + canvas.stringWidth("luas m", "Helvetica", 7), 301.8, "2")

    [page] = pages(tmp_path, pdf(draw))
    assert [w.text for w in page.words][-4:] == ["Sesuai", "Sesuai", "luas", "m2"]


def test_letters_wider_than_the_way_to_the_next_one_stand_in_words(tmp_path, asked):
    """A narrow face set letter by letter in a font that says wider ones; print made bold by printing twice is no such."""

    def draw(canvas):
        prose(canvas)
        canvas.setFont("Helvetica", 9)
        at = 100.0
        for letter in "Arsip Umum adalah tempat":
            if letter != " ":
                canvas.drawString(at, 300, letter)
            at += 4 if letter == " " else 0.66 * canvas.stringWidth(letter, "Helvetica", 9)
        for shift in (0, 0.2):
            canvas.drawString(300 + shift, 300, "tebal")

    [page] = pages(tmp_path, pdf(draw))
    texts = [w.text for w in page.words]
    assert texts[-5:-1] == ["Arsip", "Umum", "adalah", "tempat"] and len(texts[-1]) == 10


def test_a_lone_glyph_without_a_letter_is_a_bullet(tmp_path, asked):
    """Word sets bullets in Symbol or Wingdings, or with codes that WinAnsi leaves unused."""
    text = b"".join(b"1 0 0 1 60 %d Tm (\\177) Tj 1 0 0 1 80 %d Tm (%s) Tj\n" % (y, y, line.encode()) for y, line in zip((500, 480), LINES, strict=True))  # fmt: skip
    [page] = pages(tmp_path, raw_pdf(b"BT /F1 10 Tf\n" + text + b"ET"))
    assert [w.text for w in page.words] == ["•", *LINES[0].split(), "•", *LINES[1].split()]
    assert asked == []


def test_a_font_without_letters_is_a_picture_of_text(tmp_path, asked):
    junk = b"BT /F1 10 Tf 1 0 0 1 60 500 Tm (" + b"\\177\\201\\215" * 30 + b") Tj ET"
    pages(tmp_path, raw_pdf(junk))
    assert [kind for kind, _ in asked] == ["page"]


def test_a_page_without_text_is_read_and_one_with_a_page_number_too(tmp_path, asked):
    def numbered(canvas):
        canvas.drawImage(picture(), 0, 0, WIDTH, HEIGHT)
        canvas.drawString(400, 20, "Halaman 1")

    pages(tmp_path, pdf(numbered))
    assert [kind for kind, _ in asked] == ["page"]
    assert pages(tmp_path, pdf(numbered), ocr="off")[0].words != []
    assert len(asked) == 1


def test_an_old_ocr_layer_over_a_scan_is_not_trusted(tmp_path, asked):
    def scanned(canvas):
        canvas.drawImage(picture(), 0, 0, WIDTH, HEIGHT)
        text = canvas.beginText(60, 500)
        text.setTextRenderMode(3)
        for line in LINES * 3:
            text.textLine(line)
        canvas.drawText(text)

    pages(tmp_path, pdf(scanned))
    assert [kind for kind, _ in asked] == ["page"]


def strips(canvas, count=10, width=400):
    """The picture of a page cut into strips, as scanners' software stores it."""
    for n in range(count):
        canvas.drawImage(picture(width, 30), 0, n * HEIGHT / count, WIDTH, HEIGHT / count)


def old_layer(canvas, mode):
    text = canvas.beginText(60, 500)
    text.setTextRenderMode(mode)
    for line in LINES * 3:
        text.textLine(line)
    canvas.drawText(text)


def test_an_old_ocr_layer_over_a_scan_in_strips_is_not_trusted(tmp_path, asked):
    pages(tmp_path, pdf(lambda canvas: (strips(canvas), old_layer(canvas, 3))))
    assert [kind for kind, _ in asked] == ["page"]


def test_text_that_lies_under_the_scan_is_an_old_ocr_layer_too(tmp_path, asked):
    pages(tmp_path, pdf(lambda canvas: (old_layer(canvas, 0), strips(canvas))))
    assert [kind for kind, _ in asked] == ["page"]


def test_text_over_a_background_or_seen_through_a_watermark_is_the_text_of_the_page(tmp_path, asked):
    clear = Image.new("RGBA", (40, 30), (200, 200, 255, 60))
    for draw in (
        lambda canvas: (canvas.drawImage(picture(), 0, 0, WIDTH, HEIGHT), prose(canvas)),
        lambda canvas: (prose(canvas), canvas.drawImage(ImageReader(clear), 0, 0, WIDTH, HEIGHT, mask="auto")),
    ):
        [page] = pages(tmp_path, pdf(draw))
        assert [word.text for word in page.words][:3] == LINES[0].split()[:3]


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(("across", "down"), [(1684, 595), (842, 1190)])
def test_a_fax_in_a_pdf_is_read_at_the_resolution_of_its_finer_side(tmp_path, asked, across, down, turned):
    def fax(canvas):
        if turned:
            canvas.translate(0, HEIGHT)
            canvas.rotate(-90)
        canvas.drawImage(picture(across, down), 0, 0, *((HEIGHT, WIDTH) if turned else (WIDTH, HEIGHT)))

    pages(tmp_path, pdf(fax))
    [(_, image)] = asked
    along = max(across / WIDTH, down / HEIGHT) if not turned else max(across / HEIGHT, down / WIDTH)
    assert image.shape[0] == pytest.approx(HEIGHT * along, abs=2)


def test_a_scan_in_strips_is_read_at_their_resolution(tmp_path, asked):
    pages(tmp_path, pdf(lambda canvas: strips(canvas, width=round(WIDTH / 72 * 150))))
    [(_, image)] = asked
    assert image.shape[1] == pytest.approx(WIDTH / 72 * 150, abs=2)


def test_text_is_read_from_its_picture_only_when_forced(tmp_path, asked):
    assert len(pages(tmp_path, pdf(prose), ocr="auto")[0].words) == 30 and asked == []
    pages(tmp_path, pdf(prose), ocr="force")
    assert [kind for kind, _ in asked] == ["page"]


def test_a_picture_with_a_table_in_a_text_page_is_read_a_logo_is_not(tmp_path, asked):
    def draw(canvas):
        prose(canvas)
        canvas.drawImage(picture(), 40, 540, 40, 40)
        canvas.drawImage(picture(), 100, 60, 500, 300)

    pages(tmp_path, pdf(draw))
    [(kind, box)] = asked
    assert kind == "region"
    assert tuple(box) == pytest.approx((100, HEIGHT - 360, 600, HEIGHT - 60), abs=1)
    pages(tmp_path, pdf(draw), ocr="off")
    assert len(asked) == 1


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_the_picture_is_looked_for_where_it_shows(tmp_path, asked, degrees):
    def draw(canvas):
        turned_table(degrees)(canvas)
        canvas.drawImage(picture(), 100, 20, 500, 160)

    pages(tmp_path, pdf(draw))
    [(_, box)] = asked
    assert tuple(box) == pytest.approx((100, HEIGHT - 180, 600, HEIGHT - 20), abs=1)


def test_the_picture_of_a_cropped_page_lies_where_the_crop_shows_it(tmp_path, asked):
    def draw(canvas):
        canvas.setCropBox((30, 10, WIDTH - 20, HEIGHT - 50))
        table(canvas)
        canvas.drawImage(picture(), 100, 20, 500, 160)

    pages(tmp_path, pdf(draw))
    [(_, box)] = asked
    assert tuple(box) == pytest.approx((70, HEIGHT - 230, 570, HEIGHT - 70), abs=1)


def test_text_is_no_line_work_symbols_and_rules_are(tmp_path):
    def draw(canvas):
        prose(canvas)
        canvas.setFillColorRGB(1, 1, 0)
        canvas.rect(300, 100, 80, 40, stroke=0, fill=1)

    [page] = pages(tmp_path, pdf(draw))
    scale, linework = page.raster.scale, page.raster.linework
    assert not linework[: int(400 * scale)].any()
    box = [int(v * scale) for v in (302, HEIGHT - 138, 378, HEIGHT - 102)]
    assert linework[box[1] : box[3], box[0] : box[2]].all()  # yellow is as light as paper
    assert (page.raster.colour[: int(400 * scale)] < 128).any()  # the picture still shows the text


def test_rules_show_on_shaded_cells_and_shade_is_no_line_work():
    sheet = blank_page(200, 100, shade=215)
    x = int(80 * SCALE)
    sheet[:, x : x + 3] = 120
    ink, drawn = page_linework(sheet, SCALE)
    assert ink[:, x + 1].all() and ink[:, : x - 30].max() == 0
    assert drawn[:, x + 1].all() and not drawn[:, : x - 30].any()


def test_a_stamp_is_lifted_off_the_print_under_it():
    sheet = blank_page(300, 200)
    for line in range(11):
        write(sheet, "KEPALA DINAS PENDIDIKAN DAN KEBUDAYAAN", 10, 15 + 16 * line, 11)
    printed = sheet.copy()
    y, x = np.mgrid[: sheet.shape[0], : sheet.shape[1]]
    ring = np.abs(np.hypot(x - 120 * SCALE, y - 95 * SCALE) - 30 * SCALE) < 3
    sheet[ring & (printed.min(axis=2) > 128)] = (90, 90, 220)
    lifted = without_coloured_ink(sheet, SCALE)
    paper = ring & (printed.min(axis=2) > 250)
    assert lifted[paper].min() > 180  # the stamp is gone …
    assert (lifted[printed.max(axis=2) < 40].max(axis=1) < 90).mean() > 0.98  # … the letters are not


def test_a_page_in_black_has_no_coloured_ink():
    sheet = blank_page(300, 200)
    assert without_coloured_ink(sheet, SCALE) is None
    write(sheet, "KEPALA DINAS PENDIDIKAN", 40, 90, 11)
    assert without_coloured_ink(sheet, SCALE) is None


@pytest.mark.parametrize("size", [(1654, 2339), (2599, 1693)])
def test_a_scan_comes_out_pixel_for_pixel(tmp_path, size):
    """Its page, in points of single precision, is a hair too large: blown up by a pixel, every edge was blurred."""
    dots = np.where(np.random.default_rng(1).random(size[::-1]) < 0.2, 0, 255).astype(np.uint8)
    path = tmp_path / "fax.pdf"
    path.write_bytes(picture_pdf([np.dstack([dots] * 3)], "fax"))
    picture, _ = room.PdfSource(path, IngestSettings()).picture(1, 200)
    assert np.array_equal(picture[..., 0], dots)
