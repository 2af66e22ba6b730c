"""One unit's spellings that match one silent entry are reviewed together."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from broadhurst.capabilities.deconfliction.models import Hit, HitSide, Review
from broadhurst.capabilities.deconfliction.queries.hits import sides
from broadhurst.capabilities.duty_desks.commands.review_hit import review_hit
from broadhurst.capabilities.duty_desks.queries.review_groups import reviews
from broadhurst.capabilities.duty_desks.queries.waiting import waiting_for
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor, elevated
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.workflow import Refused
from tests.at_once import at_once, refusals
from tests.conftest import NOW
from tests.deconfliction.fishing import asked
from tests.doors import Machine, browser, terminal
from tests.duty_desks.desks import in_review
from tests.people import Cast

SAVED = "is saved (dismiss: not the same target).\n"
REASON = "Written otherwise, and another person."
NAME, BORN = "Panteley Khvorostenko", "1988-03-27"
NAMES = ("Panteley Khvorostenka", "Pantaley Khvorostenko", "Panteley Khvorostenok")
ANOTHER = "Panteley Khvorostinko"


def variants(actor: Actor, *names: str) -> list[str]:
    """Check spellings of one name as an actor, and return the hits for the desk."""
    found = []
    for name in names:
        asked(actor, person=[name], born=BORN, phone=[], matter="OP-TEASEL")
        with elevated("to prove in a test what was raised"):
            found.append(Hit.objects.filter(state=Hit.State.REFERRED).latest("pk").ref)
    return found


def silent(cast: Cast) -> None:
    asked(cast.dot, person=[NAME], born=BORN, phone=[], is_silent=True, because="A threat.")


def waiting(actor: Actor) -> list[list[str]]:
    with as_actor(actor):
        return [[hit.ref for hit in one.hits] for one in reviews()]


def mark(actor: Actor) -> str:
    """Return the mark of the review that has waited longest at a desk."""
    with as_actor(actor):
        return reviews()[0].mark


def states() -> set[str]:
    with elevated("to prove in a test what became of them"):
        return set(Hit.objects.values_list("state", flat=True))


def test_they_are_listed_together_by_entry_and_unit_at_every_door(cast: Cast) -> None:
    silent(cast)
    olives = variants(cast.olive, *NAMES)
    [ritas] = variants(cast.rita, ANOTHER)
    assert waiting(cast.dot) == [olives, [ritas]], "nothing is lost, and units are kept apart"
    page = browser(cast.dot).get("/deconfliction/desk/").content.decode()
    table = page[page.index("Possible matches to review") :]
    assert (olives[0] in table, ritas in table, olives[1] in table) == (True, True, False)
    assert table.count("and 2 more of the same") == 1
    assert NAME in table, "a desk reads which of its own entries"
    assert ">4<" in page, "each is counted"
    with as_actor(cast.dot):
        about = [(one.ref, one.about) for one in waiting_for(cast.dot) if one.what == "Review hit"]
    label = f"{NAME}, born 27 March 1988"
    assert about == [
        (olives[0], f"on {label} (silent entry) and 2 more of the same"),
        (ritas, f"on {label} (silent entry)"),
    ]
    listed = Machine(cast.dot).get("/desk/reviews").json()["items"]
    assert [one["ref"] for one in listed] == [*olives, ritas]
    assert [one["together"] for one in listed] == [mark(cast.dot)] * 3 + [None]
    said = terminal(cast.dot, "deconfliction", "reviews").output
    line = f"{olives[0]}  awaiting review (silent entry), on {NAME}, born 27 March 1988"
    assert f"{line}, with 2 more: --together {mark(cast.dot)}" in said


def test_decided_at_once_each_is_decided_for_itself(cast: Cast) -> None:
    silent(cast)
    olives = variants(cast.olive, *NAMES)
    [ritas] = variants(cast.rita, ANOTHER)
    address = f"/deconfliction/hits/{olives[0]}/review/"
    page = browser(cast.dot)
    asks = page.get(address).content.decode()
    assert "All 3 that are listed" in asks
    for other in olives[1:]:
        assert f"/deconfliction/hits/{other}/why/" in asks, "each may be looked at before"
    given = {"decision": "dismiss", "reason": REASON, "together": mark(cast.dot)}
    shown = page.post(address, given, follow=True).content.decode()
    assert "Your decision on 3 hits is recorded." in shown
    assert waiting(cast.dot) == [[ritas]]
    with as_actor(cast.dot):
        assert {one.reason for one in Review.objects.all()} == {REASON}
        assert Review.objects.count() == 3
        assert Event.objects.filter(verb="hit.reviewed").count() == 3
    with elevated("to prove in a test that each is closed"):
        assert HitSide.objects.filter(hit__ref__in=olives, closed_at=None).count() == 0


def test_confirmed_at_once_both_sides_are_told_of_each(cast: Cast) -> None:
    silent(cast)
    olives = variants(cast.olive, *NAMES)
    with clock.set_to(NOW + timedelta(hours=1)):
        given = {"decision": "confirm", "reason": REASON, "together": mark(cast.dot)}
        answer = Machine(cast.dot).post(f"/hits/{olives[1]}/review", **given).json()
    assert (answer["ref"], answer["also"]) == (olives[1], [olives[0], olives[2]])
    with as_actor(cast.olive):
        assert {side.ref for side in sides()} == {*olives}
    assert states() == {Hit.State.RAISED}


@pytest.mark.parametrize("hours", [1, -1], ids=["after them", "before them"])
def test_what_came_since_is_not_decided_unseen(cast: Cast, hours: int) -> None:
    """A hit has the time of its check's start, so a slow bulk check's sorts early."""
    silent(cast)
    olives = variants(cast.olive, *NAMES)
    shown = mark(cast.dot)
    with clock.set_to(clock.now() + timedelta(hours=hours)):
        [new] = variants(cast.olive, ANOTHER)
    given = {"decision": "dismiss", "reason": REASON, "together": shown}
    asks = browser(cast.dot).post(f"/deconfliction/hits/{olives[0]}/review/", given)
    assert asks.status_code == 422
    assert "All 4 that are listed" in asks.content.decode()
    with as_actor(cast.dot):
        hit = Hit.objects.get(ref=olives[0])
    with pytest.raises(Refused, match="There are new hits"):
        review_hit(actor=cast.dot, hit=hit, **given)
    assert {new, *olives} == {*waiting(cast.dot)[0]}


def test_what_is_decided_by_now_is_not_dropped_in_silence(cast: Cast) -> None:
    silent(cast)
    first, second = variants(cast.olive, *NAMES[:2])
    given = {"decision": "dismiss", "reason": REASON, "together": mark(cast.dot)}
    with as_actor(cast.dot):
        hit = Hit.objects.get(ref=second)
    review_hit(actor=cast.dot, hit=hit, decision="confirm", reason=REASON)
    assert Machine(cast.dot).post(f"/hits/{first}/review", **given).status_code == 422
    words = ("--decision", "dismiss", "--reason", REASON, "--together", given["together"])
    ran = terminal(cast.dot, "deconfliction", "review", first, *words)
    assert (ran.exit_code, "--together" in ran.output) == (1, True)
    assert waiting(cast.dot) == [[first]]


def test_so_many_are_decided_at_once(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("broadhurst.capabilities.duty_desks.queries.review_groups.AT_ONCE", 2)
    silent(cast)
    first, second, third = variants(cast.olive, *NAMES)
    given = {"decision": "dismiss", "reason": REASON, "together": mark(cast.dot)}
    asks = browser(cast.dot).get(f"/deconfliction/hits/{first}/review/").content.decode()
    assert "All 2 that are listed" in asks
    assert Machine(cast.dot).post(f"/hits/{first}/review", **given).json()["also"] == [second]
    assert waiting(cast.dot) == [[third]]


def test_many_are_listed_in_as_many_statements_and_no_entry_is_read_for_it(cast: Cast) -> None:
    silent(cast)
    counts = []
    for names in (NAMES, (ANOTHER, "Panteley Khvorostenk", "Panteley Hvorostenko")):
        variants(cast.olive, *names)
        with as_actor(cast.dot), CaptureQueriesContext(connection) as captured:
            reviews()
        counts.append(len(captured))
        assert not [one for one in captured if '."feature_vectors"' in one["sql"]]
    assert counts[0] == counts[1]


def test_the_review_says_of_each_other_hit_what_the_two_share(cast: Cast) -> None:
    """A desk sees every hit that it decides at once, in a fixed number of statements."""
    silent(cast)
    counts = []
    for names in (NAMES, (ANOTHER, "Panteley Khvorostenk", "Panteley Hvorostenko")):
        variants(cast.olive, *names)
        [refs] = waiting(cast.dot)
        page = browser(cast.dot)
        with CaptureQueriesContext(connection) as captured:
            shown = page.get(f"/deconfliction/hits/{refs[0]}/review/").content.decode()
        counts.append(len(captured))
        words = (
            "</a>: a person who is a very likely match (95 in 100 or more) (similar details), "
            "found 1 March 2021"
        )
        assert [f"{ref}{words}" in shown for ref in refs[1:]] == [True] * len(refs[1:])
        assert f"{refs[0]}{words}" not in shown, "that it is about stands above"
    assert counts[0] == counts[1]


def test_so_does_the_list_at_the_api_and_the_terminal(cast: Cast) -> None:
    silent(cast)
    refs = variants(cast.olive, *NAMES)
    listed = Machine(cast.dot).get("/desk/reviews").json()["items"]
    words = "a person who is a very likely match (95 in 100 or more)"
    told = [(one["ref"], one["match"], one["strength"]) for one in listed]
    assert told == [(ref, words, "probable") for ref in refs]
    said = terminal(cast.dot, "deconfliction", "reviews").output
    assert [f"  {ref}  {words} (similar details)\n" in said for ref in refs] == [True] * len(refs)


def test_one_alone_is_decided_alone(cast: Cast) -> None:
    silent(cast)
    first, second, third = variants(cast.olive, *NAMES)
    words = ("--decision", "dismiss", "--reason", REASON)
    done = terminal(cast.dot, "deconfliction", "review", second, *words)
    assert (done.exit_code, done.output) == (0, f"The review of {second} {SAVED}")
    assert waiting(cast.dot) == [[first, third]]
    both = ("--together", mark(cast.dot))
    done = terminal(cast.dot, "deconfliction", "review", first, *words, *both)
    assert done.output == f"The review of {first}, {third} {SAVED}"
    alone = in_review(cast).ref
    asks = browser(cast.dot).get(f"/deconfliction/hits/{alone}/review/").content.decode()
    assert "This hit alone" not in asks, "there is nothing to choose"


def test_two_who_decide_at_once_decide_each_hit_once(committed: Cast) -> None:
    silent(committed)
    olives = variants(committed.olive, *NAMES)
    with as_actor(committed.dot):
        first, last = Hit.objects.get(ref=olives[0]), Hit.objects.get(ref=olives[-1])
    shown = mark(committed.dot)
    outcomes = at_once(
        *(
            lambda hit=hit: review_hit(
                actor=committed.dot, hit=hit, decision="dismiss", reason=REASON, together=shown
            )
            for hit in (first, last)
        )
    )
    assert len(refusals(outcomes)) == 1
    with as_actor(committed.dot):
        assert Review.objects.count() == 3


def test_nobody_else_sees_or_decides_any(cast: Cast) -> None:
    silent(cast)
    olives = variants(cast.olive, *NAMES)
    given = {"decision": "confirm", "reason": REASON, "together": mark(cast.dot)}
    for outsider in (cast.olive, cast.gail, cast.roz, cast.otto):
        assert waiting(outsider) == []
        assert Machine(outsider).get("/desk/reviews").json()["items"] == []
        answer = browser(outsider).post(f"/deconfliction/hits/{olives[0]}/review/", given)
        assert answer.status_code == 404
        assert Machine(outsider).post(f"/hits/{olives[0]}/review", **given).status_code == 404
    assert states() == {Hit.State.REFERRED}
