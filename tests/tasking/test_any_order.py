"""Invariants of tasking hold in any order of commands (design, section 5)."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from broadhurst.capabilities.deconfliction.rules.checking import FRESH_FOR_DAYS
from broadhurst.capabilities.plans.models import Plan
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.tasking.commands.allocate import allocate
from broadhurst.capabilities.tasking.commands.answer import answer
from broadhurst.capabilities.tasking.commands.decide import decide
from broadhurst.capabilities.tasking.commands.deliver import deliver
from broadhurst.capabilities.tasking.commands.evaluate import evaluate
from broadhurst.capabilities.tasking.commands.hold_meeting import hold_meeting
from broadhurst.capabilities.tasking.commands.lapse_interims import lapse_interims
from broadhurst.capabilities.tasking.commands.put_in_place import put_in_place
from broadhurst.capabilities.tasking.commands.ratify import ratify
from broadhurst.capabilities.tasking.commands.schedule import schedule
from broadhurst.capabilities.tasking.commands.triage import triage
from broadhurst.capabilities.tasking.commands.withdraw import withdraw
from broadhurst.capabilities.tasking.models import Bid, Board, Booking, Decision
from broadhurst.capabilities.tasking.queries.bids import bids, interims
from broadhurst.capabilities.tasking.queries.boards import planned_meetings, taken_at_once
from broadhurst.capabilities.tasking.queries.ratifying import (
    has_met_since,
    interims_past_closing,
)
from broadhurst.capabilities.tasking.queries.signing import signature_of
from broadhurst.capabilities.tasking.rules.bidding import ENDED, WORKFLOW
from broadhurst.capabilities.tasking.rules.deciding import ADOPTED
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.govuk.words import london_day
from broadhurst.foundation.workflow import Refused
from tests.any_order import Machine, Seen, always, run_through
from tests.people import Cast
from tests.tasking.stage import Stage, as_seen_by, set_the_stage

CHAIRS = ("tess", "reg")
ACTORS = ("gail", "len", "tess", "reg", "cass", "olive")
OUTCOMES = [one for one in Decision.Outcome.values if one != ADOPTED]


class Tasking(Machine):
    """Any actor tries any command on any of a few bids.

    A refused command changes nothing.
    """

    stage: Stage
    ocg: Ocg
    made: list[Bid]

    def __init__(self) -> None:
        super().__init__()
        self.clock = clock.set_to(self.now)
        self.clock.__enter__()

    def prepare(self) -> None:
        self.stage = set_the_stage(self.cast)
        self.ocg = self.stage.ocg()
        # OCGs for one more bid each: some have no assessment and no check.
        self.spare = {
            have: [self.stage.ocg(is_assessed=have, is_checked=have) for _ in range(3)]
            for have in (True, False)
        }
        self.began = {self.ocg.pk, *(one.pk for spare in self.spare.values() for one in spare)}
        self.made = []
        with self.looks():
            self.before = self.standing(Seen())

    def looks(self) -> Any:
        return as_actor(self.cast.gail)

    def teardown(self) -> None:
        """Check that every bid can be ended now (rule 15), then roll back."""
        for one in self.made:
            self.end(one)
            assert self.found(one).stage in ENDED
        super().teardown()

    def undo(self) -> None:
        self.clock.__exit__(None, None, None)
        super().undo()

    def standing(self, seen: Seen) -> list[list[Any]]:
        """Return the owners, leads and plans of the OCGs that each history begins with."""
        plans = seen.values("plans", lambda: Plan.objects.order_by("pk").values_list())
        rows = (seen.owners, seen.leads, plans)
        return [[one for one in each if one.ocg_id in self.began] for each in rows]

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

    @rule(hours=st.sampled_from([1, 24, 72]))
    def wait(self, hours: int) -> None:
        self.clock.__exit__(None, None, None)
        self.now += timedelta(hours=hours)
        self.clock = clock.set_to(self.now)
        self.clock.__enter__()

    @rule(ask=st.sampled_from(["capability", "support", "adoption"]))
    def bid(self, ask: str) -> None:
        from_on = clock.today() + timedelta(days=7)
        changes: dict[str, Any] = {
            "ask": ask, "from_on": from_on, "until_on": from_on + timedelta(days=14),
        }  # fmt: skip
        if ask != "capability":
            changes["capability"] = None
        try:
            self.made.append(self.stage.bid(self.ocg, **changes))
        except Refused:
            assert any(one.ask == ask for one in map(self.found, self.made))

    @rule(is_urgent=st.booleans(), due=st.integers(-1, 3), months=st.integers(0, 6))
    def bid_without_an_assessment_in_date(self, is_urgent: bool, due: int, months: int) -> None:
        """Bid on an OCG that is not assessed or checked, or was so long ago (rules 7 and 16)."""
        have = months > 0
        ocg = (self.spare[have] or [self.stage.ocg(is_assessed=have, is_checked=have)]).pop()
        until = self.now + timedelta(days=30 * months)
        with clock.set_to(until), suppress(Refused):
            from_on = clock.today() + timedelta(days=7)
            self.stage.bid(
                ocg, ask="support", capability=None, from_on=from_on, until_on=from_on,
                is_urgent=is_urgent, urgent_reason="It moves tonight." if is_urgent else "",
                assessment_due_on=clock.today() + timedelta(days=due) if is_urgent else None,
            )  # fmt: skip

    @precondition(lambda self: self.made)
    @rule(
        which=st.integers(0, 9),
        who=st.sampled_from(ACTORS),
        outcome=st.sampled_from(OUTCOMES),
        is_interim=st.booleans(),
        hours_ago=st.sampled_from([0, 2, 48]),
    )
    def decide(self, which: int, who: str, outcome: str, is_interim: bool, hours_ago: int) -> None:
        one = self.found(self.made[which % len(self.made)])
        to = self.stage.regional if one.board == self.stage.level_2 else self.stage.level_2
        self.attempt(
            decide, who, one, outcome=outcome, reason="Said.", conditions="Some.",
            capability=self.stage.surveillance, referred_to=to,
            deferred_until=clock.today() + timedelta(days=9), is_interim=is_interim,
            made_at=self.now - timedelta(hours=hours_ago),
        )  # fmt: skip

    @precondition(lambda self: self.made)
    @rule(which=st.integers(0, 9), who=st.sampled_from(CHAIRS))
    def decide_between_meetings(self, which: int, who: str) -> None:
        """Plan a meeting if there is none, so that the run has interim decisions."""
        self.schedule(who, 1)
        one = self.found(self.made[which % len(self.made)])
        self.attempt(
            decide, who, one, outcome="supported", reason="It cannot wait.", is_interim=True,
            capability=self.stage.surveillance,
        )  # fmt: skip

    @rule(who=st.sampled_from(CHAIRS), days=st.integers(1, 4))
    def schedule(self, who: str, days: int) -> None:
        at = self.now + timedelta(days=days)
        with suppress(Refused):
            schedule(actor=getattr(self.stage.cast, who), board=self.board_of(who), at=at)

    @rule(which=st.integers(0, 3), who=st.sampled_from(CHAIRS))
    def hold_meeting(self, which: int, who: str) -> None:
        planned = list(planned_meetings(self.board_of(who)))
        with suppress(Refused):
            if planned:
                meeting = planned[which % len(planned)]
                hold_meeting(actor=getattr(self.stage.cast, who), meeting=meeting)

    @precondition(lambda self: self.made)
    @rule(
        which=st.integers(0, 9),
        who=st.sampled_from(ACTORS),
        is_ratified=st.sampled_from(["yes", "no"]),
    )
    def ratify(self, which: int, who: str, is_ratified: str) -> None:
        one = self.found(self.made[which % len(self.made)])
        self.attempt(ratify, who, one, is_ratified=is_ratified, reason="Said.")

    @rule()
    def lapse_by_the_clock(self) -> None:
        lapse_interims(actor=self.stage.cast.system)
        with as_actor(self.stage.cast.gail):
            assert list(interims_past_closing()) == []

    def board_of(self, who: str) -> Board:
        return self.stage.level_2 if who == "tess" else self.stage.regional

    @precondition(lambda self: self.made)
    @rule(which=st.integers(0, 9), who=st.sampled_from(ACTORS), verb=st.integers(0, 6))
    def move(self, which: int, who: str, verb: int) -> None:
        one = self.found(self.made[which % len(self.made)])
        verbs: dict[str, tuple[Callable[..., Any], dict[str, Any]]] = {
            "triage": (triage, {"question": "Why?"}),
            "answer": (answer, {"answer": "So."}),
            "allocate": (
                allocate,
                {"from_on": clock.today(), "until_on": clock.today() + timedelta(days=20)},
            ),
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

    @always
    def support_moves_no_owner_lead_or_plan(self) -> None:
        assert self.standing(self.seen) == self.before

    @always
    def no_more_teams_than_there_are(self) -> None:
        surveillance = self.stage.surveillance
        for booking in Booking.objects.filter(until_at__gt=clock.now()):
            most = taken_at_once(surveillance, booking.from_at, booking.until_at)
            assert most <= surveillance.capacity

    def bids_now(self) -> list[Any]:
        rows = Bid.objects.order_by("pk").select_related(
            "assessment__moderation", "receipt", "allocation__booking"
        )
        return self.seen.once("bids", rows)

    def decisions(self) -> list[Any]:
        rows = Decision.objects.order_by("pk").select_related(
            "bid", "board", "meeting", "supersedes", "superseded_by"
        )
        return self.seen.once("decisions", rows)

    @always
    def a_bid_rests_on_an_assessment_in_date_or_on_a_clock(self) -> None:
        """Rule 7."""
        for one in self.bids_now():
            made_on, rests_on = london_day(one.submitted_at), one.assessment
            if rests_on is None or rests_on.moderation.review_due_on < made_on:
                assert one.is_urgent
                assert one.urgent_reason
                assert one.assessment_due_on >= made_on

    @always
    def a_bid_carries_a_fresh_receipt(self) -> None:
        """Rule 16, whose days end at midnight in London."""
        for one in self.bids_now():
            assert one.receipt.made_at <= one.submitted_at
            age = london_day(one.submitted_at) - london_day(one.receipt.made_at)
            assert age <= timedelta(days=FRESH_FOR_DAYS)

    @always
    def a_decision_is_signed_and_timed_when_made_and_when_recorded(self) -> None:
        """Rule 17."""
        for said in self.decisions():
            assert said.signed == signature_of(said)
            assert said.made_at <= said.recorded_at

    @always
    def nobody_decided_their_own(self) -> None:
        chairs = (self.cast.tess.officer.pk, self.cast.reg.officer.pk)
        for said in self.decisions():
            if said.outcome != Decision.Outcome.LAPSED:
                assert said.decided_by_id != said.bid.made_by_id
                assert said.decided_by_id in chairs

    @always
    def no_interim_decision_stands_after_its_next_meeting(self) -> None:
        for interim in interims().exclude(bid__stage__in=ENDED):
            assert not has_met_since(interim.board, interim.made_at)

    @always
    def only_a_later_meeting_ratifies_an_interim_decision(self) -> None:
        for said in self.decisions():
            if said.outcome == "ratified":
                interim, meeting = said.supersedes, said.meeting
                assert interim is not None
                assert meeting is not None
                assert interim.is_interim
                assert interim.made_at < meeting.at <= said.made_at

    @always
    def a_lapsed_bid_has_no_team_and_no_reader(self) -> None:
        for one in self.bids_now():
            if one.stage == Bid.Stage.LAPSED and hasattr(one, "allocation"):
                assert one.allocation.booking.until_at <= self.now

    @always
    def a_board_sees_the_ocg_while_a_bid_of_its_own_is_open(self) -> None:
        made = {one.pk for one in self.made}
        now = [one for one in self.bids_now() if one.pk in made]
        for chair, board in (
            (self.cast.tess, self.stage.level_2),
            (self.cast.reg, self.stage.regional),
        ):
            waits = any(one.board_id == board.pk and one.stage not in ENDED for one in now)
            with as_actor(chair):
                assert Ocg.objects.filter(pk=self.ocg.pk).exists() == waits


@pytest.mark.hypothesis
def test_in_any_order(cast: Cast) -> None:
    run_through(Tasking, cast, runs=10, length=14)
