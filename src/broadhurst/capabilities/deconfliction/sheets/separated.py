"""Tables as text: CSV with commas, semicolons, tabs or bars, in the encodings that Excel writes."""

import codecs
import csv
from itertools import islice

from broadhurst.capabilities.deconfliction.sheets.table import Table, Unreadable

DELIMITERS = (",", ";", "\t", "|")
LOOKED_AT = 20  # lines, to find the delimiter
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
NOT_TEXT = (
    "The file is not text that can be read. Save the table as “CSV UTF-8” or as an Excel "
    "workbook (.xlsx)."
)
BROKEN = "The file is not a CSV file that can be read (line {line}): {why}. Save it as CSV again."


def read(data: bytes) -> Table:
    """The table in a text. Raises Unreadable."""
    lines = decoded(data).splitlines(keepends=True)
    found, table = csv.reader(lines, delimiter=delimiter_of(lines)), Table()
    try:
        for number, cells in enumerate(found, start=1):
            table.add(number, cells)
    except csv.Error as wrong:
        raise Unreadable(BROKEN.format(line=found.line_num, why=wrong)) from wrong
    return table


def decoded(data: bytes) -> str:
    """The text: UTF-8 or UTF-16 where it says so, UTF-8 if it is that, else Windows-1252."""
    encodings = ["utf-16"] if data.startswith(UTF_16) else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Unreadable(NOT_TEXT)


def delimiter_of(lines: list[str]) -> str:
    """The delimiter that cuts the first lines into most columns, all alike."""

    def columns(delimiter: str) -> int:
        try:
            counts = [len(row) for row in csv.reader(islice(lines, LOOKED_AT), delimiter=delimiter)]
        except csv.Error:
            return 0
        return min((count for count in counts if count), default=0)

    return max(DELIMITERS, key=columns)
