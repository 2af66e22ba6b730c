"""The rules of safeguarding, without a database."""

from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadhurst.capabilities.safeguarding import rules

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
    assert rules.is_under_18(born_on, today) is child


def test_who_may_be_a_child_is_treated_as_one_only_where_the_date_is_not_known() -> None:
    assert rules.is_child(None, may_be_child=True, today=TODAY)
    assert not rules.is_child(None, may_be_child=False, today=TODAY)
    assert not rules.is_child(date(1990, 1, 1), may_be_child=True, today=TODAY)


@given(
    consent=st.sampled_from(("given", "not_needed", "refused_duty_to_notify", "not_sought")),
    destination=st.sampled_from(("complex_safeguarding", "mash", "nrm", "adult_mash", "other")),
    is_child=st.booleans(),
    reason=st.sampled_from(("", "Out of contact.")),
)
def test_consent(consent: str, destination: str, is_child: bool, reason: str) -> None:
    """Rule 25: an adult not to the NRM without consent or a duty to notify; a child never asked."""
    fits = (
        consent in ("given", "not_needed")
        if is_child
        else destination != "nrm" or consent in ("given", "refused_duty_to_notify")
    )
    said_why = consent != "not_sought" or bool(reason)
    objections = rules.objections_to_consent(consent, reason, is_child, destination)
    assert (objections == []) is (fits and said_why)


@pytest.mark.parametrize("verb", ["acknowledge", "decide", "chase", "close"])
@pytest.mark.parametrize("stage", ["sent", "acknowledged", "decided", "closed"])
def test_each_verb_has_its_stage_and_its_people(verb: str, stage: str) -> None:
    stages = {
        "acknowledge": {"sent"},
        "decide": {"acknowledged"},
        "chase": {"sent", "acknowledged"},
        "close": {"decided"},
    }
    team = verb in ("acknowledge", "decide")
    for part, plays in ((rules.TEAM, team), (rules.HOLDER, not team), ("LRO", not team)):
        fits = not rules.WORKFLOW.objections(verb, stage, [part])
        assert fits is (stage in stages[verb] and plays)


def test_closing_needs_a_decision() -> None:
    sent = SimpleNamespace(stage="sent")
    assert "chase it instead" in " ".join(rules.objections_to_close(sent, [rules.HOLDER]))
    assert rules.objections_to_close(SimpleNamespace(stage="decided"), [rules.HOLDER]) == []


def test_each_destination_decides_what_is_its_own() -> None:
    sent = SimpleNamespace(stage="acknowledged", destination="mash")
    refused = rules.objections_to_decide(sent, [rules.TEAM], decision="reasonable_grounds")
    assert refused == ["That is not a decision for this destination."]


def test_passing_on_names_everything_that_is_wrong() -> None:
    closed = SimpleNamespace(stage="closed")
    assert len(rules.objections_to_pass_on(closed, has_posting=False, because=" ")) == 3
    decided = SimpleNamespace(stage="decided")
    assert rules.objections_to_pass_on(decided, has_posting=True, because="OCG moved") == []
