"""The house keeps its order: arrows between rooms run one way, files stay small, only the face prints or exits."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[1]
#: Each room and the rooms it may know.
ARROWS = {
    "models": set(),
    "ingest": {"models"},
    "parsers": {"models"},
    "checks": {"models"},
    "exports": {"models"},
    "review": {"models"},
    "batch": {"models", "ingest", "parsers", "checks", "exports", "review"},
    "cli": {"models", "ingest", "parsers", "checks", "exports", "review", "batch"},
    "samples": {"models"},
}
MAX_LINES = 400


def files(*rooms: str) -> list[Path]:
    return [path for room in rooms for path in sorted((HOUSE / room).rglob("*.py"))]


def imported(tree: ast.AST) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names.add(node.module.partition(".")[0])
    return names


@pytest.mark.parametrize("room", ARROWS)
def test_arrows_run_one_way(room):
    strays = {
        str(path.relative_to(HOUSE)): sorted(known)
        for path in files(room)
        if (known := imported(ast.parse(path.read_text())) & (set(ARROWS) - ARROWS[room] - {room}))
    }
    assert strays == {}


@pytest.mark.parametrize("path", files(*ARROWS, "tests"), ids=lambda path: str(path.relative_to(HOUSE)))
def test_a_file_holds_one_idea(path):
    assert len(path.read_text().splitlines()) <= MAX_LINES


def test_only_the_face_prints_exits_or_reads_the_environment():
    found = []
    for path in files(*(room for room in ARROWS if room not in ("cli", "samples"))):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("print", "exit", "sys.exit", "os.getenv"):
                found.append(f"{path.relative_to(HOUSE)}:{node.lineno}")
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "os.environ.get":
                found.append(f"{path.relative_to(HOUSE)}:{node.lineno}")
    assert found == []


def test_no_room_for_everything_and_nothing():
    assert [path for path in files(*ARROWS) if path.stem in ("utils", "helpers", "common", "misc")] == []


def test_what_is_imported_is_declared_and_locked():
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text())["project"]
    lock = (HOUSE / "requirements.lock").read_text()
    for requirement in [*project["dependencies"], *project["optional-dependencies"]["dev"]]:
        name = re.split(r"[\[>]", requirement)[0]
        assert f"\n{name}==" in f"\n{lock}", name
    assert "--hash=sha256:" in lock and "://" not in lock
    declared = " ".join([*project["dependencies"], *project["optional-dependencies"]["cluster"]]).lower()
    assert [name for name in sorted(_imported()) if _package(name) not in declared] == []


def _imported() -> set[str]:
    """Names of the packages, ours and Python's own apart, that the rooms import, wherever in a file."""
    found: set[str] = set()
    for path in files(*(room for room in ARROWS if room != "samples")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.partition(".")[0])
    return {name for name in found if name not in sys.stdlib_module_names and name not in ARROWS}


def _package(name: str) -> str:
    """What is installed for a package that is imported by another name."""
    return {"cv2": "opencv-python", "PIL": "pillow", "pdfminer": "pdfplumber", "pydantic_core": "pydantic"}.get(
        name, name.replace("_", "-")
    ).lower()
