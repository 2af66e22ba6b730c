"""Moderate and regrade disruptions: moderate, regrade (rule 13)."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from broadhurst.capabilities.disruptions.commands.moderate import moderate
from broadhurst.capabilities.disruptions.commands.regrade import regrade
from broadhurst.capabilities.disruptions.models import Disruption, Step
from broadhurst.capabilities.disruptions.writes.facts import add_step
from broadhurst.capabilities.establishment.commands.post import post
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor, actor_in
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.agencies.models import Posting
from broadhurst.foundation.workflow import Refused
from broadhurst.surfaces.home.queries import waiting_for
from tests.at_once import at_once, refusals
from tests.conftest import NOW
from tests.disruptions.making import accepted, claimed
from tests.doors import Machine, browser, terminal, why_not_shown
from tests.people import SINCE, Cast


def as_moderator(cast: Cast, actor: Actor) -> Actor:
    """Return an officer in a second posting, as a moderator."""
    post(
        actor=cast.system, officer=actor.officer, unit=cast.mo.unit, title="Moderator",
        roles=("moderator",), from_on=SINCE,
    )  # fmt: skip
    postings = Posting.objects.select_related("officer", "unit__agency")
    return actor_in(postings.get(officer=actor.officer, unit=cast.mo.unit))


def test_accepted_at_a_lower_grade_keeps_the_claim_beside_it(cast: Cast) -> None:
    one = claimed(cast)
    with pytest.raises(Refused, match="why the grade is different from the grade claimed"):
        moderate(actor=cast.mo, disruption=one, outcome="accepted", grade="minor")
    one = moderate(
        actor=cast.mo, disruption=one, outcome="accepted", grade="minor", reason="A week."
    )
    assert (one.grade_claimed, one.grade, one.stage) == ("major", "minor", "accepted")
    page = browser(cast.gail).get(f"/disruptions/{one.ref}/").content.decode()
    assert "claimed as major" in page
    assert "A week." in page


@pytest.mark.parametrize("outcome", ["returned", "not_accepted"])
def test_anything_but_acceptance_needs_a_reason(cast: Cast, outcome: str) -> None:
    one = claimed(cast)
    with pytest.raises(Refused, match="Enter w"):
        moderate(actor=cast.mo, disruption=one, outcome=outcome)
    assert moderate(actor=cast.mo, disruption=one, outcome=outcome, reason="x").stage == outcome
    with pytest.raises(Refused, match="you cannot do this now"):
        moderate(actor=cast.mo, disruption=one, outcome="accepted", grade="major")


def test_only_a_moderator_who_is_no_claimant_and_no_lead(cast: Cast) -> None:
    ocg = cast.ocg()
    one = claimed(cast, ocg, by=cast.cora)
    for actor, said in (
        (cast.sid, "can no longer see"),
        (cast.gail, "Only the moderator"),
        (as_moderator(cast, cast.gail), "You are the SIO"),
        (as_moderator(cast, cast.len), "You are the LRO"),
    ):
        with pytest.raises(Refused, match=said):
            moderate(actor=actor, disruption=one, outcome="accepted", grade="major")
    claimant = as_moderator(cast, cast.sid)
    with as_actor(claimant):
        assert [task for task in waiting_for(claimant) if task.room == "disruptions"]
    lead = as_moderator(cast, cast.rita)
    assert moderate(actor=lead, disruption=one, outcome="accepted", grade="major").grade == "major"


def test_claimant_who_moderates_is_refused_and_has_no_task(cast: Cast) -> None:
    post(
        actor=cast.system, officer=cast.mo.officer, unit=cast.gail.unit, title="Analyst",
        roles=("investigator",), from_on=SINCE,
    )  # fmt: skip
    postings = Posting.objects.select_related("officer", "unit__agency")
    analyst = actor_in(postings.get(officer=cast.mo.officer, unit=cast.gail.unit))
    one = claimed(cast, by=analyst)
    with as_actor(cast.mo):
        assert not [task for task in waiting_for(cast.mo) if task.room == "disruptions"]
    with pytest.raises(Refused, match="You claimed this disruption"):
        moderate(actor=cast.mo, disruption=one, outcome="accepted", grade="major")
    page = browser(cast.mo).get(f"/disruptions/{one.ref}/").content.decode()
    assert "Moderate disruption" not in page


@pytest.mark.parametrize(("who", "said"), [("gail", "claimant"), ("len", "SIO and the LRO")])
def test_the_database_holds_who_does_not_moderate(cast: Cast, who: str, said: str) -> None:
    one = claimed(cast)
    actor: Actor = getattr(cast, who)
    with as_actor(actor), pytest.raises(IntegrityError, match=said), transaction.atomic():
        add_step(actor, one, Step.Verb.ACCEPTED, grade="major")


def test_regraded_with_a_reason_and_each_grade_with_its_dates(cast: Cast) -> None:
    one = accepted(cast)
    with clock.set_to(NOW + timedelta(days=30)):
        with pytest.raises(Refused, match="Select another grade"):
            regrade(actor=cast.mo, disruption=one, grade="major", reason="x")
        with pytest.raises(Refused, match="Only the moderator"):
            regrade(actor=cast.cora, disruption=one, grade="minor", reason="x")
        one = regrade(actor=cast.mo, disruption=one, grade="minor", reason="Back in a week.")
    assert (one.grade, one.grade_claimed) == ("minor", "major")
    page = browser(cast.gail).get(f"/disruptions/{one.ref}/").content.decode()
    assert "1 March 2021 to 31 March 2021" in page
    assert "since 31 March 2021" in page


@pytest.mark.parametrize("change", ["update", "delete"])
def test_steps_are_never_changed(cast: Cast, change: str) -> None:
    accepted(cast)
    rows = Step.objects.all()
    with as_actor(cast.gail), pytest.raises(DatabaseError, match="permission denied"):  # noqa: SIM117
        with transaction.atomic():
            rows.update(grade="minor") if change == "update" else rows._raw_delete("default")


def test_two_who_moderate_at_once_decide_once(committed: Cast) -> None:
    one = claimed(committed)
    other = as_moderator(committed, committed.sid)
    outcomes = at_once(
        lambda: moderate(actor=committed.mo, disruption=one, outcome="accepted", grade="major"),
        lambda: moderate(actor=other, disruption=one, outcome="not_accepted", reason="No."),
    )
    assert len(refusals(outcomes)) == 1
    with as_actor(committed.gail):
        assert Disruption.objects.get().steps.count() == 2


def test_page_api_and_terminal_do_the_same(cast: Cast) -> None:
    ocg = cast.ocg()
    several = [claimed(cast, ocg, another_because=f"House {n}.") for n in range(3)]
    page = browser(cast.mo)
    address = f"/disruptions/{several[0].ref}/moderate/"
    assert "Exhibit list 4" in page.get(address).content.decode()
    assert page.post(address, {"outcome": "accepted"}).status_code == 409
    assert page.post(address, {"outcome": "accepted", "grade": "major"}).status_code == 302
    machine = Machine(cast.mo)
    answer = machine.post(
        f"/disruptions/{several[1].ref}/moderate", outcome="accepted", grade="major"
    )
    assert answer.json()["grade"] == "major"
    answer = machine.post(f"/disruptions/{several[1].ref}/regrade", grade="minor", reason="Less.")
    assert answer.json()["grade"] == "minor"
    given = ("--outcome=not_accepted", "--reason=No effect.")
    done = terminal(cast.mo, "disruptions", "moderate", several[2].ref, *given)
    assert "is not accepted" in done.output, done.output
    given = ("--grade=moderate", "--reason=Less.")
    done = terminal(cast.mo, "disruptions", "regrade", several[0].ref, *given)
    assert "moderate" in done.output, done.output
    changed = page.post(
        f"/disruptions/{several[0].ref}/regrade/", {"grade": "minor", "reason": "Less still."}
    )
    assert changed.status_code == 302


def test_the_form_is_shown_only_to_those_who_can_send_it_now(cast: Cast) -> None:
    one = claimed(cast)
    address = f"/disruptions/{one.ref}/moderate/"
    assert "Only the moderator can do this." in why_not_shown(cast.gail, address)
    assert browser(cast.mo).get(address).status_code == 200
    moderate(actor=cast.mo, disruption=one, outcome="accepted", grade="major", reason="Read.")
    assert "This disruption is accepted" in why_not_shown(cast.mo, address)
