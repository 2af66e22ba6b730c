"""A network of OCGs, people, identifiers, addresses and events. Pure.

It holds what one reader may see, so every number and path of it is from that reader's view.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

import networkx

from broadhurst.foundation.govuk.words import count, first_capital, in_sentence, joined
from broadhurst.foundation.workflow import at

OCG, PERSON, IDENTIFIER, ADDRESS, EVENT = "ocg", "person", "identifier", "address", "event"
# Each kind with its words for one and for several.
KINDS = {
    OCG: ("OCG", "OCGs"),
    PERSON: ("person", "people"),
    IDENTIFIER: ("identifier", "identifiers"),
    ADDRESS: ("address", "addresses"),
    EVENT: ("planned event", "planned events"),
}
# A location, a vulnerability or a priority individual is registered like an OCG, but is not one.
OTHERS = ("other threat", "other threats")
COUNTED = (KINDS[OCG], OTHERS, *(words for kind, words in KINDS.items() if kind != OCG))
MOST_NODES = 2_000
MOST_STEPS = 3
# Exact betweenness of more nodes takes seconds, so it is estimated from some of them.
MOST_EXACT, SOURCES, SEED = 200, 30, 1


@dataclass(frozen=True)
class Node:
    """Something in a network. `detail` is more about its kind, such as “Vehicle registration”.

    `ref` is the reference of its record. An identifier that several records hold has the others in
    `also`. `ocgs` are the OCGs that hold it.
    """

    ref: str
    kind: str
    label: str
    detail: str
    href: str
    ocgs: tuple[str, ...]
    also: tuple[str, ...] = ()

    @property
    def is_shared(self) -> bool:
        """Whether it is an identifier or address that two or more OCGs hold."""
        return self.kind in (IDENTIFIER, ADDRESS) and len(self.ocgs) > 1

    @property
    def kind_words(self) -> str:
        """The kind for a cell of a table."""
        return first_capital(KINDS[self.kind][0])

    @property
    def type_words(self) -> str:
        """Its type, such as “Vehicle registration”. A person is a “Person” in every part."""
        return self.kind_words if self.kind == PERSON else self.detail or self.kind_words

    @property
    def full(self) -> str:
        """The label with the kind, to choose it by."""
        return f"{self.label} ({self.type_words}, {self.ref})"


def _counted_as(node: Node) -> tuple[str, str]:
    """Return the words that a node is counted under."""
    return OTHERS if node.kind == OCG and node.detail else KINDS[node.kind]


@dataclass(frozen=True)
class Edge:
    """A link that reads from its source to its target, like “uses”.

    `from_on` and `until_on` are when it held, `recorded_on` when an officer recorded it. `ref` and
    `href` are those of the record of a link, if it has one. `grade` is its 3x5x2 grade, and
    `conditions` are those on sharing it.
    """

    source: str
    target: str
    kind: str
    words: str
    recorded_on: date
    from_on: date | None = None
    until_on: date | None = None
    grade: str = ""
    ref: str = ""
    href: str = ""
    conditions: str = ""


@dataclass(frozen=True)
class Measured:
    """A node with its number of links and its betweenness, a share from 0 to 1."""

    node: Node
    links: int
    betweenness: float

    @property
    def percent(self) -> float:
        return round(100 * self.betweenness, 1)


@dataclass(frozen=True)
class Network:
    """Nodes by reference, and their links. `is_cut` says that some nodes were left out."""

    title: str
    nodes: Mapping[str, Node]
    edges: Sequence[Edge]
    is_cut: bool = False

    @cached_property
    def _refs(self) -> dict[str, str]:
        """The node of each reference that an identifier also has."""
        return {other: ref for ref, node in self.nodes.items() for other in node.also}

    @cached_property
    def graph(self) -> networkx.Graph:
        """Return the network for the graph library, undirected and without duplicate links."""
        graph: networkx.Graph = networkx.Graph()
        graph.add_nodes_from(self.nodes)
        graph.add_edges_from((edge.source, edge.target) for edge in self.edges)
        return graph

    @cached_property
    def shared(self) -> list[Node]:
        """The identifiers and addresses that two or more OCGs hold."""
        return sorted(
            (node for node in self.nodes.values() if node.is_shared),
            key=lambda node: (-len(node.ocgs), node.label),
        )

    @property
    def is_estimated(self) -> bool:
        """Whether the betweenness is an estimate."""
        return len(self.nodes) > MOST_EXACT

    @cached_property
    def measures(self) -> list[Measured]:
        """Return every node with its measures, the most connecting first."""
        sources = min(SOURCES, len(self.nodes)) if self.is_estimated else None
        between = networkx.betweenness_centrality(self.graph, k=sources, seed=SEED)
        links = Counter(end for edge in self.edges for end in (edge.source, edge.target))
        rows = [
            Measured(node, links[ref], min(between[ref], 1)) for ref, node in self.nodes.items()
        ]
        return sorted(rows, key=lambda row: (-row.betweenness, -row.links, row.node.label))

    @property
    def counts(self) -> str:
        """How many of each kind it has, in words."""
        counted = Counter(map(_counted_as, self.nodes.values()))
        parts = [count(counted[words], *words) for words in COUNTED if counted[words]]
        return joined([*parts, count(len(self.edges), "link")])

    def find(self, ref: str) -> Node | None:
        """Return the node with this reference, or None."""
        return self.nodes.get(self._refs.get(ref, ref))

    def names(self, refs: Iterable[str]) -> str:
        """Return the names of nodes in words."""
        return joined([self.nodes[ref].label for ref in refs if ref in self.nodes])

    def in_words(self, edge: Edge) -> str:
        """Return a link as a sentence without its full stop."""
        return f"{self.nodes[edge.source].label} {edge.words} {self.nodes[edge.target].label}"

    def shared_in_words(self, node: Node) -> str:
        """Return which OCGs share an identifier, as a sentence."""
        every = "Both" if len(node.ocgs) == 2 else "All of"
        return f"{every} {self.names(node.ocgs)} have the {in_sentence(node.detail)} {node.label}."

    def path(self, start: str, end: str) -> list[Edge] | None:
        """Return a shortest path between two nodes as links, or None if there is none."""
        try:
            stops = networkx.shortest_path(self.graph, start, end)
        except networkx.NetworkXNoPath:
            return None
        by_ends: dict[frozenset[str], Edge] = {}
        for edge in self.edges:
            by_ends.setdefault(frozenset((edge.source, edge.target)), edge)
        return [by_ends[frozenset(pair)] for pair in pairwise(stops)]


def objections_to_path(start: Node | None, end: Node | None) -> list[str]:
    """A path is between two different things of the network."""
    missing = "This is not in the network. Choose one of its people, OCGs or items."
    absent = [name for name, node in (("start", start), ("end", end)) if node is None]
    if not absent and start == end:
        return at("end", "Choose two different people, OCGs or items.")
    return [objection for name in absent for objection in at(name, missing)]
