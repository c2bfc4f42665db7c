"""What is installed on this machine and what is missing, each with the command that gets it."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from cli import messages_run
from models.bilingual import Bilingual

#: Packages that a run loads; the distribution's name on the left, the import's on the right.
PACKAGES = {
    "click": "click",
    "rich": "rich",
    "pydantic": "pydantic",
    "numpy": "numpy",
    "opencv-python-headless": "cv2",
    "pdfplumber": "pdfplumber",
    "pypdfium2": "pypdfium2",
    "pytesseract": "pytesseract",
    "onnxruntime": "onnxruntime",
    "rapidocr": "rapidocr",
    "rapidfuzz": "rapidfuzz",
    "spacy": "spacy",
    "openpyxl": "openpyxl",
    "watchfiles": "watchfiles",
    "jinja2": "jinja2",
    "textual": "textual",
    "textual-image": "textual_image",
}
LANGUAGES = {"ind": True, "eng": True, "osd": True}
OLDEST_PYTHON = (3, 11)
#: Seconds that tesseract may take to say its name.
PROGRAM_TIMEOUT_S = 20


@dataclass(frozen=True)
class Part:
    """One thing that is there or not; `get` is a command line, "" where it is there or nothing can be run."""

    name: Bilingual
    found: bool
    version: str = ""
    get: str = ""
    required: bool = True


def everything() -> list[Part]:
    return [python(), *packages(), *tesseract(), models()]


def python() -> Part:
    version = ".".join(map(str, sys.version_info[:3]))
    return Part(Bilingual("Python", "Python"), sys.version_info >= OLDEST_PYTHON, version, "apt-get install python3")


def packages() -> list[Part]:
    return [_package(name, module) for name, module in PACKAGES.items()]


def _package(name: str, module: str) -> Part:
    words = _named(messages_run.DOCTOR_PACKAGE, name)
    try:
        found = importlib.util.find_spec(module) is not None
        return Part(words, found, importlib.metadata.version(name), "make setup")
    except (importlib.metadata.PackageNotFoundError, ValueError):
        return Part(words, False, "", "make setup")


def tesseract() -> list[Part]:
    """The program and its language packs; the packs count as missing where the program is."""
    version, languages = _tesseract_version(), _tesseract_languages()
    parts = [Part(Bilingual("tesseract", "tesseract"), bool(version), version, "apt-get install tesseract-ocr")]
    for language, required in LANGUAGES.items():
        name = _named(messages_run.DOCTOR_LANGUAGE, language)
        get = f"apt-get install tesseract-ocr-{language}"
        parts.append(Part(name, language in languages, "", get, required))
    return parts


def _tesseract_version() -> str:
    first = _output("--version").splitlines()[:1]
    return first[0].removeprefix("tesseract").strip() if first else ""


def _tesseract_languages() -> set[str]:
    return set(_output("--list-langs").splitlines()[1:])


def _output(option: str) -> str:
    if shutil.which("tesseract") is None:
        return ""
    try:
        done = subprocess.run(
            ["tesseract", option], capture_output=True, text=True, timeout=PROGRAM_TIMEOUT_S, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout or done.stderr


def models() -> Part:
    """The recognition models that the rapidocr wheel brings; nothing is fetched at run time."""
    spec = importlib.util.find_spec("rapidocr")
    folder = Path(spec.origin).parent / "models" if spec and spec.origin else Path()
    names = sorted(path.stem for path in folder.glob("*.onnx")) if spec else []
    recognisers = [name for name in names if "rec" in name.casefold()]
    return Part(messages_run.DOCTOR_MODEL, bool(recognisers), ", ".join(recognisers), "make setup")


def free_memory_mib() -> int | None:
    """Memory that new processes can have; None where the system does not say."""
    try:
        with open("/proc/meminfo") as stream:
            return next(int(line.split()[1]) // 1024 for line in stream if line.startswith("MemAvailable:"))
    except (OSError, StopIteration):
        return None


def _named(words: Bilingual, name: str) -> Bilingual:
    return Bilingual(words.id.format(name=name), words.en.format(name=name))
