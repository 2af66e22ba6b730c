"""Several hits between the same two units are answered together, all or none."""

import re
from datetime import timedelta

import pytest

from broadhurst.capabilities.deconfliction.commands.acknowledge import acknowledge
from broadhurst.capabilities.deconfliction.commands.record_contact import record_contact
from broadhurst.capabilities.deconfliction.commands.record_outcome import record_outcome
from broadhurst.capabilities.deconfliction.models import Hit, HitSide
from broadhurst.capabilities.deconfliction.queries.answering import alongside
from broadhurst.capabilities.deconfliction.queries.hits import sides
from broadhurst.capabilities.duty_desks.commands.review_hit import review_hit
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.workflow import Refused
from tests.at_once import refusals, while_it_waits
from tests.conftest import NOW
from tests.deconfliction.fishing import asked
from tests.deconfliction.targets import PHONE, spoke_about
from tests.doors import Machine, browser, terminal
from tests.duty_desks.test_review_together import (
    BORN,
    NAME,
    NAMES,
    mark,
    silent,
    variants,
)
from tests.people import Cast
from tests.planned_events.events import two_events

REASON = "One person, and theirs for now."


def confirmed(cast: Cast) -> list[str]:
    """Check three spellings of a name that Dot's desk has, and confirm them all."""
    silent(cast)
    refs = variants(cast.olive, *NAMES)
    shown = mark(cast.dot)
    with as_actor(cast.dot):
        hit = Hit.objects.get(ref=refs[0])
    given = {"decision": "confirm", "reason": REASON, "together": shown}
    review_hit(actor=cast.dot, hit=hit, **given)
    return refs


def side(actor: Actor, ref: str) -> HitSide:
    with as_actor(actor):
        return sides().get(hit__ref=ref, unit=actor.unit)


def stands(actor: Actor) -> list[tuple[bool, bool, str]]:
    """Return for each of the actor's own hits how far it is answered."""
    with as_actor(actor):
        return [
            (bool(one.acknowledged_at), bool(one.contacted_at), one.outcome)
            for one in sides().filter(unit=actor.unit).order_by("hit__pk")
        ]


@pytest.mark.parametrize("who", ["olive", "dot"])
def test_at_the_page_they_are_listed_and_answered_step_by_step(cast: Cast, who: str) -> None:
    first, *others = confirmed(cast)
    actor: Actor = getattr(cast, who)
    page, address = browser(actor), f"/deconfliction/hits/{first}/"
    shown = page.get(address).content.decode()
    assert "You have 2 more hits with the same unit at this step." in shown
    asks = page.get(f"{address}acknowledge/").content.decode()
    assert [f'value="{ref}"' in asks for ref in (first, *others)] == [False, True, True]
    shown = page.post(f"{address}acknowledge/", {"also": others}, follow=True).content.decode()
    assert "Acknowledged 3 hits. Contact the other side" in shown
    then = {"contacted_at": NOW.isoformat(), "also": others}
    shown = page.post(f"{address}record-contact/", then, follow=True).content.decode()
    assert "The contact is recorded on your side of each of 3 hits." in shown
    agreed = {"outcome": "joint", "verdict": "same", "reason": REASON, "also": others}
    shown = page.post(f"{address}record-outcome/", agreed, follow=True).content.decode()
    assert "The outcome is recorded on your side of each of 3 hits." in shown
    assert stands(actor) == [(True, True, "joint")] * 3
    with as_actor(actor):
        for verb in ("hit.acknowledged", "hit.contact_recorded", "hit.outcome_recorded"):
            kept = Event.objects.filter(verb=verb).values_list("subject", flat=True)
            assert sorted(kept) == sorted([first, *others]), "each has its own record"


