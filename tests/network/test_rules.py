"""The rules of networks: paths, measures, layout and drawing, without a database."""

from datetime import date
from itertools import combinations
from math import hypot
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadhurst.capabilities.network.rules.drawing import drawn
from broadhurst.capabilities.network.rules.exports import as_graphml, rows_of
from broadhurst.capabilities.network.rules.graph import (
    Edge,
    Network,
    Node,
    objections_to_path,
)
from broadhurst.capabilities.network.rules.layout import places
from broadhurst.capabilities.network.rules.words import as_on_plate
from broadhurst.foundation.workflow import field_of

TODAY = date(2021, 3, 1)


def a_network(ocgs: int, people: int, things: int) -> Network:
    """Return OCGs in a row: each shares a car with the next."""
    nodes: dict[str, Node] = {}
    edges: list[Edge] = []

    def add(ref: str, kind: str, *of: str) -> None:
        nodes[ref] = Node(ref, kind, f"Name of {ref}", "", "/", of)

    for n in range(ocgs):
        home = f"OCG-{n}"
        add(home, "ocg", home)
        for p in range(people):
            person = f"PER-{n}-{p}"
            add(person, "person", home)
            edges.append(Edge(person, home, "member", "is a suspect in", TODAY))
            for t in range(things):
                add(f"IDN-{n}-{p}-{t}", "identifier", home)
                edges.append(Edge(person, f"IDN-{n}-{p}-{t}", "uses", "uses", TODAY))
        if n:
            add(f"IDN-{n}", "identifier", f"OCG-{n - 1}", home)
            edges += [
                Edge(user, f"IDN-{n}", "uses", "uses", TODAY) for user in (f"OCG-{n - 1}", home)
            ]
    return Network("Network", nodes, edges)


def test_path_is_the_shortest_and_none_where_nothing_connects() -> None:
    network = a_network(3, 1, 0)
    alone = Node("PER-X", "person", "Nobody", "", "/", ())
    network = Network("Network", {**network.nodes, "PER-X": alone}, network.edges)
    path = network.path("PER-0-0", "PER-2-0")
    assert path is not None
    assert [(edge.source, edge.target) for edge in path] == [
        ("PER-0-0", "OCG-0"), ("OCG-0", "IDN-1"), ("OCG-1", "IDN-1"), ("OCG-1", "IDN-2"),
        ("OCG-2", "IDN-2"), ("PER-2-0", "OCG-2"),
    ]  # fmt: skip
    assert network.path("PER-0-0", "PER-X") is None
    assert network.path("PER-X", "PER-X") == []


def test_what_stands_between_others_is_measured_first() -> None:
    network = a_network(3, 2, 0)
    first, *_ = network.measures
    # Of 45 pairs of the other 10, 33 are connected only through the OCG in the middle.
    assert (first.node.ref, first.links, first.percent) == ("OCG-1", 4, 73.3)
    assert [node.ref for node in network.shared] == ["IDN-1", "IDN-2"]


def test_path_needs_two_different_ends() -> None:
    one, other = a_network(2, 0, 0).nodes["OCG-0"], a_network(2, 0, 0).nodes["OCG-1"]
    assert objections_to_path(one, other) == []
    assert [field_of(said) for said in objections_to_path(one, one)] == ["end"]
    assert [field_of(said) for said in objections_to_path(None, None)] == ["start", "end"]


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 4), st.integers(0, 9), st.integers(0, 3))
def test_layout_is_the_same_each_time_and_nothing_covers_another(
    ocgs: int, people: int, things: int
) -> None:
    network = a_network(ocgs, people, things)
    spots = places(network)
    assert spots == places(a_network(ocgs, people, things))
    assert spots.keys() == network.nodes.keys()
    close = [
        (a, b)
        for (a, (x1, y1)), (b, (x2, y2)) in combinations(spots.items(), 2)
        if hypot(x1 - x2, y1 - y2) < 40
    ]
    assert close == []


@pytest.mark.parametrize("many", [0, 1, 3])
def test_drawing_and_files_are_well_formed(many: int) -> None:
    network = a_network(many, 2, 1)
    picture = drawn(network, places(network), marking="OFFICIAL-SENSITIVE", made="Made & <sent>")
    ElementTree.fromstring(picture)  # noqa: S314
    ElementTree.fromstring(as_graphml(network, "OFFICIAL-SENSITIVE", "Made\x0b"))  # noqa: S314
    assert len(rows_of(network)) == len(network.edges)


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("vehicle", "q417tdn", "Q417 TDN"),
        ("vehicle", "ab12-cde", "AB12 CDE"),
        ("vehicle", "A123 BCD", "A123 BCD"),
        ("vehicle", "B-AB 1234", "B-AB 1234"),
        ("vehicle", "1HGBH41JXMN109186", "1HGBH41JXMN109186"),
        ("email", "ab12cde", "ab12cde"),
    ],
)
def test_a_british_registration_is_written_as_on_its_plate(
    kind: str, value: str, shown: str
) -> None:
    assert as_on_plate(kind, value) == shown
