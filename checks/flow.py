"""FLW: the drawn flow has a start and an end, its decisions branch, and every symbol lies on the way."""

from __future__ import annotations

from collections.abc import Iterable

from checks.context import Context
from checks.drawing import (
    is_answered_into,
    is_connector_label,
    is_left_out,
    is_marked,
    is_pictured,
    is_taken_for_an_answer,
    is_torn,
    spare_answer,
)
from checks.graph import Graph
from checks.rule import Hit, Rule
from checks.wording import normalised
from models.bilingual import Bilingual
from models.document import Edge, Flow, Node
from models.finding import Cause

#: More symbols without a line than this (a count, or a share of all) and it is the reading that failed.
_LONELY_COUNT, _LONELY_SHARE = 2, 0.25
#: Answers that are no part of another one.
_PLAIN_ANSWERS = {"ya", "tidak", "y", "t", "yes", "no"}


def _hit(context: Context, node: Node, **more) -> Hit:
    place = context.sop.flow.nodes.index(node)
    step = next((i for i, a in enumerate(context.sop.activities) if a.id == node.activity), None)
    where = context.step(step) if step is not None else Bilingual(f"halaman {node.page}", f"page {node.page}")
    text = context.quoted(step) if step is not None else node.text
    subject = more.pop("subject", f"{text} {node.shape} {node.text}")
    return Hit(f"/flow/nodes/{place}", {"where": where, **more.pop("params", {})}, subject=subject, **more)


def _lonely(flow: Flow) -> list[Node]:
    """Symbols that no line touches."""
    touched = {name for edge in flow.edges for name in (edge.source, edge.target)}
    return [node for node in flow.nodes if node.id not in touched]


def _is_traced(flow: Flow) -> bool:
    """False where so many symbols stand alone that the lines were not read, rather than not drawn.

    Nothing can then be said of the way through the symbols; FLW703 says that once.
    """
    return len(flow.nodes) > 1 and len(_lonely(flow)) <= max(_LONELY_COUNT, len(flow.nodes) * _LONELY_SHARE)


def _no_start_or_end(context: Context) -> Iterable[Hit]:
    flow = context.sop.flow
    if len(flow.nodes) < 2:
        return
    graph = Graph(flow)
    terminators = [node for node in flow.nodes if node.shape == "terminator" or _is_misread_end(context, node)]
    starts = [n for n in terminators if _leads_out(graph, n, len(flow.nodes))]
    ends = [n for n in terminators if n not in starts and not _is_mid_way(graph, n, len(flow.nodes))]
    steps = [node.drawn_as for node in flow.nodes if node.shape == "process"]
    alike = ("disc", "square", "circle", "capsule", "ellipse")
    if not terminators and 2 * sum(mark in alike for mark in steps) > len(steps):
        return  # a sheet of dots, or of rounded boxes, shows who does a step; archives and documents keep their own forms
    if not starts:
        cause = _missing_cause(context, flow.nodes[0])
        yield Hit("/flow", {"what": Bilingual("awal", "start")}, subject="start", cause=cause)
    if not ends:
        cause = _missing_cause(context, flow.nodes[-1])
        yield Hit("/flow", {"what": Bilingual("akhir", "end")}, subject="end", cause=cause)


def _is_misread_end(context: Context, node: Node) -> bool:
    """A symbol of a picture that says Mulai or Selesai is a start or an end, whatever shape it was taken for."""
    return is_pictured(context, node.page) and is_marked(node)


def _missing_cause(context: Context, outermost: Node) -> Cause | None:
    """The reading's in a picture: rounded corners are lost there as often as they are not drawn (5 of 7 on real scans)."""
    return "reading" if is_pictured(context, outermost.page) else None


def _is_mid_way(graph: Graph, node: Node, count: int) -> bool:
    """True for a capsule without a word that lines enter and leave, and after which others follow: a step that was drawn round.

    A sheet of dots lost its end that way: a dot of a step in the middle was read as a capsule.
    """
    inner = 0 < graph.order[node.id] < count - 2
    return inner and not node.text.strip() and bool(graph.next[node.id]) and bool(graph.before[node.id])


def _leads_out(graph: Graph, node: Node, count: int) -> bool:
    """True for a terminator that opens the flow: the first symbol, one that lines only leave; else the upper half decides."""
    if graph.order[node.id] in (0, count - 1):
        return graph.order[node.id] == 0
    goes, comes = bool(graph.next[node.id]), bool(graph.before[node.id])
    if goes != comes:
        return goes
    return graph.order[node.id] < count / 2


