"""Cells that say nothing: a formula, a fault of the spreadsheet, a number with figures lost."""

import re

from broadhurst.capabilities.deconfliction.sheets.table import LONGEST_CELL, NEVER_WORKED_OUT
from broadhurst.foundation.invisible_characters import find_invisible

# A spreadsheet takes the nought from the front of a number, and the officer cannot see why.
SHORTENED = re.compile(r"\d(\.\d+)?[eE]\+\d+")
SHORTENED_SAID = (
    "the spreadsheet has shortened this number ({}), and its last figures are lost. Make the "
    "column text, and type it again."
)
SPREADSHEET_FAULTS = (
    "#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!",
    "#FIELD!", "#GETTING_DATA",
)  # fmt: skip
NOT_WORKED_OUT = (
    "the cell holds a formula that was never worked out. Open the workbook in Excel, save it and "
    "send it again."
)
# No text that is worth checking begins with “=”, but for one that a program wrote so that the
# spreadsheet keeps its noughts. Before it may stand the apostrophe of a CSV that was taken away and
# is sent again.
KEPT_AS_TEXT = re.compile(r"'?=\"([^\"]*)\"")
FORMULA = re.compile(r"'?[=＝]")
FORMULA_SAID = "“{}” is a formula. Write in the cell what it shows."
# Nor does a name begin as a function: “@SUM(A1)”. A nickname (“@pez”), a handle and a telephone
# number may begin with such a sign.
NAMES = frozenset(("name", "first", "middle", "surname", "aliases"))
FUNCTION = re.compile(r"'?[-+@－＋＠]\s*[A-Za-z][A-Za-z0-9.]*\(")
NO_NAME = "“{}” is a formula and not a name. Write the name itself in the cell."
SHOWN = 40  # characters of a formula


def as_text(cell: str) -> str:
    """What a cell shows: `="07700 900123"` is a text."""
    kept = KEPT_AS_TEXT.fullmatch(cell)
    return kept[1].strip() if kept else cell


def objection_to_cell(name: str, text: str) -> str:
    """Why a cell of a column that is checked says nothing, in words; "" if it may be read."""
    if len(text) > LONGEST_CELL:
        return f"the cell has more than {LONGEST_CELL} characters."
    if text == NEVER_WORKED_OUT:
        return NOT_WORKED_OUT
    if which := find_invisible(text):
        return f"the cell has invisible characters. There is {which}: type it again."
    if SHORTENED.fullmatch(text):
        return SHORTENED_SAID.format(text)
    if text.upper() in SPREADSHEET_FAULTS:
        return f"the spreadsheet shows a fault ({text})."
    if FORMULA.match(text) or (name in NAMES and FUNCTION.match(text)):
        said = NO_NAME if name in NAMES else FORMULA_SAID
        return said.format(text if len(text) <= SHOWN else f"{text[:SHOWN]}…")
    return ""
