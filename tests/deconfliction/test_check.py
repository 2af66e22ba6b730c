"""A check of targets gives a receipt at once. A hit tells both sides who to call."""

import re
from contextvars import copy_context
from datetime import timedelta

import pytest
from django.contrib.messages import get_messages

from broadhurst.capabilities.deconfliction.commands.check import check
from broadhurst.capabilities.deconfliction.commands.record_outcome import record_outcome
from broadhurst.capabilities.deconfliction.models import Check, Entry, Hit, HitSide, Key
from broadhurst.capabilities.deconfliction.queries.checks import entries_of, is_fresh, latest_check
from broadhurst.capabilities.deconfliction.queries.concerning import open_hits
from broadhurst.capabilities.deconfliction.rules.checking import (
    CAVEAT,
    ENTRY_LIFE_DAYS,
    FRESH_FOR_DAYS,
)
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event, Notification
from broadhurst.foundation.notices.words import words
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.deconfliction.targets import (
    PHONE,
    SAME_PHONE,
    a_hit,
    far_ocg,
    left_unchecked,
    side_of,
    spoke_about,
    with_phone,
    with_suspect,
)
from tests.doors import Machine, browser, terminal
from tests.people import Cast


def test_a_receipt_at_once_and_the_targets_entered_for_the_owner(cast: Cast) -> None:
    ocg = with_phone(cast.gail, cast.ocg(), PHONE)
    with_suspect(cast.gail, ocg, "Ned Larchbottom", aliases="Nedward Larchbottom")
    made = check(actor=cast.gail, ocg=ocg)
    assert re.fullmatch("DCN-2021-[A-Z0-9]{8}", made.ref)
    assert (made.entries, made.hit_count, made.not_checked) == (2, 0, [])
    with as_actor(cast.gail):
        assert latest_check(ocg) == made
        assert [entry.title for entry in entries_of(ocg)] == [
            "Ned Larchbottom, born 27 March 1988",
            PHONE,
        ]
        assert Key.objects.filter(is_exact=True).count() == 3
        event = Event.objects.get(verb="check.made", detail__entries="2")
        assert event.detail["past_the_wall"]
        assert words(event) == (
            f"Gail Fernsby checked 2 targets of {ocg.ref}: receipt {made.ref}, no hits."
        )


def test_a_hit_tells_both_sides_at_one_instant_whom_to_ring(cast: Cast) -> None:
    gails, olives = a_hit(cast)
    assert gails.hit == olives.hit
    assert (gails.other_contact, olives.other_contact) == (
        cast.olive.unit.duty_contact,
        cast.gail.unit.duty_contact,
    )
    assert gails.other_unit == cast.olive.unit
    assert olives.other_unit == cast.gail.unit
    told = []
    for actor, side in ((cast.gail, gails), (cast.olive, olives)):
        with as_actor(actor):
            event = Event.objects.get(verb="hit.raised")
            told.append(event.at)
            notice = words(event)
            assert side.other_contact in notice
            assert "the same phone number: not necessarily the same person" in notice
            assert event.officer.username == "broadhurst"
            assert Notification.objects.filter(event=event, principal=actor.unit.principal).exists()
    assert told[0] == told[1] == gails.hit.raised_at


def test_one_instant_though_the_clock_runs(cast: Cast) -> None:
    def with_a_running_clock() -> None:
        clock._set_to.set(None)
        a_hit(cast)
        told = set()
        for actor in (cast.gail, cast.olive):
            with as_actor(actor):
                told |= set(Event.objects.filter(verb="hit.raised").values_list("at", flat=True))
        assert len(told) == 1

    copy_context().run(with_a_running_clock)


def test_it_does_not_matter_who_checked_first(cast: Cast) -> None:
    far = with_phone(cast.olive, far_ocg(cast), SAME_PHONE)
    check(actor=cast.olive, ocg=far)
    made = check(actor=cast.gail, ocg=with_phone(cast.gail, cast.ocg(), PHONE))
    assert made.hit_count == 1
    assert side_of(cast.gail).hit == side_of(cast.olive).hit


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("vehicle", "AB12 CDE", "ab12cde"),
        ("account", "60-16-13 31926819", "GB29 NWBK 6016 1331 9268 19"),
    ],
)
def test_each_kind_meets_itself_however_it_is_written(
    cast: Cast, kind: str, one: str, other: str
) -> None:
    from_gail = Machine(cast.gail)
    near, far = cast.ocg(), far_ocg(cast)
    from_gail.post(f"/ocgs/{near.ref}/add-identifier", kind=kind, value=one)
    assert check(actor=cast.gail, ocg=near).hit_count == 0
    Machine(cast.olive).post(f"/ocgs/{far.ref}/add-identifier", kind=kind, value=other)
    assert check(actor=cast.olive, ocg=far).hit_count == 1
    assert side_of(cast.gail).hit.kind == kind


