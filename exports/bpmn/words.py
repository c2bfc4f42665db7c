"""The printed standard of a step, and the header block, as documentation of BPMN elements."""

from __future__ import annotations

from models.document import Activity, Sop


def step_documentation(step: Activity) -> str:
    """A line per column that holds something, and the group of steps; "" where all are blank."""
    return _lines(
        ("Kelengkapan", "; ".join(step.requirements)),
        ("Waktu", step.duration.text),
        ("Output", "; ".join(step.outputs)),
        ("Keterangan", step.remarks),
        ("Kelompok", step.group or ""),
    )


def process_documentation(sop: Sop) -> str:
    header = sop.header
    return _lines(
        ("Instansi", ", ".join(header.institution)),
        ("Nomor SOP", header.number or ""),
        ("Tanggal pembuatan", header.created_on or ""),
        ("Tanggal revisi", header.revised_on or ""),
        ("Tanggal efektif", header.effective_on or ""),
        ("Disahkan oleh", ", ".join(filter(None, (header.approved_by.position, header.approved_by.name)))),
        ("Dasar hukum", "; ".join(entry.text for entry in header.legal_basis)),
        ("Catatan tabel", "; ".join(sop.table_notes)),
    )


def _lines(*pairs: tuple[str, str]) -> str:
    return "\n".join(f"{name}: {value}" for name, value in pairs if value.strip())
