"""Find unusable cells: formulas, spreadsheet errors and shortened numbers."""

import re

from broadhurst.capabilities.bulk_checks.sheets.table import LONGEST_CELL, NEVER_WORKED_OUT
from broadhurst.foundation.invisible_characters import find_invisible

# Spreadsheets shorten long numbers to the form 4.47701E+11, which loses digits.
SHORTENED = re.compile(r"\d(\.\d+)?[eE]\+\d+")
SHORTENED_SAID = (
    "the spreadsheet has shortened this number ({}), and its last digits are lost. Make the "
    "column text, and type it again."
)
SPREADSHEET_FAULTS = (
    "#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!",
    "#FIELD!", "#GETTING_DATA",
)  # fmt: skip
NOT_WORKED_OUT = (
    "the cell holds a formula that was never calculated. Open the workbook in Excel, save it and "
    "send it again."
)
# No useful text begins with “=”, except ="…", which programs write so that the spreadsheet keeps
# leading zeros. An apostrophe comes first in a CSV that was downloaded from here and sent again.
KEPT_AS_TEXT = re.compile(r"'?=\"([^\"]*)\"")
FORMULA = re.compile(r"'?[=＝]")
FORMULA_SAID = "“{}” is a formula. Write in the cell what it shows."
# No name begins like a function: “@SUM(A1)”. A nickname (“@pez”), a handle or a phone number can
# begin with such a sign.
NAMES = frozenset(("name", "first", "middle", "surname", "aliases"))
FUNCTION = re.compile(r"'?[-+@－＋＠]\s*[A-Za-z][A-Za-z0-9.]*\(")
NO_NAME = "“{}” is a formula and not a name. Write the name itself in the cell."
SHOWN = 40  # characters of a formula


def as_text(cell: str) -> str:
    """Return the text that a cell shows: `="07700 900123"` shows the number."""
    kept = KEPT_AS_TEXT.fullmatch(cell)
    return kept[1].strip() if kept else cell


def objection_to_cell(name: str, text: str, longest: int = LONGEST_CELL) -> str:
    """Return why a cell of a checked column cannot be used, or "" if it can."""
    if len(text) > longest:
        return f"the cell has more than {longest} characters."
    if text == NEVER_WORKED_OUT:
        return NOT_WORKED_OUT
    if which := find_invisible(text):
        return f"the cell has invisible characters. There is {which}: type it again."
    if SHORTENED.fullmatch(text):
        return SHORTENED_SAID.format(text)
    if text.upper() in SPREADSHEET_FAULTS:
        return f"the spreadsheet shows an error ({text})."
    if FORMULA.match(text) or (name in NAMES and FUNCTION.match(text)):
        message = NO_NAME if name in NAMES else FORMULA_SAID
        return message.format(text if len(text) <= SHOWN else f"{text[:SHOWN]}…")
    return ""
