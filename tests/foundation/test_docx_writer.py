"""A letter's DOCX is read by Word, and by a screen reader, as it was written."""

from datetime import date
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from broadhurst.foundation.doors.documents import docx
from broadhurst.foundation.doors.letters import Letter


def written(markdown: str) -> Any:
    letter = Letter(markdown, "A letter", "Us\nHere", "You", date(2021, 3, 30), "OFFICIAL")
    return Document(BytesIO(docx(letter)))


def numbering(paragraph: Any) -> tuple[int, int] | None:
    """Return the level and the list of a paragraph."""
    place = paragraph._p.pPr.numPr if paragraph._p.pPr is not None else None
    return None if place is None else (place.ilvl.val, place.numId.val)


def starts(document: Any) -> dict[int, int]:
    """Return the first number of each list that the letter has."""
    numbers = document.part.numbering_part.element.num_lst
    return {
        number.numId: number.lvlOverride_lst[0].find(qn("w:startOverride")).val
        for number in numbers
        if number.lvlOverride_lst
    }


def test_each_list_has_its_own_numbers_and_levels() -> None:
    document = written("3. three\n4. four\n   - nested\n\n     more\n\nBetween\n\n1. one")
    lists = {one.text: numbering(one) for one in document.paragraphs[3:]}
    (_, first), (level, nested), (_, second) = lists["three"], lists["nested"], lists["one"]
    assert lists["four"] == (0, first)
    assert (lists["Between"], lists["more"], level) == (None, None, 1)
    assert len({first, nested, second}) == 3
    assert (starts(document)[first], starts(document)[second]) == (3, 1)


def test_a_list_item_that_begins_with_a_block_keeps_its_mark() -> None:
    document = written("- > quoted\n-\n- - nested")
    marks = [(one.text, numbering(one) is not None) for one in document.paragraphs[3:]]
    assert marks == [("", True), ("quoted", False), ("", True), ("", True), ("nested", True)]


def test_a_table_repeats_its_headings_and_aligns_numbers() -> None:
    document = written("| Figure | Value |\n|---|--:|\n| **Groups** | 60 |")
    [table] = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Figure", "Value"], ["Groups", "60"],
    ]  # fmt: skip
    assert [row._tr.trPr is not None for row in table.rows] == [True, False]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert [cell.paragraphs[0].alignment for cell in table.rows[1].cells] == [None, 2]
    assert table.rows[0].cells[0].paragraphs[0].runs[0].bold


def test_words_keep_their_emphasis_and_links_their_place() -> None:
    document = written("A *b **c*** `d` [e **f**](https://g.example) h\\\ni")
    paragraph = document.paragraphs[3]
    assert paragraph.text == "A b c d e f h\ni"
    fonts = [(run.text, run.bold, run.italic, run.font.name) for run in paragraph.runs]
    assert fonts[1:3] == [("b ", None, True, None), ("c", True, True, None)]
    assert ("d", None, None, "Courier New") in fonts
    [link] = paragraph.hyperlinks
    assert (link.text, link.url) == ("e f", "https://g.example")
    assert [run.bold for run in link.runs] == [None, True]


def test_code_a_rule_and_a_quotation_are_set_apart() -> None:
    document = written("    a = 1\n    b = 2\n\n---\n\n> quoted")
    code, rule, quoted = document.paragraphs[3:]
    assert (code.text, code.runs[0].font.name) == ("a = 1\nb = 2", "Courier New")
    assert rule._p.pPr.find(qn("w:pBdr")) is not None
    assert (quoted.style.name, quoted.paragraph_format.left_indent.pt) == ("Quote", 18)


def test_it_is_a4_and_holds_no_picture_of_anothers_page() -> None:
    document = written("Dear all")
    page, about = document.sections[0], document.core_properties
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)
    assert (about.title, about.author, about.language) == ("A letter", "Us", "en-GB")
    assert (about.comments, about.last_modified_by) == ("", "")
    assert not [part for part in document.part.package.iter_parts() if "jpeg" in part.content_type]
