"""Urgent interim decisions: ratified at the next meeting, or they lapse (rule 15)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.tasking.commands.allocate import allocate
from broadhurst.capabilities.tasking.commands.decide import decide
from broadhurst.capabilities.tasking.commands.declare_interest import declare_interest
from broadhurst.capabilities.tasking.commands.hold_meeting import hold_meeting
from broadhurst.capabilities.tasking.commands.lapse_interims import lapse_interims
from broadhurst.capabilities.tasking.commands.put_in_place import put_in_place
from broadhurst.capabilities.tasking.commands.ratify import ratify
from broadhurst.capabilities.tasking.commands.schedule import schedule
from broadhurst.capabilities.tasking.commands.withdraw_interest import withdraw_interest
from broadhurst.capabilities.tasking.models import Bid, Booking, Decision, Meeting
from broadhurst.capabilities.tasking.queries.desks import waiting_for
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Notification
from broadhurst.foundation.govuk.words import moment
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.tasking.stage import Stage, as_seen_by

WEEK = timedelta(days=7)
WHY = "A threat to life cannot wait until the meeting."


def interim(stage: Stage) -> tuple[Bid, Meeting]:
    """Make a bid that Tess supported between meetings, and the meeting that follows."""
    meeting = schedule(actor=stage.cast.tess, board=stage.level_2, at=NOW + WEEK)
    made = stage.bid()
    decide(actor=stage.cast.tess, bid=made, outcome="supported", reason=WHY, is_interim=True)
    return made, meeting


def sees_ocg(stage: Stage, who: str, bid: Bid) -> bool:
    with as_actor(getattr(stage.cast, who)):
        return Ocg.objects.filter(pk=bid.ocg_id).exists()


def test_an_interim_decision_needs_support_a_reason_and_a_meeting(stage: Stage) -> None:
    made = stage.bid()
    with pytest.raises(Refused) as refused:
        decide(actor=stage.cast.tess, bid=made, outcome="deferred", reason="", is_interim=True)
    said = " ".join(refused.value.objections)
    assert "can only support" in said
    assert "cannot wait" in said
    assert "Schedule the meeting" in said


def test_a_meeting_ratifies_an_interim_decision_and_it_stands(stage: Stage) -> None:
    tess = stage.cast.tess
    made, meeting = interim(stage)
    with pytest.raises(Refused, match=f"has not begun. Sign it from {moment(meeting.at)} on"):
        ratify(actor=tess, bid=made, is_ratified="yes")
    page = browser(tess).get(f"/bids/{made.ref}/").content.decode()
    assert "Ratify interim decision" not in page, "its meeting has not begun"
    with clock.set_to(NOW + WEEK):
        with as_actor(tess):
            assert "Ratify the interim decision on" in [one.what for one in waiting_for(tess)]
        page = browser(tess).get(f"/bids/{made.ref}/").content.decode()
        assert "Ratify interim decision" in page
        said = terminal(tess, "tasking", "ratify", made.ref, "--is-ratified", "yes")
        assert said.exit_code == 0, said.output
        with pytest.raises(Refused, match="No interim decision"):
            ratify(actor=tess, bid=made, is_ratified="yes")
        hold_meeting(actor=tess, meeting=meeting)
    assert as_seen_by(tess, made).stage == "decided"
    with as_actor(tess):
        first, last = Decision.objects.order_by("pk")
        assert (last.supersedes, last.outcome, last.meeting) == (first, "ratified", meeting)


def test_what_it_allowed_ends_when_no_meeting_ratifies_it(stage: Stage) -> None:
    tess, cass = stage.cast.tess, stage.cast.cass
    made, meeting = interim(stage)
    allocate(actor=cass, bid=made, from_on=NOW.date(), until_on=(NOW + 3 * WEEK).date())
    put_in_place(actor=cass, bid=made)
    assert sees_ocg(stage, "cass", made)
    with clock.set_to(NOW + WEEK):
        hold_meeting(actor=tess, meeting=meeting)
        assert as_seen_by(tess, made).stage == "lapsed"
        assert Booking.objects.get().until_at == NOW + WEEK
        assert not sees_ocg(stage, "cass", made)
        assert not sees_ocg(stage, "tess", made)
        with as_actor(stage.cast.gail):
            told = Notification.objects.filter(event__verb="bid.lapsed", event__subject=made.ref)
            assert told.exists()
        stage.bid(Ocg.objects.none() or None)  # another bid can be made
    with as_actor(stage.cast.gail):
        last = Decision.objects.order_by("pk").last()
        assert last is not None
        assert last.outcome == "lapsed"
        assert last.supersedes_id is not None


def test_a_board_refuses_to_ratify_with_a_reason(stage: Stage) -> None:
    made, _ = interim(stage)
    with clock.set_to(NOW + WEEK):
        tess = stage.cast.tess
        with pytest.raises(Refused, match="Enter a reason"):
            ratify(actor=tess, bid=made, is_ratified="no")
        answer = Machine(tess).post(
            f"/bids/{made.ref}/ratify", is_ratified="no", reason="The threat has gone."
        )
        assert answer.status_code == 200, answer.content
        assert answer.json()["outcome"] == "lapsed"
        with pytest.raises(Refused):
            ratify(actor=stage.cast.gail, bid=made, is_ratified="yes")
    assert as_seen_by(stage.cast.tess, made).stage == "lapsed"


def test_an_interim_decision_made_at_the_meeting_waits_for_the_next(stage: Stage) -> None:
    tess, made = stage.cast.tess, stage.bid()
    now = schedule(actor=tess, board=stage.level_2, at=NOW)
    schedule(actor=tess, board=stage.level_2, at=NOW + WEEK)
    decide(actor=tess, bid=made, outcome="supported", reason=WHY, is_interim=True)
    hold_meeting(actor=tess, meeting=now)
    assert as_seen_by(tess, made).stage == "decided"


def test_an_earlier_meeting_that_is_still_open_does_not_ratify_it(stage: Stage) -> None:
    tess, made = stage.cast.tess, stage.bid()
    schedule(actor=tess, board=stage.level_2, at=NOW + timedelta(hours=1))
    schedule(actor=tess, board=stage.level_2, at=NOW + WEEK)
    with clock.set_to(NOW + timedelta(hours=2)):
        decide(actor=tess, bid=made, outcome="supported", reason=WHY, is_interim=True)
        with pytest.raises(Refused, match="has not begun"):
            ratify(actor=tess, bid=made, is_ratified="yes")


def test_a_decision_from_before_a_held_meeting_is_too_late_to_be_interim(stage: Stage) -> None:
    tess, made = stage.cast.tess, stage.bid()
    meeting = schedule(actor=tess, board=stage.level_2, at=NOW + WEEK)
    with clock.set_to(NOW + WEEK + timedelta(hours=1)):
        hold_meeting(actor=tess, meeting=meeting)
        with pytest.raises(Refused, match="has met since then"):
            decide(
                actor=tess, bid=made, outcome="supported", reason=WHY, is_interim=True,
                made_at=NOW + timedelta(hours=1),
            )  # fmt: skip


def test_it_lapses_by_itself_if_nobody_closes_the_meeting(stage: Stage) -> None:
    """The meeting is on Monday 8 March, so the board has until the end of Wednesday."""
    tess, cass, system = stage.cast.tess, stage.cast.cass, stage.cast.system
    made, meeting = interim(stage)
    allocate(actor=cass, bid=made, from_on=NOW.date(), until_on=(NOW + 3 * WEEK).date())
    with clock.set_to(NOW + WEEK + timedelta(days=2)):
        assert lapse_interims(actor=system) == 0
    page = browser(tess).get(f"/boards/{stage.level_2.ref}/").content.decode()
    assert "within 2 working days" in page
    with clock.set_to(NOW + WEEK + timedelta(days=3)):
        said = terminal(system, "tasking", "lapse-interims")
        assert said.output.strip() == "1 interim decision lapsed."
        assert lapse_interims(actor=system) == 0
        assert as_seen_by(tess, made).stage == "lapsed"
        assert not sees_ocg(stage, "cass", made)
        assert not sees_ocg(stage, "tess", made)
        with as_actor(tess):
            last = Decision.objects.order_by("pk").last()
            assert last is not None
            assert "Nobody closed the meeting" in last.reason
            assert (last.meeting, last.outcome) == (meeting, "lapsed")
        hold_meeting(actor=tess, meeting=meeting)
    with as_actor(tess):
        assert Decision.objects.filter(outcome="lapsed").count() == 1


def test_a_weekend_does_not_count_against_the_board(stage: Stage) -> None:
    made = stage.bid()
    friday = NOW + timedelta(days=4)
    schedule(actor=stage.cast.tess, board=stage.level_2, at=friday)
    decide(actor=stage.cast.tess, bid=made, outcome="supported", reason=WHY, is_interim=True)
    for days, lapsed in ((4, 0), (5, 1)):
        with clock.set_to(friday + timedelta(days=days)):
            assert lapse_interims(actor=stage.cast.system) == lapsed


def test_what_was_ratified_or_ended_does_not_lapse_by_the_clock(stage: Stage) -> None:
    tess = stage.cast.tess
    made, _ = interim(stage)
    with clock.set_to(NOW + WEEK):
        ratify(actor=tess, bid=made, is_ratified="yes")
    with clock.set_to(NOW + 3 * WEEK):
        assert lapse_interims(actor=stage.cast.system) == 0
    assert as_seen_by(tess, made).stage == "decided"


def test_only_the_system_lets_them_lapse_by_the_clock(stage: Stage) -> None:
    with pytest.raises(Refused, match="Only an administrator"):
        lapse_interims(actor=stage.cast.tess)
    assert "Only an administrator" in terminal(stage.cast.tess, "tasking", "lapse-interims").output


def test_an_officer_with_an_interest_does_not_decide(stage: Stage) -> None:
    tess, made = stage.cast.tess, stage.bid()
    answer = Machine(tess).post(f"/bids/{made.ref}/declare-interest", interest="My cousin is one.")
    assert answer.status_code == 200, answer.content
    with pytest.raises(Refused, match="declared an interest"):
        decide(actor=tess, bid=made, outcome="supported", reason="")
    with pytest.raises(Refused, match="already"):
        declare_interest(actor=tess, bid=made, interest="Again.")
    with as_actor(tess), pytest.raises(IntegrityError, match="interest"), transaction.atomic():
        Decision.objects.create(
            dossier=made.dossier, bid=made, board=made.board, outcome="supported",
            decided_by=tess.officer, made_at=NOW, recorded_at=NOW, signed="",
        )  # fmt: skip
    page = browser(tess).get(f"/bids/{made.ref}/").content.decode()
    assert "My cousin is one." in page
    withdraw_interest(actor=tess, bid=made, officer=tess.officer, because="Another person.")
    decide(actor=tess, bid=made, outcome="supported", reason="")


def test_only_those_who_convene_record_an_interest_for_somebody_else(stage: Stage) -> None:
    made = stage.bid()
    with pytest.raises(Refused, match="for somebody else"):
        declare_interest(
            actor=stage.cast.gail, bid=made, interest="Hers.", officer=stage.cast.tess.officer
        )
    declare_interest(actor=stage.cast.gail, bid=made, interest="Mine.")
    with pytest.raises(Refused, match="Only the officer with the interest"):
        withdraw_interest(
            actor=stage.cast.len, bid=made, officer=stage.cast.gail.officer, because="No."
        )


def test_the_answer_to_a_referred_bid_comes_back(stage: Stage) -> None:
    tess, reg, made = stage.cast.tess, stage.cast.reg, stage.bid()
    decide(
        actor=tess, bid=made, outcome="referred_up", reason="Crosses forces.",
        referred_to=stage.regional,
    )  # fmt: skip
    page = browser(tess).get(f"/boards/{stage.level_2.ref}/").content.decode()
    assert "Referred to other boards" in page
    decide(actor=reg, bid=made, outcome="declined", reason="No team is free.")
    with as_actor(tess):
        told = Notification.objects.filter(event__verb="bid.decided", event__subject=made.ref)
        assert told.filter(principal=tess.unit.principal).exists()
    page = browser(tess).get(f"/boards/{stage.level_2.ref}/").content.decode()
    assert "Declined" in page
