"""Render Markdown as HTML, DOCX and PDF/UA, without a network."""

import re
import zipfile
from datetime import date
from html.parser import HTMLParser
from io import BytesIO
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from broadhurst.foundation.between_transactions import CannotRender
from broadhurst.foundation.doors.documents import docx, html, pdf
from broadhurst.foundation.doors.letters import Letter
from tests.lengths import examples

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXT = """Dear Home Secretary

## Recommendation 1

Transferred in full in the 18 months to 30 March 2021: **1**. She wrote "we answer" -- *today*.

> By February 2022, chief officers should make sure that systems are in place.

| Figure | Value |
|--------|------:|
| Groups | 60    |

#### What we do

- One plan
  1. with `one` owner

---

    as typed

See https://www.gov.uk or [the figure](/figures/transfers/).
"""
HOSTILE = """<script>alert(1)</script> <img src=x onerror=alert(2)>

<div onclick="alert(3)">

[a](javascript:alert(4)) [b](JaVaScRiPt:alert(5)) [c](data:text/html,x) [d](//evil.example/x)
[e](/\\evil.example) <javascript:alert(6)> ![picture](https://evil.example/x.png)

```{=html}
<script>alert(7)</script>
```

``` x" onclick="alert(8)
code
```

## Title {#id onclick=alert(9)}

`<b>`{=html} [f](https://www.gov.uk "x' onclick='alert(10)")
"""
TYPST = r"""
#panic("run") #import "@preview/x:1.0.0": * #read("/etc/passwd") $ x^2 $ @label <label> \u{41}

= Not a heading // not a comment /* nor this */

`#panic("code")` [x](https://www.gov.uk/#panic("link"))
"""
ALLOWED_TAGS = {"h2", "h3", "h4", "h5", "h6", "p", "a", "em", "strong", "code", "pre", "br", "hr"}
ALLOWED_TAGS |= {
    "blockquote",
    "ul",
    "ol",
    "li",
    "span",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}
ALLOWED_ATTRIBUTES = {("ol", "type"), ("ol", "start"), ("a", "href"), ("a", "class")}
ALLOWED_ATTRIBUTES |= {("td", "class"), ("th", "class")}


def letter(markdown: str = TEXT, marking: str = "OFFICIAL-SENSITIVE", title: str = "") -> Letter:
    return Letter(
        markdown=markdown,
        title=title or "Regional Organised Crime Units <an inspection> & #panic()",
        sender="Office of Gail Fernsby\nBroadhurst House\nManchester M1 6EU",
        recipient="Home Secretary\n*2* Marsham Street",
        dated=date(2021, 3, 30),
        marking=marking,
    )


class Seen(HTMLParser):
    """Collects the tags, attributes and links of a fragment."""

    def __init__(self, fragment: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str]] = set()
        self.links: list[str] = []
        self.feed(fragment)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {(tag, name) for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name == "href"]


def words_of(document: bytes) -> str:
    pages = [page.extract_text() for page in PdfReader(BytesIO(document)).pages]
    return re.sub(r"\s+", " ", " ".join(pages))


def parts_of(document: bytes) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(document)) as opened:
        parts = {name: opened.read(name).decode() for name in opened.namelist()}
    for part in parts.values():
        ElementTree.fromstring(part)  # noqa: S314 (our own output)
    return parts


def test_page_keeps_the_structure() -> None:
    page = html(TEXT)

    assert "<h2>Recommendation 1</h2>" in page
    assert "<strong>1</strong>" in page
    assert "“we answer” \N{EN DASH} <em>today</em>" in page
    assert '<td class="govuk-table__cell--numeric">60</td>' in page
    assert '<a href="/figures/transfers/">the figure</a>' in page
    assert "style=" not in page


def test_page_headings_start_below_the_pages_own_and_skip_no_level() -> None:
    assert re.findall(r"<h(\d)", html("#### A\n\n# B\n\n### C\n\n#### D")) == list("2234")
    assert re.findall(r"<h(\d)", html("## A\n\n### B", below=3)) == list("45")


def test_hostile_text_is_only_text_on_a_page() -> None:
    page = html(HOSTILE)
    seen = Seen(page)

    assert seen.tags <= ALLOWED_TAGS
    assert seen.attributes <= ALLOWED_ATTRIBUTES
    assert seen.links == ["https://www.gov.uk"]
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "picture" in page


@settings(max_examples=examples(40))
@given(st.lists(st.sampled_from([*HOSTILE.split(), *TEXT.split(" "), "\n\n", "\n- ", "\n> "])))
def test_no_mixture_of_text_becomes_markup_of_its_own(pieces: list[str]) -> None:
    seen = Seen(html(" ".join(pieces)))

    assert seen.tags <= ALLOWED_TAGS
    assert seen.attributes <= ALLOWED_ATTRIBUTES
    assert all(re.match(r"https?://|mailto:|/(?![/\\])", link) for link in seen.links)


def test_pdf_is_tagged_and_says_so() -> None:
    document = pdf(letter())
    catalogue = PdfReader(BytesIO(document)).root_object

    assert "/StructTreeRoot" in catalogue
    assert str(catalogue["/MarkInfo"]) == "{'/Marked': True, '/Suspects': False}"
    assert str(catalogue["/Lang"]) == "en-GB"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in document


def test_pdf_names_its_title_author_and_day() -> None:
    about = PdfReader(BytesIO(pdf(letter()))).metadata

    assert about is not None
    assert about.title == "Regional Organised Crime Units <an inspection> & #panic()"
    assert about.author == "Office of Gail Fernsby"
    assert about.creation_date is not None
    assert about.creation_date.date() == date(2021, 3, 30)


