"""Rows for spreadsheets: CSV as Indonesian Excel opens it, XLSX, and Markdown; nothing in a cell is ever a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

#: A spreadsheet takes a cell that begins with one of these for a formula (OWASP, CSV injection); wide forms as well.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
#: Characters that XML 1.0 cannot hold.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: What Excel holds in a cell, in characters.
CELL_CHARACTERS = 32_767
#: Excel widths, in characters: wide enough to read, narrow enough for a screen.
_WIDTH = 24

Cell = str | int | float | None


@dataclass(frozen=True)
class Sheet:
    """A table with a name of at most 31 characters; `rows` may be a generator and is read once."""

    name: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def neutral(value: Cell) -> Cell:
    """Text that a spreadsheet would take for a formula gets an apostrophe before it; numbers of ours stay numbers."""
    if isinstance(value, str) and value.lstrip(" ").startswith(_FORMULA_STARTS) and len(value.strip()) > 1:
        return "'" + value
    return value


def csv_bytes(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """UTF-8 with BOM, separated by ';' (a decimal comma leaves no other), lines ended by CR LF."""
    yield b"\xef\xbb\xbf"
    yield _csv_line(columns)
    for row in rows:
        yield _csv_line([neutral(value) for value in row])


def _csv_line(row: Sequence[Cell]) -> bytes:
    line = io.StringIO()
    csv.writer(line, delimiter=";", lineterminator="\r\n").writerow(["" if value is None else value for value in row])
    return line.getvalue().encode("utf-8", "replace")


def xlsx_bytes(sheets: Iterable[Sheet]) -> bytes:
    """A workbook; every text is a text cell, whatever it begins with. The same sheets give the same bytes."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    workbook = Workbook(write_only=True)
    for sheet in sheets:
        page = workbook.create_sheet(sheet.name)
        page.freeze_panes = "A2"
        for number in range(1, len(sheet.columns) + 1):
            page.column_dimensions[get_column_letter(number)].width = _WIDTH
        heading = [WriteOnlyCell(page, value=name) for name in sheet.columns]
        for cell in heading:
            cell.font = Font(bold=True)
        page.append(heading)
        for row in sheet.rows:
            page.append([_xlsx_value(page, value) for value in row])
    stream = io.BytesIO()
    workbook.save(stream)
    return _without_times(stream.getvalue())


def _xlsx_value(page: object, value: Cell):
    """The value, or a cell that says "text" where the library would take it for a formula or an error code."""
    if not isinstance(value, str):
        return value
    text = _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", value)[:CELL_CHARACTERS]
    if not text.startswith(("=", "#")):
        return text
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(page, value="")
    cell.value, cell.data_type = text, "s"
    return cell


def _without_times(data: bytes) -> bytes:
    """The archive without clock times, so that the same rows give the same bytes."""
    import zipfile

    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", b"1980-01-01T00:00:00Z", content)
            new.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def markdown_table(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """A pipe table; markup in the cells is shown, not obeyed."""
    lines = ["| " + " | ".join(columns) + " |", "|" + " --- |" * len(columns)]
    lines += ["| " + " | ".join(markdown_text(value) for value in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def markdown_text(value: Cell) -> str:
    text = "" if value is None else " ".join(str(value).split())
    return re.sub(r"([\\`*_{}\[\]<>|#])", r"\\\1", text)
