"""Scenario: bids, decisions and allocated teams at each tasking level."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from broadhurst.capabilities.deconfliction.commands.check import check
from broadhurst.capabilities.deconfliction.queries.ocg_hits import counts_of
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.assessing import current_assessment
from broadhurst.capabilities.register.rules.assessing import is_in_date
from broadhurst.capabilities.tasking.commands.allocate import allocate
from broadhurst.capabilities.tasking.commands.bid import bid
from broadhurst.capabilities.tasking.commands.decide import decide
from broadhurst.capabilities.tasking.commands.deliver import deliver
from broadhurst.capabilities.tasking.commands.evaluate import evaluate
from broadhurst.capabilities.tasking.commands.hold_meeting import hold_meeting
from broadhurst.capabilities.tasking.commands.open_board import open_board
from broadhurst.capabilities.tasking.commands.put_in_place import put_in_place
from broadhurst.capabilities.tasking.commands.schedule import schedule
from broadhurst.capabilities.tasking.commands.triage import triage
from broadhurst.capabilities.tasking.models import Bid, Board, Meeting
from broadhurst.capabilities.tasking.queries.boards import planned_meetings
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.surfaces.demo.cast import CAPABILITY_UNITS, FORCES, Region
from broadhurst.surfaces.demo.scenario_capabilities import open_capabilities
from broadhurst.surfaces.demo.scenario_deconfliction import answer_hits_later
from broadhurst.surfaces.demo.scenario_meetings import Minutes
from broadhurst.surfaces.demo.scenario_ocg import Life
from broadhurst.surfaces.demo.script import Script, Step
from broadhurst.surfaces.demo.words import Words

LEVELS = {
    "governance": "soc_partnership_governance",
    "level_1": "level_1",
    "covert": "covert_commissioning",
    "regional": "regional",
}
# Days between two meetings of a board.
CADENCE = {"gmp": 28, "regional": 28, "governance": 91}
FIRST_MEETINGS = date(2019, 10, 14)
HELD_FOR = timedelta(hours=2)
WORKING_WEEK = 5
REASSESSED = 0.5


def known_hits(chair: Actor, ocg: Ocg) -> int:
    """Count the open hits that the chair can see and confirms that they know of."""
    with as_actor(chair):
        return counts_of([ocg]).get(ocg.pk, 0)


def check_before_meeting(life: Life) -> None:
    """Check again on the day of the meeting, as the last check may be weeks old."""
    check(actor=life.sio, ocg=life.ocg)
    answer_hits_later(life)


class Tasking:
    """The boards and the catalogue of capabilities, and how a bid moves through them."""

    def __init__(self, region: Region, random: Random) -> None:
        self.region, self.random = region, random
        self.minutes: dict[str, Minutes] = {}
        self.interim = Words(Random(1))  # noqa: S311
        self.boards = {
            key: open_board(
                actor=region.system,
                unit=unit,
                level=LEVELS.get(key, "level_2"),
                cadence_days=CADENCE.get(key, 84 if key in FORCES else 91),
            )
            for key, unit in region.boards.items()
        }
        self.capabilities = open_capabilities(region)

    def ask_for_team(self, life: Life, code: str, ends: str, **words: str) -> Bid:
        """Bid for a team at the force's Level 2, after a new check.

        `ends` says how far the bid goes: waits, interim, decided, evaluated or declined. `words`
        are its objective, and why the unit's own capability is not enough.
        """
        check(actor=life.sio, ocg=life.ocg)
        answer_hits_later(life)
        today = life.bid_on = clock.today()
        words = words or {
            "objective": life.say("bids.objective"),
            "why_not_own": life.say("bids.why_not_own"),
        }
        new_bid = bid(
            actor=life.sio,
            ocg=life.ocg,
            ask="capability",
            capability=self.capabilities[code],
            board=self.boards[life.force.agency.key],
            safeguarding=life.say("bids.safeguarding"),
            from_on=today + timedelta(days=10),
            until_on=today + timedelta(days=31),
            **words,
            **self._urgent_if_stale(life),
        )
        if ends == "interim":
            self._after_last_meeting(
                life.script, new_bid.board, lambda: self._support_between_meetings(life, new_bid)
            )
        elif ends != "waits":
            self._at_next_meeting(
                life, new_bid, life.force.chair, lambda: self._decide(life, new_bid, ends)
            )
        return new_bid

    def ask_for_adoption(self, life: Life, then: Callable[[Bid], None] | None = None) -> Bid:
        """Bid at Regional tasking for adoption in full.

        The meeting calls `then`. Without it, the bid waits to be put on an agenda.
        """
        check(actor=life.sio, ocg=life.ocg)
        answer_hits_later(life)
        new_bid = bid(
            actor=life.sio,
            ocg=life.ocg,
            ask="adoption",
            board=self.boards["regional"],
            objective=life.say("bids.adoption"),
            why_not_own=life.say("bids.why_not_own"),
            safeguarding=life.say("bids.safeguarding"),
            **self._urgent_if_stale(life),
        )
        if then:
            self._at_next_meeting(life, new_bid, self.region.rocu["reg"], lambda: then(new_bid))
        return new_bid

    def _urgent_if_stale(self, life: Life) -> dict[str, Any]:
        """Return what marks a bid as urgent, if the last assessment is past its review."""
        today = clock.today()
        with as_actor(life.sio):
            if is_in_date(current_assessment(life.ocg), today):
                return {}
        return {
            "is_urgent": True,
            "urgent_reason": life.urgent_because,
            "assessment_due_on": today + timedelta(days=10),
        }

    def _at_next_meeting(
        self, life: Life, new_bid: Bid, chair: Actor, decide_bid: Callable[[], None]
    ) -> None:
        def put_on_agenda() -> None:
            meeting = planned_meetings(new_bid.board).filter(at__gt=clock.now())[0]
            triage(actor=chair, bid=new_bid, meeting=meeting)
            life.script.at(meeting.at + timedelta(minutes=5 + new_bid.pk % 50), decide_bid)

        life.script.on(clock.today() + timedelta(days=1), put_on_agenda, hour=12)

    def _after_last_meeting(self, script: Script, board: Board, step: Step) -> None:
        """Do a step now, or after the meeting that the board closes before the end."""
        closes_at = planned_meetings(board)[0].at + HELD_FOR
        if closes_at <= script.until:
            script.at(min(closes_at + timedelta(minutes=10), script.until), step)
        else:
            step()

    def meet(self, script: Script) -> None:
        """Let every board meet from October 2019 on, on a working day, at its own interval."""
        partner = self.region.forces["gmp"].councils["bolton"]
        self.minutes = {
            key: Minutes(script, self.boards[key], self._chair(key), partner)
            for key in ("gmp", "regional")
        }
        for number, (key, board) in enumerate(self.boards.items()):
            weeks, days = divmod(number, WORKING_WEEK)
            day = FIRST_MEETINGS + timedelta(weeks=weeks, days=days)
            at = datetime.combine(day, time(14), UTC)
            meeting = schedule(actor=self._chair(key), board=board, at=at)
            self._hold(script, key, meeting)

    def _hold(self, script: Script, key: str, meeting: Meeting) -> None:
        minutes = self.minutes.get(key)
        if minutes:
            minutes.expect(meeting)

        def hold() -> None:
            if minutes:
                minutes.sit(meeting)
            hold_meeting(actor=self._chair(key), meeting=meeting)
            following = planned_meetings(meeting.board).filter(at__gt=clock.now())[0]
            self._hold(script, key, following)

        script.at(meeting.at + HELD_FOR, hold)

    def _chair(self, key: str) -> Actor:
        if key == "regional":
            return self.region.rocu["reg"]
        return self.region.chairs.get(key) or self.region.forces[key].chair

    def _decide(self, life: Life, new_bid: Bid, ends: str) -> None:
        check_before_meeting(life)
        chair = life.force.chair
        known = known_hits(chair, life.ocg)
        if ends == "declined":
            reason = life.say("bids.declined")
            decide(actor=chair, bid=new_bid, outcome="declined", reason=reason, known_hits=known)
            return
        reason = life.say("bids.supported")
        decide(actor=chair, bid=new_bid, outcome="supported", reason=reason, known_hits=known)
        if ends != "decided":
            day = clock.today() + timedelta(days=self.random.randint(1, 2))
            life.script.on(day, lambda: self._allocate(life, new_bid), hour=9)

    def _support_between_meetings(self, life: Life, new_bid: Bid) -> None:
        chair = life.force.chair
        decide(
            actor=chair,
            bid=new_bid,
            outcome="supported",
            reason=self.interim.say("bids.interim"),
            is_interim=True,
            known_hits=known_hits(chair, life.ocg),
        )

    def _allocate(self, life: Life, new_bid: Bid) -> None:
        manager = self.region.managers[new_bid.capability.code]  # type: ignore[union-attr]
        since = max(new_bid.from_on or clock.today(), clock.today() + timedelta(days=1))
        until = since + timedelta(days=20)
        allocate(actor=manager, bid=new_bid, from_on=since, until_on=until)
        on = life.script.on
        on(since, lambda: _put_in_place(manager, new_bid), hour=7)
        on(until, lambda: _deliver(life, manager, new_bid), hour=17)
        on(until + timedelta(days=6), lambda: _evaluate(life, new_bid), hour=10)


def _put_in_place(manager: Actor, new_bid: Bid) -> None:
    put_in_place(actor=manager, bid=new_bid)


def _deliver(life: Life, manager: Actor, new_bid: Bid) -> None:
    deliver(actor=manager, bid=new_bid, product=life.say("bids.product"))


def _evaluate(life: Life, new_bid: Bid) -> None:
    is_assessed_again = life.random.random() < REASSESSED and not life.is_winding_down
    evaluation = life.say("bids.evaluation")
    evaluate(actor=life.sio, bid=new_bid, evaluation=evaluation, reassess=is_assessed_again)
    if is_assessed_again:
        life.script.on(clock.today() + timedelta(days=4), life.reassess, hour=14)


def bid_once(life: Life, tasking: Tasking) -> None:
    """Bid for a team. One bid in five is declined."""
    code = life.random.choice(("surveillance", "surveillance", *CAPABILITY_UNITS))
    ends = life.random.choice(("evaluated",) * 4 + ("declined",))
    tasking.ask_for_team(life, code, ends)
