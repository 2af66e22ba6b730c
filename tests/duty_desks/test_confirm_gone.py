"""A hit whose entry is deleted cannot be confirmed, so nobody calls about it."""

from datetime import timedelta

import pytest

from broadhurst.capabilities.deconfliction.commands.withdraw_entry import withdraw_entry
from broadhurst.capabilities.deconfliction.models import Entry, Hit, HitSide, Review
from broadhurst.capabilities.deconfliction.queries.hits import sides
from broadhurst.capabilities.deconfliction.rules.checking import ENTRY_LIFE_DAYS
from broadhurst.capabilities.duty_desks.commands.export_labels import export_labels
from broadhurst.capabilities.duty_desks.commands.review_hit import review_hit
from broadhurst.capabilities.duty_desks.queries.review_groups import reviews
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor, elevated
from broadhurst.foundation.workflow import Refused
from tests.at_once import refusals, while_it_waits
from tests.conftest import NOW
from tests.deconfliction.fishing import asked
from tests.deconfliction.targets import PHONE
from tests.deconfliction.test_silent_entries import silent, the_hit
from tests.doors import Machine, browser, terminal
from tests.duty_desks.desks import in_review
from tests.duty_desks.test_review_together import NAMES, mark, states, variants
from tests.duty_desks.test_review_together import silent as silent_name
from tests.people import Cast

REASON = "They are one and the same."
WHY = "can only be dismissed, because one of its entries was withdrawn or has expired."
TO_DO = "ask them to enter it again"
CONFIRM = {"decision": "confirm", "reason": REASON}
DISMISS = {"decision": "dismiss", "reason": "It was withdrawn."}


def silent_entry(cast: Cast) -> Entry:
    with as_actor(cast.dot):
        return Entry.objects.get(is_silent=True)


def told(cast: Cast) -> int:
    """Return how many sides the two units can read."""
    with as_actor(cast.olive):
        theirs = sides().count()
    with as_actor(cast.dot):
        return theirs + sides().count()


def test_it_is_refused_at_every_door_and_dismissed(cast: Cast) -> None:
    entry = silent(cast.dot)
    asked(cast.olive, phone=[PHONE])
    ref = the_hit().ref
    address = f"/deconfliction/hits/{ref}/review/"
    before = browser(cast.dot).get(address).content.decode()
    assert (WHY in before, 'value="confirm"' in before) == (False, True)
    withdraw_entry(actor=cast.dot, entry=entry)
    page = browser(cast.dot)
    shown = page.get(address).content.decode()
    assert f"Hit {ref} {WHY}" in shown, "said before it is asked"
    assert "If you confirm it, both are told" not in shown
    assert ('value="confirm"' in shown, "not the same target" in shown) == (False, False)
    assert "Dismiss: one of its entries is gone" in shown
    asks = terminal(cast.dot, "deconfliction", "review", ref, "--reason", REASON)
    assert "One of: dismiss." in asks.output
    refused = page.post(address, CONFIRM)
    assert (refused.status_code, REASON in refused.content.decode()) == (409, True)
    answer = Machine(cast.dot).post(f"/hits/{ref}/review", **CONFIRM)
    assert (answer.status_code, WHY in answer.json()["errors"][0]["message"]) == (409, True)
    words = ("--decision", "confirm", "--reason", REASON)
    ran = terminal(cast.dot, "deconfliction", "review", ref, *words)
    assert (ran.exit_code, f"Hit {ref} {WHY}" in ran.output, TO_DO in ran.output) == (1, True, True)
    assert (told(cast), states()) == (0, {Hit.State.REFERRED})
    assert page.post(address, DISMISS).status_code == 302
    assert (told(cast), states()) == (0, {Hit.State.DISMISSED})


def test_expired_it_is_refused_though_nothing_has_deleted_it_yet(cast: Cast) -> None:
    silent(cast.dot)
    asked(cast.olive, phone=[PHONE])
    hit = the_hit()
    with (
        clock.set_to(NOW + timedelta(days=ENTRY_LIFE_DAYS)),
        pytest.raises(Refused, match="withdrawn or has expired"),
    ):
        review_hit(actor=cast.dot, hit=hit, **CONFIRM)


