"""The faults that five real transcripts are known for are found, and nothing is said of what is sound in them."""

from collections import defaultdict
from pathlib import Path

import pytest

from batch.extract import ExtractSettings, extract_file

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the five seed transcripts are not part of the project")


def findings(start: str, **checks) -> dict[str, list[str]]:
    """Pointers by code for the seed whose name begins with `start`."""
    (path,) = SEEDS.glob(f"{start}_*.txt")
    by_code = defaultdict(list)
    for finding in extract_file(path, ExtractSettings(checks=checks)).findings:
        by_code[finding.code].append(finding.pointer)
    return dict(by_code)


def test_seed_with_an_empty_header():
    assert findings("000") == {
        "HDR101": ["/header/number"],
        "HDR103": ["/header/created_on", "/header/effective_on"],
        "DUR401": ["/activities/12/duration"],
    }


def test_seed_with_the_subject_of_another_sheet_left_in():
    rows = [pointer.split("/")[2] for pointer in findings("000", select=["TXT903"])["TXT903"]]
    assert rows == ["7", "11", "12"]


def test_seed_with_two_odd_times():
    assert findings("001") == {"DUR403": ["/activities/2/duration", "/activities/6/duration"]}


def test_seed_that_names_another_region_in_every_row():
    found = findings("002")
    assert [pointer.split("/")[2] for pointer in found["REG501"]] == ["0", "1", "2", "3", "4", "5", "6"]
    assert found["STP202"] == ["/activities/1/number"]
    assert found["STP201"] == ["/activities/6/number", "/activities/7/number"]
    assert found["STP206"] == ["/activities/5/description"]
    assert not set(found) & {"STP203", "STP204", "REG502", "REG503", "DUR403"}


def test_seed_whose_columns_shift_on_its_second_page():
    assert findings("003") == {"TBL951": ["/activities/8"]}


def test_seed_without_header_block():
    found = findings("004")
    assert found["HDR108"] == ["/header"]
    assert not [code for code in found if code[:3] not in ("HDR", "TBL")]
