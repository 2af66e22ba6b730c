"""Find a marking in a part of an Office or OpenDocument file.

Word splits a paragraph into runs, also within a word, so the text of a paragraph is joined. A part
is read in blocks and never whole. A part that declares a document type is not read: no program for
documents writes one, and its entities can expand without end.
"""

import re
from typing import IO
from xml.parsers.expat import ExpatError, ParserCreate

from broadhurst.foundation.classification import find_marking
from broadhurst.foundation.file_markings.found import Found

AT_ONCE = 64 * 1024
LONGEST = 2_000_000  # bytes of a tag, and characters of a paragraph
# Elements that can be within a word: runs, spans, links, tracked changes and marks of Word's own.
WITHIN = frozenset(
    ("r", "t", "span", "a", "hyperlink", "ins", "del", "delText", "smartTag", "sdt", "sdtContent",
     "proofErr", "bookmarkStart", "bookmarkEnd", "bookmark", "bookmark-start", "bookmark-end",
     "commentRangeStart", "commentRangeEnd", "lastRenderedPageBreak", "moveFrom", "moveTo",
     "softHyphen", "soft-page-break", "permStart", "permEnd", "fldSimple", "customXml")
)  # fmt: skip
FORMATTING = frozenset(("rPr", "pPr", "tcPr", "sectPr", "bodyPr", "lstStyle"))
ENDS = re.compile(r"(odd|even|first)?(header|footer)(-left|-first)?", re.IGNORECASE)
# In the header of a sheet: &C begins the middle, &"Arial,Bold" and &14 set the font, && is “&”.
SHEET_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|[0-9]+|.)')
SIDES = ("&L", "&C", "&R")
WORD = "SECRET"


class Stop(Exception):
    """Nothing more is read of this part."""


def find(part: IO[bytes], place: str) -> Found | None:
    """Return the first marking in a part, or None. Raises what its archive raises."""
    reader = _Reader(place)
    sent = 0
    try:
        while block := part.read(AT_ONCE):
            reader.parser.Parse(block)
            sent += len(block)
            reader.look(keep_last=True)
            if reader.found or sent - reader.parser.CurrentByteIndex > LONGEST:
                break
    except (ExpatError, Stop):
        pass  # what was read before the fault is looked at
    reader.look()
    return reader.found


class _Reader:
    def __init__(self, place: str) -> None:
        self.place, self.found = place, None
        self.pieces: list[str] = []
        self.formatting = 0  # how many elements of formatting are open
        self.parser = ParserCreate()
        self.parser.buffer_text = True
        self.parser.ordered_attributes = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self.pieces.append
        self.parser.StartDoctypeDeclHandler = _stop

    found: Found | None

    def look(self, place: str = "", *, keep_last: bool = False) -> None:
        """Look at what was read. The last paragraph can be unfinished, and is kept for later."""
        text = "".join(self.pieces)
        last = ""
        if keep_last:
            text, _, last = text.rpartition("\n")
            last = last[-LONGEST:]
        self.pieces[:] = [last] if last else []
        if place:
            text = SHEET_CODE.sub(_code, text)
        if not self.found and (marking := find_marking(text)):
            self.found = Found(marking, place or self.place)

    def _start(self, name: str, attributes: list[str]) -> None:
        local = name.rpartition(":")[2]
        if local in FORMATTING:
            self.formatting += 1
        elif not self.formatting and local not in WITHIN:
            self.pieces.append("\n")
            if ENDS.fullmatch(local):
                self.look()
        if attributes and WORD in (values := "\n".join(attributes[1::2])):
            # The name of a sheet, the words of a watermark, the description of a picture.
            marking = find_marking(values.replace("_", " "))
            self.found = self.found or (Found(marking, self.place) if marking else None)

    def _end(self, name: str) -> None:
        local = name.rpartition(":")[2]
        if local in FORMATTING:
            self.formatting -= 1
        elif not self.formatting and local not in WITHIN:
            self.pieces.append("\n")
            if end := ENDS.fullmatch(local):
                self.look(f"The {end[2].lower()}")


def _code(code: re.Match[str]) -> str:
    return "\n" if code[0].upper() in SIDES else ""


def _stop(*_: object) -> None:
    raise Stop
