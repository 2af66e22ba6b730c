"""Make documents in tests: of each type, with a text in a place of its own."""

import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import Any

import typst
from docx import Document
from openpyxl import Workbook
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import NameObject

SLIDE = (
    '<p:sld xmlns:p="p" xmlns:a="a"><a:p><a:r><a:rPr lang="en-GB"/><a:t>{}</a:t></a:r>'
    "<a:r><a:t>{}</a:t></a:r></a:p></p:sld>"
)
ODT = (
    '<office:document-content xmlns:office="o" xmlns:text="t"><text:p>The note</text:p>'
    "<text:p>{}<text:span>{}</text:span></text:p></office:document-content>"
)
ODT_STYLES = (
    '<office:document-styles xmlns:office="o" xmlns:style="s" xmlns:text="t"><style:footer>'
    "<text:p>{}</text:p></style:footer></office:document-styles>"
)


def word(*runs: str, header: str = "", footer: str = "", cell: str = "", title: str = "") -> bytes:
    """Return a Word document with a paragraph of these runs, each formatted in its own way."""
    document = Document()
    paragraph = document.add_paragraph()
    for number, run in enumerate(runs):
        paragraph.add_run(run).bold = bool(number % 2)
    document.sections[0].header.paragraphs[0].text = header
    document.sections[0].footer.paragraphs[0].text = footer
    document.add_table(1, 1).cell(0, 0).text = cell
    document.core_properties.title = title
    return _saved(document)


def workbook(*cells: str, footer: str = "", hidden: str = "", sheet: str = "Targets") -> bytes:
    """Return a workbook with a column of names, and a hidden sheet."""
    book = Workbook()
    first = book.active
    assert first is not None
    first.title = sheet
    for cell in cells:
        first.append([cell])
    first.oddFooter.center.text, first.oddFooter.center.font = footer, "Arial,Bold"
    first.oddFooter.center.size = 14
    second = book.create_sheet("Lists")
    second.append([hidden or "Nothing"])
    second.sheet_state = "veryHidden"
    return _saved(book)


def zipped(parts: Mapping[str, bytes | str]) -> bytes:
    """Return a ZIP archive of these files."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def slides(*runs: str) -> bytes:
    """Return the parts of a presentation that have texts; its second slide has these runs."""
    return zipped(
        {"ppt/slides/slide1.xml": SLIDE.format("Targets", ""),
         "ppt/slides/slide2.xml": SLIDE.format(*runs)}
    )  # fmt: skip


def opendocument(*runs: str, footer: str = "") -> bytes:
    """Return the parts of an OpenDocument text that have texts."""
    return zipped({"content.xml": ODT.format(*runs), "styles.xml": ODT_STYLES.format(footer)})


def pdf(*pages: str, footer: str = "", stamp: str = "", password: str | None = None) -> bytes:
    """Return a PDF with these pages."""
    source = f"#set page(footer: [{footer}])\n" + "\n#pagebreak()\n".join(pages)
    content = typst.compile(source.encode(), format="pdf")
    if not stamp and password is None:
        return bytes(content)
    writer = PdfWriter(PdfReader(BytesIO(content)))
    if stamp:
        writer.add_annotation(0, FreeText(text=stamp, rect=(50, 50, 200, 80)))
    if password is not None:
        writer.encrypt(password, algorithm="AES-256")
    return _written(writer)


def with_a_damaged_page(content: bytes) -> bytes:
    """Return a PDF whose first page is packed in a way that no program knows."""
    writer = PdfWriter(PdfReader(BytesIO(content)))
    packed: Any = writer.pages[0]["/Contents"].get_object()
    packed[NameObject("/Filter")] = NameObject("/Unknown")
    return _written(writer)


def _saved(document: Any) -> bytes:
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def _written(writer: PdfWriter) -> bytes:
    content = BytesIO()
    writer.write(content)
    return content.getvalue()
