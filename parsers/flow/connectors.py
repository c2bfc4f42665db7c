"""Flow that goes on elsewhere: off-page connectors find their partners, lines over the page edge their other half."""

from __future__ import annotations

from dataclasses import dataclass

from models.document import Node
from parsers.flow.labels import Label


@dataclass(frozen=True)
class Port:
    """An end of a line at the page edge. `sheet`: index of the sheet; `x` in points; `leaves`: flow goes out here."""

    sheet: int
    top: bool
    x: float
    leaves: bool


@dataclass(frozen=True)
class Link:
    """A drawn way from a node (its id) or port to a node or port."""

    source: str | Port
    target: str | Port
    label: Label | None = None


@dataclass(frozen=True)
class Place:
    """Where a node stands: index of its sheet and of its column."""

    sheet: int
    column: int


def join_pages(nodes: list[Node], places: dict[str, Place], links: list[Link]) -> list[Link]:
    """Links from node to node only: ports joined over page edges, connectors with their partners.

    What finds no partner is left out; `nodes` in reading order.
    """
    links = [*links, *_port_pairs(links)]
    links += _port_to_node(nodes, places, links)
    joined = _without_ports(links)
    return joined + _connector_pairs(nodes, places, joined)


def _ports(links: list[Link]) -> list[Port]:
    found = {end: None for link in links for end in (link.source, link.target) if isinstance(end, Port)}
    return list(found)


def _port_pairs(links: list[Link]) -> list[Link]:
    """Lines that leave one page and enter the next (or, running back, the one before), matched from left to right."""
    ports = _ports(links)
    pairs = []
    for sheet in sorted({p.sheet for p in ports}):
        for step, leaves_top in ((1, False), (-1, True)):
            going = [p for p in ports if p.sheet == sheet and p.leaves and p.top == leaves_top]
            coming = [p for p in ports if p.sheet == sheet + step and not p.leaves and p.top != leaves_top]
            for out in sorted(going, key=lambda p: p.x):
                if not coming:
                    break
                into = coming[0] if len(going) == len(coming) == 1 else min(coming, key=lambda p: abs(p.x - out.x))
                coming.remove(into)
                pairs.append(Link(out, into))
    return pairs


def _port_to_node(nodes: list[Node], places: dict[str, Place], links: list[Link]) -> list[Link]:
    """A line that leaves the page and is not drawn on the next one goes to the first symbol there that nothing enters.

    A line that comes in from the page before without being drawn there comes from the last symbol (first of all a
    connector) there that nothing leaves.
    """
    found = []
    matched = {end for link in links if isinstance(link.source, Port) == isinstance(link.target, Port)
               for end in (link.source, link.target)}  # fmt: skip
    entered, left = {link.target for link in links}, {link.source for link in links}
    for port in _ports(links):
        if port in matched or port.top == port.leaves:
            continue
        if port.leaves:
            free = [n for n in nodes if places[n.id].sheet == port.sheet + 1 and n.id not in entered]
            best = min(free, key=lambda n: (not _under(n, port), n.bbox.top), default=None)
            if best is not None and (_under(best, port) or best is _first(nodes, places, port.sheet + 1)):
                found.append(Link(port, best.id))
                entered.add(best.id)
        else:
            free = [n for n in nodes if places[n.id].sheet == port.sheet - 1 and n.id not in left]
            best = max(free, key=lambda n: (n.shape == "connector", _under(n, port), n.bbox.bottom), default=None)
            if best is not None and (best.shape == "connector" or _under(best, port)):
                found.append(Link(best.id, port))
                left.add(best.id)
    return found


def _under(node: Node, port: Port) -> bool:
    return node.bbox.x0 <= port.x <= node.bbox.x1


def _first(nodes: list[Node], places: dict[str, Place], sheet: int) -> Node | None:
    return next((n for n in nodes if places[n.id].sheet == sheet), None)


def _without_ports(links: list[Link]) -> list[Link]:
    """Links through ports followed from node to node."""
    onward: dict[Port, list[Link]] = {}
    for link in links:
        if isinstance(link.source, Port):
            onward.setdefault(link.source, []).append(link)
    found = []
    for link in links:
        if isinstance(link.source, Port):
            continue
        waiting, seen = [link], set()
        while waiting:
            current = waiting.pop()
            if not isinstance(current.target, Port):
                found.append(current)
            elif current.target not in seen:
                seen.add(current.target)
                waiting += [
                    Link(current.source, o.target, current.label or o.label) for o in onward.get(current.target, [])
                ]
    return found


