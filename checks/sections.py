"""HDR108: the sections of the header block, from the legal basis to the records, are there and hold something."""

from __future__ import annotations

from collections.abc import Iterable

from checks.context import Context
from checks.header import is_lost
from checks.rule import Hit, Rule
from checks.wording import is_blank, normalised
from models.bilingual import Bilingual

_SECTIONS = {
    "legal_basis": Bilingual("dasar hukum", "legal basis"),
    "qualifications": Bilingual("kualifikasi pelaksana", "qualifications"),
    "related_sops": Bilingual("keterkaitan", "related SOPs"),
    "equipment": Bilingual("peralatan/perlengkapan", "equipment"),
    "warnings": Bilingual("peringatan", "warnings"),
    "records": Bilingual("pencatatan dan pendataan", "records"),
}
#: From this many missing sections on, one finding names them all: the sheet follows another form or has no block.
_GROUPED_SECTIONS = 4

#: Sections of the SPO form of hospitals and of the quality manuals of universities: a sheet with two of them,
#: and few of PermenPAN-RB 35/2012, follows another form and does not lack the sections of this one.
_OTHER_FORM_LABELS = frozenset(
    {
        "pengertian",
        "tujuan",
        "kebijakan",
        "referensi",
        "acuan",
        "prosedur",
        "langkah langkah",
        "definisi",
        "ruang lingkup",
        "maksud dan tujuan",
        "unit terkait",
        "dokumen terkait",
        "tanggung jawab",
        "rekaman historis perubahan",
    }
)
_OTHER_FORM_SECTIONS, _PERMENPAN_SECTIONS = 2, 3


def _missing_section(context: Context) -> Iterable[Hit]:
    missing = [field for field in _SECTIONS if not _has_items(context, field)]
    if not missing or is_lost(context) or (_is_other_form(context) and context.has_header_block):
        return
    if len(missing) < _GROUPED_SECTIONS:
        for field in missing:
            printed = context.evidence(f"/header/{field}") is not None
            message = None if printed else _NOT_ON_THE_FORM
            yield Hit(f"/header/{field}", {"section": _SECTIONS[field]}, message=message)
        return
    names = Bilingual(*(", ".join(_SECTIONS[field].say(lang) for field in missing) for lang in ("id", "en")))
    message = _NO_SECTIONS if context.has_header_block else _NO_BLOCK
    yield Hit("/header", {"sections": names}, message=message, subject="sections")


_NOT_ON_THE_FORM = Bilingual("bagian {section} tidak tercantum", "there is no section {section} on the sheet")
_NO_BLOCK = Bilingual(
    "lembar ini tidak memuat blok identitas; tidak ada: {sections}",
    "the sheet has no header block; missing: {sections}",
)
_NO_SECTIONS = Bilingual(
    "bagian blok identitas tidak ada atau kosong: {sections}",
    "sections of the header block missing or blank: {sections}",
)


def _has_items(context: Context, field: str) -> bool:
    items = getattr(context.sop.header, field)
    return any(not is_blank(item.text if field == "legal_basis" else item) for item in items)


def _is_other_form(context: Context) -> bool:
    if sum(_has_items(context, field) for field in _SECTIONS) >= _PERMENPAN_SECTIONS:
        return False
    labels = {normalised(section.label) for section in context.sop.header.other}
    return len(labels & _OTHER_FORM_LABELS) >= _OTHER_FORM_SECTIONS


RULES = (
    Rule(
        "HDR108",
        "missing-section",
        "warning",
        Bilingual("Bagian blok identitas tidak ada", "Section of the header block missing"),
        Bilingual("bagian {section} kosong", "the section {section} is blank"),
        _missing_section,
    ),
)
