"""Rules of liaison, without a database."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadhurst.capabilities.liaison.rules.recording import (
    is_joint,
    meet_within,
    objections_to_decision,
    objections_to_sign,
)
from broadhurst.capabilities.liaison.rules.requesting import (
    ASKED,
    ASKER,
    WORKFLOW,
    objections_to_ask,
    objections_to_complete,
    roles_on,
)

ACTIVE = SimpleNamespace(state="active", registered_at=datetime(2021, 1, 4, tzinfo=UTC))
SIO, LRO = (
    SimpleNamespace(role="sio", officer_id=1, deputy=None),
    SimpleNamespace(role="lro", officer_id=2, deputy=None),
)
DAY = date(2021, 3, 1)


def actor(pk: int) -> Any:
    return SimpleNamespace(officer=SimpleNamespace(pk=pk))


@given(asked_role=st.sampled_from(("sio", "lro")), asker=st.integers(1, 4), who=st.integers(1, 4))
def test_nobody_answers_their_own_request(asked_role: str, asker: int, who: int) -> None:
    request = SimpleNamespace(asked_role=asked_role, asked_by_id=asker)
    parts = roles_on(actor(who), request, [SIO, LRO])
    assert not (ASKED in parts and who == asker)
    assert (parts == []) is (who not in (1, 2)), "who does not lead plays no part"


@pytest.mark.parametrize("verb", ["accept", "refuse", "complete", "withdraw"])
@pytest.mark.parametrize("stage", ["asked", "accepted", "refused", "done", "withdrawn"])
def test_each_verb_has_its_stage_and_its_side(verb: str, stage: str) -> None:
    stages = {
        "accept": {"asked"},
        "refuse": {"asked"},
        "complete": {"accepted"},
        "withdraw": {"asked", "accepted"},
    }
    for part in (ASKED, ASKER):
        fits = not WORKFLOW.objections(verb, stage, [part])
        side = ASKER if verb == "withdraw" else ASKED
        assert fits is (stage in stages[verb] and part == side)


def test_asking_takes_two_leads_and_an_active_ocg() -> None:
    def objections(ocg: Any, leads: list[Any], needed_on: date | None = None) -> list[str]:
        return objections_to_ask(
            ocg, "lro", leads, what="Knock.", needed_on=needed_on, today=DAY, already=""
        )

    assert objections(ACTIVE, [SIO, LRO], DAY) == []
    archived = SimpleNamespace(state="archived")
    assert len(objections(archived, [LRO], DAY - timedelta(days=1))) == 3


@pytest.mark.parametrize("kind", ["execute_warrant", "local_partners"])
@pytest.mark.parametrize("outcome", ["executed", "not_executed", "achieved", "not_achieved"])
def test_a_warrant_was_executed_or_not(kind: str, outcome: str) -> None:
    request = SimpleNamespace(kind=kind, stage="accepted")
    objections = objections_to_complete(
        request, [ASKED], outcome_kind=outcome, outcome="Three arrests."
    )
    assert (objections == []) is ((kind == "execute_warrant") is outcome.endswith("executed"))


@given(needs_both=st.booleans(), signed=st.sets(st.integers(1, 3)))
def test_joint_if_and_only_if_both_leads_have_signed(needs_both: bool, signed: set[int]) -> None:
    entry = SimpleNamespace(needs_both=needs_both, sio_id=1, lro_id=2, maker_id=3)
    assert is_joint(entry, signed) is (needs_both and {1, 2} <= signed)
    for officer in (1, 2, 3, 4):
        may = not objections_to_sign(entry, officer, signed)
        needed = {1, 2} if needs_both else {3}
        assert may is (officer in needed - signed)


@given(minutes=st.integers(-200_000, 200_000))
def test_a_decision_was_made_between_registration_and_now(minutes: int) -> None:
    now = ACTIVE.registered_at + timedelta(days=60)
    made_at = now + timedelta(minutes=minutes)
    objections = objections_to_decision(
        ACTIVE, "sio", made_at=made_at, now=now, text="Hold.", is_makers=True
    )
    assert (objections == []) is (ACTIVE.registered_at <= made_at <= now)


def test_the_tier_says_how_often_sio_and_lro_meet() -> None:
    assert [meet_within(tier) for tier in (None, 1, 2, 3, 9)] == [28, 28, 42, 56, 56]
