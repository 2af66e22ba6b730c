"""The rules of safeguarding, without a database."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadhurst.capabilities.register.rules.correcting import is_under_18
from broadhurst.capabilities.safeguarding.rules.consent import objections_to_consent
from broadhurst.capabilities.safeguarding.rules.deciding import GROUNDS, objections_to_decide
from broadhurst.capabilities.safeguarding.rules.policy import authority_of, working_days
from broadhurst.capabilities.safeguarding.rules.referring import (
    HOLDER,
    TEAM,
    WORKFLOW,
    is_child,
    objections_to_close,
    objections_to_pass_on,
)

TODAY = date(2021, 3, 1)


@pytest.mark.parametrize(
    ("born_on", "today", "child"),
    [
        (date(2003, 3, 2), TODAY, True),
        (date(2003, 3, 1), TODAY, False),
        (date(2004, 2, 29), date(2022, 2, 28), True),
        (date(2004, 2, 29), date(2022, 3, 1), False),
        (TODAY, TODAY, True),
    ],
)
def test_a_child_is_one_until_the_day_of_turning_18(
    born_on: date, today: date, child: bool
) -> None:
    assert is_under_18(born_on, today) is child


def test_who_may_be_a_child_is_treated_as_one_only_where_the_date_is_not_known() -> None:
    assert is_child(None, may_be_child=True, today=TODAY)
    assert not is_child(None, may_be_child=False, today=TODAY)
    assert not is_child(date(1990, 1, 1), may_be_child=True, today=TODAY)


@given(
    consent=st.sampled_from(("given", "not_needed", "refused_duty_to_notify", "not_sought")),
    destination=st.sampled_from(("complex_safeguarding", "mash", "nrm", "adult_mash", "other")),
    is_child=st.booleans(),
    reason=st.sampled_from(("", "Out of contact.")),
)
def test_consent(consent: str, destination: str, is_child: bool, reason: str) -> None:
    """Rule 25: an adult needs consent or a duty to notify for the NRM.

    A child never needs consent.
    """
    fits = (
        consent in ("given", "not_needed")
        if is_child
        else consent in ("given", "refused_duty_to_notify")
        if destination == "nrm"
        else consent != "refused_duty_to_notify"
    )
    said_why = consent != "not_sought" or bool(reason)
    objections = objections_to_consent(
        consent, reason, is_child=is_child, destination=destination, name="", reference=""
    )
    assert (objections == []) is (fits and said_why)


@pytest.mark.parametrize("verb", ["acknowledge", "decide", "chase", "close", "edit", "withdraw"])
@pytest.mark.parametrize("stage", ["sent", "acknowledged", "decided", "closed"])
def test_each_verb_has_its_stage_and_its_people(verb: str, stage: str) -> None:
    stages = {
        "acknowledge": {"sent"},
        "decide": {"acknowledged"},
        "chase": {"sent", "acknowledged"},
        "close": {"decided"},
        "edit": {"sent", "acknowledged"},
        "withdraw": {"sent", "acknowledged"},
    }
    team = verb in ("acknowledge", "decide")
    for part, plays in ((TEAM, team), (HOLDER, not team), ("LRO", not team)):
        fits = not WORKFLOW.objections(verb, stage, [part])
        assert fits is (stage in stages[verb] and plays)


def test_closing_needs_a_decision() -> None:
    sent = SimpleNamespace(stage="sent")
    assert "Record a chase instead" in " ".join(objections_to_close(sent, [HOLDER]))
    assert objections_to_close(SimpleNamespace(stage="decided"), [HOLDER]) == []


def test_each_destination_decides_what_is_its_own() -> None:
    sent = SimpleNamespace(stage="acknowledged", destination="mash")
    refused = objections_to_decide(sent, [TEAM], decision="reasonable_grounds", authority="")
    assert refused == ["That is not a decision for this destination."]


@pytest.mark.parametrize(
    ("authority", "may"), [("", False), ("single", True), ("pilot_site", True)]
)
def test_only_a_competent_authority_decides_reasonable_grounds(authority: str, may: bool) -> None:
    sent = SimpleNamespace(stage="acknowledged", destination="nrm")
    for decision in GROUNDS:
        refused = objections_to_decide(sent, [TEAM], decision=decision, authority=authority)
        assert (refused == []) is may
    assert "competent authority decides" in " ".join(refused) or may


CLOCK = {
    "destination": "mash", "of": "child", "nation": "ENG", "step": "decide",
    "working_days": 1, "from_on": date(2020, 1, 1), "until_on": date(2022, 1, 1),
}  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "days"),
    [
        ({}, 1),
        ({"is_child": False}, None),
        ({"nation": "WLS"}, None),
        ({"destination": "health"}, None),
        ({"step": "acknowledge"}, None),
        ({"on": date(2019, 12, 31)}, None),
        ({"on": date(2021, 12, 31)}, 1),
        ({"on": date(2022, 1, 1)}, None),
    ],
)
def test_a_clock_is_one_only_where_and_while_it_is_known(
    changes: dict[str, Any], days: int | None
) -> None:
    asked = {
        "step": "decide", "destination": "mash", "is_child": True, "nation": "ENG", "on": TODAY,
    }  # fmt: skip
    assert working_days([CLOCK], **(asked | changes)) == days


def test_the_latest_clock_in_force_counts() -> None:
    later = CLOCK | {"working_days": 3, "from_on": date(2021, 1, 1)}
    given = {"step": "decide", "destination": "mash", "is_child": True, "nation": "ENG"}
    assert working_days([CLOCK, later], **given, on=TODAY) == 3
    assert working_days([later, CLOCK], **given, on=date(2020, 6, 1)) == 1


def test_a_pilot_site_decides_for_a_child_while_it_is_one() -> None:
    team = SimpleNamespace(key="hub", agency=SimpleNamespace(key="some-council"), district=None)
    pilot = {"council": "some-council", "from_on": date(2021, 1, 1), "until_on": date(2021, 6, 1)}
    rows = {"pilot": [pilot]}
    assert authority_of(rows, team, is_child=True, on=TODAY) == "pilot_site"
    assert authority_of(rows, team, is_child=False, on=TODAY) == ""
    assert authority_of(rows, team, is_child=True, on=date(2021, 6, 1)) == ""


def test_passing_on_names_everything_that_is_wrong() -> None:
    closed = SimpleNamespace(stage="closed")
    assert len(objections_to_pass_on(closed, has_posting=False, because=" ")) == 3
    decided = SimpleNamespace(stage="decided")
    assert objections_to_pass_on(decided, has_posting=True, because="OCG moved") == []
