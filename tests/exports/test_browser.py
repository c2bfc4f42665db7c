"""The diagrams as people see them: bpmn-js and Mermaid in a headless Chromium draw everything (make browser)."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest

from exports import bpmn, mermaid
from exports.bpmn.drawn import graph_of
from models.document import Activity, Edge, Node, Sop
from samples.generate import make_truth
from samples.style import random_style
from tests.bpmn_reading import sop_of
from tests.checks_truth import extraction_of

HERE = Path(__file__).parents[1]
PACKAGES = HERE.parent / "build" / "browser" / "node_modules"
BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
#: Seconds for a browser to start and to draw all diagrams of a test.
PATIENCE = 120

pytestmark = [
    pytest.mark.skipif(BROWSER is None, reason="no Chromium here"),
    pytest.mark.skipif(not PACKAGES.is_dir(), reason="bpmn-js and Mermaid are not there: make browser"),
]

#: Texts that mean something to Mermaid, HTML or XML.
TEXTS = (
    "end", "graph", "subgraph", "1. butir", "- butir", "**tebal** _miring_ `kode`", 'a"b', "<b>x</b>", "&amp; & #35;",
    "[x](y) {z} (w)", "50% ; `", "/path\\n", "é “kutip” ½ 漢字 😀", '%%{init: {"theme":"dark"}}%%', "style n1 fill:#f00",
    'click n1 href "x"', "x-->y", "|pipa|", "$$x^2$$", "fa:fa-ban x", "@{ shape: rect }", ":::kelas", "--- ya", "classDef a:#b;",
)  # fmt: skip


def drawn_sheets() -> list[Sop]:
    sops = []
    for seed in range(12):
        rng = Random(f"browser/{seed}")
        style = random_style(rng)
        sops.append(extraction_of(make_truth(rng, style), style.task_as).sops[0])
    return sops


def sheet_of_texts() -> Sop:
    sop = sop_of("1A start, 2B end", "1-2")
    shapes = ("process", "decision", "terminator")
    sop.activities = [Activity(id=f"K{n}", number=None, page=1, description=text) for n, text in enumerate(TEXTS)]
    sop.flow.nodes = [
        Node(id=f"N{n}", activity=f"K{n}", actor=f"A{n % 2 + 1}", shape=shapes[n % 3], drawn_as="other", page=1, bbox=(0, 0, 1, 1))
        for n in range(len(TEXTS))
    ]  # fmt: skip
    sop.flow.edges = [Edge(source=f"N{n}", target=f"N{n + 1}", label=TEXTS[n] or None) for n in range(len(TEXTS) - 1)]
    sop.actors[0].name, sop.actors[1].name = 'Kepala "Dinas" [x] <i>', "end"
    return sop


def drawn_by(library: str, script: str, files: Sequence[bytes], folder: Path) -> list[dict]:
    """What the browser says of each file; a library that throws gives {"error": …}."""
    given = json.dumps([file.decode() for file in files]).replace("</", "<\\/")
    sources = ((PACKAGES / library).read_text(), (HERE / "browser" / script).read_text(), _RUN % given)
    page = "".join(f"<script>{source}</script>" for source in sources)
    (folder / "page.html").write_text(f'<!doctype html><meta charset="utf-8"><div id="canvas"></div>{page}')
    command = [BROWSER, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
               f"--user-data-dir={folder / 'profile'}", "--virtual-time-budget=60000", "--dump-dom", (folder / "page.html").as_uri()]  # fmt: skip
    dom = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=True).stdout.decode(errors="replace")
    return json.loads(html.unescape(re.search(r'<pre id="told">(.*?)</pre>', dom, re.DOTALL).group(1)))


_RUN = """
(async () => {
  const told = [];
  for (const file of %s) {
    try { told.push(await draw(file)); } catch (error) { told.push({ error: String(error) }); }
  }
  const place = document.body.appendChild(document.createElement("pre"));
  place.id = "told";
  place.textContent = JSON.stringify(told);
})();
"""


def test_bpmn_js_draws_everything(tmp_path):
    sops = [*drawn_sheets(), sheet_of_texts()]
    told = drawn_by(
        "bpmn-js/dist/bpmn-viewer.production.min.js", "bpmn.js", [bpmn.render(sop) for sop in sops], tmp_path
    )
    assert len(told) == len(sops)
    for sop, result in zip(sops, told, strict=True):
        assert result | {"drawn": 0} == {"warnings": [], "drawn": 0, "missing": [], "overfull": []}
        assert result["drawn"] > len(graph_of(sop.flow).nodes) + len(sop.actors)


def test_mermaid_draws_every_symbol_line_and_actor(tmp_path):
    sops = [*drawn_sheets(), sheet_of_texts()]
    told = drawn_by("mermaid/dist/mermaid.min.js", "mermaid.js", [mermaid.render(sop) for sop in sops], tmp_path)
    for sop, result in zip(sops, told, strict=True):
        assert (result["nodes"], result["lines"]) == (len(sop.flow.nodes), len(sop.flow.edges))
        assert result["lanes"] == len({node.actor for node in sop.flow.nodes if node.actor})
    assert set(told[-1]["texts"]) == set(TEXTS)
