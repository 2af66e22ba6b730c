"""Pictures of letters: only PNG and JPEG, with nothing but their pixels."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from PIL import Image
from pypdf import PdfReader

from broadhurst.foundation.doors.documents import papers
from broadhurst.foundation.doors.letters import Letter
from broadhurst.foundation.doors.pictures import NotAPicture, Picture, read_picture
from tests.pictures import a_picture

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def test_a_picture_keeps_its_pixels_and_nothing_else() -> None:
    exif = Image.Exif()
    exif[0x010E] = "Taken at 56 Oxford Street"
    jpeg = read_picture(a_picture("JPEG", exif=exif) + b"PK\x03\x04 a second file")
    assert (jpeg.kind, jpeg.width, jpeg.height) == ("jpeg", 300, 100)
    assert b"Oxford" not in jpeg.content
    assert b"second file" not in jpeg.content
    png = read_picture(a_picture("PNG", mode="RGBA"))
    assert Image.open(BytesIO(png.content)).mode == "RGBA"
    assert len(png.digest) == 64


def test_a_large_picture_is_kept_smaller_in_its_shape() -> None:
    kept = read_picture(a_picture("PNG", size=(3000, 1000)))
    assert (kept.width, kept.height) == (1200, 400)
    assert kept.shown_within(60, 25) == (60, 20)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (SVG, "Choose a PNG or a JPEG"),
        (a_picture("GIF"), "Choose a PNG or a JPEG"),
        (b"", "Choose a PNG or a JPEG"),
        (a_picture("PNG")[:-60], "damaged"),
        (a_picture("PNG", size=(5000, 50)), "5000 by 50 pixels"),
        (a_picture("PNG", size=(20, 50)), "20 by 50 pixels"),
        (b"\x89PNG\r\n\x1a\n" + bytes(1_000_000), "larger than 1 MB"),
    ],
)
def test_other_files_are_refused_with_a_reason(data: bytes, reason: str) -> None:
    with pytest.raises(NotAPicture, match=reason):
        read_picture(data)


def figures(node: Any) -> list[str]:
    """Return the alternative texts of the figures in a PDF's structure."""
    node = node.get_object()
    found = [str(node["/Alt"])] if node.get("/S") == "/Figure" else []
    below = node.get("/K", [])
    for one in below if isinstance(below, list) else [below]:
        if not isinstance(one, int) and hasattr(one.get_object(), "get"):
            found += figures(one)
    return found


def test_crest_and_signature_have_their_words_in_each_document() -> None:
    crest = replace(read_picture(a_picture("PNG")), alt="Crest of Northshire")
    signature = replace(read_picture(a_picture("JPEG")), alt="Signature of Dora Millbrook")
    letter = a_letter(crest, signature)
    [(pdf, docx)] = papers((letter,))
    assert papers((letter,)) == [(pdf, docx)]
    catalogue = PdfReader(BytesIO(pdf)).trailer["/Root"].get_object()
    assert figures(catalogue["/StructTreeRoot"]) == [crest.alt, signature.alt]
    document = Document(BytesIO(docx))
    shown = document.inline_shapes
    assert [one._inline.docPr.get("descr") for one in shown] == [crest.alt, signature.alt]
    assert document.paragraphs[-1].text == "Dora Millbrook"


def test_several_letters_are_made_at_once_each_with_its_own_words() -> None:
    letters = tuple(a_letter(recipient=f"Reader {n}") for n in range(3))
    pages = [PdfReader(BytesIO(pdf)).pages[0].extract_text() for pdf, _ in papers(letters)]
    assert [f"Reader {n}" in page for n, page in enumerate(pages)] == [True, True, True]


def a_letter(
    crest: Picture | None = None, signature: Picture | None = None, recipient: str = "You"
) -> Letter:
    return Letter(
        "Dear reader\n\nYours sincerely", "A letter", "Us", recipient, date(2021, 3, 30),
        "OFFICIAL", crest, signature, "Dora Millbrook",
    )  # fmt: skip
