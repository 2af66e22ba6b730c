"""The template workbook: the columns of a tracker, and a sheet of instructions."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

FILE_NAME = "ocg-tracker-template.xlsx"
# The columns: field, heading, what to write and an example. The people and places are made up.
COLUMNS = (
    ("ocg_name", "OCG name", "A cover name, and not a person’s. In each row of the OCG.",
     "Amber Curlew"),
    ("national_ref", "National reference", "If it has one.", "N-2041"),
    ("threat_types", "Threat types", "One or more, with ; between them.",
     "Illegal drugs; Firearms"),
    ("districts", "Districts", "One or more of your districts, with ; between them.", "Bolton"),
    ("description", "Description", "Events and places. No sources or covert activity.",
     "Supplies Class A drugs by car."),
    ("owner", "Owning unit", "Empty for your own unit. Only a coordination unit can name others.",
     ""),
    ("sio", "SIO", "The name or username of an officer of your organisation.", "Ann Sample"),
    ("lro", "LRO", "Another officer. Leave both empty if nobody leads yet: then it is reported.",
     "Bob Sample"),
    ("name", "Person", "One person in each row. Repeat the name of the OCG.", "Carl Example"),
    ("aliases", "Aliases", "Other names, with ; between them.", "Caz"),
    ("born", "Date of birth", "The day first, with a year of four digits.", "27/03/1988"),
    ("sex", "Sex", "Male or female, or empty.", "Male"),
    ("category", "Category", "Suspect, convicted, victim, witness or other.", "Suspect"),
    ("part", "Part in the group",
     "Principal, significant, peripheral, professional enabler or associate.", "Principal"),
    ("exploited", "Exploited", "Yes if they are or may be exploited. A victim always is.", "No"),
    ("phone", "Phone", "Several with ; between them. Without a person, they are of the group.",
     "07700 900555; 07700 900556"),
    ("vehicle", "Vehicle registration", "Several with ; between them.", "QB12 CDE"),
    ("address", "Address", "House number and postcode.", "12 Sample Street, AB1 2CD"),
    ("company", "Company", "Its name or number.", ""),
    ("account", "Bank account", "Sort code and account number, or an IBAN.", ""),
    ("email", "Email", "", ""),
    ("handle", "Handle", "The platform and the handle.", "telegram: @example"),
    ("imei", "IMEI", "The 15 digits of a handset.", ""),
    ("members", "Several people",
     "Instead of a row for each person: names with ; between them, and dates of birth in brackets.",
     "Dee Example (01/02/1990); Ed Example"),
    ("plan_aim", "Aim of the plan", "The aim of the 4P plan, if the OCG has actions.",
     "Stop the supply by car."),
    ("action", "Action", "One in each row. Leave out actions that are done.",
     "Visit the premises"),
    ("action_p", "4P", "Pursue, prevent, protect or prepare.", "Protect"),
    ("action_objective", "Objective", "Empty for the aim of the plan.", ""),
    ("action_unit", "Action owner", "A unit of your organisation. Empty for the owning unit.", ""),
    ("action_due", "Due date", "The day first.", "27/03/2027"),
    ("rationale", "Rationale for the scores", "The evidence for the scores.", ""),
)  # fmt: skip
# Sheets that can have the people, identifiers and actions instead: title, and fields.
OTHER_SHEETS = (
    ("People", ("ocg_name", "name", "aliases", "born", "sex", "category", "part", "exploited")),
    ("Identifiers", (
        "ocg_name", "name", "phone", "vehicle", "address", "company", "account", "email", "handle",
        "imei",
    )),
    ("Actions", (
        "ocg_name", "action", "action_p", "action_objective", "action_unit", "action_due",
    )),
)  # fmt: skip
INTRODUCTION = (
    "How to fill in the sheet “OCGs”",
    "Write one row for each person, and repeat the name of the OCG in each. Or write one row for "
    "each OCG, with its people in the column “Several people”.",
    "Write the details of an OCG in its first row. The other rows can leave them empty.",
    "Or write people, identifiers and actions on the sheets “People”, “Identifiers” and “Actions”, "
    "and enter the names of these sheets when you send the file. Each row has the name or the "
    "national reference of an OCG of the sheet “OCGs”. An identifier with a name is of that "
    "person.",
    "Leave out what you do not know. Delete columns that you do not use. You can keep your own: "
    "you choose what each holds.",
    "Format columns of numbers as text, so that the spreadsheet does not shorten them.",
    "Nothing is added until you have seen what will be added. Then every row is added, or none. "
    "You can undo it within a day.",
)
LISTED = 1000  # rows for which a cell offers its choices


@lru_cache(maxsize=4)
def template_of(
    criteria: tuple[tuple[str, str, tuple[str, ...]], ...],
    choices: tuple[tuple[str, tuple[str, ...]], ...],
) -> bytes:
    """Return the workbook. It stays the same until the scoring scheme changes.

    `criteria` has the key, label and scores of each criterion of the scoring scheme. `choices`
    has the field of a column, with what its cells offer.
    """
    offered = dict(choices)
    book = Workbook()
    book.remove(book.worksheets[0])
    scored = [
        (f"score_{key}", f"Score: {label}", f"Empty if it is not known. {', '.join(scale)}.", "")
        for key, label, scale in criteria
    ]  # fmt: skip
    columns = [*COLUMNS, *scored]
    _head(book.create_sheet("OCGs"), columns, offered)
    by_field = {column[0]: column for column in columns}
    for title, fields in OTHER_SHEETS:
        _head(book.create_sheet(title), [by_field[name] for name in fields], offered)
    _instruct(book.create_sheet("Instructions"), columns)
    packed = BytesIO()
    book.save(packed)
    return packed.getvalue()


def _head(
    sheet: Worksheet,
    columns: Sequence[tuple[str, str, str, str]],
    offered: Mapping[str, tuple[str, ...]],
) -> None:
    """Write the headings of a sheet, and offer the choices of its cells."""
    for place, (name, heading, _, _) in enumerate(columns, start=1):
        cell = sheet.cell(1, place, heading)
        cell.font = Font(bold=True)
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = max(14, len(heading) + 2)
        sheet.column_dimensions[letter].number_format = "@"
        if listed := offered.get(name):
            offer = DataValidation("list", formula1=f'"{",".join(listed)}"', allow_blank=True)
            offer.showErrorMessage = False
            sheet.add_data_validation(offer)
            offer.add(f"{letter}2:{letter}{LISTED}")
    sheet.freeze_panes = "B2"


def _instruct(sheet: Worksheet, columns: Sequence[tuple[str, str, str, str]]) -> None:
    """Write the sheet of instructions."""
    for text in INTRODUCTION:
        sheet.append([text])
    sheet["A1"].font = Font(bold=True, size=14)
    sheet.append([])
    sheet.append(["Column", "How to fill it in", "Example"])
    for cell in sheet[sheet.max_row]:
        cell.font = Font(bold=True)
    for _, heading, how, example in columns:
        sheet.append([heading, how, example])
    for letter, width in (("A", 28), ("B", 80), ("C", 40)):
        sheet.column_dimensions[letter].width = width
    for row in sheet.iter_rows(min_row=len(INTRODUCTION) + 2):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
