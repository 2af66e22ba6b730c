"""Render Markdown as an HTML fragment, a DOCX or a PDF/UA.

One parser reads the Markdown, and its tokens are cleaned once for all formats. Typst gets the words
of a letter as data and never parses them, so typed text cannot become code. Nothing is fetched and
no font of the host is used, so the same letter gives the same bytes on any machine. Typst runs as a
subprocess with a time limit (`rendering`). No request holds a database transaction while a document
is made.
"""

import json
import re
import subprocess
import sys
from base64 import b64decode, b64encode
from collections.abc import Callable
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from broadhurst.foundation.between_transactions import CannotRender, made
from broadhurst.foundation.doors import docx_writer, markdown
from broadhurst.foundation.doors.letters import CREST, SIGNATURE, Drawing, Letter
from broadhurst.foundation.doors.markdown import PAPER_LINKS, WEB_LINKS
from broadhurst.foundation.doors.pictures import Picture
from broadhurst.foundation.doors.rendering import TOO_LONG, seconds_left

_TYPESET = [sys.executable, "-m", "broadhurst.foundation.doors.typeset"]
MOST_PIXELS, PIXELS_OF_AN_INCH = 6_000, 96  # of a side of a picture
_NOT_IN_FONT = re.compile(r'the text `"(.+?)"` could not be displayed')


def html(source: str, *, below: int = 1) -> SafeString:
    """Return an HTML fragment whose headings start one level under `below`.

    No markup in the source stays markup: raw HTML shows as typed, and images as their descriptions.
    Links can only lead to http(s), mailto and tel addresses, and to pages of this site.
    """
    return made(_html, source, below, ())


def page_html(letter: Letter) -> SafeString:
    """Return the text of a document as an HTML fragment, with its drawings."""
    return made(_html, letter.markdown, 0, letter.drawings)


def _html(source: str, below: int, drawings: tuple[Drawing, ...]) -> SafeString:
    svgs = {drawing.address: drawing.svg for drawing in drawings}
    # Safe, because the tokens have no raw markup or foreign attributes, all text is escaped, and
    # the drawings are ours.
    cleaned = markdown.tokens(source, below, WEB_LINKS, svgs)
    return mark_safe(markdown.html(cleaned, svgs))  # noqa: S308


def docx(letter: Letter) -> bytes:
    """Return a DOCX in A4 and British English, with real headings and the marking on each page."""
    return made(_docx, letter)


def _docx(letter: Letter) -> bytes:
    return docx_writer.write(
        letter, _blocks(letter.markdown, letter.drawings), _blocks(letter.signed), _pngs(letter)
    )


def _blocks(text: str, drawings: tuple[Drawing, ...] = ()) -> list[markdown.Node]:
    addresses = {drawing.address for drawing in drawings}
    return markdown.tree(markdown.tokens(text, 0, PAPER_LINKS, addresses))


def _pngs(letter: Letter) -> dict[str, Picture]:
    """Return the drawings of a letter as PNG, by their address. Typst starts once for all."""
    if not letter.drawings:
        return {}
    ppi = 2 * PIXELS_OF_AN_INCH
    contents = _typeset({"pictures": [drawing.svg for drawing in letter.drawings], "ppi": ppi})
    return {
        drawing.address: Picture(content, "png", drawing.width, drawing.height)
        for drawing, content in zip(letter.drawings, contents, strict=True)
    }


def pdf(letter: Letter) -> bytes:
    """Return a tagged PDF that conforms to PDF/UA-1, in the fonts that come with Typst.

    Raises CannotRender if it takes too long, or if a character is not in the fonts.
    """
    return made(_pdf, letter)


def _pdf(letter: Letter) -> bytes:
    return _pdfs((letter,))[0]


# The writer and the media type of each format that a record is downloaded in.
FORMATS: dict[str, tuple[Callable[[Letter], bytes], str]] = {
    "docx": (docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (pdf, "application/pdf"),
}


def papers(letters: tuple[Letter, ...]) -> list[tuple[bytes, bytes]]:
    """Return several letters, each as (PDF, DOCX). Typst starts once for all of them."""
    return made(_papers, letters)


def _papers(letters: tuple[Letter, ...]) -> list[tuple[bytes, bytes]]:
    return list(zip(_pdfs(letters), map(_docx, letters), strict=True))


def _pdfs(letters: tuple[Letter, ...]) -> list[bytes]:
    return _typeset([_content(letter) for letter in letters])


def _typeset(content: Any) -> list[bytes]:
    """Run Typst on what `typeset` reads, and return the files it made."""
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
            f"The PDF cannot show these characters: {characters}. Remove them or spell them out."
        ) from error
    return [b64decode(encoded) for encoded in json.loads(run.stdout)]


def png(picture: str, longest_side: int) -> bytes:
    """Return an SVG that Broadhurst drew as PNG, in the fonts that come with Typst.

    `longest_side` is that of the SVG in px. Small pictures get twice as many pixels. Raises
    CannotRender if it takes too long.
    """
    return made(_png, picture, longest_side)


def _png(picture: str, longest_side: int) -> bytes:
    scale = min(2.0, MOST_PIXELS / longest_side)
    return _typeset({"pictures": [picture], "ppi": scale * PIXELS_OF_AN_INCH})[0]


def _content(letter: Letter) -> dict[str, Any]:
    """Return a letter as `typeset` reads it."""
    return {
        "title": letter.title,
        "sender": letter.sender.strip().splitlines(),
        "recipient": letter.recipient.strip().splitlines(),
        "date": [letter.dated.year, letter.dated.month, letter.dated.day],
        "day": letter.day,
        "marking": letter.marking,
        "blocks": _blocks(letter.markdown, letter.drawings),
        "drawings": {drawing.address: drawing.svg for drawing in letter.drawings},
        "signed": _blocks(letter.signed),
        "crest": _shown(letter.crest, CREST),
        "signature": _shown(letter.signature, SIGNATURE),
    }


def _shown(picture: Picture | None, box: tuple[float, float]) -> dict[str, Any] | None:
    if picture is None:
        return None
    width, height = picture.shown_within(*box)
    return {
        "name": f"{picture.digest}.{picture.kind}",
        "content": b64encode(picture.content).decode(),
        "alt": picture.alt,
        "width": width,
        "height": height,
    }