def test_a_person_meets_under_any_order_accent_or_alias_and_once(cast: Cast) -> None:
    near, far = cast.ocg(), far_ocg(cast)
    with_suspect(cast.gail, near, "Zoë O'Brackenwood", aliases="Zed Brack")
    with_suspect(cast.olive, far, "OBRACKENWOOD Zoe", aliases="zed brack")
    check(actor=cast.gail, ocg=near)
    assert check(actor=cast.olive, ocg=far).hit_count == 1
    assert side_of(cast.gail).hit.kind == "person"


def test_a_name_with_another_date_of_birth_is_another_person(cast: Cast) -> None:
    near, far = cast.ocg(), far_ocg(cast)
    with_suspect(cast.gail, near, "Ned Larchbottom")
    with_suspect(cast.olive, far, "Ned Larchbottom", born_on=clock.today() - timedelta(days=9000))
    check(actor=cast.gail, ocg=near)
    made = check(actor=cast.olive, ocg=far)
    assert (made.hit_count, made.referred) == (0, 1), "a rare name: a desk may look"


@pytest.mark.parametrize("category", ["victim", "witness", "other"])
def test_whoever_is_not_suspected_is_never_entered_nor_what_they_use(
    cast: Cast, category: str
) -> None:
    ocg = cast.ocg()
    one = with_suspect(
        cast.gail, ocg, "Wren Applecot", category=category, is_exploited=category == "victim"
    )
    with_phone(cast.gail, ocg, PHONE, person=one)
    made = check(actor=cast.gail, ocg=ocg)
    assert (made.entries, made.not_checked) == (0, [])
    with as_actor(cast.gail):
        assert not Entry.objects.exists()


def test_what_cannot_be_checked_is_said_with_what_is_wrong(cast: Cast) -> None:
    ocg = with_phone(cast.gail, cast.ocg(), "496 0000")
    with_suspect(cast.gail, ocg, "Ned Larchbottom", born_on=None, aliases="Nedward")
    made = check(actor=cast.gail, ocg=ocg)
    assert made.entries == 1
    assert made.not_checked == [
        "Ned Larchbottom: checked, but a name alone finds little. Add a date of birth, or a phone "
        "number, an address or something else that they use.",
        "496 0000: Add the area code to this phone number.",
    ]
    done = browser(cast.gail).post(f"/ocgs/{ocg.ref}/check/").wsgi_request
    [banner] = [str(one) for one in get_messages(done)]
    assert all(wrong in banner for wrong in made.not_checked), "as where somebody is added"


def test_own_entries_are_no_hit_and_one_hit_stands_for_all_ocgs_of_a_unit(cast: Cast) -> None:
    first, second = cast.ocg(), cast.ocg(name="Amber Lapwing")
    for ocg in (first, second):
        with_phone(cast.gail, ocg, PHONE)
        assert check(actor=cast.gail, ocg=ocg).hit_count == 0
    check(actor=cast.olive, ocg=with_phone(cast.olive, far_ocg(cast), SAME_PHONE))
    with as_actor(cast.olive):
        assert HitSide.objects.count() == 1, "how many of Gail's OCGs share it is Gail's to know"
    assert check(actor=cast.gail, ocg=second).hit_count == 1
    with as_actor(cast.gail):
        assert HitSide.objects.count() == 1
        assert open_hits(first).count() == open_hits(second).count() == 1


def test_an_open_hit_is_not_raised_again_and_still_counts(cast: Cast) -> None:
    gails, olives = a_hit(cast)
    with as_actor(cast.gail):
        ocg = Ocg.objects.get(ref=gails.ocg_ref)
    for _ in range(2):
        assert check(actor=cast.gail, ocg=ocg).hit_count == 1
    assert side_of(cast.gail).hit == olives.hit


def test_a_settled_hit_is_asked_again_once_a_check_would_be_stale(cast: Cast) -> None:
    gails, olives = a_hit(cast)
    for actor, side in ((cast.gail, gails), (cast.olive, olives)):
        spoke_about(actor, side)
        record_outcome(actor=actor, hit=side, outcome="joint", reason="Agreed by both SIOs.")
    with as_actor(cast.gail):
        ocg = Ocg.objects.get(ref=gails.ocg_ref)
    with clock.set_to(NOW + timedelta(days=FRESH_FOR_DAYS - 1)):
        assert check(actor=cast.gail, ocg=ocg).hit_count == 1
        with as_actor(cast.gail):
            assert Hit.objects.count() == 1
    with clock.set_to(NOW + timedelta(days=FRESH_FOR_DAYS + 1)):
        assert check(actor=cast.gail, ocg=ocg).hit_count == 1
        with as_actor(cast.gail):
            assert Hit.objects.count() == 2


