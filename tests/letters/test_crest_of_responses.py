"""The response's own PDF and DOCX have the crest of the policing body's house style."""

from io import BytesIO

from docx import Document
from pypdf import PdfReader

from tests.doors import browser
from tests.foundation.test_pictures import figures
from tests.inspections.making import Room
from tests.letters.making import styled

CREST = "Crest of Northshire"


def pictures_in(pdf: bytes, docx: bytes) -> tuple[list[str], list[str]]:
    catalogue = PdfReader(BytesIO(pdf)).root_object
    shown = Document(BytesIO(docx)).inline_shapes
    return (
        figures(catalogue["/StructTreeRoot"]),
        [one._inline.docPr.get("descr") for one in shown],
    )


def test_a_response_has_the_crest_of_the_house_style(room: Room) -> None:
    styled(room)
    response = room.complete()
    draft = browser(room.cast.pol).get(f"/responses/{response.ref}/letter.pdf").content
    word = browser(room.cast.pol).get(f"/responses/{response.ref}/letter.docx").content
    assert pictures_in(draft, word) == ([CREST], [CREST])


def test_the_published_response_keeps_its_crest(room: Room) -> None:
    styled(room)
    row = room.published()
    assert pictures_in(bytes(row.pdf), bytes(row.docx)) == ([CREST], [CREST])


def test_without_a_house_style_it_has_no_crest(room: Room) -> None:
    row = room.published()
    assert pictures_in(bytes(row.pdf), bytes(row.docx)) == ([], [])
