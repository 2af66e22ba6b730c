"""Write a letter as a DOCX: A4, British English, real headings, lists and tables."""

import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, time
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from broadhurst.foundation.doors.docx_tables import set_widths
from broadhurst.foundation.doors.letters import CREST, SIGNATURE, Letter
from broadhurst.foundation.doors.markdown import NOT_TEXT, Node
from broadhurst.foundation.doors.pictures import Picture

BRITISH = "en-GB"
MONOSPACED = "Courier New"
BLACK, BLUE = RGBColor(0, 0, 0), RGBColor(0x05, 0x63, 0xC1)
HEADINGS = (13, 12, 11.5, 11, 11, 11)  # points, by level
BULLETS, NUMBERS = 901, 902  # ids of our two kinds of list
LEVELS = 9  # of a list in Word
DRAWING = (120, 60)  # the box of a drawing, in millimetres
STEP = 360  # twentieths of a point, a level of lists and quotations
LEVEL = """<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>
<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>
<w:pPr><w:ind w:left="{left}" w:hanging="360"/></w:pPr></w:lvl>"""
RULE = '<w:pBdr {}><w:bottom w:val="single" w:sz="4" w:space="1" w:color="auto"/></w:pBdr>'
FIELD = '<w:fldSimple {} w:instr="{}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
NOTHING: Node = {"t": "paragraph", "c": []}


def write(
    letter: Letter, blocks: list[Node], signed: list[Node], drawings: Mapping[str, Picture]
) -> bytes:
    """Return the DOCX of a letter whose text is the tree `blocks`. The same letter, same bytes.

    `signed` is the tree of what follows the signature, and `drawings` are those of the text.
    """
    document = Document()
    _set_page(document, letter)
    _set_styles(document)
    _set_properties(document, letter)
    writer = _Writer(document, drawings)
    writer.picture(letter.crest, CREST)
    for address in (letter.sender, letter.day, letter.recipient):
        writer.address(address)
    writer.add(blocks)
    writer.picture(letter.signature, SIGNATURE)
    writer.add(signed)
    return _packed(document)