def test_a_check_renews_and_goes_stale(cast: Cast) -> None:
    ocg = with_phone(cast.gail, cast.ocg(), PHONE)
    made = check(actor=cast.gail, ocg=ocg)
    assert is_fresh(made)
    assert not is_fresh(None)
    with clock.set_to(NOW + timedelta(days=FRESH_FOR_DAYS + 1)), as_actor(cast.gail):
        assert not is_fresh(made)
        check(actor=cast.gail, ocg=ocg)
        entry = entries_of(ocg).get()
        assert entry.registered_at == NOW
        assert entry.expires_at == clock.now() + timedelta(days=ENTRY_LIFE_DAYS)


def test_the_lro_coordinator_and_owner_check_and_others_who_see_it_do_not(cast: Cast) -> None:
    ocg = with_phone(cast.gail, cast.ocg(), PHONE)
    for actor in (cast.len, cast.cora, cast.gail):
        check(actor=actor, ocg=ocg)
    with pytest.raises(Refused, match="Only the owning unit, the SIO"):
        check(actor=cast.mo, ocg=ocg)
    with as_actor(cast.gail):
        assert Entry.objects.get().unit == cast.gail.unit


def test_the_page_asks_says_the_limits_and_shows_the_answer(cast: Cast) -> None:
    ocg = with_phone(cast.gail, cast.ocg(), PHONE)
    page = browser(cast.gail)
    before = page.get(f"/ocgs/{ocg.ref}/deconfliction/").content.decode()
    said = "Last check of all targets: none. 1 check of single items ran when they were added"
    assert said in before
    assert said in page.get(f"/ocgs/{ocg.ref}/liaison/").content.decode()
    assert "ever checked" not in before
    with left_unchecked():
        bare = with_phone(cast.gail, cast.ocg(), "07700 900124")
    assert "Never checked" in page.get(f"/ocgs/{bare.ref}/deconfliction/").content.decode()
    assert PHONE in page.get(f"/ocgs/{ocg.ref}/check/").content.decode()
    done = page.post(f"/ocgs/{ocg.ref}/check/", follow=True).content.decode()
    with as_actor(cast.gail):
        assert Check.objects.get(occasion="asked").ref in done
    assert "We compare targets only with what other units have entered" in done
    assert "No hit" in done


def test_the_api_and_the_terminal_do_the_same(cast: Cast) -> None:
    ocg = with_phone(cast.gail, cast.ocg(), PHONE)
    check(actor=cast.olive, ocg=with_phone(cast.olive, far_ocg(cast), SAME_PHONE))
    answer = Machine(cast.gail).post(f"/ocgs/{ocg.ref}/check")
    assert answer.status_code == 201, answer.content
    assert (answer.json()["hit_count"], answer.json()["entries"]) == (1, 1)
    assert answer.json()["caveat"] == CAVEAT
    listed = Machine(cast.gail).get(f"/ocgs/{ocg.ref}/checks").json()["items"]
    assert [one["occasion"] for one in listed] == ["asked", "registered"]
    assert listed[0]["receipt"] == answer.json()["receipt"]
    done = terminal(cast.gail, "deconfliction", "check", ocg.ref)
    assert done.exit_code == 0, done.output
    assert "1 hit, 1 target checked" in done.output
    assert CAVEAT in done.output


def test_a_refusal_is_409_and_kept(cast: Cast) -> None:
    ocg = with_phone(cast.gail, cast.ocg(), PHONE)
    assert browser(cast.mo).post(f"/ocgs/{ocg.ref}/check/").status_code == 409
    assert Machine(cast.mo).post(f"/ocgs/{ocg.ref}/check").status_code == 409
    assert terminal(cast.mo, "deconfliction", "check", ocg.ref).exit_code == 1
    with as_actor(cast.mo):
        assert Event.objects.filter(verb="command.refused").count() == 3


def test_olive_may_not_see_it_so_it_is_not_found(cast: Cast) -> None:
    ocg = with_phone(cast.gail, cast.ocg(), PHONE)
    assert browser(cast.olive).get(f"/ocgs/{ocg.ref}/check/").status_code == 404
    assert Machine(cast.olive).post(f"/ocgs/{ocg.ref}/check").status_code == 404
    assert Machine(cast.olive).get(f"/ocgs/{ocg.ref}/checks").status_code == 404
    assert terminal(cast.olive, "deconfliction", "check", ocg.ref).exit_code == 1


def test_nobody_is_asked_to_sign_in(cast: Cast) -> None:
    ocg = cast.ocg()
    asked = browser(None).get(f"/ocgs/{ocg.ref}/check/")
    assert asked.headers["Location"].startswith("/sign-in/")
    assert Machine(None).post(f"/ocgs/{ocg.ref}/check").status_code == 401
