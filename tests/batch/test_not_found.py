"""A sheet whose steps were not found says so."""

from batch.not_found import left_out, no_sheet, no_table
from models.document import Activity, Header, PageSummary, Sop

HEADER_PAGE = PageSummary(number=1, width=595, height=842, role="header", text_origin="pdf")
LIST_PAGE = PageSummary(number=2, width=595, height=842, role="other", text_origin="pdf")
BLANK_PAGE = PageSummary(number=3, width=595, height=842, role="other", text_origin="none")


def sop(*activities: Activity) -> Sop:
    return Sop(pages=[1], header=Header(title="Peminjaman Arsip"), activities=list(activities))


def test_a_header_block_alone_names_the_pages_that_nothing_was_taken_from():
    problem = no_table(sop(), [HEADER_PAGE, LIST_PAGE, BLANK_PAGE]).problem("id")
    assert (problem.code, problem.page, problem.stage) == ("no-activity-table", 1, "parse")
    assert "Peminjaman Arsip" in problem.message and "Halaman 2 tidak" in problem.message
    assert "Halaman" not in no_table(sop(), [HEADER_PAGE]).problem("id").message


def test_a_sheet_with_steps_misses_nothing():
    assert no_table(sop(Activity(id="K1", number=1, description="Menerima berkas", page=1)), [HEADER_PAGE]) is None


def test_both_languages_say_what_to_do():
    for notice in (no_sheet(), no_table(sop(), [HEADER_PAGE])):
        assert all(notice.problem(language).hint for language in ("id", "en"))


def test_a_page_that_no_sheet_took_is_named_where_it_should_belong_to_one():
    sheet = sop(Activity(id="K1", number=1, description="Menerima berkas", page=1))
    pages = [HEADER_PAGE, LIST_PAGE, BLANK_PAGE]
    assert left_out(pages, [sheet], joined=False) == []
    [notice] = left_out(pages, [sheet], joined=True)
    problem = notice.problem("id")
    assert (problem.code, problem.page) == ("page-left-out", 2) and "Halaman 2" in problem.message
    table = LIST_PAGE.model_copy(update={"role": "table"})
    assert [notice.page for notice in left_out([HEADER_PAGE, table], [sheet], joined=False)] == [2]
    around = sheet.model_copy(update={"pages": [1, 3]})
    assert [notice.page for notice in left_out(pages, [around], joined=False)] == [2]
    failed = LIST_PAGE.model_copy(update={"status": "failed"})
    assert left_out([HEADER_PAGE, failed], [sheet], joined=True) == []
