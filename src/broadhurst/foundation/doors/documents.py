"""One Markdown source, three forms: a fragment for a web page, a DOCX and a PDF/UA.

Pandoc reads the Markdown into a tree; the tree is cleaned once, here; each form is written from the
cleaned tree. The words of a letter reach Typst as data and are never parsed as Typst, so nothing
typed can become code. Nothing is fetched and no font of the host is used, so the same letter gives
the same bytes anywhere. Pandoc and Typst run in processes of their own, each within a time limit
(`rendering`), and no request holds the database while they do.
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
# What Pandoc's DOCX lacks: the part, the text to find (its last), and what stands there instead.
_DOCX_CHANGES = tomllib.loads((_FILES / "docx.toml").read_text())["change"]


@dataclass(frozen=True)
class Letter:
    """A letter on paper. `sender` and `recipient` are address blocks, one line a line.

    The text begins with the salutation. Its first heading is the subject line; `title` is what
    programs call the document.

    The marking is OFFICIAL, OFFICIAL-SENSITIVE or, for a published letter, empty. Anything above
    is refused: it may not be held here.
    """

    markdown: str
    title: str
    sender: str
    recipient: str
    dated: date
    marking: str

    def __post_init__(self) -> None:
        if self.marking not in MARKINGS:
            raise ValueError("A letter is marked OFFICIAL, OFFICIAL-SENSITIVE or not at all.")

    @property
    def day(self) -> str:
        """The date as letters write it: 30 March 2021."""
        return f"{self.dated.day} {self.dated:%B %Y}"


def html(markdown: str, *, below: int = 1) -> SafeString:
    """A fragment for a page whose own heading is at level `below`; its headings start under it.

    No markup of the source survives as markup: raw HTML shows as the text that was typed, images
    as their descriptions, and a link leads only to the web, to mail, to a telephone or to a page
    of this site.
    """
    return rendered(_html, markdown, below)


def _html(markdown: str, below: int) -> SafeString:
    read = tree(markdown, below, WEB_LINKS)
    for node in nodes_in(read["blocks"]):
        if node["t"] == "Table":
            _align_by_class(node)
    # The tree holds no raw markup and no attribute but ours, and Pandoc escapes every text.
    return mark_safe(pandoc(read, "html", "--wrap=none").decode())  # noqa: S308


def docx(letter: Letter) -> bytes:
    """A DOCX in A4 and British English, with real headings and the marking on every page."""
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
    """A tagged PDF that conforms to PDF/UA-1, in the fonts that come with Typst."""
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
        shown = " ".join(sorted(set(unprintable)))
        raise CannotRender(
            f"The PDF cannot show these characters: {shown}. Take them out or spell them."
        ) from error
    return run.stdout


def _align_by_class(table: Node) -> None:
    """Say by class what Pandoc says by style, which the content security policy forbids."""
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
    """The tree of a whole letter: sender, date, recipient, and its text with its subject line."""
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
    """A part of the DOCX that is ours, with the letter's own words put in, escaped."""
    words = {
        "TITLE": letter.title,
        "SENDER": (letter.sender.strip().splitlines() or [""])[0],
        "MARKING": letter.marking,
        "DATED": f"{letter.dated.isoformat()}T00:00:00Z",
    }
    part = (_FILES / name).read_text()
    return re.sub(r"\{([A-Z]+)\}", lambda found: escape(NOT_TEXT.sub("", words[found[1]])), part)


def _changed(name: str, part: str) -> str:
    """A part of Pandoc's DOCX with A4 pages, header, footer and British English."""
    for change in _DOCX_CHANGES:
        if change["part"] == name:
            if change["find"] not in part:
                raise LookupError(f"Pandoc's {name} holds no {change['find']}.")
            part = change["put"].join(part.rsplit(change["find"], 1))
    return part
