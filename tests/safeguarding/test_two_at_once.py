"""Two officers act on a referral at the same moment, with real commits."""

from collections.abc import Callable

from broadhurst.capabilities.safeguarding.commands.acknowledge import acknowledge
from broadhurst.capabilities.safeguarding.commands.chase import chase
from broadhurst.capabilities.safeguarding.commands.pass_on import pass_on
from broadhurst.capabilities.safeguarding.commands.refer import refer
from broadhurst.capabilities.safeguarding.commands.withdraw import withdraw
from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from tests.at_once import at_once, refusals, while_it_waits
from tests.people import Cast
from tests.safeguarding.story import person, referral


def test_two_of_the_team_acknowledge_once(committed: Cast) -> None:
    sent = referral(committed, committed.ocg())
    outcomes = at_once(*(lambda: acknowledge(actor=committed.sid, referral=sent),) * 2)
    assert [one[:26] for one in refusals(outcomes)] == ["This referral is acknowled"]
    with as_actor(committed.sid):
        assert Event.objects.filter(verb="referral.acknowledged").count() == 1


def test_two_refer_the_same_person_once(committed: Cast) -> None:
    ocg = committed.ocg()
    who = person(committed, ocg)

    def sent_by(actor: Actor) -> Callable[[], object]:
        return lambda: refer(
            actor=actor, ocg=ocg, person=who, destination="mash", team=committed.sid.unit,
            consent="not_needed",
        )  # fmt: skip

    outcomes = at_once(sent_by(committed.gail), sent_by(committed.len))
    assert len(refusals(outcomes)) == 1
    with as_actor(committed.sid):
        assert Referral.objects.count() == 1


def test_who_holds_it_no_more_while_closing_it_is_refused(committed: Cast) -> None:
    """The former holder of a referral that was passed on can no longer see it."""
    sent = referral(committed, committed.ocg())
    outsider = committed.olive
    pass_on(actor=committed.gail, referral=sent, holder=outsider.officer, because="Passed on")

    def passed_back() -> None:
        pass_on(
            actor=committed.gail, referral=sent, holder=committed.len.officer, because="Passed back"
        )

    outcomes = while_it_waits(passed_back, lambda: chase(actor=outsider, referral=sent, how="Rang"))
    assert refusals(outcomes) == ["You can no longer see this referral. Nothing was saved."]


def test_the_same_referral_is_made_twenty_times_at_once_and_stands_once(committed: Cast) -> None:
    ocg = committed.ocg()
    who = person(committed, ocg)
    outcomes = at_once(*(lambda: referral(committed, ocg, person=who),) * 20)
    with as_actor(committed.sid):
        (one,) = Referral.objects.all()
    told = f"You have already made this referral. Chase {one.ref} instead."
    assert refusals(outcomes) == [told] * 19


def test_withdrawn_and_acknowledged_at_once_both_end_in_words(committed: Cast) -> None:
    sent = referral(committed, committed.ocg())
    outcomes = at_once(
        lambda: withdraw(actor=committed.gail, referral=sent, because="Sent twice."),
        lambda: acknowledge(actor=committed.sid, referral=sent),
    )
    with as_actor(committed.sid):
        assert Referral.objects.get().stage == "withdrawn"
    assert all("withdrawn" in one for one in refusals(outcomes))
