"""What the review page says, in both languages; those under SCRIPT are said by its script."""

from __future__ import annotations

from models.bilingual import Bilingual as B

TITLE = B("Tinjauan lembar SOP", "Review of SOP sheets")
SKIP = B("Langsung ke temuan", "Skip to the findings")
CHOOSE = B("Pilih lembar dan temuan", "Choose sheets and findings")
SHEET = B("Lembar", "Sheet")
PREVIOUS_SHEET = B("Lembar sebelumnya", "Sheet before")
NEXT_SHEET = B("Lembar berikutnya", "Next sheet")
RULE = B("Aturan", "Rule")
SEVERITY = B("Tingkat", "Severity")
STATE = B("Keputusan", "Decision")
ALL = B("semua", "all")
CLERK = B("Nama petugas", "Clerk's name")
SAVE = B("Simpan keputusan", "Save decisions")
LOAD = B("Muat keputusan", "Load decisions")
HELP = B("Bantuan", "Help")
CLOSE = B("Tutup", "Close")
PAGES = B("Gambar halaman", "Pictures of the pages")
PAGE = B("Halaman {number}", "Page {number}")
ZOOM_IN = B("Perbesar", "Enlarge")
ZOOM_OUT = B("Perkecil", "Reduce")
FLOW_OVER = B("Alur di atas gambar", "Flow over the picture")
FINDINGS = B("Temuan", "Findings")
NO_FINDINGS = B("Tidak ada temuan di lembar ini.", "There is no finding on this sheet.")
HEADER = B("Blok identitas sebagaimana terbaca", "Header block as read")
TABLE = B("Tabel kegiatan sebagaimana terbaca", "Activity table as read")
FLOW = B("Alur sebagaimana terbaca", "Flow as read")
FLOW_TEXT = B("Alur dalam kata-kata", "The flow in words")
NO_FLOW = B("Tidak ada simbol alur yang terbaca.", "No symbol of the flow was read.")
FLOW_LINE = B("langkah {source} ke langkah {target}", "step {source} to step {target}")
NO_PICTURE = B("Tanpa gambar: {why}.", "No picture: {why}.")
FINDING = B("Temuan {number}", "Finding {number}")
ACCEPT = B("Terima", "Accept")
DISMISS = B("Tolak", "Dismiss")
CORRECT = B("Koreksi", "Correct")
UNDO = B("Batalkan", "Undo")
WHY = B("Mengapa ditolak?", "Why dismiss it?")
OWN_REASON = B("Alasan lain", "Another reason")
NEW_VALUE = B("Yang benar", "What is right")
WHICH = B("Nilai", "Value")
READINGS = B("Bacaan lain", "Other readings")
CANCEL = B("Kembali", "Back")
OK = B("Simpan", "Save")
SHORTCUTS = B("Pakai tombol pintas", "Use shortcut keys")
SCRIPTLESS = B(
    "Halaman ini dapat dibaca, tetapi untuk memutuskan temuan perlu JavaScript.",
    "This page can be read, but deciding on findings needs JavaScript.",
)
FOOT = B(
    "Dibuat oleh sopscan {version}. Semua ada di berkas ini; tidak ada yang dikirim ke mana pun.",
    "Made by sopscan {version}. All is in this file; nothing is sent anywhere.",
)
GUIDE = (
    (("j", "→"), B("temuan berikutnya", "next finding")),
    (("k", "←"), B("temuan sebelumnya", "finding before")),
    (("a",), B("terima: lembarnya memang salah", "accept: the sheet is indeed at fault")),
    (("d",), B("tolak: bukan kesalahan, dengan alasan", "dismiss: no fault, with a reason")),
    (("c",), B("koreksi: mesin salah baca, tulis yang benar", "correct: misread, write what is right")),
    (("u",), B("batalkan keputusan atas temuan ini", "undo the decision on this finding")),
    (("z",), B("perbesar gambar", "enlarge the picture")),
    (("s",), B("simpan keputusan sebagai berkas", "save the decisions as a file")),
    (("?",), B("bantuan ini", "this help")),
)
GUIDE_NOTE = B(
    "Klik kotak di gambar untuk melihat temuannya, klik sel tabel untuk melihat tempatnya di gambar. Keputusan tersimpan di "
    "peramban ini; simpan sebagai berkas, lalu gabungkan dengan: sopscan review OUT --import BERKAS",
    "Click a box on the picture to see its finding, click a cell of the table to see its place on the picture. Decisions are "
    "kept in this browser; save them as a file, then take them in with: sopscan review OUT --import FILE",
)
INDEX = B("Daftar berkas", "List of files")
FILE = B("Berkas", "File")
NOT_SHOWN = B(
    "Berkas yang perlu ditangani, tanpa lembar SOP, atau belum terambil seluruhnya",
    "Files that need care, hold no SOP sheet, or were not taken whole",
)

SCRIPT = {
    "progress": B(
        "{open} terbuka, {accepted} diterima, {dismissed} ditolak, {corrected} dikoreksi",
        "{open} open, {accepted} accepted, {dismissed} dismissed, {corrected} corrected",
    ),
    "unsaved": B("{count} belum disimpan sebagai berkas", "{count} not saved as a file yet"),
    "shown": B(
        "{shown} dari {count} temuan di lembar ini ditampilkan", "{shown} of {count} findings on this sheet shown"
    ),
    "open": B("terbuka", "open"),
    "accepted": B("diterima", "accepted"),
    "dismissed": B("ditolak", "dismissed"),
    "corrected": B("dikoreksi", "corrected"),
    "decided": B("{state} oleh {by}", "{state} by {by}"),
    "now": B("menjadi: {value}", "now: {value}"),
    "blank": B("(kosong)", "(blank)"),
    "noField": B(
        "Temuan ini bukan tentang satu nilai: terima atau tolak.",
        "This finding is not about one value: accept or dismiss it.",
    ),
    "nothingToUndo": B("Belum ada keputusan atas temuan ini.", "There is no decision on this finding."),
    "undone": B("Keputusan dibatalkan.", "The decision was undone."),
    "saved": B("{count} keputusan disimpan sebagai {name}.", "{count} decisions saved as {name}."),
    "loaded": B(
        "{count} keputusan dimuat, {damaged} baris dilewati.", "{count} decisions loaded, {damaged} lines passed over."
    ),
    "nothingToSave": B("Belum ada keputusan untuk disimpan.", "There are no decisions to save yet."),
    "noStore": B(
        "Peramban ini tidak dapat mengingat keputusan: simpan sebagai berkas sebelum menutup halaman.",
        "This browser cannot keep decisions: save them as a file before closing the page.",
    ),
    "last": B("Tidak ada temuan lagi di arah ini.", "There is no further finding in this direction."),
    "allDone": B("Semua temuan sudah diputuskan.", "Every finding is decided."),
    "badNumber": B("Isi dengan angka saja, misalnya 3.", "Give digits only, such as 3."),
    "badDate": B("Isi dengan tanggal, misalnya 2 Juni 2025.", "Give a date, such as 2 Juni 2025."),
    "oneLine": B("Kosongkan bila di lembar kosong.", "Leave empty where the sheet is blank."),
    "manyLines": B("Satu butir per baris.", "One item a line."),
    "anonymous": B("tanpa nama", "no name"),
    "noMatch": B("Tidak ada temuan yang cocok dengan pilihan ini.", "No finding matches this choice."),
}