def _decision_exits(context: Context) -> Iterable[Hit]:
    flow = context.sop.flow
    if not _is_traced(flow):
        return
    for node in flow.nodes:
        if node.shape != "decision":
            continue
        exits = _exits(flow, node)
        labelled = [edge for edge in exits if edge.label and normalised(edge.label)]
        answers = {normalised(edge.label or "") for edge in labelled}
        # Who writes one answer writes the other: on a scan its line was not read, or its word below.
        half = bool(labelled) and is_pictured(context, node.page)
        cause = "reading" if half else _mixed_up(context, node)
        is_whole = _is_whole(flow, node)
        if len(answers) < 2 and (answer := spare_answer(context, node)):
            params = {"count": len(exits), "answer": answer}
            yield _hit(context, node, params=params, message=_ANSWER_WITHOUT_LINE, cause="reading")
        elif len(exits) < 2:
            message, severity = (None, None) if is_whole and not half else (_MAYBE_UNREAD, "info")
            yield _hit(context, node, params={"count": len(exits)}, message=message, severity=severity, cause=cause)
        elif len(labelled) < len(exits):
            severity = "info" if labelled and not is_whole else None
            yield _hit(context, node, params={"count": len(exits)}, message=_UNLABELLED, severity=severity, cause=cause)
        elif len(answers) < 2:
            # Two equal answers are hardly ever drawn, three never: the "Tidak" of "Tidak Sesuai" was not read, or on a scan any.
            whole = len(exits) == 2 and answers <= _PLAIN_ANSWERS and not is_pictured(context, node.page)
            why = None if whole else "reading"
            yield _hit(context, node, params={"label": exits[0].label}, message=_SAME_LABELS, cause=why)


def _mixed_up(context: Context, decision: Node) -> Cause | None:
    return "reading" if is_answered_into(context, decision) else _torn(context, decision)


def _torn(context: Context, *concerned: Node) -> Cause | None:
    """The reading's where a drawing read from a picture shows traces of more that was lost."""
    return "reading" if is_torn(context, *concerned) else None


def _exits(flow: Flow, decision: Node) -> list[Edge]:
    """The ways out of a decision; beside two others a double-headed line without a label is talk, no answer."""
    exits = [edge for edge in flow.edges if edge.source == decision.id]
    entered_from = {edge.source for edge in flow.edges if edge.target == decision.id}
    answers = [edge for edge in exits if edge.label or edge.target not in entered_from]
    return answers if len(answers) > 1 else exits


def _is_whole(flow: Flow, decision: Node) -> bool:
    """False where another symbol lacks a line too, or another decision has one answer twice: this one's may be unread."""
    said = [(edge.source, normalised(edge.label)) for edge in flow.edges if edge.label and edge.source != decision.id]
    graph = Graph(flow)
    others = [n for n in flow.nodes if n is not decision and n.shape in ("process", "decision")]
    inner = [n for n in others if n not in (flow.nodes[0], flow.nodes[-1])]
    return len(set(said)) == len(said) and all(graph.before[n.id] and graph.next[n.id] for n in inner)


_MAYBE_UNREAD = Bilingual(
    "keputusan di {where} mempunyai {count} jalan keluar; mungkin garisnya tidak terbaca",
    "the decision at {where} has {count} exits; its line may not have been read",
)
_ANSWER_WITHOUT_LINE = Bilingual(
    "keputusan di {where} mempunyai {count} jalan keluar; garis jawaban “{answer}” di sampingnya tidak terbaca",
    "the decision at {where} has {count} exits; the line of the answer “{answer}” beside it could not be read",
)
_UNLABELLED = Bilingual(
    "jalan keluar keputusan di {where} tidak semuanya berlabel (Ya/Tidak)",
    "not all exits of the decision at {where} are labelled (yes/no)",
)
_SAME_LABELS = Bilingual(
    "jalan keluar keputusan di {where} berlabel sama (“{label}”)",
    "the exits of the decision at {where} bear the same label (“{label}”)",
)


