"""The report's words in both languages, and the names of places on a sheet."""

from __future__ import annotations

from models.bilingual import Bilingual as B

SEVERITY = {"error": B("galat", "error"), "warning": B("peringatan", "warning"), "info": B("catatan", "note")}
STATUS = {"ok": B("lengkap", "ok"), "partial": B("sebagian", "partial"), "failed": B("gagal", "failed")}

STEP = B("langkah {number}", "step {number}")
STEP_UNNUMBERED = B("baris {row} (tanpa nomor)", "row {row} (no number)")
PAGE = B("hal. {page}", "p. {page}")
PAGES = B("hal. {first}-{last}", "pp. {first}-{last}")

NUMBER = B("No", "No")
ACTIVITY = B("Kegiatan", "Activity")
ACTORS = B("Pelaksana", "Actors")
REQUIREMENTS = B("Kelengkapan", "Requires")
DURATION = B("Waktu", "Time")
OUTPUTS = B("Output", "Output")
REMARKS = B("Ket.", "Remarks")

#: Parts of an SOP by the beginning of a pointer, most particular first.
HEADER_FIELDS = {
    "institution": B("Instansi", "Institution"),
    "region": B("Wilayah", "Region"),
    "number": B("Nomor SOP", "SOP number"),
    "title": B("Judul SOP", "SOP title"),
    "created_on": B("Tanggal pembuatan", "Date of making"),
    "revised_on": B("Tanggal revisi", "Date of revision"),
    "effective_on": B("Tanggal efektif", "Date in force"),
    "approved_by": B("Disahkan oleh", "Approved by"),
    "legal_basis": B("Dasar hukum", "Legal basis"),
    "qualifications": B("Kualifikasi pelaksana", "Qualifications"),
    "related_sops": B("Keterkaitan", "Related SOPs"),
    "equipment": B("Peralatan/perlengkapan", "Equipment"),
    "warnings": B("Peringatan", "Warnings"),
    "records": B("Pencatatan dan pendataan", "Records"),
    "other": B("Bagian lain", "Other section"),
}
ACTIVITY_FIELDS = {
    "number": B("nomor", "number"),
    "description": B("uraian kegiatan", "activity"),
    "actors": B("pelaksana", "actors"),
    "requirements": B("kelengkapan", "requirements"),
    "duration": B("waktu", "time"),
    "outputs": B("output", "output"),
    "remarks": B("keterangan", "remarks"),
}
APPROVAL_FIELDS = {
    "position": B("jabatan pengesah", "approver's post"),
    "name": B("nama pengesah", "approver's name"),
    "rank": B("pangkat pengesah", "approver's rank"),
    "nip": B("NIP pengesah", "approver's NIP"),
}
SYMBOL_TEXT = B("teks di dalam simbol", "text inside the symbol")
EDGE_LABEL = B("label garis ke langkah {number}", "label of the line to step {number}")
HEADER = B("blok identitas", "header block")
TABLE = B("tabel kegiatan", "activity table")
FLOW = B("diagram alir", "flow")
ACTOR_COLUMN = B("kolom pelaksana {name}", "actor column {name}")
SHEET = B("lembar SOP", "sheet")

STANDS = B("tertulis", "it says")
SUGGESTED = B("saran", "suggested")
READING = B("bacaan", "reading")
CAUSE_LABEL = B("sebab", "cause")
CAUSE = {
    "sheet": B("agaknya salah di lembarnya", "likely the sheet's own fault"),
    "reading": B("agaknya salah baca", "likely misread"),
}
SURENESS = B("yakin {percent}%", "{percent}% sure")
OTHERWISE = B("atau: {text}", "or: {text}")

