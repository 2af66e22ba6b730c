"""The rules of board packs, without a database."""

from datetime import date

import pytest

from broadhurst.capabilities.board_packs.rules import (
    objections_to_content,
    objections_to_make,
    period_before,
    period_until,
)


@pytest.mark.parametrize("role", ["chief_officer", "chair", "policing_body"])
def test_who_answers_to_a_board_makes_a_pack(role: str) -> None:
    assert objections_to_make({role, "investigator"}) == []


@pytest.mark.parametrize("role", ["investigator", "coordinator", "partner", "inspector"])
def test_others_are_told_who_makes_one(role: str) -> None:
    [said] = objections_to_make({role})
    assert "Ask one of them." in said


@pytest.mark.parametrize(
    ("period", "today", "since", "as_of", "before"),
    [
        ("month", date(2021, 3, 1), date(2021, 2, 1), date(2021, 2, 28), date(2021, 1, 1)),
        ("month", date(2021, 1, 31), date(2020, 12, 1), date(2020, 12, 31), date(2020, 11, 1)),
        ("quarter", date(2021, 3, 31), date(2020, 12, 1), date(2021, 2, 28), date(2020, 9, 1)),
        ("year", date(2024, 3, 5), date(2023, 3, 1), date(2024, 2, 29), date(2022, 3, 1)),
    ],
)
def test_a_period_is_of_whole_months_that_have_ended(
    period: str, today: date, since: date, as_of: date, before: date
) -> None:
    assert period_until(period, today) == (since, as_of)
    began, ended = period_before(period, since)
    assert began == before
    assert (since - ended).days == 1


def test_all_that_is_wrong_is_said_at_once_beside_its_field() -> None:
    said = objections_to_content(
        name="the board", names=["The Board"], figures=[], records=[], hidden=["OCG-ZZZZZZ"],
        is_scope_allowed=False,
    )  # fmt: skip
    assert [getattr(one, "field", "") for one in said] == ["name", "figures", "scope", "records"]
    assert "with the reference “OCG-ZZZZZZ”" in said[-1]
