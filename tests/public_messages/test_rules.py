"""Rules of messages to the public."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace as Row

import pytest

from broadhurst.capabilities.public_messages import rules

NOW = datetime(2021, 3, 1, 9, tzinfo=UTC)


def an_actor(*roles: str, unit: int = 1, officer: int = 3) -> Row:
    return Row(roles=frozenset(roles), unit=Row(pk=unit), officer=Row(pk=officer))


def a_message(stage: str, written_by_id: int = 4) -> Row:
    return Row(stage=stage, unit_id=1, written_by_id=written_by_id)


def test_the_roles_that_publish_responses_publish_messages() -> None:
    assert not rules.objections_to_draft({"policing_body"})
    assert not rules.objections_to_draft({"clearer"})
    assert rules.objections_to_draft({"investigator", "chief_officer"})


def test_only_a_clearer_who_is_not_the_last_author_clears() -> None:
    draft = a_message("draft", written_by_id=3)
    assert len(rules.objections_to_verb("clear", an_actor("policing_body", officer=9), draft)) == 1
    assert len(rules.objections_to_verb("clear", an_actor("clearer"), draft)) == 1
    assert not rules.objections_to_verb("clear", an_actor("clearer", officer=9), draft)
    assert rules.objections_to_verb("clear", an_actor("clearer", unit=2, officer=9), draft)


@pytest.mark.parametrize(
    ("verb", "stages"),
    [
        ("edit", {"draft", "cleared"}),
        ("clear", {"draft"}),
        ("publish", {"cleared", "scheduled"}),
        ("schedule", {"cleared", "scheduled"}),
        ("unschedule", {"scheduled"}),
        ("correct", {"published"}),
        ("withdraw", {"draft", "cleared", "scheduled", "published"}),
    ],
)
def test_each_verb_has_its_stages(verb: str, stages: set[str]) -> None:
    for stage in ("draft", "cleared", "scheduled", "published", "withdrawn"):
        objections = rules.objections_to_verb(verb, an_actor("clearer"), a_message(stage))
        assert (not objections) == (stage in stages), stage


@pytest.mark.parametrize("verb", ["edit", "publish", "schedule", "withdraw"])
def test_another_unit_or_another_role_cannot_do_it(verb: str) -> None:
    message = a_message("cleared")
    assert not rules.objections_to_verb(verb, an_actor("policing_body"), message)
    assert rules.objections_to_verb(verb, an_actor("policing_body", "clearer", unit=2), message)
    assert rules.objections_to_verb(verb, an_actor("chief_officer"), message)


def test_hour_is_in_the_future_and_within_a_year() -> None:
    assert rules.objections_to_hour(NOW, NOW)
    assert not rules.objections_to_hour(NOW + timedelta(minutes=1), NOW)
    assert rules.objections_to_hour(NOW + timedelta(days=400), NOW)


def test_national_message_has_no_districts() -> None:
    assert rules.objections_to_districts("national", ["bolton"])
    assert not rules.objections_to_districts("local", ["bolton"])


def test_words_with_a_reference_are_refused_at_their_field() -> None:
    [refused] = rules.objections_to_words({"title": "x", "text": "See OCG-7K3QF2."})
    assert refused.field == "text"  # type: ignore[attr-defined]
