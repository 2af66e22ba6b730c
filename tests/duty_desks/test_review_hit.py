"""Neither unit knows of a hit in review until a desk confirms it."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from broadhurst.capabilities.deconfliction.commands.move_entries import move_entries
from broadhurst.capabilities.deconfliction.models import Hit, HitSide, Reasons, Review
from broadhurst.capabilities.deconfliction.queries.hits import sides
from broadhurst.capabilities.duty_desks.commands.review_hit import review_hit
from broadhurst.capabilities.register.commands.change_owner import change_owner
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor, elevated
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.notices.queries import notices_of
from broadhurst.foundation.notices.words import words
from broadhurst.foundation.workflow import Refused
from broadhurst.surfaces.home.queries import waiting_for
from tests.at_once import refusals, while_it_waits
from tests.conftest import NOW
from tests.deconfliction.targets import side_of
from tests.doors import Machine, browser, terminal
from tests.duty_desks.desks import in_review
from tests.people import Cast

REASON = "The same name with one letter changed."
LATER = NOW + timedelta(hours=2)


def seen_by(actor: Actor) -> int:
    """Return how much of any hit an actor sees."""
    with as_actor(actor):
        return Hit.objects.count() + HitSide.objects.count() + Reasons.objects.count()


def test_confirmed_while_its_ocg_is_handed_over_both_ring_the_new_owner(committed: Cast) -> None:
    hit, ocg = in_review(committed), committed.ocg()
    with elevated("a test makes it a hit of the OCG"):
        HitSide.objects.filter(hit=hit, unit=committed.gail.unit).update(ocg_ref=ocg.ref)

    def moved() -> None:
        change_owner(actor=committed.gail, ocg=ocg, to=committed.rita.unit, because="TRF-TEST")
        move_entries(actor=committed.rita, ocg=ocg, to=committed.rita.unit)

    later = NOW + timedelta(days=1)
    while_it_waits(
        moved,
        lambda: review_hit(actor=committed.roz, hit=hit, decision="confirm", reason=REASON),
        at=later,
    )
    with clock.set_to(later):
        for actor, other in ((committed.rita, committed.olive), (committed.olive, committed.rita)):
            assert side_of(actor).other_contact == other.unit.duty_contact
            with as_actor(actor):
                told = Event.objects.get(verb="hit.raised")
                assert told.detail["other_contact"] == other.unit.duty_contact


def test_a_desk_that_loses_its_side_meanwhile_is_told_so(committed: Cast) -> None:
    hit, ocg = in_review(committed), committed.ocg()
    with elevated("a test makes it a hit of the OCG"):
        HitSide.objects.filter(hit=hit, unit=committed.gail.unit).update(ocg_ref=ocg.ref)

    def moved() -> None:
        change_owner(actor=committed.gail, ocg=ocg, to=committed.rita.unit, because="TRF-TEST")
        move_entries(actor=committed.rita, ocg=ocg, to=committed.rita.unit)

    outcomes = while_it_waits(
        moved,
        lambda: review_hit(actor=committed.dot, hit=hit, decision="confirm", reason=REASON),
        at=NOW + timedelta(days=1),
    )
    assert refusals(outcomes) == [
        "Only the deconfliction desk of one of the two sides can do this."
    ]
    with clock.set_to(NOW + timedelta(days=1)), as_actor(committed.roz):
        assert Hit.objects.get().state == Hit.State.REVIEW


@pytest.mark.parametrize("state", [Hit.State.REVIEW, Hit.State.REFERRED])
def test_only_the_desks_of_both_sides_see_it(cast: Cast, state: str) -> None:
    hit = in_review(cast, state)
    for unknowing in (cast.gail, cast.len, cast.olive, cast.otto, cast.rita, cast.mo):
        assert seen_by(unknowing) == 0
        assert browser(unknowing).get(f"/deconfliction/hits/{hit.ref}/").status_code == 404
        with as_actor(unknowing):
            assert waiting_for(unknowing) == []
            assert not Event.objects.filter(subject=hit.ref).exclude(kind="refusal").exists()
    for desk in (cast.dot, cast.roz):
        assert seen_by(desk) == 3, "the hit, its own unit's side, and the reasons"
        with as_actor(desk):
            [waits] = waiting_for(desk)
            assert (waits.what, waits.ref) == ("Review hit", hit.ref)


def test_confirmed_both_sides_are_told_at_one_instant(cast: Cast) -> None:
    hit = in_review(cast)
    with clock.set_to(LATER):
        made = review_hit(actor=cast.dot, hit=hit, decision="confirm", reason=REASON)
        assert (made.reviewed_by, made.reviewed_at) == (cast.dot.officer, LATER)
        told = []
        for actor, other in ((cast.gail, cast.olive), (cast.olive, cast.gail)):
            with as_actor(actor):
                side = sides().get()
                assert (side.raised_at, side.due_at) == (LATER, LATER + timedelta(hours=24))
                notice = Event.objects.get(verb="hit.raised")
                assert other.unit.duty_contact in words(notice)
                assert notice.officer == cast.system.officer, "not whose desk decided"
                told.append(notice.at)
                assert not Reasons.objects.exists()
                assert not Review.objects.exists()
        assert told[0] == told[1] == LATER
        with as_actor(cast.roz):
            told_too = notices_of(cast.roz).get(event__verb="hit.reviewed").event
            assert words(told_too) == f"Dot Wrenfield confirmed hit {hit.ref}."
            assert Review.objects.get().reason == REASON
            assert waiting_for(cast.roz) == []


def test_the_desk_of_whoever_met_a_silent_entry_learns_only_when_it_is_confirmed(
    cast: Cast,
) -> None:
    hit = in_review(cast, Hit.State.REFERRED, other=cast.rita)
    with elevated("a test makes it silent"):
        HitSide.objects.filter(hit=hit, unit=cast.rita.unit).update(desk=None)
    assert seen_by(cast.roz) == 0
    review_hit(actor=cast.dot, hit=hit, decision="confirm", reason=REASON)
    with as_actor(cast.roz):
        assert sides().get().desk == cast.roz.unit
    with as_actor(cast.rita):
        assert sides().get().other_unit == cast.gail.unit


def test_dismissed_neither_ever_learns_and_the_verdict_is_kept(cast: Cast) -> None:
    hit = in_review(cast)
    review_hit(actor=cast.roz, hit=hit, decision="dismiss", reason="Another date of birth.")
    for unknowing in (cast.gail, cast.olive):
        assert seen_by(unknowing) == 0
    with as_actor(cast.dot):
        side = HitSide.objects.select_related("hit").get()
        assert side.hit.state == Hit.State.DISMISSED
        assert (side.verdict, side.outcome, side.is_disclosed) == (
            "not_same",
            "not_a_conflict",
            False,
        )
        assert not sides().exists()


def test_a_refusal_names_every_objection_and_the_first_decision_stands(cast: Cast) -> None:
    hit = in_review(cast)
    with pytest.raises(Refused) as refused:
        review_hit(actor=cast.gail, hit=hit, decision="confirm", reason=" ")
    assert len(refused.value.objections) == 2
    review_hit(actor=cast.dot, hit=hit, decision="dismiss", reason=REASON)
    with pytest.raises(Refused, match="not waiting for a review"):
        review_hit(actor=cast.roz, hit=hit, decision="confirm", reason=REASON)


def test_no_unit_can_tell_itself(cast: Cast) -> None:
    hit = in_review(cast)
    for actor in (cast.gail, cast.dot):
        with as_actor(actor):
            assert Hit.objects.filter(pk=hit.pk).update(state=Hit.State.RAISED) == 0
    with as_actor(cast.gail):
        assert HitSide.objects.update(is_disclosed=True) == 0
    with as_actor(cast.gail), pytest.raises(DatabaseError), transaction.atomic():
        Review.objects.create(
            hit=hit, decision="confirm", reason="x", reviewed_by=cast.gail.officer,
            reviewed_at=NOW,
        )  # fmt: skip


def test_every_door_does_the_same(cast: Cast) -> None:
    first, second, third = in_review(cast), in_review(cast), in_review(cast)
    address = f"/deconfliction/hits/{first.ref}/review/"
    page = browser(cast.dot)
    shown = page.get(address).content.decode()
    assert "one letter differs" in shown
    assert "Barnaby" not in shown
    assert page.post(address, {"reason": REASON}).status_code == 422
    assert page.post(address, {"decision": "confirm", "reason": REASON}).status_code == 302
    assert page.post(address, {"decision": "dismiss", "reason": REASON}).status_code == 409
    decided = page.get(address)
    assert decided.status_code == 403, "no form is offered for what is decided"
    assert "This hit is not waiting for a review." in decided.content.decode()
    assert page.get(f"/deconfliction/hits/{first.ref}/why/").status_code == 200
    answer = Machine(cast.roz).post(f"/hits/{second.ref}/review", decision="dismiss", reason=REASON)
    assert answer.json()["decision"] == "dismiss"
    done = terminal(
        cast.dot, "deconfliction", "review", third.ref, "--decision", "confirm", "--reason", REASON
    )
    assert done.exit_code == 0, done.output


def test_who_must_not(cast: Cast) -> None:
    hit = in_review(cast)
    given = {"decision": "confirm", "reason": REASON}
    for outsider in (cast.gail, cast.olive, cast.rita, cast.connie):
        assert (
            browser(outsider).post(f"/deconfliction/hits/{hit.ref}/review/", given).status_code
            == 404
        )
        assert Machine(outsider).post(f"/hits/{hit.ref}/review", **given).status_code == 404
        assert "not exist" in terminal(outsider, "deconfliction", "review", hit.ref, "--decision",
                                         "confirm", "--reason", "x").output  # fmt: skip
    assert Machine(None).post(f"/hits/{hit.ref}/review").status_code == 401
