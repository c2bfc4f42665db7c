"""A sheet whose steps were not found says so."""

from batch.not_found import no_sheet, no_table
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
