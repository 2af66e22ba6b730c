"""A network as rows for i2 and as GraphML. Pure."""

import re

import networkx

from broadhurst.capabilities.network.rules.graph import Network, Node

# One row for each link, as the import of i2 Analyst's Notebook takes it. A node without links has a
# row of its own.
HEADINGS = [
    "From type", "From", "From reference", "Link", "To type", "To", "To reference",
    "From date", "To date", "Recorded on", "Grade", "Conditions on sharing",
    "Link reference", "Shared by OCGs",
]  # fmt: skip
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def plain(text: str) -> str:
    """Return a text without the characters that XML cannot have."""
    return NOT_XML.sub("", text)


def rows_of(network: Network) -> list[list[str]]:
    """Return a row for each link, and for each node that has none."""
    rows = []
    alone = dict(network.nodes)
    for edge in network.edges:
        source, target = network.nodes[edge.source], network.nodes[edge.target]
        alone.pop(edge.source, None)
        alone.pop(edge.target, None)
        shared = [node for node in (source, target) if node.is_shared]
        days = [str(day or "") for day in (edge.from_on, edge.until_on, edge.recorded_on)]
        rows.append(
            [
                *_ends(source), edge.words, *_ends(target), *days, edge.grade,
                edge.conditions, edge.ref,
                " and ".join(network.names(node.ocgs) for node in shared),
            ]
        )  # fmt: skip
    rows += [[*_ends(node), *[""] * 11] for node in alone.values()]
    return rows


def as_graphml(network: Network, marking: str, made: str) -> bytes:
    """Return the network as GraphML, with the marking as an attribute of the graph."""
    graph: networkx.MultiDiGraph = networkx.MultiDiGraph(
        marking=marking, title=plain(network.title), made=plain(made)
    )
    for ref, node in network.nodes.items():
        graph.add_node(
            ref, label=plain(node.label), kind=node.kind, detail=plain(node.detail),
            ocgs=" ".join(node.ocgs), shared=node.is_shared,
        )  # fmt: skip
    for edge in network.edges:
        graph.add_edge(
            edge.source, edge.target, label=edge.words, kind=edge.kind,
            from_on=str(edge.from_on or ""), until_on=str(edge.until_on or ""),
            recorded_on=str(edge.recorded_on), grade=edge.grade,
            conditions=plain(edge.conditions), ref=edge.ref,
        )  # fmt: skip
    lines = networkx.generate_graphml(graph)
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', *lines]).encode()


def _ends(node: Node) -> list[str]:
    return [node.type_words, node.label, node.ref]