def test_each_is_recorded_with_its_own_time(cast: Cast) -> None:
    silent(cast)
    refs = []
    for hours, name in enumerate(NAMES[:2]):
        with clock.set_to(NOW + timedelta(hours=hours)):
            refs += variants(cast.olive, name)
            with as_actor(cast.dot):
                hit = Hit.objects.get(ref=refs[-1])
            review_hit(actor=cast.dot, hit=hit, decision="confirm", reason=REASON)
    first, second = (side(cast.olive, ref) for ref in refs)
    with clock.set_to(NOW + timedelta(hours=24, minutes=30)):
        acknowledge(actor=cast.olive, hit=second, also=[first])
        with as_actor(cast.olive):
            kept = Event.objects.filter(verb="hit.acknowledged")
            in_time = {one.subject: one.detail["in_time"] for one in kept}
    assert in_time == {first.ref: "no", second.ref: "yes"}


def test_the_api_and_the_terminal_take_several_references(cast: Cast) -> None:
    first, *others = confirmed(cast)
    machine = Machine(cast.olive)
    assert sorted(machine.get(f"/hits/{first}").json()["may_be_answered_with"]) == sorted(others)
    answer = machine.post(f"/hits/{first}/acknowledge", also=others).json()
    assert (answer["ref"], sorted(answer["also"])) == (first, sorted(others))
    both = [word for ref in others for word in ("--also", ref)]
    words = ("--contacted-at", NOW.isoformat(), *both)
    done = terminal(cast.olive, "deconfliction", "record-contact", first, *words)
    assert done.exit_code == 0, done.output
    assert sorted(re.findall(r"HIT-\w+", done.output)) == sorted([first, *others])
    words = ("--outcome", "joint", "--verdict", "same", "--reason", REASON, "--also", others[0])
    done = terminal(cast.olive, "deconfliction", "record-outcome", first, *words)
    assert done.output == f"Saved for {first}, {others[0]}.\n"
    assert sorted(stands(cast.olive)) == [(True, True, ""), *[(True, True, "joint")] * 2]


def test_what_is_not_named_is_left_and_alone_is_as_before(cast: Cast) -> None:
    first, second, _third = confirmed(cast)
    acknowledge(actor=cast.olive, hit=side(cast.olive, first))
    assert stands(cast.olive) == [(True, False, "")] + [(False, False, "")] * 2
    page = browser(cast.olive)
    asks = page.get(f"/deconfliction/hits/{first}/record-contact/").content.decode()
    assert "Answer these too" not in asks, "the others wait for something else"
    refused = page.post(
        f"/deconfliction/hits/{first}/record-contact/",
        {"contacted_at": NOW.isoformat(), "also": [second]},
    )
    assert (refused.status_code, f"{second} cannot be answered" in refused.content.decode()) == (
        422, True,
    )  # fmt: skip
    ran = terminal(cast.olive, "deconfliction", "acknowledge", second, "--also", first)
    assert (ran.exit_code, f"{first} cannot be answered with this hit" in ran.output) == (1, True)
    assert "Look at it again. One of: " in ran.output
    assert ".." not in ran.output
    assert stands(cast.olive) == [(True, False, "")] + [(False, False, "")] * 2


def test_all_or_none(cast: Cast) -> None:
    """If a colleague answered one of them meanwhile, none is answered."""
    one, *others = (side(cast.olive, ref) for ref in confirmed(cast))
    acknowledge(actor=cast.otto, hit=others[1])
    with pytest.raises(Refused) as refused:
        acknowledge(actor=cast.olive, hit=one, also=others)
    assert refused.value.objections == [
        f"{others[1].ref}: Your unit has acknowledged this hit already."
    ]
    assert sorted(stands(cast.olive)) == [(False, False, "")] * 2 + [(True, False, "")]


def test_what_is_said_of_all_is_said_once(cast: Cast) -> None:
    one, *others = (side(cast.olive, ref) for ref in confirmed(cast))
    given = {"outcome": "joint", "reason": " ", "also": others}
    with pytest.raises(Refused) as refused:
        record_outcome(actor=cast.olive, hit=one, **given)
    assert refused.value.objections == [
        "Acknowledge the hit first, then contact the other side.",
        "Enter the reason.",
    ]