def _unconnected_symbol(context: Context) -> Iterable[Hit]:
    flow, lonely = context.sop.flow, _lonely(context.sop.flow)
    if _is_traced(flow):
        for node in lonely:
            yield _hit(context, node, cause=None if is_left_out(context, node) else "reading")
    elif len(flow.nodes) > 1:
        params = {"count": len(lonely), "all": len(flow.nodes)}
        cause = "reading" if is_pictured(context) else None
        yield Hit("/flow", params, message=_UNTRACED, subject="untraced", cause=cause)


_UNTRACED = Bilingual(
    "{count} dari {all} simbol tanpa garis: garisnya tidak terbaca, atau memang tidak digambar",
    "{count} of {all} symbols have no line: the lines could not be read, or were never drawn",
)


def _unmatched_connector(context: Context) -> Iterable[Hit]:
    """Connectors with a letter need the same letter elsewhere; where one bears none (or it was not read), the next page's."""
    connectors = [node for node in context.sop.flow.nodes if node.shape == "connector" and not is_marked(node)]
    graph = Graph(context.sop.flow)
    lettered = [n for n in context.sop.flow.nodes if n not in connectors and is_connector_label(n.text)]
    partners = [*connectors, *lettered]  # of two that touch one is read as a symbol of another shape
    alone = [n for n in connectors if not any(_are_partners(graph, n, other) for other in partners if other is not n)]
    for node in alone:
        # A label misread on one page leaves a connector alone on either side; of a page without any, none was read.
        near = [other for other in connectors if abs(node.page - other.page) == 1]
        clear = is_connector_label(node.text) and near and not any(other in alone for other in near)
        misread = is_pictured(context, node.page) and not clear
        cause = "reading" if misread or is_taken_for_an_answer(context, node) else _torn(context, node)
        yield _hit(context, node, params={"label": node.text or "-", "page": node.page}, cause=cause)
    unread = next((node for node in connectors if node not in alone and _meets_unread(context, node, connectors)), None)
    if unread is not None:
        params = {"label": unread.text, "page": unread.page}
        yield _hit(context, unread, params=params, message=_PARTNER_UNREAD, severity="info", cause="reading")


def _meets_unread(context: Context, node: Node, connectors: list[Node]) -> bool:
    """True for a letter that no other connector bears, where those of a neighbouring page in a picture bear none: whether
    theirs is the same nobody has seen.
    """
    mine = normalised(node.text)
    if not mine or any(other is not node and normalised(other.text) == mine for other in connectors):
        return False
    near = [other for other in connectors if abs(other.page - node.page) == 1]
    return any(not normalised(other.text) and is_pictured(context, other.page) for other in near)


_PARTNER_UNREAD = Bilingual(
    "huruf pasangan penghubung “{label}” (hal. {page}) tidak terbaca: bandingkan dengan lembarnya",
    "the letter of the partner of connector “{label}” (p. {page}) could not be read: compare with the sheet",
)


def _are_partners(graph: Graph, one: Node, other: Node) -> bool:
    """By their letters; where one has none, on neighbouring pages, or on one page if the flow goes in at one and out at the other.

    Those that the reading has joined are partners, too.
    """
    mine, theirs = normalised(one.text), normalised(other.text)
    if other.id in graph.next[one.id] or one.id in graph.next[other.id]:
        return True
    if mine and theirs:
        return mine == theirs
    if one.page == other.page:
        return any(
            graph.before[a.id] and not graph.next[a.id] and graph.next[b.id] and not graph.before[b.id]
            for a, b in ((one, other), (other, one))
        )
    return abs(one.page - other.page) == 1


def _unreachable_step(context: Context) -> Iterable[Hit]:
    """The head of each stretch that cannot be come to from the start; what follows it is not named again."""
    flow = context.sop.flow
    if not _is_traced(flow):
        return
    graph = Graph(flow)
    joined = [n.id for n in flow.nodes if graph.next[n.id] or graph.before[n.id]]
    starts = [n for n in joined if graph.nodes[n].shape == "terminator" and not graph.before[n]] or joined[:1]
    seen = graph.reached(starts, graph.next)
    for name in sorted(joined, key=lambda n: (bool(graph.before[n]), graph.order[n])):
        if name not in seen:
            seen |= graph.reached([name], graph.next)
            yield _hit(context, graph.nodes[name], cause=None if _is_one_gap(context, graph) else "reading")