def test_so_of_one_of_a_unit_that_the_desk_serves_which_it_does_not_read(cast: Cast) -> None:
    hit = in_review(cast)
    with elevated("a test ends the one entry"):
        entry = HitSide.objects.get(hit=hit, unit=cast.gail.unit).entry
        expired = entry.expires_at
        Entry.objects.exclude(pk=entry.pk).update(expires_at=expired + timedelta(days=1))
    with clock.set_to(expired):
        with pytest.raises(Refused, match="withdrawn or has expired"):
            review_hit(actor=cast.dot, hit=hit, **CONFIRM)
        review_hit(actor=cast.dot, hit=hit, **DISMISS)
    assert states() == {Hit.State.DISMISSED}


def test_entered_again_as_it_says_it_meets_the_other_anew(cast: Cast) -> None:
    entry = silent(cast.dot)
    asked(cast.olive, phone=[PHONE])
    hit = the_hit()
    withdraw_entry(actor=cast.dot, entry=entry)
    review_hit(actor=cast.dot, hit=hit, **DISMISS)
    silent(cast.dot)
    with as_actor(cast.dot):
        [new] = [one.first for one in reviews()]
    review_hit(actor=cast.dot, hit=new, **CONFIRM)
    assert (new.ref != hit.ref, told(cast)) == (True, 2)


def test_dismissed_because_it_is_gone_it_teaches_nothing(cast: Cast) -> None:
    hit, other = in_review(cast), in_review(cast)
    with elevated("a test takes the one entry away"):
        gone = HitSide.objects.get(hit=hit, unit=cast.gail.unit).entry
    withdraw_entry(actor=cast.gail, entry=gone)
    for one in (hit, other):
        review_hit(actor=cast.dot, hit=one, **DISMISS)
    [label] = export_labels(actor=cast.dot)
    assert label["verdict"] == "not_same", "of the other, which the desk could look at"


def test_a_near_match_of_a_unit_that_it_does_not_serve_says_nothing_to_a_desk(cast: Cast) -> None:
    """Roz is not told that Gail's unit withdrew its entry, and is not refused."""
    hit = in_review(cast)
    with elevated("a test takes the one entry away"):
        gone = HitSide.objects.get(hit=hit, unit=cast.gail.unit).entry
    withdraw_entry(actor=cast.gail, entry=gone)
    with pytest.raises(Refused, match="withdrawn or has expired"):
        review_hit(actor=cast.dot, hit=hit, **CONFIRM)
    review_hit(actor=cast.roz, hit=hit, **CONFIRM)
    assert states() == {Hit.State.RAISED}


def test_withdrawn_at_the_same_moment_none_of_several_is_confirmed(committed: Cast) -> None:
    silent_name(committed)
    refs = variants(committed.olive, *NAMES)
    entry, shown = silent_entry(committed), mark(committed.dot)
    with as_actor(committed.dot):
        hit = Hit.objects.get(ref=refs[1])
    outcomes = while_it_waits(
        lambda: withdraw_entry(actor=committed.dot, entry=entry),
        lambda: review_hit(actor=committed.dot, hit=hit, **CONFIRM, together=shown),
    )
    [said] = refusals(outcomes)
    assert [f"Hit {ref} {WHY}" in said for ref in refs] == [True] * 3, "each is named"
    assert (told(committed), states()) == (0, {Hit.State.REFERRED})


def test_confirmed_before_it_is_withdrawn_both_are_told(committed: Cast) -> None:
    """The hit stays although one side deletes its entry."""
    silent_name(committed)
    refs = variants(committed.olive, *NAMES)
    entry, shown = silent_entry(committed), mark(committed.dot)
    with as_actor(committed.dot):
        hit = Hit.objects.get(ref=refs[0])
    outcomes = while_it_waits(
        lambda: review_hit(actor=committed.dot, hit=hit, **CONFIRM, together=shown),
        lambda: withdraw_entry(actor=committed.dot, entry=entry),
    )
    assert refusals(outcomes) == []
    assert told(committed) == 6


def test_one_that_is_decided_at_the_same_moment_keeps_the_others_from_it(committed: Cast) -> None:
    """Either exactly the hits that were shown are decided, or none."""
    silent_name(committed)
    refs = variants(committed.olive, *NAMES)
    shown = mark(committed.dot)
    with as_actor(committed.dot):
        first, _, last = Hit.objects.filter(ref__in=refs).order_by("pk")
    outcomes = while_it_waits(
        lambda: review_hit(actor=committed.dot, hit=last, **CONFIRM),
        lambda: review_hit(actor=committed.dot, hit=first, **DISMISS, together=shown),
    )
    assert refusals(outcomes) == ["There are new hits. Check them before you continue."]
    with as_actor(committed.dot):
        assert [one.hit for one in Review.objects.all()] == [last]
