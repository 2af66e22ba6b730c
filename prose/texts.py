"""Extract the texts that a person reads: from docs, templates, Python and event sentences."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

SOURCES = ("src", "docs", "prose")
PAGES = ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")
HEADINGS = ("h1", "h2", "h3", "h4", "legend", "caption", "title", "th", "dt")
LINKS = ("a", "button", "summary")
LABELS = ("label", "title", "submit", "done", "noun", "help", "short_help")
BLOCK = re.compile(r"{%\s*(?:comment\b.*?endcomment|.*?)\s*%}|{#.*?#}", re.DOTALL)
VALUE = re.compile(r"{{.*?}}", re.DOTALL)
FENCE = re.compile(r"^```.*?^```|^    .*?$|`[^`]*`|\]\([^)]*\)|<[^>]+>", re.DOTALL | re.MULTILINE)
SENTENCE = re.compile(r"(?<=[.!?:;])\s+|\n\s*\n")
FEWEST_WORDS = 4


class Text(NamedTuple):
    """A text, where it is, and what it is: docstring, label, heading, message and so on."""

    path: Path
    line: int
    kind: str
    words: str

    @property
    def area(self) -> str:
        """The room or folder that a count is kept for."""
        parts = self.path.parts
        if parts[0] != "src":
            return parts[0]
        return "/".join(parts[2:4]) if len(parts) > 4 else "/".join(parts[1:3])


def every_text() -> Iterator[Text]:
    """Yield every text of the project, file by file in order."""
    files = [Path(page) for page in PAGES]
    files += [file for folder in SOURCES for file in sorted(Path(folder).rglob("*"))]
    for file in files:
        if {"migrations", "static", "__pycache__", "data"} & set(file.parts):
            continue
        if file.suffix == ".txt" and "templates" not in file.parts:
            continue  # a table of words, not a text
        if file.suffix in READERS and file.is_file():
            yield from READERS[file.suffix](file)


def in_python(path: Path) -> Iterator[Text]:
    """Yield the docstrings, comments, labels, hints and messages of a module."""
    source = path.read_text()
    tree = ast.parse(source)
    docstrings = set()
    for node in ast.walk(tree):
        documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
        if isinstance(node, documented) and (text := ast.get_docstring(node)):
            docstrings.add(id(node.body[0].value))  # type: ignore[attr-defined]
            yield Text(path, node.body[0].lineno, "docstring", text)
    for number, line in enumerate(source.splitlines(), 1):
        if line.strip().startswith("# "):
            yield Text(path, number, "comment", line.strip().removeprefix("# "))
    labelled = {
        id(keyword.value): "label" if keyword.arg in LABELS else "hint"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg in (*LABELS, "help_text")
    }
    for node in ast.walk(tree):
        if id(node) in docstrings:
            continue
        text = _text_of(node)
        if text and (id(node) in labelled or _is_message(text)):
            yield Text(path, node.lineno, labelled.get(id(node), "message"), text)  # type: ignore[attr-defined]


def in_template(path: Path) -> Iterator[Text]:
    """Yield the texts of an HTML template, by the element that holds each."""
    reader = _Reader()
    reader.feed(
        VALUE.sub("…", BLOCK.sub(lambda found: "\n" * found[0].count("\n"), path.read_text()))
    )
    for line, tag, words in reader.found:
        kind = "heading" if tag in HEADINGS else "link" if tag in LINKS else "page"
        yield Text(path, line, kind, words)


def in_event(path: Path) -> Iterator[Text]:
    """Yield the sentence of an event or an email."""
    yield Text(path, 1, "event", VALUE.sub("…", BLOCK.sub("", path.read_text())).strip())


def in_markdown(path: Path) -> Iterator[Text]:
    """Yield the paragraphs and cells of a page of documentation."""
    source = FENCE.sub(lambda found: "\n" * found[0].count("\n"), path.read_text())
    for number, line in enumerate(source.splitlines(), 1):
        for cell in line.split("|"):
            if words := cell.strip(" -*#"):
                yield Text(path, number, "docs", words)


def sentences(text: Text) -> list[str]:
    """Split a text into sentences of some words."""
    found = SENTENCE.split(text.words)
    return [one for one in found if len(one.split()) >= FEWEST_WORDS]


READERS = {".py": in_python, ".html": in_template, ".txt": in_event, ".md": in_markdown}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str, str]] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if words := " ".join(data.split()):
            outer = [tag for tag in self._open if tag in (*HEADINGS, *LINKS)]
            self.found.append((self.getpos()[0], outer[-1] if outer else "", words))


def _text_of(node: ast.AST) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        parts = [part.value if isinstance(part, ast.Constant) else "…" for part in node.values]
        return "".join(map(str, parts))
    return ""


def _is_message(text: str) -> bool:
    words = text.split()
    return len(words) >= FEWEST_WORDS and text[:1].isupper() and "SELECT" not in words[0].upper()
