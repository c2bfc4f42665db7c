"""Help texts: what each command and option does."""

from __future__ import annotations

from models.bilingual import Bilingual as B

PROGRAM = B(
    "Membaca lembar SOP (PermenPAN-RB 35/2012): blok identitas, tabel kegiatan dan diagram alirnya, "
    "lalu menunjukkan apa yang tidak konsisten.",
    "Reads Indonesian SOP sheets (PermenPAN-RB 35/2012): header block, activity table and drawn flow, "
    "and shows what is inconsistent.",
)
VERSION = B("Tampilkan versi.", "Show the version.")

EXTRACT = B(
    "Baca berkas menjadi JSON.\n\nTanpa -o hasilnya ke layar (stdout), satu JSON per baris bila berkasnya banyak.",
    "Read files into JSON.\n\nWithout -o the result goes to stdout, one JSON per line for several files.",
)
BATCH = B(
    "Baca seluruh arsip ke sebuah folder.\n\nSetiap berkas di DIR mendapat OUT/<jalur yang sama>.json. "
    "Dapat dihentikan (Ctrl-C) dan dijalankan lagi kapan saja: yang sudah selesai tidak diulang.",
    "Read a whole archive into a folder.\n\nEach file under DIR gets OUT/<same path>.json. "
    "Can be stopped (Ctrl-C) and run again at any time: what is done is not done again.",
)
CHECK = B(
    "Tunjukkan apa yang tidak konsisten.\n\nINPUT: hasil JSON, berkas dokumen, atau folder berisi salah satunya.",
    "Show what is inconsistent.\n\nINPUT: JSON results, documents, or folders of either.",
)
REPORT = B(
    "Laporan atas hasil batch: ringkasan, lembar terberat lebih dulu, lalu rinciannya.",
    "What a batch found: an overview, worst sheets first, then the details.",
)
REVIEW = B(
    "Tinjau temuan satu per satu di layar: terima, tolak dengan alasan, koreksi, batalkan.\n\n"
    "Setiap keputusan langsung tersimpan di OUT/decisions.jsonl; dapat dihentikan dan dilanjutkan kapan saja.",
    "Go through the findings one by one: accept, dismiss with a reason, correct, undo.\n\n"
    "Every decision is saved at once in OUT/decisions.jsonl; stop and go on at any time.",
)
REVIEW_STATE = B(
    "Temuan dengan keputusan ini; bawaan: hanya yang terbuka.", "Findings so decided; default: those open only."
)
REVIEW_BY = B(
    "Nama petugas yang memutuskan (bawaan: SOPSCAN_BY, atau nama masuk komputer).",
    "Who decides (default: SOPSCAN_BY, or the name one is logged in by).",
)
REVIEW_IMPORT = B(
    "Gabungkan keputusan dari berkas ini (dari halaman HTML atau petugas lain), lalu selesai.",
    "Take in the decisions of this file (of the HTML page or another clerk), and end.",
)
PER_SHEET = B(
    "html: satu berkas per dokumen dan daftarnya, di sebuah folder.",
    "html: one file a document and their list, in a folder.",
)
ARCHIVE = B(
    "Tempat berkas aslinya sekarang, bila sudah dipindahkan.", "Where the files themselves lie now, if they were moved."
)
RULES = B("Daftar aturan; dengan KODE, penjelasan satu aturan.", "The rules; with a CODE, one rule explained.")
SCHEMA = B("Cetak JSON Schema dari hasil.", "Print the JSON Schema of the results.")
DOCTOR = B(
    "Periksa apa yang terpasang, apa yang kurang, dan cara memasangnya.",
    "Tell what is installed, what is missing and how to get it.",
)
EXPORT = B(
    "Ubah hasil ke bentuk lain: {formats}.\n\nTanpa -o hasilnya ke stdout, bila bentuknya satu berkas teks.",
    "Turn results into another form: {formats}.\n\nWithout -o it goes to stdout, where the form is one text file.",
)

OCR = B(
    "Baca gambar: auto bila lapisan teks tidak memuatnya, force selalu, off tidak pernah.",
    "Read pictures: auto where the text layer lacks their text, force always, off never.",
)
ENGINE = B("Pembaca gambar; auto memakai keduanya.", "Reader of pictures; auto uses both.")
PAGES = B("Halaman yang dibaca: 3, 2-4, 2- atau -4.", "Pages to read: 3, 2-4, 2- or -4.")
MAX_PAGES = B("Tolak berkas dengan lebih banyak halaman.", "Refuse files with more pages.")
MAX_MEGAPIXELS = B("Tolak halaman dan gambar yang lebih besar.", "Refuse larger pages and pictures.")
MAX_MEGABYTES = B("Tolak berkas yang lebih besar.", "Refuse larger files.")
DEBUG = B("Simpan gambar tiap tahap pembacaan di folder ini.", "Save pictures of each stage of reading here.")
PROFILE = B(
    "Tampilkan (di stderr) ke mana waktunya: tiap langkah di tiap halaman, dengan memori tertinggi.",
    "Show (on stderr) where the time goes: each step of each page, with the highest memory.",
)
BATCH_JOIN = B(
    "Gambar sefolder yang namanya bernomor 1, 2, … (a1/a2, hal_1/hal_2, pindai (1)/(2)) adalah halaman satu dokumen.",
    "Images of a folder whose names are numbered 1, 2, … (a1/a2, page_1/page_2, scan (1)/(2)) are pages of one document.",
)
JOIN = B("Semua berkas adalah halaman dari satu dokumen.", "The files are the pages of one document.")
EXTRACT_OUTPUT = B("Folder, berkas, atau - untuk stdout.", "A folder, a file, or - for stdout.")

