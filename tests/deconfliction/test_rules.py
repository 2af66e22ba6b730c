"""The rules alone, without a database or a clock."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadhurst.capabilities.deconfliction.models import HitSide, Kind
from broadhurst.capabilities.deconfliction.rules.checking import (
    CAVEAT,
    FRESH_FOR_DAYS,
    VERIFICATIONS_AN_HOUR,
    answer,
    as_notes,
    is_fresh,
    objections_to_expire,
    objections_to_move,
    objections_to_verify,
)
from broadhurst.capabilities.deconfliction.rules.hits import (
    SAME,
    SPEAK_FIRST,
    due_at,
    objections_to_acknowledge,
    objections_to_record_outcome,
)

DAY = date(2021, 3, 1)
OPEN = SimpleNamespace(acknowledged_at=None, contacted_at=None, closed_at=None)
SEEN = SimpleNamespace(acknowledged_at=DAY, contacted_at=None, closed_at=None)
SPOKE = SimpleNamespace(acknowledged_at=DAY, contacted_at=DAY, closed_at=None)
SHUT = SimpleNamespace(acknowledged_at=DAY, contacted_at=None, closed_at=DAY, closed_by_id=1)


@given(st.integers(-60, 60))
def test_a_check_is_fresh_from_its_day_for_as_long_as_the_policy_says(days: int) -> None:
    made_at = datetime(2021, 3, 1, 9, 0, tzinfo=UTC)
    assert is_fresh(made_at, DAY + timedelta(days=days)) == (0 <= days <= FRESH_FOR_DAYS)


def test_the_days_of_a_check_are_those_of_the_united_kingdom() -> None:
    """Half past midnight on 1 July in London is still 30 June in UTC."""
    made_at = datetime(2021, 6, 30, 23, 30, tzinfo=UTC)
    assert not is_fresh(made_at, date(2021, 6, 30))
    assert is_fresh(made_at, date(2021, 7, 1) + timedelta(days=FRESH_FOR_DAYS))


def test_a_hit_is_to_be_acknowledged_within_a_day() -> None:
    raised_at = datetime(2021, 3, 27, 22, 0, tzinfo=UTC)
    assert due_at(raised_at) - raised_at == timedelta(hours=24)


def test_acknowledging() -> None:
    assert objections_to_acknowledge({"desk"}, OPEN) == []
    assert len(objections_to_acknowledge({"partner"}, SEEN)) == 2


def test_recording_an_outcome() -> None:
    ask = objections_to_record_outcome
    assert ask({"investigator"}, SPOKE, "joint", "Agreed.") == []
    assert len(ask({"partner"}, OPEN, "joint", " ")) == 3
    assert len(ask({"desk"}, SHUT, "joint", "TOP SECRET")) == 2


def test_what_was_agreed_is_recorded_once_the_two_spoke() -> None:
    for outcome in HitSide.Outcome.values:
        said = objections_to_record_outcome({"desk"}, SEEN, outcome, "Agreed.")
        assert said == ([] if outcome == HitSide.Outcome.NOT_A_CONFLICT else [SPEAK_FIRST])


def test_verifying() -> None:
    assert objections_to_verify(0, is_issued=True) == []
    assert len(objections_to_verify(0, is_issued=False)) == 1
    many = VERIFICATIONS_AN_HOUR
    told = {str(objections_to_verify(many, is_issued=issued)) for issued in (True, False)}
    assert len(told) == 1, "past the limit the answer does not depend on the receipt"


def test_moving_and_expiring() -> None:
    one, other = SimpleNamespace(pk=1), SimpleNamespace(pk=2)
    assert objections_to_move(one, one) == []
    assert objections_to_move(one, other)
    assert objections_to_expire({"administrator"}) == []
    assert objections_to_expire({"desk", "investigator"})


def test_every_kind_of_match_has_its_words_and_its_caveat() -> None:
    assert set(SAME) == set(Kind.values)
    assert answer(0, 1) == "No hit, 1 target checked"
    assert answer(0, 1, is_in_part=True) == "No hit, in part, 1 target checked"
    assert answer(2, 0) == "2 hits, 0 targets checked"
    assert answer(1, 9, is_of_table=True) == "1 target with a hit, 9 targets checked"
    assert "only with what other units have entered" in CAVEAT


@pytest.mark.parametrize(
    ("note", "kept"),
    [
        ("a" * 240, "a" * 240),
        ("word " * 48, "word " * 48),
        ("Row 2: " + "unknown " * 40, "Row 2:" + " unknown" * 29 + "…"),
        ("a" * 239 + " and more", "a" * 239 + "…"),
        ("Row 2: " + "a" * 240, "Row 2: " + "a" * 232 + "…"),
    ],
)
def test_a_note_that_is_too_long_ends_behind_a_word(note: str, kept: str) -> None:
    assert as_notes([note, note]) == [kept]
    assert len(kept) <= 240
