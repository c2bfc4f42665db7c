"""Readers for fault tests, run inside real workers: what a file says is what happens to its reader."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import time
from pathlib import Path

from pydantic import BaseModel

from models.bilingual import Bilingual
from models.document import Activity, Extraction, Header, Producer, Sop, Source
from models.status import InputError, MissingProgramError, Problem


class Settings(BaseModel):
    language: str = "en"
    engine: str = "fake"
    debug_dir: str | None = None


def read(path: Path, settings: Settings) -> Extraction:
    """Obey the file: die, hang, raise, or be an SOP titled like the text. Each call leaves a line in $FAKE_CALLS."""
    data = Path(path).read_bytes()
    text = data.decode().strip()
    if calls := os.environ.get("FAKE_CALLS"):
        with open(calls, "a") as stream:
            stream.write(f"{Path(path).name}\n")
    if text == "die":
        os.kill(os.getpid(), signal.SIGSEGV)
    elif text == "kill my parent":  # a worker of a cluster
        os.kill(os.getppid(), signal.SIGKILL)
        time.sleep(300)
    elif text == "exit":
        os._exit(3)
    elif text.startswith("hang"):
        child = subprocess.Popen(["sleep", "300"])
        Path(str(path) + ".part").write_text(str(child.pid))
        time.sleep(300)
    elif text == "die once":
        marker = Path(str(path) + ".part")
        if not marker.exists():
            marker.write_text("")
            os._exit(1)
    elif text.startswith("no memory"):
        marker = Path(str(path) + ".part")
        if text == "no memory" or not marker.exists():
            marker.write_text("")
            raise MemoryError
    elif text == "eat":
        hoard = []
        while True:
            hoard.append(bytearray(b"x") * (8 << 20))
            time.sleep(0.01)
    elif text == "bug":
        raise ValueError("a fault of the reader")
    elif text == "missing":
        raise MissingProgramError("tesseract-missing", Bilingual("tidak ada", "not there"))
    elif text == "locked":
        raise InputError("encrypted", Bilingual("terkunci", "locked"))
    elif text == "gone":
        problem = Problem(code="not-found", stage="ingest", message="gone", hint="bring it back")
        source = Source(name=Path(path).name, sha256="", media_type="text/plain", size_bytes=0, page_count=None)
        return Extraction(status="failed", problems=[problem], source=source, producer=Producer(version="0.1.0"))
    elif text == "chatter":
        os.write(1, b"rubbish on stdout\n")
    elif text.startswith("slow"):
        time.sleep(0.8)
    return extraction(Path(path).name, data, title=text)


def extraction(name: str, data: bytes, title: str) -> Extraction:
    problems = [Problem(code="page-unreadable", stage="ingest", page=2, message="…")] if title == "partial" else []
    return Extraction(
        status="partial" if problems else "ok",
        problems=problems,
        source=Source(
            name=name,
            sha256=hashlib.sha256(data).hexdigest(),
            media_type="text/plain",
            size_bytes=len(data),
            page_count=1,
        ),
        producer=Producer(version="0.1.0"),
        sops=[
            Sop(
                pages=[1], header=Header(title=title), activities=[Activity(id="K1", number=1, page=1, description="A")]
            )
        ],
    )
