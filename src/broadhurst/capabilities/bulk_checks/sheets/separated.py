"""Read CSV with any usual delimiter, in the encodings that Excel writes."""

import codecs
import csv
from itertools import islice

from broadhurst.capabilities.bulk_checks.sheets.headings import find_headings
from broadhurst.capabilities.bulk_checks.sheets.table import LONGEST_CELL, Table, Unreadable

DELIMITERS = (",", ";", "\t", "|")
LOOKED_AT = 20  # lines, to find the delimiter
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
NOT_TEXT = (
    "The file is not text that can be read. Save the table as “CSV UTF-8” or as an Excel "
    "workbook (.xlsx)."
)
BROKEN = "The file is not a CSV file that can be read (line {line}): {why}. Save it as CSV again."
QUOTATION_MARK = (
    "The row that begins on line {line} has a quotation mark that is not closed, or is in the "
    "middle of a cell. Correct it, or save the table as CSV again."
)
SEVERAL_LINES = (
    "{cells} more than one line (the first in row {row}). If rows ran together there, a quotation "
    "mark is missing. Correct it and send the file again."
)


def read(data: bytes, longest_cell: int = LONGEST_CELL) -> Table:
    """Return the table in a CSV file. Raises Unreadable."""
    lines = decoded(data).splitlines(keepends=True)
    # Without strict, everything after an open quotation mark becomes one cell.
    reader = csv.reader(lines, delimiter=delimiter_of(lines), strict=True)
    table, begins, of_lines = Table(longest_cell=longest_cell), 1, []
    try:
        for number, cells in enumerate(reader, start=1):
            table.add(number, cells)
            of_lines += [number for cell in cells if "\n" in cell.strip()]
            begins = reader.line_num + 1
    except csv.Error as wrong:
        why = str(wrong)
        message = QUOTATION_MARK if "expected after" in why or "end of data" in why else BROKEN
        raise Unreadable(message.format(line=begins, why=why)) from wrong
    find_headings(table)
    if of_lines:
        count = "1 cell has" if len(of_lines) == 1 else f"{len(of_lines):,} cells have"
        table.notes.append(SEVERAL_LINES.format(cells=count, row=of_lines[0]))
    return table


def decoded(data: bytes) -> str:
    """Decode a file by its byte order mark, else as UTF-8, else as Windows-1252."""
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
    """Return the delimiter that splits each of the first lines into most columns."""

    def columns(delimiter: str) -> int:
        try:
            counts = [len(row) for row in csv.reader(islice(lines, LOOKED_AT), delimiter=delimiter)]
        except csv.Error:
            return 0
        return min((count for count in counts if count), default=0)

    return max(DELIMITERS, key=columns)
