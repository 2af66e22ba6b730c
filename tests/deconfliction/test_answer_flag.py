"""Flags on fishing, raised by counts and answered by the desk or an auditor."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from broadhurst.capabilities.deconfliction.commands.answer_flag import answer_flag
from broadhurst.capabilities.deconfliction.commands.withdraw_entry import withdraw_entry
from broadhurst.capabilities.deconfliction.models import Entry, Flag
from broadhurst.capabilities.deconfliction.rules.rate_limits import (
    NO_MATTER_AT_LEAST,
    REFERRED_AT_LEAST,
    WITHDRAWN_AT_LEAST,
    RecentUse,
    looks_like_fishing,
)
from broadhurst.capabilities.establishment.commands.enrol import enrol
from broadhurst.capabilities.establishment.commands.open_unit import open_unit
from broadhurst.capabilities.establishment.commands.post import post
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor, actor_in
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.agencies.models import Unit
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.notices.queries import notices_of
from broadhurst.foundation.notices.words import words
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.deconfliction.fishing import asked, fish, flags_on
from tests.doors import Machine, browser, terminal
from tests.people import SINCE, Cast

FOUND = "All are of one seizure; the log number was not written down."


def posted(cast: Cast, name: str, unit: Unit, *roles: str) -> Actor:
    officer = enrol(
        actor=cast.system, username=name.lower().replace(" ", "-"), name=name, grade="",
        password=None,
    )  # fmt: skip
    return actor_in(
        post(actor=cast.system, officer=officer, unit=unit, title=name, roles=roles, from_on=SINCE)
    )


def a_flag(cast: Cast) -> Flag:
    fish(cast.gail)
    (flag,) = flags_on(cast.gail)
    return flag


@pytest.mark.parametrize(
    ("counts", "broken"),
    [
        ({"checks": 40, "no_matter": 14}, []),
        ({"checks": 15, "no_matter": 15}, ["no_matter"]),
        ({"checks": 31, "no_matter": 15}, []),
        ({"variants": 4, "withdrawn": 4, "stopped": 2}, []),
        ({"variants": 5}, ["variants"]),
        ({"withdrawn": 5}, ["withdrawn"]),
        ({"referred": 4}, []),
        ({"referred": 5}, ["referred"]),
        ({"stopped": 3}, ["limit"]),
        ({"variants": 5, "withdrawn": 5, "stopped": 3}, ["variants", "withdrawn", "limit"]),
    ],
)
def test_what_looks_like_fishing(counts: dict[str, int], broken: list[str]) -> None:
    assert looks_like_fishing(RecentUse(**counts)) == broken


def test_many_checks_for_no_matter_raise_one_flag_of_which_the_desk_is_told(
    cast: Cast,
) -> None:
    fish(cast.gail, NO_MATTER_AT_LEAST - 1)
    assert flags_on(cast.gail) == []
    fish(cast.gail, NO_MATTER_AT_LEAST + 5)
    (flag,) = flags_on(cast.gail)
    assert (flag.rule, flag.desk, flag.unit) == ("no_matter", cast.dot.unit, cast.gail.unit)
    assert flag.counts["no_matter"] == NO_MATTER_AT_LEAST
    with as_actor(cast.dot):
        event = Event.objects.get(verb="flag.raised")
        assert any(one.event_id == event.pk for one in notices_of(cast.dot))
        assert "Fernsby" not in words(event), "a notice travels by mail"
    assert flag.ref in browser(cast.dot).get("/").content.decode()


def test_with_a_matter_there_is_none(cast: Cast) -> None:
    for number in range(NO_MATTER_AT_LEAST + 5):
        asked(cast.gail, phone=[f"07700 9{number:05}"], matter="OP-TEASEL")
    assert flags_on(cast.gail) == []


def test_what_a_desk_is_to_answer_asked_again_and_again(cast: Cast) -> None:
    """A repeated check would reveal whether a desk still has a silent entry."""
    asked(cast.dot, is_silent=True, because="A threat to life.", phone=["07700 900777"])
    for number in range(REFERRED_AT_LEAST - 1):
        asked(cast.gail, phone=["07700 900777"], matter=f"OP-TEASEL{number}")
    assert flags_on(cast.gail) == []
    asked(cast.gail, phone=["07700 900778"], matter="OP-TEASEL")
    assert flags_on(cast.gail) == []
    asked(cast.gail, phone=["07700 900777"], matter="OP-TEASEL")
    (flag,) = flags_on(cast.gail)
    assert (flag.rule, flag.counts["referred"]) == ("referred", REFERRED_AT_LEAST)
    page = browser(cast.dot).get(f"/deconfliction/flags/{flag.ref}/").content.decode()
    assert f"{REFERRED_AT_LEAST} referred to a desk" in page


def test_nearly_the_same_target_again_and_again(cast: Cast) -> None:
    for first in ("Barnaby", "Barnaby J", "Barnabas", "Barney", "B", "Barnabie"):
        asked(
            cast.gail,
            person=[f"{first} Crickmere"],
            born="1988-03-27",
            phone=[],
            matter="OP-TEASEL",
        )
    assert [one.rule for one in flags_on(cast.gail)] == ["variants"]


def test_one_telephone_after_another_of_one_name_leaves_each(cast: Cast) -> None:
    """Each number is a new entry, so that everything an officer tried stays visible."""
    for number in range(3):
        asked(cast.gail, person=["Barnaby Crickmere"], phone=[f"07700 90012{number}"])
    with as_actor(cast.gail):
        assert Entry.objects.count() == 3


def test_entered_and_withdrawn_at_once_again_and_again(cast: Cast) -> None:
    for number in range(WITHDRAWN_AT_LEAST):
        asked(cast.gail, phone=[f"07700 9{number:05}"], matter="OP-TEASEL")
        with as_actor(cast.gail):
            entry = Entry.objects.get()
        withdraw_entry(actor=cast.gail, entry=entry)
    assert [one.rule for one in flags_on(cast.gail)] == ["withdrawn"]


def test_answered_once_with_what_was_found_and_a_new_one_may_follow(cast: Cast) -> None:
    flag = a_flag(cast)
    answered = answer_flag(actor=cast.dot, flag=flag, answer=FOUND)
    assert (answered.answer, answered.answered_by) == (FOUND, cast.dot.officer)
    with pytest.raises(Refused, match="already been answered"):
        answer_flag(actor=cast.dot, flag=flag, answer=FOUND)
    fish(cast.gail, 3)
    assert len(flags_on(cast.gail)) == 1, "one a day"
    with clock.set_to(NOW + timedelta(days=2)):
        fish(cast.gail)
    assert len(flags_on(cast.gail)) == 2


def test_whoever_is_flagged_sees_nothing_of_it_at_any_door(cast: Cast) -> None:
    flag = a_flag(cast)
    page, machine = browser(cast.gail), Machine(cast.gail)
    with as_actor(cast.gail):
        assert not Flag.objects.exists()
        assert not Event.objects.filter(verb__startswith="flag.").exists()
    for address in ("", f"{flag.ref}/", f"{flag.ref}/answer/"):
        shown = page.get(f"/deconfliction/flags/{address}")
        assert shown.status_code == (404 if address else 200)
        assert address or flag.ref not in shown.content.decode()
    for home in ("/", "/notices/"):
        assert flag.ref not in page.get(home).content.decode()
    assert machine.get("/deconfliction/flags").json()["items"] == []
    assert machine.get(f"/deconfliction/flags/{flag.ref}").status_code == 404
    assert machine.post(f"/deconfliction/flags/{flag.ref}/answer", answer="x").status_code == 404
    assert flag.ref not in terminal(cast.gail, "deconfliction", "flags").output
    ran = terminal(cast.gail, "deconfliction", "answer-flag", flag.ref, "--answer", "x")
    assert "you cannot see it" in ran.output
    with pytest.raises(Refused, match="You can no longer see"):
        answer_flag(actor=cast.gail, flag=flag, answer=FOUND)


@pytest.mark.parametrize("who", ["len", "cora", "olive", "otto", "roz", "rita", "mo"])
def test_nobody_but_the_desk_and_auditors_of_the_body_reads_it(cast: Cast, who: str) -> None:
    flag = a_flag(cast)
    actor = getattr(cast, who)
    with as_actor(actor):
        assert not Flag.objects.exists()
        assert not Event.objects.filter(verb="flag.raised").exists()
    assert browser(actor).get(f"/deconfliction/flags/{flag.ref}/").status_code == 404
    assert Machine(actor).get(f"/deconfliction/flags/{flag.ref}").status_code == 404


def test_an_auditor_of_the_body_reads_and_answers_it(cast: Cast) -> None:
    flag = a_flag(cast)
    asta = posted(cast, "Asta Brindle", cast.mo.unit, "auditor")
    away = posted(cast, "Arne Brindle", cast.olive.unit, "auditor")
    with as_actor(asta):
        assert Flag.objects.get() == flag
    with as_actor(away):
        assert not Flag.objects.exists()
    assert answer_flag(actor=asta, flag=flag, answer=FOUND).answered_at
    with as_actor(cast.gail):
        assert not Flag.objects.exists()


def test_a_desk_officer_does_not_answer_a_flag_on_themselves_or_their_own_unit(cast: Cast) -> None:
    """Dot fishes. Neither she nor her desk can read the flag, but an auditor can."""
    asta = posted(cast, "Asta Brindle", cast.mo.unit, "auditor")
    dora = posted(cast, "Dora Wrenfield", cast.dot.unit, "desk")
    fish(cast.dot)
    (flag,) = flags_on(cast.dot)
    for actor in (cast.dot, dora):
        with as_actor(actor):
            assert not Flag.objects.exists()
            assert not Event.objects.filter(verb="flag.raised").exists()
        with pytest.raises(Refused, match="You can no longer see"):
            answer_flag(actor=actor, flag=flag, answer=FOUND)
    assert answer_flag(actor=asta, flag=flag, answer=FOUND).answered_at


def test_in_another_posting_it_is_still_about_them(cast: Cast) -> None:
    """Gail also works at the desk, but cannot read there a flag on her own checks."""
    flag = a_flag(cast)
    at_desk = actor_in(
        post(
            actor=cast.system, officer=cast.gail.officer, unit=cast.dot.unit, title="Relief desk",
            roles=("desk",), from_on=SINCE,
        )
    )  # fmt: skip
    with as_actor(at_desk):
        assert not Flag.objects.exists()
    with pytest.raises(Refused):
        answer_flag(actor=at_desk, flag=flag, answer=FOUND)


def test_a_body_without_a_desk_has_its_auditors(cast: Cast) -> None:
    fish(cast.olive)
    (flag,) = flags_on(cast.olive)
    assert flag.desk is None
    with as_actor(cast.otto):
        assert not Flag.objects.exists(), "he sits in her unit"
    unit = open_unit(
        actor=cast.system, agency=cast.olive.agency, key="e-audit", name="Eastshire audit",
        kind="team", duty_contact="Eastshire audit, 0161 496 0556", from_on=SINCE,
    )  # fmt: skip
    with as_actor(posted(cast, "Alma Brindle", unit, "auditor")):
        assert Flag.objects.get() == flag


@pytest.mark.parametrize(
    "change",
    [
        lambda: Flag.objects.update(rule="limit"),
        lambda: Flag.objects.update(counts={}),
        lambda: Flag.objects.all()._raw_delete("default"),
    ],
)
def test_what_the_application_may_never_change(cast: Cast, change: Any) -> None:
    a_flag(cast)
    with as_actor(cast.dot), pytest.raises(DatabaseError, match="permission denied"):  # noqa: SIM117
        with transaction.atomic():
            change()


def test_nobody_plants_a_flag(cast: Cast) -> None:
    with as_actor(cast.dot), pytest.raises(DatabaseError, match="row-level security"):  # noqa: SIM117
        with transaction.atomic():
            Flag.objects.create(
                ref="FLG-PLANT1", officer=cast.gail.officer, posting=cast.gail.posting,
                unit=cast.gail.unit, desk=cast.dot.unit, rule="limit", raised_at=NOW,
            )  # fmt: skip


def test_every_door_answers(cast: Cast) -> None:
    flag = a_flag(cast)
    page, machine = browser(cast.dot), Machine(cast.dot)
    assert flag.ref in page.get("/deconfliction/flags/").content.decode()
    shown = page.get(f"/deconfliction/flags/{flag.ref}/").content.decode()
    assert "Gail Fernsby" in shown
    assert "A flag is not an accusation" in shown
    listed = machine.get("/deconfliction/flags").json()["items"]
    assert [(one["ref"], one["officer"]) for one in listed] == [(flag.ref, "gail-fernsby")]
    assert flag.ref in terminal(cast.dot, "deconfliction", "flags").output
    empty = page.post(f"/deconfliction/flags/{flag.ref}/answer/", {"answer": ""})
    assert empty.status_code == 422
    done = page.post(f"/deconfliction/flags/{flag.ref}/answer/", {"answer": FOUND}, follow=True)
    assert FOUND in done.content.decode()
    refused = machine.post(f"/deconfliction/flags/{flag.ref}/answer", answer=FOUND)
    assert refused.status_code == 409
    ran = terminal(cast.dot, "deconfliction", "answer-flag", flag.ref, "--answer", FOUND)
    assert ran.exit_code == 1
    assert "already been answered" in ran.output
    assert machine.get(f"/deconfliction/flags/{flag.ref}").json()["answer"] == FOUND