STATE = {
    "open": B("terbuka", "open"),
    "accepted": B("diterima", "accepted"),
    "dismissed": B("ditolak", "dismissed"),
    "corrected": B("dikoreksi", "corrected"),
}
DECISION = B("keputusan", "decision")
DECIDED = B("{state} oleh {by}, {day}", "{state} by {by}, {day}")
CORRECTED_TO = B("menjadi: {value}", "now: {value}")
DECIDED_BY = B("{state} oleh {by}", "{state} by {by}")
CONTESTED_BY = B("tetapi {others}: putuskan sekali lagi", "but {others}: decide once more")
CONTESTED = B("petugas lain memutuskan lain: putuskan sekali lagi", "another clerk decided otherwise: decide once more")

OVERVIEW = B("RINGKASAN", "OVERVIEW")
FILES = B("Berkas", "Files")
DOUBLED = B("{count} kembar", "{count} doubled")
CONTENT = B("Isi", "Content")
CONTENT_LINE = B(
    "{sops} lembar SOP, {steps} langkah, {pages} halaman", "{sops} SOP sheets, {steps} steps, {pages} pages"
)
FINDINGS = B("Temuan", "Findings")
CAUSES = B("Sebabnya", "Causes")
CAUSE_UNKNOWN = B("belum dapat dikatakan", "cannot be told yet")
DECISIONS = B("Keputusan", "Decisions")
CONTESTED_COUNT = B("{count} diputuskan berlainan oleh dua petugas", "{count} decided differently by two clerks")
NO_FINDINGS = B("tidak ada", "none")
ON_SHEETS = B("pada {flagged} dari {sops} lembar", "on {flagged} of {sops} sheets")
TO_DO = B("BERKAS YANG PERLU DITANGANI", "FILES THAT NEED CARE")
NOT_ALL_TAKEN = B(
    "BERKAS YANG SEBAGIAN ISINYA MUNGKIN TIDAK TERAMBIL", "FILES OF WHICH SOMETHING MAY NOT HAVE BEEN TAKEN"
)
NO_SHEET = B("tanpa lembar SOP", "no SOP sheet in it")
NOT_SHEETS = B("BERKAS TANPA LEMBAR SOP", "FILES WITHOUT AN SOP SHEET")
DOUBLES = B("BERKAS KEMBAR (isinya dihitung sekali)", "DOUBLED FILES (what is in them is counted once)")
SAME_AS = B("{name} sama dengan {earlier}", "{name} is the same as {earlier}")
BY_RULE = B("TEMUAN PER ATURAN", "FINDINGS PER RULE")
WORST = B("LEMBAR DENGAN TEMUAN TERBERAT", "WORST SHEETS FIRST")
RULE = B("Aturan", "Rule")
FINDS = B("Tentang", "About")
SEVERITY_HEADING = B("Tingkat", "Severity")
COUNT = B("Temuan", "Findings")
SHEETS = B("Lembar", "Sheets")
SHEET_HEADING = B("Lembar", "Sheet")
MORE_FILES = B("… dan {count} berkas lain", "… and {count} more files")
MORE_SHEETS = B(
    "{count} lembar lain dengan temuan tidak ditampilkan; perbesar --limit atau pilih dengan --document",
    "{count} more sheets with findings are not shown; raise --limit or choose with --document",
)
DETAILS = B("RINCIAN", "DETAILS")
TABLE_AS_READ = B("Tabel sebagaimana terbaca", "The table as read")
UNTITLED = B("(tanpa judul)", "(untitled)")
BLANK = B("(kosong)", "(blank)")
CLEAN = B("tidak ada temuan", "no findings")

#: Why a finding is dismissed, most often.
REASONS = (
    B("Di lembar memang begitu, dan itu benar", "The sheet says so, and it is right"),
    B("Salah baca; di lembar tertulis benar", "Misread; the sheet is right"),
    B("Aturan ini tidak berlaku untuk lembar ini", "The rule does not apply to this sheet"),
    B("Kebiasaan di kantor ini", "The custom of this office"),
    B("Sudah diperbaiki di lembar yang baru", "Mended in a newer sheet already"),
    B("Sudah disebut di temuan lain", "Said by another finding already"),
)
