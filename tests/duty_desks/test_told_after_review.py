"""A hit that only desks see does not suppress one that the units must learn of."""

from datetime import date

from broadhurst.capabilities.deconfliction.commands.check import check
from broadhurst.capabilities.deconfliction.models import Hit, HitSide
from broadhurst.capabilities.duty_desks.commands.review_hit import review_hit
from broadhurst.capabilities.register.models import Ocg, Person
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor, elevated
from tests.deconfliction.targets import PHONE, SAME_PHONE, far_ocg, with_phone, with_suspect
from tests.people import Cast

NAME = "Panteley Khvorostenko"


def hits() -> dict[str, int]:
    """Return the number of hits in each state, whoever can see them."""
    with elevated("to prove in a test what was raised"):
        states = list(Hit.objects.values_list("state", flat=True))
    return {state: states.count(state) for state in states}


def told(actor: Actor) -> list[str]:
    with as_actor(actor):
        return [side.hit.kind for side in HitSide.objects.filter(is_disclosed=True)]


def in_review(cast: Cast) -> tuple[Ocg, Person, Ocg, Person]:
    """Enter two people of one rare name and different dates of birth, for a review."""
    near, far = cast.ocg(), far_ocg(cast)
    ours = with_suspect(cast.gail, near, NAME, born_on=date(1988, 3, 27))
    theirs = with_suspect(cast.olive, far, NAME, born_on=date(1961, 11, 9))
    check(actor=cast.gail, ocg=near)
    check(actor=cast.olive, ocg=far)
    assert hits() == {Hit.State.REVIEW: 1}
    assert told(cast.gail) == told(cast.olive) == []
    return near, ours, far, theirs


def test_an_equal_telephone_is_told_though_the_likeness_is_being_reviewed(cast: Cast) -> None:
    near, ours, far, theirs = in_review(cast)
    with_phone(cast.gail, near, PHONE, ours)
    with_phone(cast.olive, far, SAME_PHONE, theirs)
    assert told(cast.gail) == told(cast.olive) == ["phone"]
    assert hits() == {Hit.State.REVIEW: 1, Hit.State.RAISED: 1}


def test_and_though_a_desk_has_dismissed_it(cast: Cast) -> None:
    near, ours, far, theirs = in_review(cast)
    with as_actor(cast.dot):
        hit = Hit.objects.get()
    review_hit(actor=cast.dot, hit=hit, decision="dismiss", reason="Two people of one name.")
    with_phone(cast.gail, near, PHONE, ours)
    with_phone(cast.olive, far, SAME_PHONE, theirs)
    assert told(cast.gail) == told(cast.olive) == ["phone"]


def test_the_likeness_itself_is_not_reviewed_twice(cast: Cast) -> None:
    near, _, far, _ = in_review(cast)
    check(actor=cast.gail, ocg=near)
    check(actor=cast.olive, ocg=far)
    assert hits() == {Hit.State.REVIEW: 1}
