"""What commands say while they run."""

from __future__ import annotations

from models.bilingual import Bilingual as B

READING = B("Membaca", "Reading")
FINISHED = B(
    "{total} berkas: {ok} lengkap, {partial} sebagian, {failed} gagal "
    "({read} baru dibaca, {kept} sudah terbaca sebelumnya, {doubled} kembar, {moved} pindah tempat)",
    "{total} files: {ok} ok, {partial} partial, {failed} failed "
    "({read} newly read, {kept} read before, {doubled} doubled, {moved} moved)",
)
NOT_ALL_TAKEN = B(
    "{count} berkas lengkap terbaca, tetapi sebagian isinya mungkin tidak terambil: laporan menyebutnya satu per satu",
    "{count} files were read whole, yet something in them may not have been taken: the report names them",
)
CHECKED_AGAIN = B(
    "{count} berkas diperiksa ulang dengan pengaturan aturan yang baru, tanpa dibaca lagi",
    "{count} files checked again with the new settings of the rules, without reading them anew",
)
JOINED_PAGES = B(
    "{count} gambar dibaca sebagai halaman dari gambar lain (--join), di bawah nama gambar yang pertama",
    "{count} images were read as pages of another one (--join), under the first one's name",
)
SKIPPED = B(
    "{count} berkas data atau program dilewati: bukan dokumen",
    "{count} files of data or programs left aside: they are no documents",
)
WAITING = B("Menunggu berkas baru; akhiri dengan Ctrl-C.", "Waiting for new files; end it with Ctrl-C.")
LEDGER_AT = B("Buku catatan: {path}", "Ledger: {path}")
JOBS_AND_SCHEDULER = B(
    "--jobs tidak berlaku dengan --scheduler: banyaknya pekerja ditentukan klasternya",
    "--jobs has no effect with --scheduler: the cluster decides how many workers there are",
)
STOPPED = B(
    "Dihentikan: {done} berkas selesai dan disimpan. Jalankan perintah yang sama untuk melanjutkan.",
    "Stopped: {done} files are done and kept. Run the same command to go on.",
)
STOPPING = B("Menghentikan … (beberapa detik)", "Stopping … (a few seconds)")
NOTHING_FOUND = B("Tidak ada berkas untuk dibaca di {roots}.", "There are no files to read in {roots}.")
SEE_REPORT = B("Rinciannya: sopscan report {out}", "The details: sopscan report {out}")
SEE_REVIEW = B(
    "Untuk memutuskannya satu per satu: sopscan review {out}", "To decide on them one by one: sopscan review {out}"
)

BAD_PAGES = B("--pages berupa 3, 2-4, 2- atau -4, bukan {value!r}", "--pages is 3, 2-4, 2- or -4, not {value!r}")
MANY_TO_ONE = B(
    "beberapa berkas tidak dapat ditulis ke satu berkas {path}; beri nama folder, atau pakai --join",
    "several files cannot go to the one file {path}; name a folder, or use --join",
)
NO_FILE = B("tidak ada berkas {path}", "there is no file {path}")
FOLDER_TO_EXTRACT = B(
    "{path} adalah folder; untuk membaca seisinya: sopscan batch {path} -o hasil",
    "{path} is a folder; to read what is in it: sopscan batch {path} -o results",
)
NO_RESULTS = B("tidak ada hasil sopscan di {path}", "there are no results of sopscan in {path}")
NO_RESULTS_HINT = B("buat dengan: sopscan batch ARSIP -o {path}", "make them with: sopscan batch ARCHIVE -o {path}")
NOT_THE_RESULTS_HINT = B(
    "sebutkan folder hasilnya, bukan arsipnya; bila belum ada: sopscan batch {path} -o hasil",
    "name the folder of results, not the archive; if there is none yet: sopscan batch {path} -o results",
)
NEEDS_OUTPUT = B("bentuk {format} memerlukan -o {example}", "the form {format} needs -o {example}")
UNKNOWN_RULE = B("tidak ada aturan {code!r}", "there is no rule {code!r}")
UNKNOWN_RULE_HINT = B("daftarnya: sopscan rules", "they are listed by: sopscan rules")

FINDINGS_TOTAL = B(
    "{sheets} lembar SOP dari {documents} berkas diperiksa: {findings}",
    "{sheets} SOP sheets of {documents} files checked: {findings}",
)

