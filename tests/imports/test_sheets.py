"""Columns, dates and rows of a spreadsheet of people. No database."""

from datetime import date

import pytest

from broadhurst.capabilities.bulk_checks.sheets.read import read
from broadhurst.capabilities.imports.sheets.columns import (
    NEEDED,
    guess,
    objections_to_columns,
)
from broadhurst.capabilities.imports.sheets.dates import has_month_first, objection_to_date
from broadhurst.capabilities.imports.sheets.rows import NOBODY, YES_NO, PeopleReader, PersonRow
from broadhurst.capabilities.ocg_imports.sheets.columns import guess as guess_of_tracker
from tests.imports.table import TABLE

TODAY = date(2021, 3, 1)
WORDS = {
    "category": {"suspect": "suspect", "convicted": "convicted", "victim": "victim"},
    "part": {"principal": "principal", "associate": "associate"},
    "exploited": YES_NO,
}


def rows(table: str | bytes, **otherwise: str) -> list[PersonRow]:
    found = read(table if isinstance(table, bytes) else table.encode())
    given = {"category": "suspect", "part": "associate"} | otherwise
    reader = PeopleReader(found.headings, guess(found.headings), WORDS, given, TODAY)
    return list(reader.read(found.rows))


def said(table: str) -> list[str]:
    return [str(problem) for row in rows(table) for problem in row.problems]


def test_columns_are_guessed_from_their_headings() -> None:
    headings = TABLE.splitlines()[0].split(",")
    assert guess(headings) == [
        "name", "aliases", "born", "sex", "category", "part", "phone", "vehicle",
    ]  # fmt: skip
    assert guess(["Our reference", "Exploited?", "Role"]) == ["", "exploited", "part"]


def test_columns_name_someone_or_something_once() -> None:
    assert objections_to_columns(["name", "phone", "phone", ""]) == []
    assert objections_to_columns(["born", "category"]) == [NEEDED]
    (twice,) = objections_to_columns(["name", "name"])
    assert twice.startswith("More than one column is said to hold “Full name”")


def test_rows_are_people_with_their_identifiers() -> None:
    barnaby, juniper, group = rows(TABLE)
    assert barnaby.person == {
        "name": "Barnaby Crickmere", "aliases": "Barney, The Finch", "sex": "m",
        "born_on": "1988-03-27", "category": "suspect", "part": "principal", "is_exploited": "",
    }  # fmt: skip
    assert barnaby.identifiers == [
        ("Mobile", "phone", "07700 900123"),
        ("Reg", "vehicle", "AB12 CDE"),
    ]
    assert juniper.person["born_on"] == "1988-03-26", "a serial number of Excel"
    assert (group.person, group.identifiers) == ({}, [("Mobile", "phone", "07700 900456")])
    assert [row.number for row in (barnaby, juniper, group)] == [2, 3, 4]
    assert not any(row.problems for row in (barnaby, juniper, group))


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_encodings_and_separators(separator: str, encoding: str) -> None:
    table = (
        separator.join(("Name", "Mobile")) + "\n" + separator.join(("Zoë Ashdown", "07700 900123"))
    )
    (row,) = rows(table.encode(encoding))
    assert row.person["name"] == "Zoë Ashdown"
    assert row.identifiers == [("Mobile", "phone", "07700 900123")]


def test_cells_that_cannot_be_used_are_named_with_row_and_column() -> None:
    assert said("Name,Category,DOB\nJo Ash,Boss,\n,,27/03/1988\nAl Ash,suspect,1988\n") == [
        "Row 2, Category: “Boss” is not known here. Write one of: suspect, convicted, victim.",
        f"Row 3: {NOBODY}",
        "Row 4, DOB: “1988” is not a whole date. Write the day, month and year, like 27/03/1988.",
    ]
    (formula,) = said("Name,Mobile\n=A1,07700 900123\n")
    assert formula.startswith("Row 2, Name: “=A1” is a formula")
    (other,) = rows("Name,Aliases\n,Barney\n")
    assert [str(one) for one in other.problems] == [f"Row 2: {NOBODY}"]


def test_a_word_in_the_wrong_column_is_told_where_it_belongs() -> None:
    assert said("Name,Part\nJo Ash,Suspect\n") == [
        "Row 2, Part: “Suspect” is not known here. Write one of: principal, associate. "
        "“Suspect” belongs in the column of the category."
    ]
    (other,) = said("Name,Category\nJo Ash,Principal\n")
    assert other.endswith("“Principal” belongs in the column of the part in the group.")


def test_dates_that_can_be_read_in_two_ways_are_refused() -> None:
    assert said("Name,DOB\nJo Ash,27/03/88\n") == []
    assert said("Name,DOB\nJo Ash,27/03/20\n") == [
        "Row 2, DOB: “27/03/20” could be 1920 or 2020. Write the year with four digits, like "
        "27/03/1988."
    ]
    both = said("Name,DOB\nJo Ash,12/25/1988\nAl Ash,03/04/1988\nEd Ash,05/05/1988\n")
    assert [one.partition(":")[0] for one in both] == ["Row 2, DOB", "Row 3, DOB"]
    assert "could have the month first" in both[1]
    assert rows("Name,DOB\nJo Ash,03/04/1988\n")[0].person["born_on"] == "1988-04-03"
    assert not has_month_first(["27/03/1988", "soon", ""])
    assert objection_to_date("3 April 1988", TODAY, month_first=True) == ""


def test_exploitation_is_yes_or_no() -> None:
    yes, no, none = rows("Name,Exploited\nJo Ash,Yes\nAl Ash,n\nEd Ash,\n")
    assert [row.person["is_exploited"] for row in (yes, no, none)] == ["on", "", ""]


def test_a_nominal_with_a_date_of_birth_is_one_person() -> None:
    headings = ["OCG name", "Nominal", "DOB"]
    assert guess_of_tracker(headings, {}) == ["ocg_name", "name", "born"]
    assert guess_of_tracker(headings[:2], {}) == ["ocg_name", "members"]
    named = ["OCG name", "Members", "Name", "DOB"]
    assert guess_of_tracker(named, {}) == ["ocg_name", "members", "name", "born"]
