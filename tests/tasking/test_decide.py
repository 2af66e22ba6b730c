"""Deciding a bid."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from broadhurst.capabilities.deconfliction.commands.check import check
from broadhurst.capabilities.establishment.commands.post import post
from broadhurst.capabilities.register.models import Lead, Ocg, Ownership
from broadhurst.capabilities.tasking.commands.bid import bid
from broadhurst.capabilities.tasking.commands.decide import decide
from broadhurst.capabilities.tasking.commands.declare_interest import declare_interest
from broadhurst.capabilities.tasking.commands.triage import triage
from broadhurst.capabilities.tasking.commands.withdraw_interest import withdraw_interest
from broadhurst.capabilities.tasking.models import Decision
from broadhurst.capabilities.tasking.queries.signing import signature_of
from broadhurst.capabilities.tasking.writes.move_access import SEES_ADOPTION_THROUGH
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import actor_in
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.notices.queries import unread
from broadhurst.foundation.notices.words import words as in_words
from broadhurst.foundation.workflow import Refused
from broadhurst.surfaces.home.queries import waiting_for
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.people import SINCE
from tests.tasking.stage import TODAY, Stage, as_seen_by


def test_support_is_signed_and_timed_and_everyone_concerned_hears(stage: Stage) -> None:
    made = stage.bid()
    with clock.set_to(NOW + timedelta(hours=3)):
        said = decide(actor=stage.cast.tess, bid=made, outcome="supported", reason="", made_at=NOW)
    assert (said.made_at, said.recorded_at - said.made_at) == (NOW, timedelta(hours=3))
    with as_actor(stage.cast.gail):
        kept = Decision.objects.get()
        assert kept.signed == signature_of(kept)
        kept.reason = "Something else"
        assert kept.signed != signature_of(kept)
    for hears in (stage.cast.gail, stage.cast.len, stage.cast.cass):
        with as_actor(hears):
            assert unread(hears).filter(event__verb="bid.decided").exists()
    assert as_seen_by(stage.cast.cass, made).given == stage.surveillance


def test_support_moves_no_owner_sio_or_plan(stage: Stage) -> None:
    ocg = stage.ocg()
    with as_actor(stage.cast.gail):
        before = list(Ownership.objects.values()), list(Lead.objects.values())
    made = stage.supported(ocg)
    page = browser(stage.cast.tess).get(f"/bids/{made.ref}/").content.decode()
    assert "The owner keeps the OCG, the plan and the risk." in page
    with as_actor(stage.cast.gail):
        assert (list(Ownership.objects.values()), list(Lead.objects.values())) == before


def test_support_on_an_assessment_past_its_review_needs_a_reason(stage: Stage) -> None:
    """Rule 7. The assessment was in date when the bid was made."""
    ocg = stage.ocg()
    made, later = stage.bid(ocg), stage.bid(stage.ocg())
    tess = stage.cast.tess
    with clock.set_to(NOW + timedelta(days=200)):
        for one in (ocg, later.ocg):
            check(actor=stage.cast.gail, ocg=one)
        with pytest.raises(Refused, match=r"was due for review on .*\. Enter why"):
            decide(actor=tess, bid=made, outcome="supported", reason=" ")
        page = browser(tess).get(f"/bids/{made.ref}/decide/").content.decode()
        assert "If you support the bid, say why now." in page
        answer = Machine(tess).post(f"/bids/{made.ref}/decide", outcome="supported")
        assert [error["field"] for error in answer.json()["errors"]] == ["reason"]
        decide(actor=tess, bid=made, outcome="supported", reason="Lives are at risk tonight.")
        decide(actor=tess, bid=later, outcome="declined", reason="It can wait.")
    with as_actor(tess):
        assert Decision.objects.get(bid=made).reason == "Lives are at risk tonight."


def test_an_urgent_bid_is_in_date_until_the_day_that_it_names(stage: Stage) -> None:
    urgent = {
        "is_urgent": True, "urgent_reason": "An arrest.",
        "assessment_due_on": TODAY + timedelta(days=10),
    }  # fmt: skip
    first, second = (stage.bid(stage.ocg(is_assessed=False), **urgent) for _ in range(2))
    decide(actor=stage.cast.tess, bid=first, outcome="supported", reason="")
    with clock.set_to(NOW + timedelta(days=20)), pytest.raises(Refused, match="no moderated"):
        decide(actor=stage.cast.tess, bid=second, outcome="supported", reason="")


def test_a_decision_is_never_changed(stage: Stage) -> None:
    stage.supported()
    with as_actor(stage.cast.tess), pytest.raises(DatabaseError, match="permission denied"):  # noqa: SIM117
        with transaction.atomic():
            Decision.objects.update(reason="x")


def test_the_database_refuses_a_decision_of_the_officer_who_made_the_bid(stage: Stage) -> None:
    made, gail = stage.bid(), stage.cast.gail
    with as_actor(gail), pytest.raises(IntegrityError, match="You made this bid"):  # noqa: SIM117
        with transaction.atomic():
            Decision.objects.create(
                dossier=made.dossier, bid=made, board=made.board, outcome="supported",
                decided_by=gail.officer, made_at=NOW, recorded_at=NOW, signed="",
            )  # fmt: skip


def test_after_a_refusal_the_board_keeps_its_bid_and_loses_the_ocg(stage: Stage) -> None:
    made, tess = stage.bid(), stage.cast.tess
    with pytest.raises(Refused, match="Enter a reason"):
        decide(actor=tess, bid=made, outcome="declined", reason=" ")
    decide(actor=tess, bid=made, outcome="declined", reason="The lead is too old.")
    with as_actor(tess):
        assert not Ocg.objects.exists()
        assert Decision.objects.get().reason == "The lead is too old."
    assert as_seen_by(tess, made).stage == "declined"
    page = browser(tess).get(f"/bids/{made.ref}/")
    assert "You can no longer see it" in page.content.decode()
    board = browser(tess).get("/boards/n-level-2/").content.decode()
    decided = board[board.index("Decided") :]
    assert made.ref in decided
    assert made.ocg.name not in decided
    as_gail = browser(stage.cast.gail).get("/boards/n-level-2/").content.decode()
    assert made.ocg.name in as_gail[as_gail.index("Decided") :]
    listed = browser(tess).get("/bids/").content.decode()
    assert f'/bids/{made.ref}/">Bid of {stage.cast.gail.unit.name}</a>' in listed
    copy = browser(tess).get("/bids/?download=csv")
    assert made.ref in b"".join(copy).decode()
    assert made.ref in terminal(tess, "tasking", "list").output
    (item,) = Machine(tess).get("/bids").json()["items"]
    assert (item["ref"], item["ocg"], item["open_hits"]) == (made.ref, None, None)
    with pytest.raises(Refused, match="you cannot do this now"):
        decide(actor=tess, bid=made, outcome="supported", reason="")


def test_a_referral_moves_the_bid_and_sight_with_it(stage: Stage) -> None:
    made, tess, reg = stage.bid(), stage.cast.tess, stage.cast.reg
    with pytest.raises(Refused, match="is not below this board"):
        decide(
            actor=tess, bid=made, outcome="referred_down", reason="x", referred_to=stage.regional
        )
    decide(
        actor=tess, bid=made, outcome="referred_up", reason="Two forces.",
        referred_to=stage.regional,
    )  # fmt: skip
    seen = as_seen_by(reg, made)
    assert (seen.stage, seen.board) == ("submitted", stage.regional)
    with as_actor(tess):
        assert not Ocg.objects.exists()
    with as_actor(reg):
        assert Ocg.objects.exists()
    with pytest.raises(Refused, match="chair of its board"):
        decide(actor=tess, bid=made, outcome="supported", reason="")
    decide(actor=reg, bid=made, outcome="supported", reason="")


def test_deferred_until_a_later_day_it_waits_on(stage: Stage) -> None:
    made, tess = stage.bid(), stage.cast.tess
    with pytest.raises(Refused, match="Enter a day after today"):
        decide(actor=tess, bid=made, outcome="deferred", reason="x", deferred_until=TODAY)
    later = TODAY + timedelta(days=28)
    words = ("--outcome=deferred", "--reason=More first.", f"--deferred-until={later}")
    done = terminal(tess, "tasking", "decide", made.ref, *words)
    assert done.output.strip() == f"{made.ref} is deferred until 29 March 2021."
    assert as_seen_by(tess, made).stage == "triaged"
    with as_actor(tess):
        [task] = [one for one in waiting_for(tess) if one.ref == made.ref]
        assert (task.what, task.due) == ("Decide", later)
    with as_actor(stage.cast.gail):
        event = Event.objects.get(verb="bid.decided")
        assert "deferred until 29 March 2021." in in_words(event)
    decide(actor=tess, bid=made, outcome="supported", reason="")
    with as_actor(stage.cast.gail):
        assert Decision.objects.count() == 2


def test_a_chair_with_a_stake_gets_no_task_to_decide(stage: Stage) -> None:
    made, tess = stage.bid(), stage.cast.tess

    def tasks() -> list[str]:
        with as_actor(tess):
            return [task.what for task in waiting_for(tess) if task.ref == made.ref]

    assert tasks() == ["Triage"]
    decide(
        actor=tess, bid=made, outcome="deferred", reason="More first.",
        deferred_until=TODAY + timedelta(days=28),
    )  # fmt: skip
    assert tasks() == ["Decide"]
    declare_interest(actor=tess, bid=made, interest="My brother works there.")
    assert tasks() == []
    assert browser(tess).get(f"/bids/{made.ref}/decide/").status_code == 403
    withdraw_interest(actor=tess, bid=made, officer=tess.officer, because="He left.")
    assert tasks() == ["Decide"]
    post(
        actor=stage.cast.system, officer=tess.officer, unit=stage.cast.gail.unit,
        title="Detective", roles=["investigator"], from_on=SINCE,
    )  # fmt: skip
    assert tasks() == []


def test_a_question_lapses_when_the_bid_is_decided_and_may_be_asked_again(stage: Stage) -> None:
    made, tess = stage.bid(), stage.cast.tess
    triage(actor=tess, bid=made, meeting=None, question="What else was tried?")
    later = TODAY + timedelta(days=7)
    decide(actor=tess, bid=made, outcome="deferred", reason="Not yet.", deferred_until=later)
    triage(actor=tess, bid=made, meeting=None, question="And since?")
    with as_actor(stage.cast.gail):
        asked = made.questions.values_list("question", "answered_at", "answered_by")
        assert list(asked) == [("What else was tried?", NOW, None), ("And since?", None, None)]
    page = browser(stage.cast.gail).get(f"/bids/{made.ref}/").content.decode()
    assert "And since?" in page
    assert "Answered" not in page


def test_only_the_chair_and_never_on_their_own(stage: Stage) -> None:
    made, cast = stage.bid(), stage.cast
    for other in (cast.gail, cast.len):
        with pytest.raises(Refused, match="Only the chair of its board"):
            decide(actor=other, bid=made, outcome="supported", reason="")
    # Gail is also posted to the board as its chair, but this is still her own bid.
    posting = post(
        actor=cast.system, officer=cast.gail.officer, unit=cast.tess.unit, title="Chair",
        roles=("chair",), from_on=SINCE,
    )  # fmt: skip
    with pytest.raises(Refused) as refused:
        decide(actor=actor_in(posting), bid=made, outcome="supported", reason="")
    assert len(refused.value.objections) == 2
    # Tess belongs to the unit that bid, so another chair must decide.
    post(
        actor=cast.system, officer=cast.tess.officer, unit=cast.gail.unit, title="Attached",
        roles=("investigator",), from_on=SINCE,
    )  # fmt: skip
    with pytest.raises(Refused, match="Your own unit made this bid"):
        decide(actor=cast.tess, bid=made, outcome="supported", reason="")


def test_support_needs_a_capability_and_a_part_needs_its_conditions(stage: Stage) -> None:
    made = stage.bid(ask="support", capability=None)
    with pytest.raises(Refused) as refused:
        decide(actor=stage.cast.tess, bid=made, outcome="supported_in_part", reason="x")
    assert len(refused.value.objections) == 2
    decide(
        actor=stage.cast.tess, bid=made, outcome="supported_in_part", reason="x",
        conditions="One week.", capability=stage.surveillance,
    )  # fmt: skip
    assert as_seen_by(stage.cast.cass, made).given == stage.surveillance


def test_adopted_in_full_only_where_asked_and_at_a_regional_board(stage: Stage) -> None:
    made, cast = stage.bid(), stage.cast
    with pytest.raises(Refused) as refused:
        decide(actor=cast.tess, bid=made, outcome="adopted_in_full", reason="x")
    assert len(refused.value.objections) == 2
    ocg = stage.ocg()
    asks = stage.asks(ask="adoption", capability=None, board=stage.regional)
    adoption = bid(actor=cast.gail, ocg=ocg, **asks)
    decide(actor=cast.reg, bid=adoption, outcome="adopted_in_full", reason="Beyond the force.")
    assert as_seen_by(cast.reg, adoption).stage == "adopted"
    with as_actor(cast.gail):
        assert Ownership.objects.get(ocg=ocg).unit == cast.gail.unit
    with as_actor(cast.reg):
        assert Ocg.objects.filter(pk=ocg.pk).exists()
    with clock.set_to(NOW + SEES_ADOPTION_THROUGH), as_actor(cast.reg):
        assert not Ocg.objects.filter(pk=ocg.pk).exists()


def test_a_decision_is_made_between_the_bid_and_now(stage: Stage) -> None:
    made, hour = stage.bid(), timedelta(hours=1)
    for at, objection in ((NOW + hour, "in the future"), (NOW - hour, "after the bid was made")):
        with pytest.raises(Refused, match=objection):
            decide(actor=stage.cast.tess, bid=made, outcome="supported", reason="", made_at=at)


def test_one_made_in_the_minute_of_the_bid_is_not_before_it(stage: Stage) -> None:
    """Times that people type have no seconds."""
    with clock.set_to(NOW + timedelta(seconds=40)):
        made = stage.bid()
        said = {"outcome": "supported", "reason": "Capacity.", "capability": made.capability}
        decision = decide(actor=stage.cast.tess, bid=made, made_at=NOW, **said)
    assert decision.made_at == made.submitted_at


def test_page_api_and_terminal(stage: Stage) -> None:
    first, second, third = (stage.bid(stage.ocg()) for _ in range(3))
    tess, page = stage.cast.tess, browser(stage.cast.tess)
    address = f"/bids/{first.ref}/decide/"
    shown = page.get(address).content.decode()
    assert "Find where it is stored." in shown
    assert "Reason (optional)" not in shown, "most outcomes need one"
    assert "If it is not the one asked for." in shown
    support = stage.bid(stage.ocg(), ask="support", capability=None)
    shown = page.get(f"/bids/{support.ref}/decide/").content.decode()
    assert "Capability given (optional)" not in shown
    assert "The team that supports the bid." in shown
    assert "adopted_in_full" not in shown
    assert page.post(address, {"outcome": "adopted_in_full"}).status_code == 422
    refused = page.post(address, {"outcome": "declined", "reason": ""})
    assert refused.status_code == 409
    assert "Say why" in refused.content.decode()
    assert page.post(address, {"outcome": "supported"}).status_code == 302
    up = {"outcome": "referred_up", "reason": "Two forces.", "referred_to": "r-regional"}
    sent = Machine(tess).post(f"/bids/{second.ref}/decide", **up)
    assert sent.status_code == 200, sent.content
    assert (sent.json()["outcome"], sent.json()["stage"]) == ("referred_up", "submitted")
    words = ("--outcome", "declined", "--reason", "Too old.")
    done = terminal(tess, "tasking", "decide", third.ref, *words)
    assert f"{third.ref} is declined" in done.output


def test_olive_and_nobody(stage: Stage) -> None:
    made = stage.bid()
    for stranger in (stage.cast.olive, stage.cast.connie):
        assert browser(stranger).get(f"/bids/{made.ref}/decide/").status_code == 404
        assert Machine(stranger).post(f"/bids/{made.ref}/decide").status_code == 404
        assert terminal(stranger, "tasking", "decide", made.ref).exit_code == 1
    assert browser(None).get(f"/bids/{made.ref}/decide/").status_code == 302
    assert Machine(None).post(f"/bids/{made.ref}/decide").status_code == 401
