"""Draw a network as SVG, with colours and shapes by kind. Pure.

The drawing has no style sheet, so it looks the same in a page, in a file and as PNG. Its kinds
differ in shape as well as colour.
"""

from xml.sax.saxutils import escape

from broadhurst.capabilities.network.rules.exports import plain
from broadhurst.capabilities.network.rules.graph import (
    ADDRESS,
    EVENT,
    IDENTIFIER,
    OCG,
    PERSON,
    Network,
    Node,
)
from broadhurst.capabilities.network.rules.layout import Spots, size

COLOURS = {
    OCG: "#10263b", PERSON: "#1d70b8", IDENTIFIER: "#7a4b00", ADDRESS: "#00703c", EVENT: "#54319f",
}  # fmt: skip
SHARED, LINE, PAPER = "#ca3535", "#6f777b", "#ffffff"
LONGEST = 17  # characters of a label
MOST_LABELS = 150  # of more nodes, only OCGs and what they share have labels
HEAD = 48  # px for the marking and the title of a file


def drawn(network: Network, spots: Spots, *, marking: str = "", made: str = "") -> str:
    """Return the network as SVG, with its nodes at their `places`.

    A file has its marking and who made it when.
    """
    width, height = size(spots)
    width, top = max(width, 360), HEAD if marking else 0
    shapes = [_edge(spots, edge.source, edge.target) for edge in network.edges]
    all_labels = len(network.nodes) <= MOST_LABELS
    for ref, node in network.nodes.items():
        named = all_labels or node.kind == OCG or node.is_shared
        shapes.append(_node(node, spots[ref], named=named))
    around = [
        _text(width // 2, 20, marking, size=14, bold=True),
        _text(width // 2, 40, f"{network.title}. {made}"),
        _text(width // 2, height + top + 30, marking, size=14, bold=True),
    ]
    tall = height + 2 * top
    summary = f"{network.title}: {network.counts}."
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{tall}" '
        f'viewBox="0 0 {width} {tall}" role="img" font-family="sans-serif">'
        f"<title>{escape(plain(summary))}</title>"
        f'<rect width="{width}" height="{tall}" fill="{PAPER}"/>'
        f"{''.join(around) if marking else ''}"
        f'<g transform="translate(0 {top})">{"".join(shapes)}</g></svg>'
    )


def longest_side(spots: Spots) -> int:
    """Return the longest side of the drawing of a file in px."""
    return max(size(spots)) + 2 * HEAD


def shape(kind: str) -> str:
    """Return the sign of a kind for the legend."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="30" aria-hidden="true">'
        f'<g transform="translate(15 15)">{_sign(kind, is_shared=False)}</g></svg>'
    )


def _edge(spots: Spots, source: str, target: str) -> str:
    (x1, y1), (x2, y2) = spots[source], spots[target]
    return f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="{LINE}"/>'


def _node(node: Node, spot: tuple[int, int], *, named: bool) -> str:
    title = f"{node.label}: {node.detail or node.kind_words}"
    if node.is_shared:
        title += f", shared by {len(node.ocgs)} OCGs"
    label = node.label if len(node.label) <= LONGEST else f"{node.label[: LONGEST - 1]}…"
    text = _text(0, 28, label, bold=node.kind == OCG or node.is_shared) if named else ""
    return (
        f'<g transform="translate({spot[0]} {spot[1]})"><title>{escape(plain(title))}</title>'
        f"{_sign(node.kind, is_shared=node.is_shared)}{text}</g>"
    )


def _sign(kind: str, *, is_shared: bool) -> str:
    line = f'stroke="{SHARED}" stroke-width="4"' if is_shared else f'stroke="{PAPER}"'
    look = f'fill="{COLOURS[kind]}" {line}'
    return {
        OCG: f'<rect x="-14" y="-14" width="28" height="28" rx="4" {look}/>',
        PERSON: f'<circle r="11" {look}/>',
        IDENTIFIER: f'<path d="M0-13 13 0 0 13-13 0Z" {look}/>',
        ADDRESS: f'<path d="M0-13 12-3V11H-12V-3Z" {look}/>',
        EVENT: f'<path d="M0-13 13 10H-13Z" {look}/>',
    }[kind]


def _text(x: int, y: int, text: str, *, size: int = 11, bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{x}" y="{y}" text-anchor="middle" font-size="{size}"{weight} fill="#0b0c0c" '
        f'stroke="{PAPER}" stroke-width="3" paint-order="stroke">{escape(plain(text))}</text>'
    )
