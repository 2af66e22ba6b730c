"""Tests for the rules of the tracker, without a database."""

from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from broadhurst.capabilities.tracking import rules

TODAY = date(2021, 3, 1)


def person(agency: int = 1, officer: int = 1, unit: int = 1, *roles: str) -> Any:
    pk = lambda key: SimpleNamespace(pk=key, name="Northshire Police")  # noqa: E731
    return SimpleNamespace(
        agency=pk(agency), officer=pk(officer), unit=pk(unit), roles=roles,
        administers="administrator" in roles,
    )  # fmt: skip


def now(owner: int | None = None, unit: int | None = None, *, is_ended: bool = False) -> Any:
    return SimpleNamespace(
        owner=SimpleNamespace(pk=owner) if owner else None,
        owner_unit=SimpleNamespace(pk=unit) if unit else None,
        is_ended=is_ended,
    )


@pytest.mark.parametrize(
    ("actor", "state", "may"),
    [
        (person(1, 1, 1, "inspectorate_liaison"), now(), True),
        (person(1, 1, 1, "chief_officer"), now(), True),
        (person(1, 5, 1), now(owner=5), True),
        (person(1, 1, 7), now(unit=7), True),
        (person(1, 1, 7, "administrator"), now(unit=7), False),
        (person(1, 1, 1), now(owner=5), False),
        (person(2, 5, 1, "inspectorate_liaison"), now(owner=5), False),
        (person(1, 1, 1, "coordinator"), now(), False),
    ],
)
def test_owners_and_liaison_officers_of_the_organisation_may(
    actor: Any, state: Any, *, may: bool
) -> None:
    agency = SimpleNamespace(pk=1, name="Northshire Police")
    assert (not rules.objections_to_actor(actor, agency, state)) == may


def test_an_ended_finding_or_one_for_others_is_not_planned() -> None:
    actor, agency = person(1, 1, 1, "chief_officer"), SimpleNamespace(pk=1, name="Us")
    ask = rules.objections_to_plan
    assert "Reopen it" in ask(actor, agency, now(is_ended=True), is_asked=True)[0]
    assert "not addressed to Us" in ask(actor, agency, now(), is_asked=False)[0]
    assert ask(actor, agency, now(), is_asked=True) == []


@pytest.mark.parametrize(
    ("day", "moment"),
    [(28, "passed"), (1, "near"), (15, "near"), (16, "")],
)
def test_a_date_is_near_for_so_many_days_and_then_passed(day: int, moment: str) -> None:
    due = date(2021, 2 if day == 28 else 3, day)
    assert rules.moment_of(due, TODAY, rules.DEADLINE_NEAR) == moment


def test_a_milestone_changes_only_while_it_is_open() -> None:
    done = SimpleNamespace(withdrawn_at=None, done_on=TODAY)
    gone = SimpleNamespace(withdrawn_at=datetime(2021, 3, 1), done_on=None)  # noqa: DTZ001
    live = SimpleNamespace(withdrawn_at=None, done_on=None)
    assert rules.objections_to_open(live) == []
    assert "Reopen it first" in rules.objections_to_open(done)[0]
    assert "withdrawn" in rules.objections_to_open(gone)[0]
    assert rules.objections_to_reopen(done) == []
    assert "not completed" in rules.objections_to_reopen(live)[0]
    assert "withdrawn" in rules.objections_to_reopen(gone)[0]
    assert rules.objections_to_reason(" ") == ["Enter a reason."]
    assert "today or earlier" in rules.objections_to_done_on(date(2021, 3, 2), TODAY)[0]
    assert "Enter the milestone" in rules.objections_to_milestone(" ", TODAY, TODAY)[0]
    assert "on or after" in rules.objections_to_milestone("x", date(2021, 2, 1), TODAY)[0]
    assert "not changed anything" in rules.objections_to_edit([], "Why.")[0]