SINCE = B(
    "sejak {baseline}: {new} baru, {unchanged} tetap, {absent} tidak ada lagi",
    "since {baseline}: {new} new, {unchanged} unchanged, {absent} gone",
)
GONE = B("tidak ada lagi: {document}: {code} {message}", "gone: {document}: {code} {message}")
NO_BASELINE = B("{path} bukan log SARIF atau hasil sopscan", "{path} is no SARIF log and no result of sopscan")
EXCEPTED_TOTAL = B("{count} temuan dikecualikan oleh pengaturan", "{count} findings excepted by the configuration")

UNFINISHED = B(
    "Batch terakhir ke {out} belum selesai (terhenti, atau masih berjalan): di sini baru yang sudah terbaca. "
    "Lanjutkan dengan perintah batch yang sama.",
    "The last batch to {out} did not come to its end (it was stopped, or is still running): here is what was read so "
    "far. Go on with the same batch command.",
)
NO_SUCH_DOCUMENT = B(
    "tidak ada berkas bernama {name!r} di {out}; sebagian namanya cukup, * menggantikan apa saja",
    "there is no file named {name!r} in {out}; a part of its name will do, * stands for anything",
)
DAMAGED_DECISIONS = B(
    "berkas keputusan: baris {lines} rusak dan dilewati; yang lain tetap berlaku",
    "decisions file: line {lines} is damaged and passed over; the others count",
)
NO_TERMINAL = B(
    "review memerlukan layar terminal; di sini keluaran atau masukannya dialihkan",
    "review needs a terminal; here its output or input is redirected",
)
NO_TERMINAL_HINT = B(
    "tanpa terminal: sopscan report {out}, atau sopscan export {out} --to html -o tinjau.html",
    "without a terminal: sopscan report {out}, or sopscan export {out} --to html -o review.html",
)
NOTHING_OPEN = B(
    "Tidak ada temuan yang perlu ditinjau ({decided} sudah diputuskan).",
    "No finding is left to review ({decided} are decided).",
)
REVIEW_ENDED = B(
    "Keputusan tersimpan di {path}: {open} terbuka, {accepted} diterima, {dismissed} ditolak, {corrected} dikoreksi.",
    "Decisions are kept in {path}: {open} open, {accepted} accepted, {dismissed} dismissed, {corrected} corrected.",
)
IMPORTED = B(
    "{new} keputusan baru digabungkan, {known} sudah ada, {damaged} baris rusak dilewati.",
    "{new} new decisions taken in, {known} were there, {damaged} damaged lines passed over.",
)
UNKNOWN_FINDING = B(
    "{count} keputusan tentang temuan yang tidak ada di {out}: disimpan, belum berlaku.",
    "{count} decisions are about findings that are not in {out}: kept, without effect so far.",
)
LEFT_OUT = B(
    "{document}: koreksi {code} di {place} tidak diterapkan: {why}",
    "{document}: the correction {code} at {place} was not applied: {why}",
)
LEFT_OUT_MORE = B("… dan {count} koreksi lain", "… and {count} more corrections")

SETTLED_TOTAL = B(
    "{count} temuan sudah ditolak atau dikoreksi petugas", "{count} findings are dismissed or corrected by a clerk"
)

WRITTEN = B("{path} ditulis", "{path} written")

DOCTOR_OK = B("ada", "ok")
DOCTOR_MISSING = B("TIDAK ADA", "MISSING")
DOCTOR_OPTIONAL = B("tidak ada (pilihan)", "not there (optional)")
DOCTOR_GET = B("pasang dengan", "get it with")
DOCTOR_ALL_WELL = B("Semua yang diperlukan terpasang.", "Everything needed is installed.")
DOCTOR_LACKING = B(
    "Ada yang kurang: lihat baris bertanda di atas.", "Something is missing: see the marked lines above."
)
DOCTOR_MEMORY = B("memori", "memory")
DOCTOR_MEMORY_LOW = B(
    "kurang dari 2 GiB bebas: jalankan batch dengan -j 1", "less than 2 GiB free: run batch with -j 1"
)
DOCTOR_LANGUAGE = B("bahasa tesseract: {name}", "tesseract language: {name}")
DOCTOR_MODEL = B("model PP-OCR", "PP-OCR models")
DOCTOR_PACKAGE = B("paket {name}", "package {name}")
