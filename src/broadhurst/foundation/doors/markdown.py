"""Parse Markdown into tokens, and clean them for all output formats.

The Markdown is CommonMark with tables, bare links and typographer's quotes and dashes. The cleaned
tokens contain only words, structure and permitted links.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from broadhurst.foundation.between_transactions import CannotRender
from broadhurst.foundation.doors.rendering import seconds_left

Node = dict[str, Any]

WEB_LINKS = re.compile(r"https?://|mailto:|tel:|/(?![/\\]|%5C)", re.IGNORECASE)
PAPER_LINKS = re.compile(r"https?://|mailto:|tel:", re.IGNORECASE)
_SIDES = re.compile(r'<svg xmlns="[^"]*" width="[^"]*" height="[^"]*" ')
_NO_LINKS = re.compile("(?!)")  # a picture's words can be in a link already

NOT_TEXT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_NESTING = ("blockquote", "bullet_list", "ordered_list", "table", "em", "strong", "link")
_DEEPEST = 10  # Typst cannot nest much deeper
_PARSED = 60  # levels, after which the parser leaves out text: a text is refused long before
_TOO_DEEP = "Lists or quotations have too many levels. Remove some levels."
_RIGHT = "text-align:right"


class _Parser(MarkdownIt):
    """A parser that treats raw HTML as text, and accepts any address as a link."""

    def validateLink(self, url: str) -> bool:
        """Accept every address: `_cleaned_inline` takes out those that are not permitted."""
        return True


def _dashes(state: StateCore) -> None:
    """Replace hyphens by dashes and three full stops by an ellipsis, but leave “(c)”."""
    for token in state.tokens:
        for child in token.children or ():
            if child.type == "text":
                child.content = (
                    child.content.replace("---", "—").replace("--", "–").replace("...", "…")
                )


_parser = _Parser("commonmark", {"html": False, "linkify": True, "typographer": True})
_parser.enable(["table", "linkify", "smartquotes"])
_parser.core.ruler.before("smartquotes", "dashes", _dashes)
_parser.options["maxNesting"] = _PARSED
if _parser.linkify:
    _parser.linkify.set({"fuzzy_link": False, "fuzzy_email": False, "fuzzy_ip": False})


def _drawing(
    _self: Any, siblings: Sequence[Token], place: int, _options: Any, env: dict[str, Any]
) -> str:
    """Return a drawing with its description, as wide as the page."""
    token = siblings[place]
    svg: str = env["drawings"][token.attrs["src"]]
    opening_tag = f'<svg role="img" aria-label="{escapeHtml(token.content)}" width="100%" '
    return _SIDES.sub(opening_tag, svg, count=1)


_parser.add_render_rule("image", _drawing)


def tokens(
    markdown: str, below: int, links: re.Pattern[str], drawings: Collection[str] = ()
) -> list[Token]:
    """Return the tokens of a text, cleaned; raises CannotRender if it nests too deeply.

    Headings start one level under `below`. Images stay words, apart from those whose address is one
    of `drawings`.
    """
    seconds_left()
    parsed = _parser.parse(NOT_TEXT.sub("", markdown))
    _measure(parsed)
    for token in parsed:
        _clean(token)
        if token.children:
            token.children = list(_cleaned_inline(token.children, links, drawings))
    _level([token for token in parsed if token.type.startswith("heading")], below)
    return parsed


def html(cleaned: Sequence[Token], drawings: Mapping[str, str] | None = None) -> str:
    """Return tokens as HTML. All their text is escaped. `drawings` are SVG by their address."""
    rendered: str = _parser.renderer.render(cleaned, _parser.options, {"drawings": drawings})
    return rendered


def tree(cleaned: Sequence[Token]) -> list[Node]:
    """Return tokens as a tree: each node has a type “t” and its content “c”, text or nodes."""
    return _nodes(SyntaxTreeNode(cleaned).children)


def _nodes(children: Sequence[SyntaxTreeNode]) -> list[Node]:
    nodes: list[Node] = []
    for child in children:
        if child.type == "inline":
            nodes += _nodes(child.children)
        elif child.type != "text" or child.content:
            nodes.append(_node(child))
    return nodes


def _node(branch: SyntaxTreeNode) -> Node:
    node: Node = {"t": branch.type, "c": _nodes(branch.children) or branch.content}
    if branch.type == "heading":
        node["level"] = int(branch.tag[1:])
    elif branch.type == "image":
        node |= {"c": branch.content, "name": str(branch.attrs["src"])}
    elif branch.type == "link":
        node["to"] = branch.attrs["href"]
    elif branch.type == "ordered_list":
        node["start"] = int(branch.attrs.get("start", 1))
    elif branch.type == "paragraph":
        node["tight"] = branch.hidden
    elif branch.type in ("th", "td"):
        node["right"] = "class" in branch.attrs
    return node


def _measure(parsed: list[Token]) -> None:
    depth = 0
    for token in _every(parsed):
        if token.type.removesuffix("_open").removesuffix("_close") in _NESTING:
            depth += token.nesting
            if depth > _DEEPEST:
                raise CannotRender(_TOO_DEEP)


def _every(parsed: list[Token]) -> Iterator[Token]:
    for token in parsed:
        yield token
        yield from token.children or ()


def _clean(token: Token) -> None:
    """Remove the language of code, and align columns by class.

    The content security policy forbids styles.
    """
    token.info = ""
    if token.type in ("th_open", "td_open"):
        part = "header" if token.tag == "th" else "cell"
        is_right = token.attrs.get("style") == _RIGHT
        token.attrs = {"class": f"govuk-table__{part}--numeric"} if is_right else {}


def _cleaned_inline(
    inline: list[Token], links: re.Pattern[str], drawings: Collection[str] = ()
) -> Iterator[Token]:
    """Yield tokens without foreign images and forbidden links, but with their words."""
    is_link = False
    for token in inline:
        if token.type == "image" and token.attrs["src"] in drawings:
            yield token
        elif token.type == "image":
            yield from _cleaned_inline(token.children or [], _NO_LINKS)
        elif token.type == "link_open":
            href = str(token.attrs["href"])
            is_link = bool(links.match(href))
            token.attrs = {"href": href}
            yield from [token] * is_link
        elif token.type == "link_close":
            yield from [token] * is_link
        else:
            yield token


def _level(headings: list[Token], below: int) -> None:
    """Renumber headings to follow the page's own without skipping a level, for screen readers."""
    top = min((int(heading.tag[1:]) for heading in headings), default=1)
    previous = below
    for heading in headings:
        if heading.nesting == 1:
            previous = min(int(heading.tag[1:]) - top + below + 1, previous + 1, 6)
        heading.tag = f"h{previous}"
