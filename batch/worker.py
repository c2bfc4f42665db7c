"""The child's side: a process that reads one document after the other and may be killed at any moment."""

from __future__ import annotations

import ctypes
import faulthandler
import importlib
import os
import signal
import time
import traceback
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Literal

from batch.memory import forget_peak, peak_kib
from batch.result import Result, from_extraction
from models.status import SopscanError

#: prctl(2): send this signal to me when my parent dies.
_PR_SET_PDEATHSIG = 1


@dataclass(frozen=True)
class Work:
    """What a worker calls for each document: `target` is "module:function", called as function(path, settings).

    The function returns a models.document.Extraction. A name and not a function, so that a fresh interpreter finds it.
    """

    target: str
    settings: Any


@dataclass(frozen=True)
class Reply:
    """What comes back: the result (kind done) or the error; `peak_kib` is the highest memory while reading."""

    kind: Literal["ready", "done", "error", "memory"]
    result: Result | None = None
    error: SopscanError | None = None
    detail: str = ""
    seconds: float = 0.0
    peak_kib: int = 0


def serve(handle: int) -> None:
    """Take the Work from the connection on file descriptor `handle`, load the reader once, say ready, then answer each
    path with a Reply until the parent is gone.
    """
    connection = Connection(handle)
    _become_killable()
    faulthandler.enable()
    work: Work = connection.recv()
    module, function = work.target.split(":")
    read = getattr(importlib.import_module(module), function)
    connection.send(Reply("ready"))
    while True:
        try:
            path = connection.recv()
        except EOFError:
            return
        connection.send(_answer(read, path, work.settings))


def _answer(read: Any, path: Path, settings: Any) -> Reply:
    forget_peak()
    started = time.monotonic()
    try:
        reply = Reply("done", result=from_extraction(read(path, settings)))
    except SopscanError as error:
        reply = Reply("error", error=error)
    except MemoryError:
        reply = Reply("memory", detail="MemoryError")
    except Exception:
        reply = Reply("error", detail=traceback.format_exc())
    return Reply(reply.kind, reply.result, reply.error, reply.detail, time.monotonic() - started, peak_kib())


def _become_killable() -> None:
    """A terminal's Ctrl-C is the parent's to handle; when the parent dies, so does the reader."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    # Where the libc lacks prctl (not Linux) the closed pipe ends the worker after its document.
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl:
        prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    # Workers are the parallelism: threads of tesseract, OpenCV and BLAS only fight each other when documents are read
    # side by side.
    for variable in ("OMP_THREAD_LIMIT", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "OPENCV_FOR_THREADS_NUM"):
        os.environ[variable] = "1"
