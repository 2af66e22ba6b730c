"""Markdown read into Pandoc's tree and cleaned, once, for every form a text is given.

The Markdown is CommonMark with tables, bare links and typographer's quotes. What leaves here holds
words, structure and permitted links, and nothing else.
"""

import json
import re
import subprocess
from collections.abc import Iterator
from typing import Any

import pypandoc

from broadhurst.foundation.doors.rendering import TOO_LONG, CannotRender, seconds_left

Node = dict[str, Any]

WEB_LINKS = re.compile(r"https?://|mailto:|tel:|/(?![/\\])", re.IGNORECASE)
PAPER_LINKS = re.compile(r"https?://|mailto:|tel:", re.IGNORECASE)

NOT_TEXT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_MARKDOWN = "commonmark-raw_html+smart+pipe_tables+autolink_bare_uris"
_DEEPEST = 12
_TOO_DEEP = "Lists or quotations stand too deep inside one another. Take out some levels."


def tree(markdown: str, below: int, links: re.Pattern[str]) -> Node:
    """Pandoc's tree of a text, cleaned of all but words, structure and permitted links."""
    try:
        read: Node = json.loads(pandoc(NOT_TEXT.sub("", markdown), "json"))
        nodes = list(nodes_in(read["blocks"]))
    except RecursionError as error:
        raise CannotRender(_TOO_DEEP) from error
    for node in nodes:
        _clean(node, links)
    _level([node["c"] for node in nodes if node["t"] == "Header"], below)
    return read


def pandoc(source: Node | str, writer: str, *options: str) -> bytes:
    """Run Pandoc, which in its sandbox reads and fetches nothing; from Markdown or from a tree."""
    reader, text = (_MARKDOWN, source) if isinstance(source, str) else ("json", json.dumps(source))
    command = [pypandoc.get_pandoc_path(), "--sandbox", "-f", reader, "-t", writer, *options]
    try:
        run = subprocess.run(  # noqa: S603 (the program and its options are ours)
            command, input=text.encode(), capture_output=True, check=True, timeout=seconds_left()
        )
    except subprocess.TimeoutExpired as error:
        raise CannotRender(TOO_LONG) from error
    return run.stdout


def nodes_in(value: object, depth: int = 0) -> Iterator[Node]:
    """Every node, in the order of the text. Stops where Typst would give up on the nesting."""
    if depth > _DEEPEST:
        raise CannotRender(_TOO_DEEP)
    if isinstance(value, dict):
        yield value
        yield from nodes_in(value.get("c"), depth + 1)
    elif isinstance(value, list):
        for item in value:
            yield from nodes_in(item, depth)


def _clean(node: Node, links: re.Pattern[str]) -> None:
    """Make harmless, in place, what could be more than words.

    Pandoc's CommonMark reader keeps raw HTML in the tree even when told not to, so it is turned
    into the text that was typed.
    """
    match node:
        case {"t": "RawInline", "c": [_, text]}:
            node.update(t="Str", c=text)
        case {"t": "RawBlock", "c": [_, text]}:
            node.update(t="Para", c=[{"t": "Str", "c": text}])
        case {"t": "Image", "c": [_, words, _]}:
            node.update(t="Span", c=[["", [], []], words])
        case {"t": "Link", "c": [_, words, [target, _]]}:
            if links.match(target):
                node["c"] = [["", [], []], words, [target, ""]]
            else:
                node.update(t="Span", c=[["", [], []], words])
        case {"t": "CodeBlock", "c": [_, text]}:
            node["c"] = [["", [], []], text]


def _level(headings: list[list[Any]], below: int) -> None:
    """Put headings under the page's own without a gap: a skipped level loses a screen reader."""
    top = min((heading[0] for heading in headings), default=1)
    previous = below
    for heading in headings:
        heading[0] = previous = min(heading[0] - top + below + 1, previous + 1, 6)
