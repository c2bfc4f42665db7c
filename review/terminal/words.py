"""What the review desk says, in both languages."""

from __future__ import annotations

from models.bilingual import Bilingual as B

ACCEPT = B("Terima", "Accept")
DISMISS = B("Tolak", "Dismiss")
CORRECT = B("Koreksi", "Correct")
UNDO = B("Batal", "Undo")
NEXT = B("Lanjut", "Next")
PREVIOUS = B("Mundur", "Back")
ZOOM = B("Gambar", "Zoom")
HELP = B("Bantuan", "Help")
QUIT = B("Keluar", "Quit")

POSITION = B("temuan {number} dari {of} di lembar ini", "finding {number} of {of} on this sheet")
TOTAL = B("{position}/{count}", "{position}/{count}")
LOADING = B("memuat gambar halaman …", "loading the page's picture …")
NO_PICTURE = B("Tanpa gambar: {why}.", "No picture: {why}.")
HINT = B("({hint})", "({hint})")
FIRST = B("Ini temuan yang pertama.", "This is the first finding.")
LAST = B("Ini temuan yang terakhir.", "This is the last finding.")
ALL_DONE = B(
    "Semua temuan sudah diputuskan. Tekan q untuk keluar, atau p untuk melihat kembali.",
    "Every finding is decided. Press q to quit, or p to look back.",
)
NOTHING_TO_UNDO = B("Tidak ada keputusan untuk dibatalkan.", "There is no decision to undo.")
NOTHING_TO_OPEN = B("Tidak ada gambar untuk dibuka.", "There is no picture to open.")
UNDONE = B("Keputusan dibatalkan.", "The decision was undone.")
NO_FIELD = B(
    "Temuan ini bukan tentang satu nilai: terima (a) atau tolak (d).",
    "This finding is not about one value: accept (a) or dismiss (d).",
)

WHY = B("Mengapa ditolak?", "Why dismiss it?")
WHY_HINT = B("angka atau Enter memilih · Esc kembali", "a digit or Enter chooses · Esc goes back")
OWN_REASON = B("atau tulis alasan lain, lalu Enter", "or write another reason, then Enter")
CHOOSE_HINT = B("Enter memilih · Esc kembali", "Enter chooses · Esc goes back")
WHICH = B("Nilai mana yang dikoreksi?", "Which value is to be corrected?")
NEW_VALUE = B("Yang benar untuk: {field}", "The right value of: {field}")
READ_AS = B("terbaca: {text}", "read as: {text}")
BLANK = B("(kosong)", "(blank)")
ONE_LINE = B(
    "Enter menyimpan · Esc kembali · kosongkan bila di lembar kosong",
    "Enter saves · Esc goes back · leave empty for blank",
)
MANY_LINES = B(
    "satu butir per baris · Ctrl+S menyimpan · Esc kembali", "one item a line · Ctrl+S saves · Esc goes back"
)
OTHER_READINGS = B("bacaan lain (pilih dengan Enter):", "other readings (Enter chooses):")

GUIDE = B(
    """Setiap temuan ditunjukkan satu per satu, lembar terberat lebih dulu.

  a       terima: lembarnya memang salah
  d       tolak: bukan kesalahan (dengan alasan)
  c       koreksi: mesin salah baca, tulis yang benar
  u       batalkan keputusan terakhir
  n  →    temuan berikut, tanpa memutuskan
  p  ←    temuan sebelumnya
  z       gambar: sel, baris, halaman
  o       buka halaman di penampil gambar
  ↑ ↓     gulung keterangan
  q       keluar; dapat dilanjutkan kapan saja

Setiap keputusan langsung tersimpan. Hasil bacaan asli tidak diubah.""",
    """The findings are shown one by one, worst sheets first.

  a       accept: the sheet is indeed at fault
  d       dismiss: no fault (with a reason)
  c       correct: misread, write what is right
  u       undo the last decision
  n  →    next finding, without deciding
  p  ←    the finding before
  z       picture: cell, row, page
  o       open the page in the picture viewer
  ↑ ↓     scroll the explanation
  q       quit; go on at any time

Every decision is saved at once. What was read stays as it is.""",
)
CLOSE = B("Esc menutup", "Esc closes")
