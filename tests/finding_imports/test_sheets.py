"""Tests for reading the rows of a spreadsheet of findings, without a database."""

from datetime import date
from typing import Any

import pytest

from broadhurst.capabilities.finding_imports.sheets.columns import guess, objections_to_columns
from broadhurst.capabilities.finding_imports.sheets.rows import FindingReader, FindingRow

KINDS = {"recommendation": "recommendation", "area for improvement": "area_for_improvement"}


def read(cells: dict[str, str], **changes: Any) -> FindingRow:
    given: dict[str, Any] = {
        "headings": [name.title() for name in cells], "columns": list(cells), "kinds": KINDS,
        "kind": "", "is_verbatim": True, "published_on": date(2021, 2, 18), "day_known": True,
    }  # fmt: skip
    return next(FindingReader(**(given | changes)).read([(2, list(cells.values()))]))


def test_columns_are_guessed_from_their_headings() -> None:
    headings = ["Rec no.", "Type of finding", "Finding", "Due date", "Forces", "Number", "Else"]
    assert guess(headings) == ["number", "kind", "text", "deadline", "addressed_to", "", ""]
    assert objections_to_columns(["text", "number"]) == []
    assert "holds the text" in objections_to_columns(["number"])[0]
    assert "More than one column" in objections_to_columns(["text", "text"])[0]


def test_a_row_is_a_finding() -> None:
    row = read(
        {"kind": "AFI", "number": "4", "text": "Train.", "deadline": "by May 2021",
         "own_wording": "no", "key": "rocu-4", "addressed_to": "All ROCUs"}
    )  # fmt: skip
    assert row.problems == []
    assert (row.kind, row.finding_number, row.due_on) == (
        "area_for_improvement", "4", date(2021, 5, 31),
    )  # fmt: skip
    assert (row.is_verbatim, row.key) == (False, "rocu-4")
    assert row.named["addressed_to"] == "All ROCUs"


@pytest.mark.parametrize(
    ("cells", "column", "said"),
    [
        ({"text": ""}, "Text", "The row has no text"),
        ({"text": "Do.", "kind": "wish"}, "Kind", "“wish” is not known here"),
        ({"text": "Do.", "deadline": "31 February 2022"}, "Deadline", "is not a date"),
        ({"text": "Do.", "deadline": "by May 2020"}, "Deadline", "on or after"),
        ({"text": "Do.", "own_wording": "perhaps"}, "Own_Wording", "Write yes or no"),
        ({"text": "Do.", "key": "Two words"}, "Key", "cannot be a short name"),
        ({"text": "Do.", "number": "1" * 11}, "Number", "more than 10 characters"),
        ({"text": "#REF!"}, "Text", "The spreadsheet shows an error"),
        ({"text": "x" * 8001}, "Text", "more than 8000 characters"),
    ],
)
def test_what_is_wrong_names_its_column(cells: dict[str, str], column: str, said: str) -> None:
    row = read(cells, kind="recommendation")
    assert [(problem.row, problem.column) for problem in row.problems] == [(2, column)]
    assert said in row.problems[0].text


def test_a_row_without_a_kind_takes_that_of_the_sheet_or_is_refused() -> None:
    assert read({"text": "Do."}, kind="recommendation").kind == "recommendation"
    [problem] = read({"text": "Do."}).problems
    assert "has no kind" in problem.text
