"""Schemas of the answers about networks."""

from datetime import date
from typing import Annotated, Any

from pydantic import Field

from broadhurst.capabilities.network.rules.graph import KINDS, Edge, Measured, Network
from broadhurst.foundation.doors.schemas import Schema

Kind: Any = Annotated[str, Field(json_schema_extra={"enum": list(KINDS)})]


class NetworkNodeOut(Schema):
    """Something in a network, with its measures."""

    ref: str
    kind: Kind
    label: str
    detail: str = Field(description="More about its kind, such as “Vehicle registration”.")
    href: str = Field(description="The address of its page.")
    ocgs: list[str] = Field(description="The OCGs that hold it, of those you can see.")
    also: list[str] = Field(description="Other records of the same identifier.")
    is_shared: bool = Field(description="An identifier that two or more of these OCGs hold.")
    links: int
    betweenness: float = Field(
        description="The share of shortest paths between two others that go through it, 0 to 1."
    )


class NetworkEdgeOut(Schema):
    """A link, which reads from its source to its target."""

    source: str
    target: str
    kind: str = Field(description="member, uses, link, event or place.")
    words: str
    recorded_on: date
    from_on: date | None
    until_on: date | None
    grade: str = Field(description="The 3x5x2 grade of a link, or empty.")
    conditions: str = Field(description="The conditions on sharing a link, or empty.")
    ref: str = Field(description="The reference of the record of a link, or empty.")
    in_words: str = Field(description="A sentence that describes the link.")


class NetworkPathOut(Schema):
    """A shortest path between two things of a network. It has no links if there is none."""

    found: bool
    links: list[NetworkEdgeOut]


class KeptLayoutOut(Schema):
    """The places that you keep of a network. None is the usual layout."""

    about: str = Field(description="The reference of the OCG, or the key of your unit.")
    spots: dict[str, tuple[int, int]] = Field(
        description="The place of each record, in pixels from the left and from the top."
    )


class NetworkOut(Schema):
    """The network that you can see."""

    title: str
    counts: str
    is_cut: bool = Field(description="Some of it was left out, because it is too large.")
    is_estimated: bool = Field(description="The betweenness is an estimate.")
    shared: list[str] = Field(description="Sentences that say which OCGs share an identifier.")
    nodes: list[NetworkNodeOut]
    edges: list[NetworkEdgeOut]
    path: NetworkPathOut | None = Field(description="Null unless “start” and “end” are given.")


def as_network(network: Network) -> NetworkOut:
    """Return a network as the API answers it."""
    return NetworkOut(
        title=network.title,
        counts=network.counts,
        is_cut=network.is_cut,
        is_estimated=network.is_estimated,
        shared=[network.shared_in_words(node) for node in network.shared],
        nodes=[_as_node(row) for row in network.measures],
        edges=[as_edge(network, edge) for edge in network.edges],
        path=None,
    )


def as_edge(network: Network, edge: Edge) -> NetworkEdgeOut:
    return NetworkEdgeOut(
        source=edge.source,
        target=edge.target,
        kind=edge.kind,
        words=edge.words,
        recorded_on=edge.recorded_on,
        from_on=edge.from_on,
        until_on=edge.until_on,
        grade=edge.grade,
        conditions=edge.conditions,
        ref=edge.ref,
        in_words=network.in_words(edge),
    )


def _as_node(row: Measured) -> NetworkNodeOut:
    node = row.node
    return NetworkNodeOut(
        ref=node.ref,
        kind=node.kind,
        label=node.label,
        detail=node.detail,
        href=node.href,
        ocgs=list(node.ocgs),
        also=list(node.also),
        is_shared=node.is_shared,
        links=row.links,
        betweenness=round(row.betweenness, 4),
    )
