"""Two readings of a line: what is a difference between them, and what is not."""

from ingest.ocr.agreement import recut
from ingest.ocr.words import ReadWord


def words(*texts: str, sure: float = 0.9) -> list[ReadWord]:
    starts = [10.0 * sum(map(len, texts[:k])) for k in range(len(texts))]
    return [ReadWord(t, x, x + 10.0 * len(t), sure, sure) for t, x in zip(texts, starts, strict=True)]


def test_figures_that_stand_together_otherwise_are_no_other_figures():
    first, second = words("NIP.", "19800213", "200501", "10"), words("NIP.", "1980021320", "0501", "1", "0", sure=0.8)
    assert [word.text for word in recut(second, first)] == ["NIP.", "19800213", "200501", "10"]
    assert [word.mean for word in recut(second, first)] == [0.8] * 4


def test_other_figures_stay_where_they_were_read():
    first, second = words("19800213", "200501"), words("1980", "0213200507")
    assert recut(second, first) == second
