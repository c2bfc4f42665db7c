"""All forms of export, by name. A new one is a file of its own and a line here."""

from __future__ import annotations

from exports import archive_records, bpmn, csv_file, jsonl_file, mermaid, xlsx_file
from exports.form import FilePerSop, Form, OneFile, Record
from models.bilingual import Bilingual

FORMS: dict[str, Form] = {
    form.name: form
    for form in (
        OneFile(
            "json",
            ".json",
            Bilingual("semua hasil dalam satu larik", "all results in one array"),
            jsonl_file.write_array,
        ),
        OneFile("jsonl", ".jsonl", Bilingual("satu hasil per baris", "one result per line"), jsonl_file.write_lines),
        OneFile("csv", ".csv", Bilingual("satu baris per langkah", "one row per activity"), csv_file.write),
        OneFile(
            "xlsx",
            ".xlsx",
            Bilingual("buku kerja: SOP, kegiatan, alur, temuan", "workbook: SOPs, activities, flow, findings"),
            xlsx_file.write,
            text=False,
        ),
        FilePerSop(
            "bpmn", ".bpmn", Bilingual("proses BPMN 2.0 per SOP", "a BPMN 2.0 process of each SOP"), bpmn.render
        ),
        FilePerSop("mermaid", ".mmd", Bilingual("diagram alir per SOP", "the flow of each SOP"), mermaid.render),
        Record(
            "daftar-alih-media",
            Bilingual("daftar arsip yang dialihmediakan (PP 28/2012)", "list of archives converted (PP 28/2012)"),
            archive_records.list_of_archives,
        ),
        Record(
            "berita-acara",
            Bilingual("berita acara alih media (PP 28/2012)", "report of the conversion (PP 28/2012)"),
            archive_records.official_report,
            suffix=".md",
        ),
    )
}
