"""Dates of the header block as scans show them."""

from __future__ import annotations

import pytest

from parsers.header.fields import read_header
from tests.header_blocks import block, pair, span


@pytest.mark.parametrize(("origin", "date"), [("ocr", None), ("pdf", "2021")])
def test_of_a_scan_a_year_alone_has_lost_its_day_and_month(origin, date):
    header, evidence = read_header(block(pair("Tanggal Efektif", span("2021", origin=origin))))
    assert header.effective_on == date
    assert evidence["/header/effective_on"].text == "2021"
