"""Invariants of tasking hold in any order of commands (design, section 5)."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from broadhurst.capabilities.plans.queries.versions import live_plan
from broadhurst.capabilities.register.models import Lead, Ocg, Ownership
from broadhurst.capabilities.tasking.commands.allocate import allocate
from broadhurst.capabilities.tasking.commands.answer import answer
from broadhurst.capabilities.tasking.commands.decide import decide
from broadhurst.capabilities.tasking.commands.deliver import deliver
from broadhurst.capabilities.tasking.commands.evaluate import evaluate
from broadhurst.capabilities.tasking.commands.put_in_place import put_in_place
from broadhurst.capabilities.tasking.commands.triage import triage
from broadhurst.capabilities.tasking.commands.withdraw import withdraw
from broadhurst.capabilities.tasking.models import Bid, Booking, Decision
from broadhurst.capabilities.tasking.queries.bids import bids
from broadhurst.capabilities.tasking.queries.boards import taken_at_once
from broadhurst.capabilities.tasking.rules.bidding import ENDED, WORKFLOW
from broadhurst.capabilities.tasking.rules.deciding import ADOPTED
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.workflow import Refused
from tests.lengths import examples, steps
from tests.tasking.stage import TODAY, UNTIL, Stage, as_seen_by

ACTORS = ("gail", "len", "tess", "reg", "cass", "olive")
OUTCOMES = [one for one in Decision.Outcome.values if one != ADOPTED]


class Tasking(RuleBasedStateMachine):
    """Any actor tries any command on any of a few bids.

    A refused command changes nothing.
    """

    stage: Stage

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.ocg = self.stage.ocg()
        self.made: list[Bid] = []
        self.before = self.standing()

    def teardown(self) -> None:
        """Check that every bid can be ended now (rule 15), then roll back."""
        for one in self.made:
            self.end(one)
            assert self.found(one).stage in ENDED
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    def standing(self) -> tuple[Any, ...]:
        with as_actor(self.stage.cast.gail):
            owners, leads = (
                Ownership.objects.filter(ocg=self.ocg),
                Lead.objects.filter(ocg=self.ocg),
            )
            return list(owners.values()), list(leads.values()), live_plan(self.ocg)

    def found(self, one: Bid) -> Any:
        with as_actor(self.stage.cast.gail):
            return bids().get(pk=one.pk)

    def attempt(self, verb: Callable[..., Any], who: str, one: Bid, **given: Any) -> None:
        """Try a command, if this actor can see the bid."""
        actor = getattr(self.stage.cast, who)
        if as_seen_by(actor, one) is None:
            return
        with suppress(Refused):
            verb(actor=actor, bid=one, **given)

    @rule(ask=st.sampled_from(["capability", "support", "adoption"]))
    def bid(self, ask: str) -> None:
        changes: dict[str, Any] = {"ask": ask}
        if ask != "capability":
            changes["capability"] = None
        try:
            self.made.append(self.stage.bid(self.ocg, **changes))
        except Refused:
            assert any(one.ask == ask for one in map(self.found, self.made))

    @precondition(lambda self: self.made)
    @rule(which=st.integers(0, 9), who=st.sampled_from(ACTORS), outcome=st.sampled_from(OUTCOMES))
    def decide(self, which: int, who: str, outcome: str) -> None:
        one = self.found(self.made[which % len(self.made)])
        to = self.stage.regional if one.board == self.stage.level_2 else self.stage.level_2
        self.attempt(
            decide, who, one, outcome=outcome, reason="Said.", conditions="Some.",
            capability=self.stage.surveillance, referred_to=to,
            deferred_until=TODAY + timedelta(days=9),
        )  # fmt: skip

    @precondition(lambda self: self.made)
    @rule(which=st.integers(0, 9), who=st.sampled_from(ACTORS), verb=st.integers(0, 6))
    def move(self, which: int, who: str, verb: int) -> None:
        one = self.found(self.made[which % len(self.made)])
        verbs: dict[str, tuple[Callable[..., Any], dict[str, Any]]] = {
            "triage": (triage, {"question": "Why?"}),
            "answer": (answer, {"answer": "So."}),
            "allocate": (allocate, {"from_on": TODAY, "until_on": UNTIL}),
            "put_in_place": (put_in_place, {}),
            "deliver": (deliver, {"product": "A report."}),
            "evaluate": (evaluate, {"evaluation": "Good."}),
            "withdraw": (withdraw, {"because": "No need."}),
        }
        # Prefer commands that the status allows, so that the run gets far. The actor is random.
        fits = [name for name in verbs if one.stage in WORKFLOW.moves[name].before]
        names = fits or list(verbs)
        chosen, given = verbs[names[verb % len(names)]]
        self.attempt(chosen, who, one, **given)

    def end(self, one: Bid) -> None:
        cast = self.stage.cast
        steps: dict[str, tuple[Callable[..., Any], Any, dict[str, Any]]] = {
            "decided": (withdraw, cast.gail, {"because": "No need."}),
            "allocated": (withdraw, cast.gail, {"because": "No need."}),
            "in_place": (deliver, cast.cass, {"product": "A report."}),
            "delivered": (evaluate, cast.len, {"evaluation": "Good."}),
        }
        while (now := self.found(one)).stage not in ENDED:
            chair = cast.tess if now.board == self.stage.level_2 else cast.reg
            verb, who, given = steps.get(
                now.stage, (decide, chair, {"outcome": "declined", "reason": "Closed."})
            )
            verb(actor=who, bid=now, **given)

    @invariant()
    def support_moves_no_owner_lead_or_plan(self) -> None:
        assert self.standing() == self.before

    @invariant()
    def no_more_teams_than_there_are(self) -> None:
        surveillance = self.stage.surveillance
        for booking in Booking.objects.filter(until_at__gt=clock.now()):
            most = taken_at_once(surveillance, booking.from_at, booking.until_at)
            assert most <= surveillance.capacity

    @invariant()
    def nobody_decided_their_own(self) -> None:
        with as_actor(self.stage.cast.gail):
            for said in Decision.objects.select_related("bid", "board"):
                assert said.decided_by_id != said.bid.made_by_id
                assert said.decided_by_id in (
                    self.stage.cast.tess.officer.pk, self.stage.cast.reg.officer.pk,
                )  # fmt: skip

    @invariant()
    def a_board_sees_the_ocg_while_a_bid_of_its_own_is_open(self) -> None:
        cast = self.stage.cast
        now = [self.found(one) for one in self.made]
        for chair, board in ((cast.tess, self.stage.level_2), (cast.reg, self.stage.regional)):
            waits = any(one.board == board and one.stage not in ENDED for one in now)
            with as_actor(chair):
                assert Ocg.objects.filter(pk=self.ocg.pk).exists() == waits


@pytest.mark.hypothesis
def test_in_any_order(stage: Stage) -> None:
    machine = type("Staged", (Tasking,), {"stage": stage})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples(8), stateful_step_count=steps(14),
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
