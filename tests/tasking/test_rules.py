"""Rules of tasking, without a database."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace as Thing
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadhurst.capabilities.tasking.models import Bid, Decision
from broadhurst.capabilities.tasking.rules.bidding import (
    BIDDER,
    BIDDERS,
    CHAIR,
    ENDED,
    GATEWAY,
    PROVIDER,
    WORKFLOW,
    objections_to_say,
)
from broadhurst.capabilities.tasking.rules.deciding import AFTER, objections_to_outcome
from broadhurst.capabilities.tasking.rules.supplying import most_at_once

START = datetime(2021, 3, 1, tzinfo=UTC)
SPANS = st.lists(st.tuples(st.integers(0, 20), st.integers(1, 9)), max_size=8)
EVERYONE = (CHAIR, GATEWAY, PROVIDER, *BIDDERS)


def at(hour: int) -> datetime:
    return START + timedelta(hours=hour)


@given(SPANS, st.integers(0, 20), st.integers(1, 9))
def test_the_most_at_once_is_what_counting_every_hour_gives(
    spans: list[tuple[int, int]], start: int, length: int
) -> None:
    asked = range(start, start + length)
    running = [
        (at(since), at(since + hours))
        for since, hours in spans
        if since < start + length and since + hours > start
    ]
    by_hand = max(sum(at(hour) >= a and at(hour) < b for a, b in running) for hour in asked)
    assert most_at_once(running, at(start)) == by_hand


@pytest.mark.parametrize("stage", Bid.Stage.values)
def test_every_stage_has_a_way_to_an_end(stage: str) -> None:
    """From each status a command leads on, until the bid has ended (rule 15)."""
    if stage in ENDED:
        assert WORKFLOW.open_to(stage, EVERYONE) == []
        return
    reached, moved = {stage}, True
    while moved:
        after = {
            end
            for verb, move in WORKFLOW.moves.items()
            for end in (set(AFTER.values()) if verb == "decide" else {move.after})
            if reached & set(move.before)
        }
        moved = not after <= reached
        reached |= after
    assert reached & set(ENDED)


def test_every_outcome_has_a_stage_after_it() -> None:
    # Ratified and lapsed end an interim decision, whose bid was decided before.
    assert {*AFTER, "ratified", "lapsed"} == set(Decision.Outcome.values)
    assert set(AFTER.values()) <= set(Bid.Stage.values)


@pytest.mark.parametrize(
    ("outcome", "level", "refused"),
    [
        ("referred_up", "regional", False),
        ("referred_up", "level_1", True),
        ("referred_up", "covert_commissioning", True),
        ("referred_down", "level_1", False),
        ("referred_down", "regional", True),
        ("referred_to_partner", "level_1", True),
    ],
)
def test_up_is_up_and_down_is_down(outcome: str, level: str, refused: bool) -> None:
    mine, other = Thing(agency_id=1), Thing(agency_id=1, name="Other")
    board, to = Thing(pk=1, level="level_2", unit=mine), Thing(pk=2, level=level, unit=other)
    bid = Thing(board=board, ask="capability")
    said: dict[str, Any] = {"reason": "x", "conditions": "", "given": None, "deferred_until": None}
    objections = objections_to_outcome(bid, outcome, referred_to=to, today=START.date(), **said)
    assert bool(objections) == refused


@pytest.mark.parametrize("outcome", ["ratified", "lapsed"])
def test_only_an_interim_decision_is_ratified_or_lapses(outcome: str) -> None:
    bid = Thing(board=Thing(level="level_2"), ask="capability")
    said: dict[str, Any] = {"conditions": "", "given": None, "referred_to": None}
    objections = objections_to_outcome(
        bid, outcome, reason="x", deferred_until=None, today=START.date(), **said
    )
    assert objections[0].startswith("Choose another outcome.")


def test_secret_is_refused_in_every_text() -> None:
    said: dict[str, Any] = {"given": object(), "referred_to": None, "deferred_until": None}
    bid = Thing(board=Thing(level="level_2"), ask="capability")
    objections = objections_to_outcome(
        bid, "supported", reason="SECRET", conditions="", today=START.date(), **said
    )
    assert len(objections) == 1
    waiting = Thing(stage="returned")
    assert len(objections_to_say("answer", waiting, [BIDDER], text="TOP SECRET")) == 1