def _endless_loop(context: Context) -> Iterable[Hit]:
    """The first symbol of each loop from which no line leads on to an end."""
    flow = context.sop.flow
    if not _is_traced(flow):
        return
    graph = Graph(flow)
    sinks = [name for name in graph.nodes if not graph.next[name]]
    caught = [name for name in graph.nodes if name not in graph.reached(sinks, graph.before)]
    named: set[str] = set()
    for name in caught:
        if name not in named and name in graph.reached(graph.next[name], graph.next):
            round_ = graph.reached([name], graph.next)
            named |= round_
            # A question in the loop has an answer that leads out of it: its line, or the way it heads, was not read.
            asks = any(graph.nodes[n].shape == "decision" for n in round_)
            yield _hit(context, graph.nodes[name], cause="reading" if asks or is_pictured(context) else None)


def _dead_end(context: Context) -> Iterable[Hit]:
    """A box or diamond that a line leads to and none leads away from, while the flow goes on elsewhere."""
    flow = context.sop.flow
    if not _is_traced(flow):
        return
    graph = Graph(flow)
    for node in _stops(flow, graph):
        yield _hit(context, node, cause=None if _is_one_gap(context, graph) else "reading")


def _stops(flow: Flow, graph: Graph) -> list[Node]:
    """Boxes and diamonds that a line leads to and none leaves; the last symbol may."""
    asking = [n for n in flow.nodes[:-1] if n.shape in ("process", "decision")]
    return [n for n in asking if graph.before[n.id] and not graph.next[n.id]]


def _is_one_gap(context: Context, graph: Graph) -> bool:
    """True where the flow stops once and begins anew right after it: what a line that was never drawn leaves behind.

    A line that was read wrongly stops the flow in one place and lets it begin in none, or in another, or does so often;
    in a picture it looks like either.
    """
    flow = context.sop.flow
    stops = [graph.order[n.id] for n in _stops(flow, graph)]
    begins = [graph.order[n.id] for n in flow.nodes[1:] if graph.next[n.id] and not graph.before[n.id]]
    return len(stops) == 1 and begins == [stops[0] + 1] and not is_pictured(context)


RULES = (
    Rule(
        "FLW701",
        "no-start-or-end",
        "warning",
        Bilingual("Simbol awal atau akhir tidak ada", "No start or end symbol"),
        Bilingual("tidak ada simbol {what} (kapsul)", "there is no {what} symbol (capsule)"),
        _no_start_or_end,
    ),
    Rule(
        "FLW702",
        "decision-exits",
        "warning",
        Bilingual("Keputusan tanpa dua jalan keluar berlabel", "Decision without two labelled exits"),
        Bilingual("keputusan di {where} mempunyai {count} jalan keluar", "the decision at {where} has {count} exits"),
        _decision_exits,
    ),
    Rule(
        "FLW703",
        "unconnected-symbol",
        "warning",
        Bilingual("Simbol tanpa garis", "Symbol without a line"),
        Bilingual("tidak ada garis ke simbol di {where}", "no line reaches the symbol at {where}"),
        _unconnected_symbol,
    ),
    Rule(
        "FLW704",
        "unmatched-connector",
        "warning",
        Bilingual("Penghubung tanpa pasangan", "Connector without its partner"),
        Bilingual(
            "penghubung “{label}” di halaman {page} tidak berpasangan",
            "the connector “{label}” on page {page} has no partner",
        ),
        _unmatched_connector,
    ),
    Rule(
        "FLW705",
        "unreachable-step",
        "warning",
        Bilingual("Langkah tidak tercapai dari awal", "Step that the start does not lead to"),
        Bilingual(
            "tidak ada jalan dari awal ke simbol di {where}", "no way leads from the start to the symbol at {where}"
        ),
        _unreachable_step,
        preview=True,
    ),
    Rule(
        "FLW706",
        "endless-loop",
        "warning",
        Bilingual("Putaran tanpa jalan keluar", "Loop without an exit"),
        Bilingual(
            "dari simbol di {where} alur berputar tanpa akhir",
            "from the symbol at {where} the flow goes round without an end",
        ),
        _endless_loop,
        preview=True,
    ),
    Rule(
        "FLW707",
        "dead-end",
        "warning",
        Bilingual("Alur berhenti tanpa simbol akhir", "Flow that stops without an end symbol"),
        Bilingual("alur berhenti di simbol di {where}", "the flow stops at the symbol at {where}"),
        _dead_end,
        preview=True,
    ),
)
