"""LAW: the legal basis names regulations completely, and such as were in force and known when the SOP was made."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from checks.context import Context
from checks.header import sheet_year
from checks.legal_status import revocation
from checks.rule import Hit, Rule
from checks.running_text import cited_in_text
from checks.wording import is_blank, normalised, shortened
from models.bilingual import Bilingual
from models.document import Header, Regulation

#: How a citation opens, normalised; a general clause ("ketentuan lain yang berlaku") opens otherwise.
_REGULATION = re.compile(
    r"(undang undang|uu |perppu|peraturan (pemerintah|presiden|menteri|kepala|badan|daerah|gubernur|bupati|wali|komisi|mahkamah"
    r"|lembaga|direktur|dirjen|bersama|otorita|dewan)|keputusan (presiden|menteri|kepala|gubernur|bupati|wali|direktur|sekretaris"
    r"|bersama)|instruksi (presiden|menteri|gubernur)|surat edaran|pp |perpres|permen|perka |perda |pergub|perbup|perwal|kepmen"
    r"|keppres|kepgub|inpres|qanun)"
)
#: The constitution has no number; "the regulations in force" are no regulation, nor is the budget act of whatever year.
_UNNUMBERED = re.compile(
    r"(undang undang dasar|uud|peraturan perundang|ketentuan|.*(yang berlaku|lainnya|terkait|tahun berjalan|tahun berkenaan"
    r"|setiap tahun|setiap tahunnya)$)"
)
#: What a reader parts or takes for letters is printed all the same: "Tahun 20 18", "No. PM S0 Tahun".
_TORN_YEAR = re.compile(r"\bt ?ahun (?:1 ?9|2 ?0) ?\d ?\d\b")
_TORN_NUMBER = re.compile(r"\b(?:no|nomor) (?:[a-z]{1,5} )?[0-9osil]{1,3} t ?ahun\b")


def _incomplete_citation(context: Context) -> Iterable[Hit]:
    basis = context.sop.header.legal_basis
    for index, item in enumerate(basis):
        missing = _missing_parts(item, basis[index - 1] if index else None)
        if missing is not None:
            pointer = f"/header/legal_basis/{index}"
            # Of a citation in a picture it is figures that are lost first: nine in ten such lacked nothing on paper.
            severity = "info" if context.is_rejected(pointer) else None
            yield Hit(pointer, {"missing": missing, "text": shortened(item.text)}, subject=item.text, severity=severity)


def _missing_parts(item: Regulation, before: Regulation | None) -> Bilingual | None:
    """What a citation lacks of kind, number and year; None where it is complete or no citation."""
    text = normalised(item.text)
    if is_blank(item.text) or _UNNUMBERED.match(text):
        return None
    if text.startswith("tentang "):
        cut_off = before is not None and before.kind is not None and "tentang" not in before.text.casefold()
        return None if cut_off else Bilingual("jenis, nomor, dan tahun", "kind, number and year")
    if item.kind is None and not _REGULATION.match(text):
        return None
    # "129/PMK.05/2020" holds its year; a number may be the whole of it. What follows "tentang" is another regulation's.
    own = text.partition(" tentang ")[0]
    year = item.year or re.search(r"(?:19|20)\d\d", item.number or "") or _TORN_YEAR.search(own)
    match (bool(item.number or _TORN_NUMBER.search(own)), bool(year)):
        case (False, False):
            return Bilingual("nomor dan tahun", "number and year")
        case (False, True):
            return Bilingual("nomor", "number")
        case (True, False):
            return Bilingual("tahun", "year")
    return None


def _revoked_regulation(context: Context) -> Iterable[Hit]:
    made = sheet_year(context.sop.header)
    for pointer, item in _all_cited(context):
        known = revocation(item, context.options.revoked)
        if known is None or (made is not None and known.year >= made):
            continue
        yield Hit(
            pointer,
            {"text": shortened(item.text), "by": known.by, "source": known.source},
            message=_REVOKED_UNDATED if made is None else None,
            severity=None if made is not None and known.sure else "info",
            suggestion=Bilingual(f"lihat {known.by}", f"see {known.by}"),
            subject=f"{item.kind} {item.number} {item.year}",
        )


_REVOKED_UNDATED = Bilingual(
    "“{text}” kini sudah tidak berlaku ({by}); tanggal SOP tidak diketahui",
    "“{text}” is no longer in force ({by}); the SOP's date is not known",
)


def _citation_after_sop(context: Context) -> Iterable[Hit]:
    made = _latest_year(context.sop.header)
    if made is None:
        return
    for pointer, item in _all_cited(context):
        if item.year is not None and item.year > made:
            yield Hit(
                pointer,
                {"text": shortened(item.text), "year": item.year, "made": made},
                subject=f"{item.kind} {item.number} {item.year}",
            )


def _all_cited(context: Context) -> Iterator[tuple[str, Regulation]]:
    """(pointer, regulation) of the legal basis, then of the other texts that name one."""
    for index, item in enumerate(context.sop.header.legal_basis):
        yield f"/header/legal_basis/{index}", item
    for citation in cited_in_text(context):
        yield citation.pointer, citation.regulation


def _latest_year(header: Header) -> int | None:
    """The last year of any date on the sheet: a citation may have come in with a revision."""
    years = [int(date[:4]) for date in (header.created_on, header.revised_on, header.effective_on) if date]
    return max(years, default=None) or sheet_year(header)


RULES = (
    Rule(
        "LAW601",
        "incomplete-citation",
        "warning",
        Bilingual("Dasar hukum tidak lengkap", "Incomplete citation"),
        Bilingual("peraturan tanpa {missing}: “{text}”", "a regulation without {missing}: “{text}”"),
        _incomplete_citation,
    ),
    Rule(
        "LAW602",
        "revoked-regulation",
        "warning",
        Bilingual("Peraturan sudah dicabut", "Revoked regulation"),
        Bilingual(
            "“{text}” sudah tidak berlaku ketika SOP dibuat ({by})", "“{text}” had ended before the SOP was made ({by})"
        ),
        _revoked_regulation,
    ),
    Rule(
        "LAW603",
        "citation-after-sop",
        "error",
        Bilingual("Peraturan lebih muda daripada SOP", "Regulation younger than the SOP"),
        Bilingual("“{text}” dari {year}, padahal SOP dari {made}", "“{text}” is of {year}, the SOP of {made}"),
        _citation_after_sop,
    ),
)
