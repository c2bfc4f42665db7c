"""What a run needs is looked for before the first file: a missing language pack is no surprise on Monday."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli import installed
from models.bilingual import Bilingual
from models.status import MissingProgramError

if TYPE_CHECKING:
    from batch.extract import ExtractSettings


def require(settings: ExtractSettings) -> None:
    """Raises MissingProgramError, with the command that gets what is missing. Nothing is needed with --ocr off."""
    if settings.ingest.ocr == "off":
        return
    engine = settings.ingest.engine
    readers = [[installed.models()]] if engine != "tesseract" else []
    readers += [installed.tesseract()] if engine != "ppocr" else []
    lacking = [[part for part in needed if part.required and not part.found] for needed in readers]
    missing = [] if not all(lacking) else lacking[0]  # one of two readers is enough: pages then carry a notice
    if missing:
        names = ", ".join(part.name.en for part in missing)
        raise MissingProgramError(
            "missing-program",
            Bilingual(f"belum terpasang: {', '.join(part.name.id for part in missing)}", f"not installed: {names}"),
            Bilingual(
                f"pasang dengan: {missing[0].get}; lihat semuanya dengan: sopscan doctor. "
                "Tanpa tesseract: --engine ppocr; tanpa membaca gambar: --ocr off",
                f"get it with: {missing[0].get}; see all with: sopscan doctor. "
                "Without tesseract: --engine ppocr; without reading pictures: --ocr off",
            ),
        )
