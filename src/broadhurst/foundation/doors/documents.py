"""Render Markdown as an HTML fragment, a DOCX or a PDF/UA.

Pandoc reads the Markdown into a tree, which is cleaned once and then written in each format. Typst
gets the words of a letter as data and never parses them, so typed text cannot become code. Nothing
is fetched and no font of the host is used, so the same letter gives the same bytes on any machine.
Pandoc and Typst run as subprocesses with a time limit (`rendering`). No request holds a database
transaction while they run.
"""

import json
import re
import subprocess
import sys
import tomllib
import zipfile
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

from django.utils.safestring import SafeString, mark_safe

from broadhurst.foundation.doors.markdown import (
    NOT_TEXT,
    PAPER_LINKS,
    WEB_LINKS,
    Node,
    nodes_in,
    pandoc,
    tree,
)
from broadhurst.foundation.doors.rendering import TOO_LONG, CannotRender, rendered, seconds_left

MARKINGS = ("", "OFFICIAL", "OFFICIAL-SENSITIVE")

_FILES = Path(__file__).parent / "letter"
_TYPESET = [sys.executable, "-m", "broadhurst.foundation.doors.typeset"]
_NOT_IN_FONT = re.compile(r'the text `"(.+?)"` could not be displayed')
# Changes to Pandoc's DOCX: the part, the text to find (its last occurrence) and its replacement.
_DOCX_CHANGES = tomllib.loads((_FILES / "docx.toml").read_text())["change"]


@dataclass(frozen=True)
class Letter:
    """A letter to print. `sender` and `recipient` are address blocks with line breaks.

    The text begins with the salutation, and its first heading is the subject line. `title` is the
    title in the document's properties.

    The marking is OFFICIAL, OFFICIAL-SENSITIVE or, for a published letter, empty. A higher marking
    raises ValueError, because this system may not hold such material.
    """

    markdown: str
    title: str
    sender: str
    recipient: str
    dated: date
    marking: str

    def __post_init__(self) -> None:
        if self.marking not in MARKINGS:
            raise ValueError("Mark a letter OFFICIAL, OFFICIAL-SENSITIVE or not at all.")

    @property
    def day(self) -> str:
        """The date as written in a letter: 30 March 2021."""
        return f"{self.dated.day} {self.dated:%B %Y}"


def html(markdown: str, *, below: int = 1) -> SafeString:
    """Return an HTML fragment whose headings start one level under `below`.

    No markup in the source stays markup: raw HTML shows as typed, and images as their descriptions.
    Links can only lead to http(s), mailto and tel addresses, and to pages of this site.
    """
    return rendered(_html, markdown, below)


def _html(markdown: str, below: int) -> SafeString:
    read = tree(markdown, below, WEB_LINKS)
    for node in nodes_in(read["blocks"]):
        if node["t"] == "Table":
            _align_by_class(node)
    # Safe, because the tree has no raw markup or foreign attributes, and Pandoc escapes all text.
    return mark_safe(pandoc(read, "html", "--wrap=none").decode())  # noqa: S308


def docx(letter: Letter) -> bytes:
    """Return a DOCX in A4 and British English, with real headings and the marking on each page."""
    return rendered(_docx, letter)


def _docx(letter: Letter) -> bytes:
    written = pandoc(_laid_out(letter), "docx", "-M", "lang=en-GB", "-o", "-")
    parts = {
        "docProps/core.xml": _part("core.xml", letter),
        "word/header1.xml": _part("header.xml", letter),
        "word/footer1.xml": _part("footer.xml", letter),
    }
    packed = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(written)) as source,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            if name not in parts:
                parts[name] = _changed(name, source.read(name).decode())
        for name in sorted(parts):
            target.writestr(zipfile.ZipInfo(name), parts[name], zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def pdf(letter: Letter) -> bytes:
    """Return a tagged PDF that conforms to PDF/UA-1, in the fonts that come with Typst.

    Raises CannotRender if it takes too long, or if a character is not in the fonts.
    """
    return rendered(_pdf, letter)


def _pdf(letter: Letter) -> bytes:
    content = {
        "title": letter.title,
        "sender": letter.sender.strip().splitlines(),
        "recipient": letter.recipient.strip().splitlines(),
        "date": [letter.dated.year, letter.dated.month, letter.dated.day],
        "day": letter.day,
        "marking": letter.marking,
        "blocks": tree(letter.markdown, 0, PAPER_LINKS)["blocks"],
    }
    try:
        run = subprocess.run(  # noqa: S603 (the program and its options are ours)
            _TYPESET,
            input=json.dumps(content).encode(),
            capture_output=True,
            check=True,
            timeout=seconds_left(),
        )
    except subprocess.TimeoutExpired as error:
        raise CannotRender(TOO_LONG) from error
    except subprocess.CalledProcessError as error:
        unprintable = _NOT_IN_FONT.findall(error.stderr.decode(errors="replace"))
        if not unprintable:
            sys.stderr.write(error.stderr.decode(errors="replace"))
            raise
        characters = " ".join(sorted(set(unprintable)))
        raise CannotRender(
            f"The PDF cannot show these characters: {characters}. Take them out or spell them."
        ) from error
    return run.stdout


def _align_by_class(table: Node) -> None:
    """Align columns with CSS classes, because the content security policy forbids styles."""
    columns, head, bodies = table["c"][2:5]
    numeric = [column[0]["t"] == "AlignRight" for column in columns]
    for column in columns:
        column[:] = [{"t": "AlignDefault"}, {"t": "ColWidthDefault"}]
    for part, rows in (("header", head[1]), *(("cell", body[3]) for body in bodies)):
        for row in rows:
            for is_numeric, cell in zip(numeric, row[1], strict=True):
                if is_numeric:
                    cell[0] = ["", [f"govuk-table__{part}--numeric"], []]


def _laid_out(letter: Letter) -> Node:
    """Return the tree of a whole letter: sender, date, recipient, then the text."""
    whole = tree(letter.markdown, 0, PAPER_LINKS)
    whole["blocks"] = [
        _address(letter.sender),
        _address(letter.day),
        _address(letter.recipient),
        *whole["blocks"],
    ]
    return whole


def _address(text: str) -> Node:
    lines: list[Node] = []
    for line in text.strip().splitlines():
        lines += [{"t": "Str", "c": line}, {"t": "LineBreak"}]
    return {"t": "Para", "c": lines[:-1]}


def _part(name: str, letter: Letter) -> str:
    """Fill in one of our own DOCX parts with the letter's words, escaped."""
    words = {
        "TITLE": letter.title,
        "SENDER": (letter.sender.strip().splitlines() or [""])[0],
        "MARKING": letter.marking,
        "DATED": f"{letter.dated.isoformat()}T00:00:00Z",
    }
    part = (_FILES / name).read_text()
    return re.sub(r"\{([A-Z]+)\}", lambda match: escape(NOT_TEXT.sub("", words[match[1]])), part)


def _changed(name: str, part: str) -> str:
    """Add A4 pages, header, footer and British English to a part of Pandoc's DOCX."""
    for change in _DOCX_CHANGES:
        if change["part"] == name:
            if change["find"] not in part:
                raise LookupError(f"Pandoc's {name} does not contain {change['find']}.")
            part = change["put"].join(part.rsplit(change["find"], 1))
    return part