def test_only_hits_with_the_same_unit_stand_together(cast: Cast) -> None:
    refs = confirmed(cast)
    asked(cast.gail, phone=[PHONE])
    asked(cast.olive, phone=[PHONE])
    with as_actor(cast.olive):
        others = {one.ref for one in alongside(side(cast.olive, refs[0]))}
        stranger = sides().exclude(hit__ref__in=refs).get()
    assert others == {*refs[1:]}
    with pytest.raises(Refused, match="it is with another unit"):
        acknowledge(actor=cast.olive, hit=side(cast.olive, refs[0]), also=[stranger])
    answer = Machine(cast.olive).post(f"/hits/{refs[0]}/acknowledge", also=[stranger.ref])
    assert answer.status_code == 422
    assert {acknowledged for acknowledged, *_ in stands(cast.olive)} == {False}


def test_those_on_the_same_entry_come_first_and_events_stand_apart(cast: Cast) -> None:
    asked(cast.olive, phone=[PHONE, "07700 900456"], person=[NAME], born=BORN)
    asked(cast.olive, phone=["07700 900789"])
    for phones in ([PHONE], ["07700 900789"], ["07700 900456"]):
        asked(cast.gail, phone=phones)
    two_events(cast.gail, cast.olive)
    with as_actor(cast.olive):
        mine = {one.hit.kind: one for one in sides()}
        phones = list(sides().filter(hit__kind="phone").order_by("hit__pk"))
        near = alongside(phones[0])
        assert alongside(mine["event"]) == []
    assert near == [phones[2], phones[1]], "that on the same entry before a newer one"


def test_a_desk_answers_those_of_a_unit_that_it_serves(cast: Cast) -> None:
    for phone in (PHONE, "07700 900456"):
        asked(cast.olive, phone=[phone])
        asked(cast.gail, phone=[phone])
    with as_actor(cast.gail):
        first, second = sides().order_by("hit__pk")
    page = browser(cast.dot)
    asks = page.get(f"/deconfliction/hits/{first.address}/acknowledge/").content.decode()
    assert second.ref in asks
    assert "900456" not in asks, "a desk reads no entry of theirs"
    address = f"/deconfliction/hits/{first.address}/acknowledge/"
    assert page.post(address, {"also": [second.ref]}).status_code == 302
    assert stands(cast.gail) == [(True, False, "")] * 2
    assert stands(cast.olive) == [(False, False, "")] * 2, "each side for itself"


def test_contact_before_one_of_them_was_raised_is_refused_for_all(cast: Cast) -> None:
    for hours, phone in enumerate((PHONE, "07700 900456")):
        with clock.set_to(NOW + timedelta(hours=hours)):
            asked(cast.olive, phone=[phone])
            asked(cast.gail, phone=[phone])
    with clock.set_to(NOW + timedelta(hours=2)):
        with as_actor(cast.gail):
            first, second = sides().order_by("hit__pk")
        acknowledge(actor=cast.gail, hit=first, also=[second])
        with pytest.raises(Refused, match=f"{second.ref}: The contact cannot be before"):
            record_contact(actor=cast.gail, hit=first, contacted_at=NOW, also=[second])
        assert stands(cast.gail) == [(True, False, "")] * 2
        spoke_about(cast.olive, side(cast.olive, first.ref))


def test_two_who_answer_at_the_same_moment_answer_each_hit_once(committed: Cast) -> None:
    one, second, third = (side(committed.olive, ref) for ref in confirmed(committed))
    outcomes = while_it_waits(
        lambda: acknowledge(actor=committed.olive, hit=third, also=[second]),
        lambda: acknowledge(actor=committed.otto, hit=one, also=[second, third]),
    )
    assert len(refusals(outcomes)) == 1
    with as_actor(committed.olive):
        assert Event.objects.filter(verb="hit.acknowledged").count() == 2
    assert sorted(stands(committed.olive)) == [(False, False, "")] + [(True, False, "")] * 2
