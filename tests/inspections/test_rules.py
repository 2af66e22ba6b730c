"""Tests for the rules of inspections, without a database."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadhurst.capabilities.inspections.figures.phrases import (
    period,
    plain,
    quoted,
    typed,
)
from broadhurst.capabilities.inspections.rules import commenting, responses, statuses
from broadhurst.foundation.clock import section_55_day, section_55_last_day
from broadhurst.foundation.doors.documents import html
from broadhurst.foundation.figure import amount
from broadhurst.foundation.govuk.words import joined


def response(**changes: Any) -> Any:
    given = {
        "body_id": 1, "force_id": 2, "stage": "drafting", "last_day": date(2021, 4, 14),
        "version": 1, "unit": SimpleNamespace(agency_id=1),
        "invited_on": date(2021, 3, 1), "comments_due_on": date(2021, 3, 12),
        "chief_officer_comments": "Agreed.", "body_comments": "Ours.", "last_edited_by_id": 7,
        "published_on": None,
    }  # fmt: skip
    return SimpleNamespace(**(given | changes))


def actor(agency: int, *roles: str, officer: int = 9, kind: str = "combined_authority") -> Any:
    return SimpleNamespace(
        agency=SimpleNamespace(pk=agency, kind=kind),
        officer=SimpleNamespace(pk=officer),
        roles=frozenset(roles),
    )


@pytest.mark.parametrize(
    ("published_on", "last_day"),
    [
        (date(2021, 2, 18), date(2021, 4, 14)),
        (date(2023, 11, 10), date(2024, 1, 4)),
        (date(2024, 5, 14), date(2024, 7, 8)),
        (date(2024, 8, 30), date(2024, 10, 24)),
    ],
)
def test_the_last_day_is_the_56th_counting_the_day_of_publication(
    published_on: date, last_day: date
) -> None:
    assert section_55_last_day(published_on) == last_day
    assert section_55_day(published_on, last_day) == 56


def test_the_letter_of_30_march_2021_was_sent_on_day_41() -> None:
    assert section_55_day(date(2021, 2, 18), date(2021, 3, 30)) == 41


def test_parts_are_those_of_the_body_and_the_force() -> None:
    parts = responses.roles_on
    assert parts(actor(1, "policing_body"), response()) == [responses.BODY]
    assert parts(actor(1, "clearer"), response()) == [responses.CLEARER]
    assert parts(actor(2, "coordinator"), response()) == [responses.FORCE]
    assert parts(actor(2, "chief_officer"), response()) == [responses.FORCE, responses.CHIEF]
    assert parts(actor(3, "policing_body", "clearer"), response()) == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"body_comments": " "}, "policing body's own comments"),
        ({"invited_on": None}, "Invite the chief officer"),
        ({"chief_officer_comments": ""}, "by the end of 11 March 2021"),
    ],
)
def test_what_remains_is_said_all_at_once(changes: dict[str, Any], said: str) -> None:
    left = responses.remaining(
        response(**changes),
        unanswered=["recommendation 1"],
        has_letter_fields=False,
        today=date(2021, 3, 11),
    )
    assert len(left) == 3
    assert said in " ".join(left)
    assert left[-1] == "Answer recommendation 1."


def test_a_chief_officer_who_says_nothing_by_the_day_does_not_hold_it_up() -> None:
    silent = response(chief_officer_comments="")
    left = responses.remaining(
        silent, unanswered=[], has_letter_fields=True, today=date(2021, 3, 12)
    )
    assert left == []


def test_the_body_takes_the_chief_officers_step_only_if_no_comments_came_in_time() -> None:
    pol, silent = actor(1, "policing_body"), response(chief_officer_comments=" ")
    on_time, over = date(2021, 3, 11), date(2021, 3, 12)
    assert responses.clearing_parts(pol, silent, on_time) == ["ours", "author"]
    assert responses.clearing_parts(pol, response(), over) == ["ours", "author"]
    assert responses.clearing_parts(pol, silent, over) == ["ours", "author", "chief_officer"]
    chief = actor(2, "chief_officer")
    assert responses.clearing_parts(chief, response(), on_time) == ["chief_officer"]


@pytest.mark.parametrize(("day", "reason", "count"), [(14, "", 0), (15, " ", 1), (15, "Ill.", 0)])
def test_late_publishing_is_allowed_with_a_reason(day: int, reason: str, count: int) -> None:
    objections = responses.objections_to_publish(
        response(stage="cleared"),
        [responses.BODY],
        [],
        today=date(2021, 4, day),
        late_reason=reason,
    )
    assert len(objections) == count


@pytest.mark.parametrize("text", ["See OCG-7K3QF2.", "It is SECRET.", "The Copper Heron group"])
def test_what_will_be_public_names_no_record(text: str) -> None:
    assert responses.objections_to_public_text(text, ["Copper Heron"] if "Heron" in text else [])
    assert responses.objections_to_public_text("GMP-wide, by 2021-22.", []) == []


def test_comments_are_asked_for_before_the_last_day() -> None:
    today, last = date(2021, 3, 1), date(2021, 4, 14)
    ask = commenting.objections_to_invite
    assert ask(due_on=date(2021, 3, 12), today=today, last_day=last) == []
    assert "tomorrow or later" in ask(due_on=today, today=today, last_day=last)[0]
    assert "14 April 2021" in ask(due_on=date(2021, 4, 15), today=today, last_day=last)[0]
    assert ask(due_on=last, today=today, last_day=last) == []
    late = date(2021, 5, 1)
    assert ask(due_on=date(2021, 5, 3), today=late, last_day=last) == []


def test_comments_come_before_the_date_and_not_on_it() -> None:
    given = date(2021, 3, 12)
    assert commenting.objections_to_comment(given, date(2021, 3, 11)) == []
    assert "before 12 March 2021" in commenting.objections_to_comment(given, given)[0]


@pytest.mark.parametrize(
    ("now", "to", "theirs", "said"),
    [
        ("awaiting_allocation", "closed", "complete", "next step is “in progress”"),
        ("closure_requested", "closed", "being_progressed", "Record the inspectorate update"),
        ("closure_requested", "closed", "complete", ""),
        ("closed", "in_progress", "complete", "next step is “reopened”"),
        ("closed", "reopened", "complete", ""),
    ],
)
def test_a_body_asks_for_closure_and_the_inspectorate_closes(
    now: str, to: str, theirs: str, said: str
) -> None:
    who = actor(2, "inspectorate_liaison")
    agency = SimpleNamespace(pk=2, name="Northshire Police")
    objections = statuses.objections_to_set_our_status(who, agency, now=now, to=to, theirs=theirs)
    assert said in " ".join(objections)
    assert bool(objections) == bool(said)


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (0, "transfers/transfer", "none"), (1, "transfers/transfer", "1 transfer"),
        (1, "bodies/body", "1 body"), (5, "levels/level", "5 levels"),
        (1, "sides of hits/side of a hit", "1 side of a hit"), (2631, "OCGs/OCG", "2,631 OCGs"),
        (97, "per cent/", "97 per cent"), (1, "per cent/", "1 per cent"),
        (None, "force posts/", "not known"), (56_800_000, "pounds/pound", "£56,800,000"),
        (2.5, "days/day", "2.5 days"), (1.0, "days/day", "1 day"), (0, "days/day", "0 days"),
        (3, "/", "3"), (1, "kg/kg", "1 kg"),
    ],
)  # fmt: skip
def test_values_are_written_as_a_letter_writes_them(value: Any, unit: str, said: str) -> None:
    assert amount(value, *unit.split("/")) == said


@pytest.mark.parametrize(
    ("since", "said"),
    [
        (None, "on 30 March 2021"),
        (date(2019, 9, 30), "in the 18 months to 30 March 2021"),
        (date(2019, 10, 1), "in the 18 months to 30 March 2021"),
        (date(2021, 2, 28), "in the month to 30 March 2021"),
        (date(2020, 5, 7), "from 7 May 2020 to 30 March 2021"),
    ],
)
def test_a_period_is_in_months_where_it_is_whole(since: date | None, said: str) -> None:
    assert period(since, date(2021, 3, 30 if since != date(2021, 2, 28) else 27)) == (
        said if since != date(2021, 2, 28) else "in the month to 27 March 2021"
    )


def test_lists_read_as_a_sentence() -> None:
    assert [joined([]), joined(["a"]), joined(["a", "b"]), joined(["a", "b", "c"])] == [
        "", "a", "a and b", "a, b and c",
    ]  # fmt: skip


HIDING = [
    "```",
    "~~~",
    "<!--",
    "<script>",
    "<pre>",
    "Title\n===",
    "# Big",
    "> open",
    "- item",
    "    code",
]


@pytest.mark.parametrize("hiding", HIDING)
def test_what_somebody_typed_cannot_hide_what_follows(hiding: str) -> None:
    page = html(f"## Before\n\n{typed(hiding)}\n\n## After\n\nEnd.")
    assert "<h2>After</h2>" in page.replace(' id="after"', "")
    assert "<h2>Before</h2>" in page.replace(' id="before"', "")


@given(st.text(max_size=80))
def test_data_is_read_as_text_and_stays_on_one_line(text: str) -> None:
    assert "\n" not in plain(text)
    assert quoted(text).startswith("> ")
