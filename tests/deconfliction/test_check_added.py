"""A target is checked in the same step in which it is added to an OCG."""

import re
from datetime import timedelta

import pytest

from broadhurst.capabilities.deconfliction.models import Check, Entry, HitSide
from broadhurst.capabilities.deconfliction.queries.checks import latest_check
from broadhurst.capabilities.deconfliction.rules.rate_limits import ADDED_AN_HOUR
from broadhurst.capabilities.members.commands.add_identifier import add_identifier
from broadhurst.capabilities.register.models import Identifier
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.workflow import Refused
from tests.at_once import at_once
from tests.conftest import NOW
from tests.deconfliction.targets import (
    PHONE,
    SAME_PHONE,
    far_ocg,
    side_of,
    with_phone,
    with_suspect,
)
from tests.doors import Machine, browser, terminal
from tests.people import Cast


def test_both_sides_are_told_with_nobody_asking_for_a_check(cast: Cast) -> None:
    with_phone(cast.gail, cast.ocg(), PHONE)
    with_phone(cast.olive, far_ocg(cast), SAME_PHONE)
    assert side_of(cast.gail).hit == side_of(cast.olive).hit


def test_the_receipt_is_of_that_target_alone_and_the_ocg_counts_as_not_checked(cast: Cast) -> None:
    ocg = with_phone(cast.gail, cast.ocg(), PHONE)
    with_phone(cast.gail, ocg, "07700 900456")
    with as_actor(cast.gail):
        made = Check.objects.filter(ocg=ocg)
        assert [(one.occasion, one.entries) for one in made] == [("registered", 1)] * 2
        assert latest_check(ocg) is None


def test_a_persons_entry_gains_what_they_are_found_to_use(cast: Cast) -> None:
    ocg = cast.ocg()
    ned = with_suspect(cast.gail, ocg, "Ned Larchbottom")
    with_phone(cast.gail, ocg, PHONE, person=ned)
    with as_actor(cast.gail):
        entry = Entry.objects.get()
        assert entry.submitted["phone"] == [PHONE]
    with_phone(cast.olive, far_ocg(cast), SAME_PHONE)
    assert side_of(cast.gail).hit.kind == "phone"


@pytest.mark.parametrize("category", ["victim", "witness", "other"])
def test_who_is_no_target_is_not_checked_nor_what_they_use(cast: Cast, category: str) -> None:
    ocg = cast.ocg()
    person = with_suspect(
        cast.gail, ocg, "Wyn Harrowleaf", category=category, is_exploited=category == "victim"
    )
    with_phone(cast.gail, ocg, PHONE, person=person)
    with as_actor(cast.gail):
        assert not Check.objects.exists()
        assert not Entry.objects.exists()


def test_what_cannot_be_checked_is_on_the_receipt_with_the_reason(cast: Cast) -> None:
    add_identifier(actor=cast.gail, ocg=cast.ocg(), kind="imei", value="49-015420-323751-0")
    with as_actor(cast.gail):
        made = Check.objects.get()
    assert made.entries == 0
    assert "49-015420-323751-0" in made.not_checked[0]


def test_a_refused_step_leaves_neither_target_nor_check(cast: Cast) -> None:
    ocg = with_phone(cast.gail, cast.ocg(), PHONE)
    with pytest.raises(Refused, match="already on the OCG"):
        with_phone(cast.gail, ocg, PHONE)
    with as_actor(cast.gail):
        assert Check.objects.count() == Identifier.objects.count() == 1


def test_an_ocg_of_ones_own_is_no_way_round_the_limit(cast: Cast) -> None:
    ocg = cast.ocg()
    for number in range(ADDED_AN_HOUR):
        with_phone(cast.gail, ocg, f"07700 9{number:05}")
    with pytest.raises(Refused, match=f"limit of {ADDED_AN_HOUR} in an hour"):
        with_phone(cast.gail, ocg, "07700 955555")
    with as_actor(cast.gail):
        assert Identifier.objects.count() == Check.objects.count() == ADDED_AN_HOUR
    with clock.set_to(NOW + timedelta(hours=1)):
        with_phone(cast.gail, ocg, "07700 955555")


def test_every_door_that_adds_checks(cast: Cast) -> None:
    ocg = cast.ocg()
    answers = {"kind": "phone", "value": "07700 900001"}
    assert browser(cast.gail).post(f"/ocgs/{ocg.ref}/add-identifier/", answers).status_code == 302
    Machine(cast.gail).post(f"/ocgs/{ocg.ref}/add-identifier", kind="phone", value="07700 900002")
    done = terminal(
        cast.gail, "register", "add-identifier", ocg.ref, "--kind", "phone",
        "--value", "07700 900003",
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    with as_actor(cast.gail):
        assert Check.objects.filter(ocg=ocg, occasion="registered").count() == 3


def test_every_door_that_adds_says_the_receipt_and_whether_there_is_a_hit(cast: Cast) -> None:
    ocg, far = cast.ocg(), far_ocg(cast)
    for number in (1, 2, 3):
        with_phone(cast.olive, far, f"07700 90000{number}")
    page = browser(cast.gail)
    answers = {"kind": "phone", "value": "07700 900001"}
    said = page.post(f"/ocgs/{ocg.ref}/add-identifier/", answers, follow=True).content.decode()
    machine = Machine(cast.gail)
    told = machine.post(f"/ocgs/{ocg.ref}/add-identifier", kind="phone", value="07700 900002")
    done = terminal(
        cast.gail, "register", "add-identifier", ocg.ref, "--kind", "phone",
        "--value", "07700 900003",
    )  # fmt: skip
    with as_actor(cast.gail):
        by_terminal, by_api, by_page = Check.objects.filter(ocg=ocg).order_by("-made_at", "-pk")
    assert f"The identifier is added. Receipt {by_page.ref}. <a" in said
    assert "Match found: contact Eastshire Police" in said
    [link] = re.findall(f'href="([^"]*)">See receipt {by_page.ref}<', said)
    assert "The same phone number" in page.get(link).content.decode()
    assert told.json()["checks"] == [
        {
            "receipt": by_api.ref,
            "hit_count": 1,
            "referred": 0,
            "answer": "1 hit, 1 target checked",
            "not_checked": [],
            "caveat": by_api.caveat,
        }
    ]
    assert f"Receipt {by_terminal.ref}. 1 hit, 1 target checked. " in done.output


def test_who_is_not_checked_is_said_to_be_left_out_and_what_cannot_be_with_the_reason(
    cast: Cast,
) -> None:
    ocg, page = cast.ocg(), browser(cast.gail)
    wyn = {"name": "Wyn Harrowleaf", "category": "witness", "part": "peripheral"}
    said = page.post(f"/ocgs/{ocg.ref}/add-member/", wyn, follow=True).content.decode()
    assert "The person is added. Not checked. Victims, witnesses" in said
    unread = {"kind": "imei", "value": "49-015420-323751-0"}
    said = page.post(f"/ocgs/{ocg.ref}/add-identifier/", unread, follow=True).content.decode()
    assert "Nothing was checked." in said
    assert re.search("Not checked, or only in part: .*49-015420-323751-0", said)


def test_two_forces_that_add_one_telephone_at_once_both_learn(committed: Cast) -> None:
    near, far = committed.ocg(), far_ocg(committed)
    at_once(
        lambda: with_phone(committed.gail, near, PHONE),
        lambda: with_phone(committed.olive, far, SAME_PHONE),
    )
    for actor in (committed.gail, committed.olive):
        with as_actor(actor):
            assert HitSide.objects.count() == 1