def _connector_pairs(nodes: list[Node], places: dict[str, Place], links: list[Link]) -> list[Link]:
    """Off-page connectors that flow goes into, joined with those that it comes out of."""
    connectors = [n for n in nodes if n.shape == "connector"]
    entered, left = {link.target for link in links}, {link.source for link in links}
    sinks = [n for n in connectors if n.id not in left]
    sources = [n for n in connectors if n.id not in entered]
    pairs = []
    for sink in [n for n in sinks if _mark(n)]:
        partners = [
            s for s in sources if s is not sink and _mark(s) == _mark(sink) and (s.id in left or sink.id in entered)
        ]
        if partners:
            partner = min(partners, key=lambda s: _distance(places[sink.id].sheet, places[s.id].sheet))
            pairs.append(Link(sink.id, partner.id))
    taken = {link.source for link in pairs} | {link.target for link in pairs}
    for sink in [n for n in sinks if n.id not in taken]:
        partners = [
            s
            for s in sources
            if s.id not in taken
            and places[s.id].sheet == places[sink.id].sheet + 1
            and (not _mark(s) or not _mark(sink))
            and (s.id in left or sink.id in entered)
        ]
        if partners:
            same = [s for s in partners if places[s.id].column == places[sink.id].column]
            partner = (same or partners)[0]
            pairs.append(Link(sink.id, partner.id))
            taken |= {sink.id, partner.id}
    waiting = [n for n in sinks if n.id not in taken and n.id in entered]
    pairs += _pairs_on_a_page(waiting, [n for n in sources if n.id not in taken and n.id in left], places)
    taken = {end for link in pairs for end in (link.source, link.target)}
    waiting = [n for n in waiting if n.id not in taken]
    pairs += _pairs_running_back(waiting, [n for n in sources if n.id not in taken and n.id in left], places)
    taken = {link.source for link in pairs}
    bare = [n for n in waiting if n.id not in taken and not _mark(n)]
    return pairs + _to_next_page(bare, nodes, places, entered)


def _pairs_running_back(sinks: list[Node], sources: list[Node], places: dict[str, Place]) -> list[Link]:
    """A connector that flow goes into at a page's head, and one in the same column that it comes out of at the foot of
    the page before: a "no" that leads back. Of two marks that were both read the same ones are paired already.
    """
    pairs = []
    for sink in sinks:
        place = places[sink.id]
        back = [n for n in sources if places[n.id] == Place(place.sheet - 1, place.column)]
        if len(back) == 1 and not (_mark(sink) and _mark(back[0])):
            pairs.append(Link(sink.id, back[0].id))
    return pairs


def _pairs_on_a_page(sinks: list[Node], sources: list[Node], places: dict[str, Place]) -> list[Link]:
    """The one circle that flow goes into and the one that it comes out of on a page, though a mark was not read."""
    pairs = []
    for sheet in sorted({places[n.id].sheet for n in sinks}):
        into = [n for n in sinks if places[n.id].sheet == sheet and n.drawn_as == "circle"]
        out = [n for n in sources if places[n.id].sheet == sheet and n.drawn_as == "circle"]
        if len(into) == len(out) == 1 and not (_mark(into[0]) and _mark(out[0])):
            pairs.append(Link(into[0].id, out[0].id))
    return pairs


def _to_next_page(sinks: list[Node], nodes: list[Node], places: dict[str, Place], entered: set[str]) -> list[Link]:
    """A bare connector whose partner is not drawn, or cut by the page's edge, leads to the next page's first symbol."""
    found = []
    for sink in sinks:
        first = _first(nodes, places, places[sink.id].sheet + 1)
        if first is not None and first.id not in entered and first.shape in ("process", "decision"):
            found.append(Link(sink.id, first.id))
            entered = entered | {first.id}
    return found


def _mark(node: Node) -> str:
    """The number or letter of a connector, bare."""
    return "".join(c for c in node.text.casefold() if c.isalnum())


def _distance(sheet: int, other: int) -> tuple[int, int]:
    """The next page first, then this one, then later and earlier ones."""
    step = other - sheet
    return (0, 0) if step == 1 else (1, 0) if step == 0 else (2, abs(step))