BATCH_OUTPUT = B(
    "Folder hasil dan buku catatan (sopscan.sqlite), atau alamat seperti s3://ember/folder.",
    "Folder for results and ledger (sopscan.sqlite), or an address such as s3://bucket/folder.",
)
JOBS = B("Banyaknya pekerja (bawaan: jumlah inti prosesor).", "Workers (default: number of processor cores).")
RESUME = B("Lanjutkan (bawaan), atau baca semuanya lagi.", "Go on (default), or read everything anew.")
RETRY_FAILED = B("Coba lagi berkas yang dulu gagal.", "Try files again that failed before.")
TIMEOUT = B("Batas waktu per dokumen, dalam detik.", "Limit per document, in seconds.")
MEMORY = B("Batas memori per pekerja, dalam MiB.", "Memory limit per worker, in MiB.")

WATCH = B(
    "Setelah selesai tetap berjalan, dan baca berkas baru begitu utuh; akhiri dengan Ctrl-C.",
    "Go on when all is done, and read new files once they are whole; end it with Ctrl-C.",
)
SETTLE = B(
    "Dengan --watch: berkas dianggap utuh bila sekian detik tidak berubah.",
    "With --watch: a file is whole when it has not changed for so many seconds.",
)
SCHEDULER = B(
    "Baca dengan klaster Dask di alamat ini (tcp://…), bukan dengan pekerja di mesin ini.",
    "Read with the Dask cluster at this address (tcp://…) instead of workers on this machine.",
)
LEDGER = B(
    "Folder buku catatan bila bukan OUT; bila OUT di tempat jauh (s3://…), bawaannya di folder pengguna.",
    "Folder of the ledger if not OUT; where OUT is remote (s3://…) it is in the user's folder by default.",
)

SELECT = B("Hanya aturan ini: kode atau awalannya (REG, STP20).", "Only these rules: codes or prefixes (REG, STP20).")
IGNORE = B("Tanpa aturan ini: kode atau awalannya.", "Without these rules: codes or prefixes.")
CONFIG = B(
    "Pengaturan kantor (bawaan: sopscan.toml di folder ini atau di atasnya).",
    "The office's settings (default: sopscan.toml in this folder or one above).",
)
PREVIEW = B(
    "Jalankan juga aturan percobaan, yang masih sering keliru.", "Run preview rules too, which still err more often."
)
BASELINE = B(
    "Bandingkan dengan hasil dulu (SARIF atau OUT): hanya temuan baru yang ditampilkan dan dihitung untuk --fail-on.",
    "Compare with an earlier run (SARIF or OUT): only new findings are shown and count for --fail-on.",
)
CHECK_FORMAT = B("Bentuk keluaran.", "Form of the output.")
FAIL_ON = B(
    "Kode keluar 1 bila ada temuan setingkat ini atau lebih berat.",
    "Exit code 1 where a finding is of this severity or worse.",
)

RULE_FILTER = B("Hanya temuan aturan ini: kode atau awalannya.", "Only findings of this rule: code or prefix.")
CAUSE_FILTER = B(
    "Hanya temuan yang agaknya salah di lembarnya (sheet), atau salah baca (reading).",
    "Only findings that are likely the sheet's own fault, or likely misread.",
)
SEVERITY_FILTER = B("Hanya temuan tingkat ini.", "Only findings of this severity.")
DOCUMENT_FILTER = B(
    "Hanya berkas ini: bagian namanya, atau pola dengan *.", "Only these files: part of the name, or with *."
)
STATUS_FILTER = B("Hanya berkas berstatus ini.", "Only files of this status.")
STATE_FILTER = B(
    "Hanya temuan dengan keputusan ini; bawaan: yang terbuka dan yang diterima.",
    "Only findings so decided; default: those open and those accepted.",
)
LIMIT = B("Banyaknya lembar yang dirinci.", "Sheets shown in detail.")
TABLE = B(
    "Tampilkan juga tabel sebagaimana terbaca (bawaan bila --document dipakai).",
    "Show the table as read too (default with --document).",
)

EXPORT_FORMAT = B("Bentuk tujuan.", "The form wanted.")
EXPORT_OUTPUT = B("Berkas, folder, atau - untuk stdout.", "A file, a folder, or - for stdout.")
