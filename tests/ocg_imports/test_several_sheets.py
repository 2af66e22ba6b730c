"""A tracker with OCGs, people, identifiers and actions on sheets of their own."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from broadhurst.capabilities.imports.sheets.rows import PersonRow
from broadhurst.capabilities.ocg_imports.commands.send import SendOcgsForm
from broadhurst.capabilities.ocg_imports.models import OcgImport
from broadhurst.capabilities.ocg_imports.sheets.columns import objections_to_columns
from broadhurst.capabilities.ocg_imports.sheets.side_by_side import Sheet
from broadhurst.capabilities.ocg_imports.sheets.tracker import TrackerRow
from broadhurst.capabilities.plans.models import Action
from broadhurst.capabilities.register.models import Identifier, Membership, Ocg
from broadhurst.foundation.access.wall import as_actor
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.people import Cast

DUE = f"{(NOW + timedelta(days=60)).date():%d/%m/%Y}"
SHEETS: dict[str, list[list[str]]] = {
    "Groups": [
        ["OCG name", "OCG number", "Threat types", "Districts", "Description", "Owning unit", "SIO",
         "LRO", "Aim of the plan"],
        ["Amber Curlew", "N-1", "Drugs", "Bolton", "Supplies by car.", "Challenger Bolton",
         "Gail Fernsby", "Len Oakapple", "Stop the supply."],
        ["Blue Dunnock", "N-2", "Fraud", "Bolton", "Sells cars.", "Challenger Bolton", "", "", ""],
    ],
    "Nominals": [
        ["OCG number", "Person", "DOB", "Category", "Part"],
        ["N-1", "Carl Example", "27/03/1988", "Suspect", "Principal"],
        ["n-2", "Dee Example", "01/02/1990", "Suspect", "Significant"],
    ],
    "Phones": [
        ["OCG", "Person", "Mobile"],
        ["Amber Curlew", "Carl Example", "07700 900555"],
        ["Blue Dunnock", "", "07700 900558"],
    ],
    "Tasks": [
        ["OCG name", "Action", "4P", "Owner", "Due date"],
        ["Amber Curlew", "Visit the premises", "Protect", "Challenger Bolton", DUE],
    ],
}  # fmt: skip
NAMES = {
    "sheet": "Groups", "people_sheet": "Nominals", "identifiers_sheet": "Phones",
    "actions_sheet": "Tasks",
}  # fmt: skip


def workbook(**changed: list[list[str]]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in (SHEETS | changed).items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    packed = BytesIO()
    book.save(packed)
    return packed.getvalue()


def given(book: bytes, **names: str) -> dict[str, Any]:
    return {"file": SimpleUploadedFile("tracker.xlsx", book), **(NAMES | names)}


def test_sheets_are_joined_by_the_name_or_the_number_of_the_ocg(cast: Cast) -> None:
    site = browser(cast.cora)
    answer = site.post("/import-ocgs/", given(workbook()))
    assert answer.status_code == 302, answer.content.decode()
    with as_actor(cast.cora):
        sent = OcgImport.objects.get()
    form = site.get(f"/ocg-imports/{sent.ref}/map/").content.decode()
    assert "Phones: Mobile" in form
    assert "07700 900555" in form
    assert site.post(f"/ocg-imports/{sent.ref}/map/").status_code == 302
    page = site.get(f"/ocg-imports/{sent.ref}/").content.decode()
    assert "Adds to the OCG of row 2 of the sheet “Groups”" in page
    assert "Correct this row" not in page
    rows = Machine(cast.cora).get(f"/ocg-imports/{sent.ref}/rows").json()["rows"]
    assert [(one["row"], one["sheet"], one["ocg"]) for one in rows] == [
        (2, "Groups", "Amber Curlew"), (3, "Groups", "Blue Dunnock"),
        (2, "Nominals", "Amber Curlew"), (3, "Nominals", "Blue Dunnock"),
        (2, "Phones", "Amber Curlew"), (3, "Phones", "Blue Dunnock"),
        (2, "Tasks", "Amber Curlew"),
    ]  # fmt: skip
    assert site.post(f"/ocg-imports/{sent.ref}/run/").status_code == 302
    with as_actor(cast.cora):
        curlew, dunnock = Ocg.objects.order_by("name")
        people = Membership.objects.order_by("pk").values_list("ocg", "person__name")
        assert list(people) == [(curlew.pk, "Carl Example"), (dunnock.pk, "Dee Example")]
        phones = Identifier.objects.order_by("value").values_list("ocg", "person__name")
        assert list(phones) == [(curlew.pk, "Carl Example"), (dunnock.pk, None)]
    with as_actor(cast.gail):
        assert Action.objects.get().title == "Visit the premises"


def test_a_row_that_names_no_ocg_or_nobody_is_refused_with_its_sheet(
    cast: Cast, tmp_path: Path
) -> None:
    path = tmp_path / "tracker.xlsx"
    path.write_bytes(
        workbook(
            Nominals=[*SHEETS["Nominals"], ["N-9", "Ed Example", "", "Suspect", "Principal"]],
            Phones=[
                *SHEETS["Phones"], ["Amber Curlew", "Nobody Known", "07700 900559"],
                ["", "", "07700 900560"],
            ],
        )
    )  # fmt: skip
    options = [
        part for name, title in NAMES.items() for part in (f"--{name.replace('_', '-')}", title)
    ]
    said = terminal(cast.cora, "register", "send-ocgs", "--file", str(path), *options)
    assert said.exit_code == 0, said.output
    said = terminal(cast.cora, "register", "map-ocgs", said.output.split()[0])
    wrong = [line.strip() for line in said.output.splitlines() if " Row " in line]
    assert wrong == [
        "Row 4, Nominals: OCG number: No row of the sheet “Groups” has the OCG “N-9”. Write its "
        "cover name or its number as it is there, or add it there.",
        "Row 4, Phones: Person: The OCG has nobody called Nobody Known. Write the name as it is on "
        "the sheet of people, or leave it empty if the whole group uses this.",
        "Row 5, Phones: OCG: The row names no OCG. Write its cover name or its reference in each "
        "row.",
    ]
    assert (
        "Row 4 of the sheet “Nominals”"
        in terminal(cast.cora, "register", "ocg-import", said.output.split()[0]).output
    )


def test_names_of_sheets_are_checked_beside_their_question(cast: Cast) -> None:
    book = workbook(Tasks=[["OCG name", "Action"]])
    for names, field, text in (
        ({"actions_sheet": "", "people_sheet": "Suspects"}, "people_sheet", "no sheet of this"),
        ({"actions_sheet": "", "sheet": ""}, "sheet", "name of the sheet that lists the OCGs."),
        ({"actions_sheet": "groups"}, "actions_sheet", "You have already named this one."),
        ({}, "actions_sheet", "no rows under its headings"),
    ):  # fmt: skip
        sent = given(book, **names)
        form = SendOcgsForm(
            {name: text for name, text in sent.items() if name != "file"},
            {"file": sent["file"]}, actor=cast.cora, subject={},
        )  # fmt: skip
        assert not form.is_valid()
        assert text in str(form.errors[field]), (names, form.errors)


def test_each_sheet_needs_a_column_that_names_the_ocg() -> None:
    sheets = [Sheet("Groups", "ocgs", 2, 1), Sheet("Phones", "identifiers", 2, 1)]
    labels = {"ocg_name": "Cover name", "sio": "SIO"}
    assert objections_to_columns(["ocg_name", "sio", "national_ref", "phone"], labels, sheets) == []
    assert objections_to_columns(["ocg_name", "sio", "", "phone"], labels, sheets) == [
        "Choose the column of the sheet “Phones” that holds the cover name, the number or the "
        "reference of the OCG."
    ]
    assert objections_to_columns(["sio", "sio", "ocg_name", ""], labels, sheets) == [
        "Groups: More than one column is said to hold “SIO”. Choose one of them.",
        "Groups: Choose the column that holds the cover name or the reference of the OCG.",
    ]


def test_a_column_is_named_with_its_sheet_once() -> None:
    """A heading like “Phone” begins with the title “P”, but not with “P: ”."""
    sheet = Sheet("P", "people", 2, 1)
    row = TrackerRow(2, {}, PersonRow(2), [], {}, {}, {"phone": "Phone", "name": "P: Name"}, sheet)
    for name in ("phone", "name"):
        row.add_problem(name, "Check it.")
    assert [one.column for one in row.problems_in_sheet] == ["P: Phone", "P: Name"]
