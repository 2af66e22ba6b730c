"""Where each node of a network is drawn. Pure.

The OCGs are placed by NetworkX with a fixed seed. People and items of one OCG are on rings around
it, and items of several OCGs are between them. So the same network has the same layout every time,
and nothing about it needs to be stored.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations
from math import ceil, cos, hypot, pi, sin

import networkx
import numpy
from numpy.typing import NDArray

from broadhurst.capabilities.network.rules.graph import EVENT, OCG, PERSON, Network, Node

Place = tuple[float, float]
Spots = Mapping[str, tuple[int, int]]  # the place of each node in px, from the top left
Array = NDArray[numpy.float64]
SEED, PUSHES = 1, 200
RING, NEXT_TO = 90.0, 84.0  # px between two rings, and between two nodes of a ring
APART = 130.0  # px between the outer rings of two OCGs
ASIDE = 55.0  # px from the line between two OCGs
MARGIN = 90


def places(network: Network) -> Spots:
    """Return the place of each node. It is calculated on each call."""
    held: dict[str, list[Node]] = defaultdict(list)
    between: list[Node] = []
    for node in network.nodes.values():
        homes = [ref for ref in node.ocgs if ref in network.nodes]
        if node.kind == OCG:
            held.setdefault(node.ref, [])
        elif len(homes) == 1:
            held[homes[0]].append(node)
        else:
            between.append(node)
    rings = {ref: _rings(_in_order(network, nodes)) for ref, nodes in held.items()}
    hubs = _hubs(network, {ref: RING * len(rings[ref]) for ref in held})
    placed: dict[str, Place] = dict(hubs)
    for ref, (x, y) in hubs.items():
        turns: dict[str, float] = {}
        for number, ring in enumerate(rings[ref], start=1):
            turns |= _turns(network, ring, turns, gap=NEXT_TO / (RING * number))
            for node in ring:
                turn, radius = turns[node.ref], RING * number
                placed[node.ref] = (x + radius * cos(turn), y + radius * sin(turn))
    _place_between(between, hubs, placed)
    return _from_the_top_left(placed)


def size(spots: Spots) -> tuple[int, int]:
    """Return the width and height of a drawing in px."""
    if not spots:
        return 2 * MARGIN, 2 * MARGIN
    return (
        max(x for x, _ in spots.values()) + MARGIN,
        max(y for _, y in spots.values()) + MARGIN,
    )


def _in_order(network: Network, nodes: Sequence[Node]) -> list[Node]:
    """Return people, each followed by what they use, then the rest, events last."""
    beside: dict[str, list[str]] = defaultdict(list)
    for edge in network.edges:
        beside[edge.source].append(edge.target)
    node_of = {node.ref: node for node in nodes}
    ordered: dict[str, Node] = {}
    for node in (node for node in nodes if node.kind == PERSON):
        ordered[node.ref] = node
        for ref in beside[node.ref]:
            if ref in node_of and node_of[ref].kind != PERSON:
                ordered[ref] = node_of[ref]
    rest = sorted(nodes, key=lambda node: node.kind == EVENT)
    return [*ordered.values(), *(node for node in rest if node.ref not in ordered)]


def _rings(nodes: Sequence[Node]) -> list[list[Node]]:
    """Share nodes out on rings: people on the inner ones, what they use outside, in their order."""
    rings: list[list[Node]] = []
    for is_person in (True, False):
        left = [node for node in nodes if (node.kind == PERSON) is is_person]
        while left:
            room = int(2 * pi * RING * (len(rings) + 1) / NEXT_TO)
            rings.append(left[:room])
            left = left[room:]
    return rings


def _turns(
    network: Network, ring: Sequence[Node], inside: Mapping[str, float], gap: float
) -> dict[str, float]:
    """Return the angle of each node of a ring, near to what it is linked with on an inner one."""
    even = {node.ref: 2 * pi * n / len(ring) - pi / 2 for n, node in enumerate(ring)}
    near = {ref: inside[other] for ref in even for other in network.graph[ref] if other in inside}
    turns: dict[str, float] = {}
    last = -10.0
    for ref in sorted(near, key=lambda ref: near[ref]):
        turns[ref] = last = max(near[ref], last + gap)
    for ref in (ref for ref in even if ref not in near):
        turns[ref] = last = max(even[ref], last + gap)
    around = max(turns.values()) - min(turns.values()) if turns else 0
    return turns if inside and around <= 2 * pi - gap else even


def _hubs(network: Network, radius: Mapping[str, float]) -> dict[str, Place]:
    """Return the positions of the OCGs, spaced so that their rings do not overlap."""
    graph: networkx.Graph = networkx.Graph()
    graph.add_nodes_from(radius)
    homes = {ref: node.ocgs for ref, node in network.nodes.items()}
    for node in network.nodes.values():
        graph.add_edges_from(combinations([ref for ref in node.ocgs if ref in radius], 2))
    for edge in network.edges:
        pairs = [(a, b) for a in homes[edge.source] for b in homes[edge.target] if a != b]
        graph.add_edges_from((a, b) for a, b in pairs if a in radius and b in radius)
    if len(radius) < 2:
        return dict.fromkeys(radius, (0.0, 0.0))
    spring = networkx.spring_layout(graph, seed=SEED, iterations=50, method="force")
    at = _apart(numpy.array([spring[ref] for ref in radius]), numpy.array([*radius.values()]))
    high, wide = numpy.ptp(at[:, 1]), numpy.ptp(at[:, 0])
    if high > wide:  # screens and paper are wider than high
        at = at[:, ::-1]
    return {ref: (float(x), float(y)) for ref, (x, y) in zip(radius, at, strict=True)}


def _apart(at: Array, radius: Array) -> Array:
    """Bring circles close together, then push them until none overlaps another."""
    room = radius + APART / 2
    need = room[:, None] + room[None, :]
    at = at * numpy.sqrt((room**2).sum()) / 2
    for _ in range(PUSHES):
        way, distance = _between(at)
        over = numpy.maximum(need - distance, 0)
        if not over.any():
            return at
        at = at + (way * over[..., None] / 2).sum(axis=1)
    distance = _between(at)[1]
    return at * max(1.0, float((need / numpy.maximum(distance, 1.0)).max()))


def _between(at: Array) -> tuple[Array, Array]:
    """Return the direction and the distance from each place to each.

    The distance of a place to itself is infinite.
    """
    way = at[:, None] - at[None, :]
    distance = numpy.hypot(way[..., 0], way[..., 1])
    numpy.fill_diagonal(distance, numpy.inf)
    return way / numpy.maximum(distance, 1e-9)[..., None], distance


def _place_between(
    nodes: Sequence[Node], hubs: Mapping[str, Place], places: dict[str, Place]
) -> None:
    """Put what several OCGs hold in the middle of them, and what none holds below."""
    groups: dict[tuple[str, ...], list[Node]] = defaultdict(list)
    for node in nodes:
        groups[tuple(ref for ref in node.ocgs if ref in hubs)].append(node)
    for refs, group in groups.items():
        ends = [hubs[ref] for ref in refs] or [(0.0, max((y for _, y in hubs.values()), default=0))]
        x, y = (sum(end[axis] for end in ends) / len(ends) for axis in (0, 1))
        if len(ends) == 2:
            (x1, y1), (x2, y2) = ends
            length = max(hypot(x2 - x1, y2 - y1), 1)
            x, y = x + ASIDE * (y1 - y2) / length, y + ASIDE * (x2 - x1) / length
        columns = ceil(len(group) ** 0.5)
        for number, node in enumerate(group):
            row, column = divmod(number, columns)
            places[node.ref] = (
                x + NEXT_TO * (column - (columns - 1) / 2),
                y + RING * row,
            )


def _from_the_top_left(places: Mapping[str, Place]) -> Spots:
    left = min((x for x, _ in places.values()), default=0) - MARGIN
    top = min((y for _, y in places.values()), default=0) - MARGIN
    return {ref: (round(x - left), round(y - top)) for ref, (x, y) in places.items()}
