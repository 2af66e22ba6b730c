"""Parse Markdown into Pandoc's tree, and clean the tree for all output formats.

The Markdown is CommonMark with tables, bare links and typographer's quotes. The cleaned tree
contains only words, structure and permitted links.
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
_TOO_DEEP = "Lists or quotations have too many levels. Take out some levels."


def tree(markdown: str, below: int, links: re.Pattern[str]) -> Node:
    """Return Pandoc's tree of a text, cleaned; raises CannotRender if it nests too deeply."""
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
    """Run Pandoc on Markdown or on a tree. Its sandbox stops it from reading or fetching files."""
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
    """Yield every node in text order; raises CannotRender at a depth that Typst cannot nest."""
    if depth > _DEEPEST:
        raise CannotRender(_TOO_DEEP)
    if isinstance(value, dict):
        yield value
        yield from nodes_in(value.get("c"), depth + 1)
    elif isinstance(value, list):
        for item in value:
            yield from nodes_in(item, depth)


def _clean(node: Node, links: re.Pattern[str]) -> None:
    """Replace raw HTML, images, forbidden links and attributes in place.

    Pandoc's CommonMark reader keeps raw HTML in the tree even with raw_html turned off, so it is
    turned back into the typed text.
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
    """Renumber headings to follow the page's own without skipping a level, for screen readers."""
    top = min((heading[0] for heading in headings), default=1)
    previous = below
    for heading in headings:
        heading[0] = previous = min(heading[0] - top + below + 1, previous + 1, 6)
