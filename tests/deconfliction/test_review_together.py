"""One unit's many variants that meet one silent entry are one thing to look at, and to decide."""

from datetime import timedelta

from broadhurst.capabilities.deconfliction.commands.review_hit import review_hit
from broadhurst.capabilities.deconfliction.models import Hit, HitSide, Review
from broadhurst.capabilities.deconfliction.queries import reviews, sides, waiting_for
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import elevated, seen_as
from broadhurst.foundation.audit.models import Event
from tests.at_once import at_once, refusals
from tests.conftest import NOW
from tests.deconfliction.desks import in_review
from tests.deconfliction.fishing import asked
from tests.doors import Machine, browser, terminal
from tests.people import Cast

REASON = "Written otherwise, and another person."
NAME, BORN = "Panteley Khvorostenko", "1988-03-27"
NAMES = ("Panteley Khvorostenka", "Pantaley Khvorostenko", "Panteley Khvorostenok")
ANOTHER = "Panteley Khvorostinko"


def variants(actor: Actor, *names: str) -> list[str]:
    """Ways to write one name that an actor checks one after the other; those for the desk."""
    found = []
    for name in names:
        asked(actor, person=[name], born=BORN, phone=[], matter="OP-TEASEL")
        with elevated("to prove in a test what was raised"):
            found.append(Hit.objects.filter(state=Hit.State.REFERRED).latest("pk").ref)
    return found


def silent(cast: Cast) -> None:
    asked(cast.dot, person=[NAME], born=BORN, phone=[], is_silent=True, because="A threat.")


def waiting(actor: Actor) -> list[list[str]]:
    with seen_as(actor):
        return [[hit.ref for hit in one.hits] for one in reviews()]


def states() -> set[str]:
    with elevated("to prove in a test what became of them"):
        return set(Hit.objects.values_list("state", flat=True))


def test_they_are_listed_together_by_entry_and_unit_at_every_door(cast: Cast) -> None:
    silent(cast)
    olives = variants(cast.olive, *NAMES)
    [ritas] = variants(cast.rita, ANOTHER)
    assert waiting(cast.dot) == [olives, [ritas]], "nothing is lost, and units are kept apart"
    page = browser(cast.dot).get("/deconfliction/desk/").content.decode()
    table = page[page.index("To review: neither side knows yet") :]
    assert (olives[0] in table, ritas in table, olives[1] in table) == (True, True, False)
    assert table.count("and 2 more of the same") == 1
    assert NAME in table, "a desk reads which of its own entries"
    assert ">4<" in page, "each is counted"
    with seen_as(cast.dot):
        about = [one.about for one in waiting_for(cast.dot) if one.what == "Review"]
    assert about == [
        f"hit {olives[0]} and 2 more of the same, on a silent entry",
        f"hit {ritas}, on a silent entry",
    ]
    listed = Machine(cast.dot).get("/desk").json()["reviews"]
    assert [one["ref"] for one in listed] == [*olives, ritas]
    assert [one["together"] for one in listed] == [olives[-1]] * 3 + [None]
    said = terminal(cast.dot, "deconfliction", "desk").output
    line = f"{olives[0]}  review: waits for you: silent, on {NAME}, born 27 March 1988, with 2 more"
    assert f"{line} up to {olives[-1]}" in said


def test_decided_at_once_each_is_decided_for_itself(cast: Cast) -> None:
    silent(cast)
    olives = variants(cast.olive, *NAMES)
    [ritas] = variants(cast.rita, ANOTHER)
    address = f"/deconfliction/hits/{olives[0]}/review/"
    page = browser(cast.dot)
    asks = page.get(address).content.decode()
    assert f"All 3, up to {olives[-1]}" in asks
    for other in olives[1:]:
        assert f"/deconfliction/hits/{other}/why/" in asks, "each may be looked at before"
    given = {"decision": "dismiss", "reason": REASON, "together": olives[-1]}
    shown = page.post(address, given, follow=True).content.decode()
    assert "Your decision on 3 hits is recorded." in shown
    assert waiting(cast.dot) == [[ritas]]
    with seen_as(cast.dot):
        assert {one.reason for one in Review.objects.all()} == {REASON}
        assert Review.objects.count() == 3
        assert Event.objects.filter(verb="hit.reviewed").count() == 3
    with elevated("to prove in a test that each is closed"):
        assert HitSide.objects.filter(hit__ref__in=olives, closed_at=None).count() == 0


