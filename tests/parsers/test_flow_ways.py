"""Ways through a net of lines that join: which of them are lines of their own."""

import numpy as np
import pytest

from parsers.flow.network import Network, Vertex
from parsers.flow.routes import Net, Terminal, route_net
from tests.flow_sketch import ROW, TOP, Sketch, drawn, read

FIRST, SECOND, BACK, ON = 0, 1, 2, 3


def crossing_exits() -> tuple[Network, Net]:
    """Two decisions: the second's way back crosses the first's way on (and was joined to it), then meets its way back."""
    places = {
        "first right": (20, 0), "meeting": (40, 0), "back": (40, -60), "first down": (0, 20), "crossing": (40, 40),
        "on": (90, 60), "second left": (70, 80),
    }  # fmt: skip
    network = Network()
    number = {name: network.add_vertex(Vertex("joint", at)) for name, at in places.items()}
    lines = (
        ("first right", "meeting"), ("meeting", "back"), ("first down", "crossing"), ("crossing", "on"),
        ("second left", "crossing"), ("crossing", "meeting"),
    )  # fmt: skip
    for a, b in lines:
        network.add_stroke(np.linspace(places[a], places[b], 30), number[a], number[b])
    ends = {"first right": FIRST, "first down": FIRST, "second left": SECOND, "back": BACK, "on": ON}
    terminals = [
        Terminal(number[name], places[name], name in ("back", "on"), symbol=symbol) for name, symbol in ends.items()
    ]
    return network, Net(terminals, set(number.values()))


def test_no_second_way_between_symbols_runs_along_the_exit_of_another():
    network, net = crossing_exits()
    routes = route_net(network, net, 1.0)
    ways = sorted((route.source.symbol, route.target.symbol, route.source.at) for route in routes)
    assert ways.count((FIRST, BACK, (20, 0))) == 1
    assert (FIRST, BACK, (0, 20)) not in ways
    assert (FIRST, ON, (0, 20)) in ways


def test_an_exit_that_leads_to_one_symbol_alone_is_its_own_from_the_start():
    network, net = crossing_exits()
    (on,) = (r for r in route_net(network, net, 1.0) if r.source.at == (0, 20))
    assert on.own_from == 0


def test_two_lines_between_two_symbols_stay_where_nothing_else_begins_there():
    network = Network()
    ends = [network.add_vertex(Vertex("joint", at)) for at in ((0, 0), (0, 30), (60, 0))]
    meeting = network.add_vertex(Vertex("joint", (40, 0)))
    for a, b in ((0, meeting), (1, meeting), (meeting, 2)):
        end = ends[b] if b != meeting else meeting
        start = ends[a] if a != meeting else meeting
        path = np.linspace(network.vertices[start].at, network.vertices[end].at, 20)
        network.add_stroke(path, start, end)
    terminals = [
        Terminal(ends[0], (0, 0), False, symbol=FIRST),
        Terminal(ends[1], (0, 30), False, symbol=FIRST),
        Terminal(ends[2], (60, 0), True, symbol=ON),
    ]
    assert len(route_net(network, Net(terminals, set(network.vertices)), 1.0)) == 2


@pytest.mark.parametrize("second_row", [0, 1], ids=["first symbol", "past the first symbol"])
def test_a_line_with_its_head_at_the_foot_of_the_page_goes_on_without_one(second_row):
    """The head is drawn at the page's end; on the next page a bare line comes straight down, past a row or not."""
    first, second = Sketch(rows=2), Sketch(rows=2, page=2)
    x, y = first.at(0, 1)
    first.box(x, y)
    first.arrow((x, y + 13), (x, TOP + 2 * ROW + 10))
    second.box(*second.at(1, 0))
    u, v = second.at(2, second_row)
    second.box(u, v)
    second.line((u, TOP - 8), (u, v - 13))
    flow = read(first.sheet(), second.sheet(first_row=2))
    assert drawn(flow) == [("K1A", f"K{2 + second_row}C", None)]


def test_a_branch_comes_down_to_the_symbol_that_the_page_s_foot_lies_beyond():
    """No head is seen anywhere: one line goes to a step lower down and, from a joint above it, over the page's foot."""
    sketch = Sketch()
    sketch.box(*sketch.at(0, 0))
    sketch.box(*sketch.at(2, 2))
    (x, y), (u, v) = sketch.at(0, 0), sketch.at(2, 2)
    sketch.line((x + 25, y), (x + 140, y), (x + 140, TOP + 3 * ROW + 12))
    sketch.line((x + 90, y), (x + 90, v), (u - 25, v))
    assert [(a, b) for a, b, _ in drawn(read(sketch.sheet()))] == [("K0A", "K2C")]


def test_line_that_crosses_another_and_turns_down_into_a_symbol_comes_there_without_a_head_to_be_seen():
    """Of four heads one is a blot: its line goes on over the one that it crosses."""
    sketch = Sketch()
    for symbol in ((0, 0), (1, 0), (2, 0), (0, 1), (1, 2), (2, 2)):
        sketch.box(*sketch.at(*symbol))
    (x, y), (left, v), (right, w) = sketch.at(1, 0), sketch.at(0, 1), sketch.at(2, 2)
    sketch.arrow((right - 25, y), (x + 25, y))
    sketch.arrow((x, y + 13), (x, w - 13))
    sketch.arrow((left, y + 13), (left, v - 13))
    sketch.arrow((left + 25, v), (right, v), (right, w - 13), head="none")
    found = {(a, b) for a, b, _ in drawn(read(sketch.sheet()))}
    assert found == {("K0C", "K0B"), ("K0A", "K1A"), ("K0B", "K2B"), ("K1A", "K2C")}