def _packed(document: Any) -> bytes:
    """Return the file without its creation time, so that equal letters give equal bytes."""
    unpacked, packed = BytesIO(), BytesIO()
    document.save(unpacked)
    with zipfile.ZipFile(unpacked) as source, zipfile.ZipFile(packed, "w") as target:
        for name in sorted(source.namelist()):
            target.writestr(zipfile.ZipInfo(name), source.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _set_page(document: Any, letter: Letter) -> None:
    """Set A4, with the marking above and below, and the number of the page."""
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(25)
    page.top_margin = page.bottom_margin = Mm(28)
    for part in (page.header, page.footer):
        paragraph = part.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(letter.marking).bold = True
    number = page.footer.add_paragraph(style="Footer")
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for words, field in (("Page ", "PAGE"), (" of ", "NUMPAGES")):
        number.add_run(words)
        number._p.append(parse_xml(FIELD.format(nsdecls("w"), field)))


def _set_styles(document: Any) -> None:
    """Set the language and plain headings, and add the kinds of list."""
    languages = [*document.styles.element.iter(qn("w:lang"))]
    languages += document.settings.element.iter(qn("w:themeFontLang"))
    for language in languages:
        language.set(qn("w:val"), BRITISH)
    for level, points in enumerate(HEADINGS, start=1):
        font = document.styles[f"Heading {level}"].font
        font.size, font.color.rgb, font.bold, font.italic = Pt(points), BLACK, True, level == 3
    numbering = document.part.numbering_part.element
    for kind, (form, text) in ((BULLETS, ("bullet", "•")), (NUMBERS, ("decimal", ""))):
        levels = "".join(
            LEVEL.format(
                level=level, kind=form, text=text or f"%{level + 1}.", left=STEP * (level + 1)
            )
            for level in range(LEVELS)
        )
        begin = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{kind}">'
        multilevel = '<w:multiLevelType w:val="multilevel"/>'
        numbering.insert(0, parse_xml(f"{begin}{multilevel}{levels}</w:abstractNum>"))


def _set_properties(document: Any, letter: Letter) -> None:
    about = document.core_properties
    about.title, about.keywords = NOT_TEXT.sub("", letter.title), letter.marking
    about.author = NOT_TEXT.sub("", (letter.sender.strip().splitlines() or [""])[0])
    about.language, about.comments, about.last_modified_by = BRITISH, "", ""
    about.created = about.modified = datetime.combine(letter.dated, time(), UTC)
    links = document.part.package.rels
    for key in [key for key, link in links.items() if link.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del links[key]  # a picture of python-docx's empty page


class _Writer:
    """Add the text of a letter to a document, block by block."""

    def __init__(self, document: Any, drawings: Mapping[str, Picture]) -> None:
        self.document, self.drawings = document, drawings
        self.indent = 0  # levels of lists and quotations
        self.style = "Normal"
        page = document.sections[0]
        self.width: int = page.page_width - page.left_margin - page.right_margin
        self.kinds = {
            "paragraph": self._add_paragraph, "heading": self._add_heading,
            "blockquote": self._add_quotation, "bullet_list": self._add_list,
            "ordered_list": self._add_list, "code_block": self._add_code,
            "fence": self._add_code, "hr": self._add_rule, "table": self._add_table,
        }  # fmt: skip

    def address(self, text: str) -> None:
        """Add an address or the day, each line on its own."""
        run = self._begin().add_run()
        for place, line in enumerate(NOT_TEXT.sub("", text).strip().splitlines()):
            if place:
                run.add_break()
            run.add_text(line)

    def picture(self, picture: Picture | None, box: tuple[float, float]) -> None:
        """Add a picture with its alternative text, as large as fits into a box of millimetres."""
        if picture is None:
            return
        paragraph = self._begin()
        paragraph.paragraph_format.keep_with_next = True
        width, height = picture.shown_within(*box)
        shape = paragraph.add_run().add_picture(BytesIO(picture.content), Mm(width), Mm(height))
        shape._inline.docPr.set("descr", NOT_TEXT.sub("", picture.alt))

    def add(self, blocks: list[Node]) -> None:
        """Add blocks of text."""
        for node in blocks:
            self.kinds[node["t"]](node)

    def _begin(self) -> Paragraph:
        paragraph: Paragraph = self.document.add_paragraph(style=self.style)
        if self.indent:
            paragraph.paragraph_format.left_indent = Pt(STEP / 20 * self.indent)
        return paragraph

    def _add_paragraph(self, node: Node) -> None:
        if [child["t"] for child in node["c"]] == ["image"]:
            [image] = node["c"]
            self.picture(replace(self.drawings[image["name"]], alt=image["c"]), DRAWING)
            return
        paragraph = self._begin()
        # A paragraph with an empty line leaves room for a signature, so keep it on one page.
        paragraph.paragraph_format.keep_together = any(child["c"] == "\xa0" for child in node["c"])
        _add_inline(paragraph, node["c"])

    def _add_heading(self, node: Node) -> None:
        _add_inline(self.document.add_heading(level=node["level"]), node["c"])

    def _add_quotation(self, node: Node) -> None:
        self.style, before = "Quote", self.style
        self.indent += 1
        self.add(node["c"])
        self.indent -= 1
        self.style = before

    def _add_code(self, node: Node) -> None:
        self._begin().add_run(node["c"].rstrip("\n")).font.name = MONOSPACED

    def _add_rule(self, _node: Node) -> None:
        border = parse_xml(RULE.format(nsdecls("w")))
        self._begin()._p.get_or_add_pPr().insert_element_before(border, "w:spacing", "w:ind")

    def _add_list(self, node: Node) -> None:
        """Add a list with a numbering of its own."""
        kind = NUMBERS if node["t"] == "ordered_list" else BULLETS
        level = min(self.indent, LEVELS - 1)
        number = self.document.part.numbering_part.element.add_num(kind)
        number.add_lvlOverride(level).add_startOverride(node.get("start", 1))
        self.indent += 1
        for item in node["c"]:
            blocks = item["c"] or [NOTHING]
            if blocks[0]["t"] != "paragraph":
                blocks = [NOTHING, *blocks]
            paragraph = self._begin()
            paragraph.paragraph_format.first_line_indent = Pt(-STEP / 20)
            place = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            place.get_or_add_ilvl().val, place.get_or_add_numId().val = level, number.numId
            _add_inline(paragraph, blocks[0]["c"])
            self.add(blocks[1:])
        self.indent -= 1

    def _add_table(self, node: Node) -> None:
        """Add a table whose first row is its heading, on each page."""
        rows = [row["c"] for part in node["c"] for row in part["c"]]
        table = self.document.add_table(len(rows), len(rows[0]), style="Table Grid")
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, content in zip(row.cells, cells, strict=True):
                paragraph = cell.paragraphs[0]
                if content["right"]:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
                _add_inline(paragraph, content["c"], bold=content["t"] == "th")
        set_widths(table, self.width)
        self.document.add_paragraph()  # Word joins tables that follow each other


def _add_inline(paragraph: Paragraph, nodes: list[Node] | str, **font: Any) -> None:
    """Add words to a paragraph. `font` are attributes of python-docx's font."""
    for node in nodes if isinstance(nodes, list) else ():
        kind, content = node["t"], node["c"]
        if kind == "em":
            _add_inline(paragraph, content, **{**font, "italic": True})
        elif kind == "strong":
            _add_inline(paragraph, content, **{**font, "bold": True})
        elif kind == "link":
            _add_link(paragraph, node, font)
        elif kind == "hardbreak":
            paragraph.add_run().add_break()
        else:
            run = paragraph.add_run(" " if kind == "softbreak" else content)
            if kind == "code_inline":
                run.font.name = MONOSPACED
            for name, value in font.items():
                setattr(run.font, name, value)


def _add_link(paragraph: Paragraph, node: Node, font: dict[str, Any]) -> None:
    link = OxmlElement("w:hyperlink")
    to = paragraph.part.relate_to(node["to"], RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link.set(qn("r:id"), to)
    before = len(paragraph.runs)
    _add_inline(paragraph, node["c"], **{**font, "underline": True})
    for run in paragraph.runs[before:]:
        run.font.color.rgb = BLUE
        link.append(run._r)
    paragraph._p.append(link)