def test_pdf_is_laid_out_as_a_letter() -> None:
    words = words_of(pdf(letter()))
    in_order = [
        "Manchester M1 6EU",
        "30 March 2021",
        "*2* Marsham Street",
        "Dear Home Secretary",
        "Recommendation 1",
        "in the 18 months to 30 March 2021: 1.",
        "Groups 60",
        "as typed",
    ]
    places = [words.index(text) for text in in_order]
    assert places == sorted(places)


@pytest.mark.parametrize("marking", ["OFFICIAL", "OFFICIAL-SENSITIVE"])
def test_every_page_of_the_pdf_is_marked_twice_and_numbered(marking: str) -> None:
    pages = PdfReader(BytesIO(pdf(letter(TEXT * 4, marking, "Subject")))).pages

    assert len(pages) > 1
    for number, page in enumerate(pages, 1):
        text = page.extract_text()
        assert len(re.findall(rf"^{marking}\s*$", text, re.MULTILINE)) == 2
        assert f"Page {number} of {len(pages)}" in text


def test_an_unmarked_letter_shows_no_marking() -> None:
    assert "OFFICIAL" not in words_of(pdf(letter(marking="")))
    assert "OFFICIAL" not in "".join(parts_of(docx(letter(marking=""))).values())


def test_a_marking_above_the_ceiling_is_refused() -> None:
    with pytest.raises(ValueError, match="OFFICIAL-SENSITIVE or not at all"):
        letter(marking="SECRET")


def test_nothing_typed_is_read_as_typst() -> None:
    words = words_of(pdf(letter(TYPST)))

    for text in ("#panic(“run”)", "#read(“/etc/passwd”)", "@label <label>", '#panic("code")'):
        assert text in words
    assert "= Not a heading // not a comment /* nor this */" in words


@pytest.mark.parametrize(
    "form", ["> " * 10 + "x", "- " * 10 + "x", "*a **b** `c`*", "", "\x0b\x00"]
)
def test_unusual_text_still_makes_every_form(form: str) -> None:
    assert pdf(letter(form)).startswith(b"%PDF")
    assert "word/document.xml" in parts_of(docx(letter(form)))
    assert isinstance(html(form), str)


@pytest.mark.parametrize("form", ["> " * 11 + "x", ">" * 50_000 + "x"])
def test_text_nested_too_deep_is_refused_with_what_to_do(form: str) -> None:
    for write in (lambda: html(form), lambda: pdf(letter(form)), lambda: docx(letter(form))):
        with pytest.raises(CannotRender, match="Remove some levels"):
            write()


def test_characters_no_font_has_are_named() -> None:
    with pytest.raises(CannotRender, match="cannot show these characters: 日 本"):
        pdf(letter("The 日本 office"))


def test_docx_holds_the_letter() -> None:
    parts = parts_of(docx(letter()))
    body = ElementTree.fromstring(parts["word/document.xml"])  # noqa: S314 (our own output)
    words = "".join(node.text or "" for node in body.iter(f"{WORD}t"))
    styles = [node.get(f"{WORD}val") for node in body.iter(f"{WORD}pStyle")]

    assert "Transferred in full in the 18 months to 30 March 2021: 1." in words
    assert [style for style in styles if "Heading" in (style or "")] == ["Heading1", "Heading2"]


def test_columns_of_a_docx_are_as_wide_as_their_words() -> None:
    table = "| No. | Organisations |\n|--|--|\n| 1 | Greater Manchester Police |\n"
    body = ElementTree.fromstring(parts_of(docx(letter(table)))["word/document.xml"])  # noqa: S314
    narrow, wide = (int(node.get(f"{WORD}w") or 0) for node in body.iter(f"{WORD}gridCol"))
    assert wide > 3 * narrow
    assert narrow + wide in range(9060, 9075)  # 160 mm, the width of the text


def test_the_first_heading_is_the_subject_line_after_the_salutation() -> None:
    signed = (
        "Dear Minister\n\n# The subject\n\nYours sincerely\\\n&nbsp;\\\n&nbsp;\\\nDora Millbrook"
    )
    words = words_of(pdf(letter(signed)))
    assert words.index("Dear Minister") < words.index("The subject") < words.index("Yours")
    styles = parts_of(docx(letter(signed)))["word/document.xml"]
    assert styles.index("Dear Minister") < styles.index("Heading1") < styles.index("Yours")


def test_docx_is_marked_titled_and_british() -> None:
    parts = parts_of(docx(letter()))

    assert "OFFICIAL-SENSITIVE" in parts["word/header1.xml"]
    assert "OFFICIAL-SENSITIVE" in parts["word/footer1.xml"]
    assert 'instr="PAGE"' in parts["word/footer1.xml"]
    assert "&lt;an inspection&gt; &amp; #panic()" in parts["docProps/core.xml"]
    assert "2021-03-30" in parts["docProps/core.xml"]
    assert 'w:val="en-GB"' in parts["word/styles.xml"]
    assert "en-US" not in parts["word/settings.xml"]


def test_docx_keeps_no_link_out_but_the_permitted() -> None:
    links = parts_of(docx(letter(HOSTILE)))["word/_rels/document.xml.rels"]

    assert re.findall(r'Target="([^"]*)" TargetMode="External"', links) == ["https://www.gov.uk"]


def test_same_letter_same_bytes() -> None:
    assert pdf(letter()) == pdf(letter())
    assert docx(letter()) == docx(letter())