def test_confirmed_at_once_both_sides_are_told_of_each(cast: Cast) -> None:
    silent(cast)
    olives = variants(cast.olive, *NAMES)
    with clock.set_to(NOW + timedelta(hours=1)):
        answer = Machine(cast.dot).post(
            f"/hits/{olives[1]}/review", decision="confirm", reason=REASON, together=olives[-1]
        ).json()  # fmt: skip
    assert (answer["ref"], answer["also"]) == (olives[1], [olives[0], olives[2]])
    with seen_as(cast.olive):
        assert {side.ref for side in sides()} == {*olives}
    assert states() == {Hit.State.RAISED}


def test_what_came_since_is_not_decided_unseen(cast: Cast) -> None:
    silent(cast)
    olives = variants(cast.olive, *NAMES)
    [new] = variants(cast.olive, ANOTHER)
    given = {"decision": "dismiss", "reason": REASON, "together": olives[-1]}
    asks = browser(cast.dot).post(f"/deconfliction/hits/{olives[0]}/review/", given)
    assert asks.status_code == 422
    assert f"All 4, up to {new}" in asks.content.decode()
    with seen_as(cast.dot):
        hit = Hit.objects.get(ref=olives[0])
    made = review_hit(
        actor=cast.dot, hit=hit, decision="dismiss", reason=REASON, together=olives[-1]
    )
    assert list(made.also) == olives[1:], "up to the one that is named"
    assert waiting(cast.dot) == [[new]]


def test_one_alone_is_decided_alone(cast: Cast) -> None:
    silent(cast)
    first, second, third = variants(cast.olive, *NAMES)
    words = ("--decision", "dismiss", "--reason", REASON)
    done = terminal(cast.dot, "deconfliction", "review", second, *words)
    assert (done.exit_code, done.output) == (0, f"{second}: Dismiss: not the same target\n")
    assert waiting(cast.dot) == [[first, third]]
    done = terminal(cast.dot, "deconfliction", "review", first, *words, "--together", third)
    assert done.output == f"{first}, {third}: Dismiss: not the same target\n"
    alone = in_review(cast).ref
    asks = browser(cast.dot).get(f"/deconfliction/hits/{alone}/review/").content.decode()
    assert "This hit alone" not in asks, "there is nothing to choose"


def test_two_who_decide_at_once_decide_each_hit_once(committed: Cast) -> None:
    silent(committed)
    olives = variants(committed.olive, *NAMES)
    with seen_as(committed.dot):
        first, last = Hit.objects.get(ref=olives[0]), Hit.objects.get(ref=olives[-1])
    outcomes = at_once(
        *(
            lambda hit=hit: review_hit(
                actor=committed.dot, hit=hit, decision="dismiss", reason=REASON, together=last.ref
            )
            for hit in (first, last)
        )
    )
    assert len(refusals(outcomes)) == 1
    with seen_as(committed.dot):
        assert Review.objects.count() == 3


def test_nobody_else_sees_or_decides_any(cast: Cast) -> None:
    silent(cast)
    olives = variants(cast.olive, *NAMES)
    given = {"decision": "confirm", "reason": REASON, "together": olives[-1]}
    for outsider in (cast.olive, cast.gail, cast.roz, cast.otto):
        assert waiting(outsider) == []
        assert Machine(outsider).get("/desk").json()["reviews"] == []
        answer = browser(outsider).post(f"/deconfliction/hits/{olives[0]}/review/", given)
        assert answer.status_code == 404
        assert Machine(outsider).post(f"/hits/{olives[0]}/review", **given).status_code == 404
    assert states() == {Hit.State.REFERRED}
