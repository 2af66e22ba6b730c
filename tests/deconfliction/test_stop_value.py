"""A stopped value is never matched, a check says so, and lifting ends that."""

from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from broadhurst.capabilities.deconfliction.commands.check import check
from broadhurst.capabilities.deconfliction.commands.lift_stop import lift_stop
from broadhurst.capabilities.deconfliction.commands.stop_value import StopValueForm, stop_value
from broadhurst.capabilities.deconfliction.models import Entry, Key, Stopped
from broadhurst.capabilities.deconfliction.rules.stopping import ALWAYS_STOPPED, NUMBERS
from broadhurst.capabilities.deconfliction.targets.reading import Reading
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.notices.words import words
from broadhurst.foundation.workflow import Refused
from broadhurst_linkage.identifiers import KINDS
from tests.conftest import NOW
from tests.deconfliction.targets import PHONE, SAME_PHONE, far_ocg, with_phone, with_suspect
from tests.doors import Machine, browser, terminal
from tests.people import Cast

REASON = "The telephone of the custody suite."
FORM = "+447700900123"


def stopped(actor: Actor, **changes: Any) -> Stopped:
    given = {"kind": "phone", "value": PHONE, "reason": REASON, "form": FORM}
    return stop_value(actor=actor, **(given | changes))


def test_what_is_stopped_is_left_out_and_the_check_says_so(cast: Cast) -> None:
    stopped(cast.dot)
    check(actor=cast.gail, ocg=with_phone(cast.gail, cast.ocg(), PHONE))
    far = with_phone(cast.olive, far_ocg(cast), SAME_PHONE)
    with_suspect(cast.olive, far, "Ned Larchbottom")
    made = check(actor=cast.olive, ocg=far)
    assert (made.entries, made.hit_count) == (1, 0)
    assert made.not_checked == [
        f"{SAME_PHONE}: It is on the stop list, so it is not checked: {REASON}"
    ]


def test_stopping_a_value_ends_new_hits_on_entries_that_have_it(cast: Cast) -> None:
    check(actor=cast.gail, ocg=with_phone(cast.gail, cast.ocg(), PHONE))
    stopped(cast.dot)
    assert check(actor=cast.olive, ocg=with_phone(cast.olive, far_ocg(cast), PHONE)).hit_count == 0


@pytest.mark.parametrize("number", ["999", "112", "0800 555 111", "0800 1111", "116 123"])
def test_emergency_numbers_and_helplines_are_never_matched(cast: Cast, number: str) -> None:
    machine = Machine(cast.gail)
    alone = machine.post("/deconfliction/checks", phone=[number])
    assert alone.status_code == 409
    assert "on the stop list" in alone.json()["detail"]
    asked = machine.post("/deconfliction/checks", phone=[number, PHONE]).json()
    assert asked["not_checked"][0].startswith(f"{number}: It is on the stop list")
    with as_actor(cast.gail):
        assert Key.objects.filter(is_exact=True).count() == 1, "the other number's"


def test_each_seed_is_a_number_or_the_form_of_one() -> None:
    assert len(ALWAYS_STOPPED) == sum(len(numbers) for numbers in NUMBERS.values())
    for _, number in ALWAYS_STOPPED:
        assert number.lstrip("+").isdigit()


def test_a_public_place_is_stopped_by_its_address(cast: Cast) -> None:
    machine = Machine(cast.dot)
    given = {
        "kind": "address",
        "value": "1 Station Approach, M1 1AA",
        "reason": "A railway station",
    }
    assert machine.post("/deconfliction/stop-list", **given).status_code == 201
    asked = Machine(cast.gail).post(
        "/deconfliction/checks", person=["Ned Larchbottom"], address=["1 Station Road, m11aa"]
    )
    assert "A railway" in asked.json()["not_checked"][0]


def test_a_stopped_address_tells_nothing_of_a_person_in_whatever_parts_it_is_written() -> None:
    """Regression: the parts of an address in a spreadsheet were still compared."""
    ned = {"person": ["Ned Larchbottom"], "born": "1988-03-27"}
    lives = {
        "address": ["1 Station Approach, M1 1AA"], "street": "1 Station Approach",
        "postcode": "M1 1AA",
    }  # fmt: skip
    stop = {("address", KINDS["address"].normalise("1 Station Approach, M1 1AA")): "A station."}

    def rows(content: dict[str, Any]) -> tuple[bytes, ...]:
        [(target, _)] = Reading([content]).targets(stop)
        assert target
        return target.feature_vectors

    assert rows(ned | lives) == rows(ned)
    elsewhere = lives | {"address": ["2 Station Road, M1 1AB"], "street": "2 Station Road"}
    assert rows(ned | elsewhere) != rows(ned)


def test_what_is_stopped_stays_in_the_entry_and_is_not_what_it_is_found_by(cast: Cast) -> None:
    stopped(cast.dot)
    Machine(cast.gail).post(
        "/deconfliction/checks", matter="OP-TEASEL", phone=[PHONE, "07700 900456"]
    )
    with as_actor(cast.gail):
        assert Entry.objects.get().submitted["phone"] == [PHONE, "07700 900456"]
        assert Key.objects.filter(is_exact=True).count() == 1


def test_lifted_it_is_matched_again_and_what_was_checked_meanwhile_is_checked_again(
    cast: Cast,
) -> None:
    one = stopped(cast.dot)
    near = with_phone(cast.gail, cast.ocg(), PHONE)
    check(actor=cast.gail, ocg=near)
    lift_stop(actor=cast.otto, stopped=one)
    far = with_phone(cast.olive, far_ocg(cast), SAME_PHONE)
    assert check(actor=cast.olive, ocg=far).hit_count == 0
    assert check(actor=cast.gail, ocg=near).hit_count == 1
    with as_actor(cast.otto), pytest.raises(Refused, match="taken off the stop list already"):
        lift_stop(actor=cast.otto, stopped=one)


def test_a_value_is_stopped_once_by_the_desk_with_a_reason(cast: Cast) -> None:
    with pytest.raises(Refused, match="Only the deconfliction desk or an administrator"):
        stopped(cast.gail)
    with pytest.raises(Refused, match="Officers who check targets can read it"):
        stopped(cast.dot, reason=" ")
    one = stopped(cast.dot)
    with pytest.raises(Refused, match="on the stop list already"):
        stopped(cast.roz)
    with pytest.raises(Refused, match="Only the deconfliction desk or an administrator"):
        lift_stop(actor=cast.gail, stopped=one)
    with as_actor(cast.dot), pytest.raises(IntegrityError, match="stopped_once"):  # noqa: SIM117
        with transaction.atomic():
            Stopped.objects.create(
                ref="STP-TWICE", kind="phone", label="x", form=FORM, reason="x",
                added_by=cast.dot.officer, added_at=NOW,
            )  # fmt: skip


def test_nobody_changes_or_deletes_what_was_stopped(cast: Cast) -> None:
    stopped(cast.dot)
    with as_actor(cast.dot):
        for change in (
            lambda: Stopped.objects.update(form="x"),
            lambda: Stopped.objects.all()._raw_delete("default"),
        ):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                change()


def test_the_log_says_who_stopped_what_and_why(cast: Cast) -> None:
    one = stopped(cast.dot)
    lift_stop(actor=cast.dot, stopped=one)
    with as_actor(cast.dot):
        said = [
            words(Event.objects.get(verb=verb, subject=one.ref))
            for verb in ("value.stopped", "stop.lifted")
        ]
    assert said == [
        f"Dot Wrenfield put “{PHONE}” on the stop list. Reason: {REASON}",
        f"Dot Wrenfield took “{PHONE}” off the stop list.",
    ]


def test_what_is_no_telephone_number_is_said(cast: Cast) -> None:
    form = StopValueForm({"kind": "phone", "value": "12", "reason": REASON}, actor=cast.dot)
    assert not form.is_valid()
    assert "too short" in str(form.errors["value"])


def test_whoever_checks_reads_the_list_and_only_a_desk_is_shown_how_to_change_it(
    cast: Cast,
) -> None:
    stopped(cast.dot)
    for actor, may in ((cast.dot, True), (cast.gail, False)):
        shown = browser(actor).get("/deconfliction/stop-list/").content.decode()
        assert REASON in shown
        for number in ("0800 555 111", "0800 1111", "0808 2000 247", "116123"):
            assert number in shown, "as one rings it"
        assert "+44800" not in shown
        assert ("Take off" in shown) is may
        assert Machine(actor).get("/deconfliction/stop-list").json()["items"][0]["value"] == PHONE
        assert PHONE in terminal(actor, "deconfliction", "stop-list").output
    ran = terminal(cast.connie, "deconfliction", "stop-list")
    assert (ran.exit_code, PHONE in ran.output) == (1, False)


def test_kinds_are_offered_with_their_acronyms_as_they_are_written(cast: Cast) -> None:
    shown = browser(cast.dot).get("/deconfliction/stop-list/add/").content.decode()
    assert "Handset (IMEI)" in shown
    assert "Vehicle registration or VIN" in shown


def test_every_door_stops_and_lifts(cast: Cast) -> None:
    page, machine = browser(cast.dot), Machine(cast.dot)
    given = {"kind": "phone", "value": PHONE, "reason": REASON}
    done = page.post("/deconfliction/stop-list/add/", given, follow=True).content.decode()
    assert "The value is on the stop list." in done
    with as_actor(cast.dot):
        first = Stopped.objects.get()
    assert machine.post(f"/deconfliction/stop-list/{first.ref}/lift").json()["lifted_at"]
    second = machine.post("/deconfliction/stop-list", **given).json()["ref"]
    done = page.post(f"/deconfliction/stop-list/{second}/lift/", follow=True).content.decode()
    assert "It is matched again." in done
    words = [part for name, value in given.items() for part in (f"--{name}", value)]
    ran = terminal(cast.dot, "deconfliction", "stop-value", *words)
    assert ran.exit_code == 0, ran.output
    third = ran.output.split()[0]
    ran = terminal(cast.dot, "deconfliction", "lift-stop", third)
    assert "is matched again" in ran.output
    with as_actor(cast.dot):
        assert not Stopped.objects.filter(lifted_at=None).exists()


def test_who_must_not_change_the_list_is_refused_at_every_door(cast: Cast) -> None:
    one = stopped(cast.dot)
    given = {"kind": "phone", "value": "07700 900124", "reason": REASON}
    page, machine = browser(cast.olive), Machine(cast.olive)
    assert page.post("/deconfliction/stop-list/add/", given).status_code == 409
    assert page.post(f"/deconfliction/stop-list/{one.ref}/lift/").status_code == 409
    assert machine.post("/deconfliction/stop-list", **given).status_code == 409
    assert machine.post(f"/deconfliction/stop-list/{one.ref}/lift").status_code == 409
    words = [part for name, value in given.items() for part in (f"--{name}", value)]
    assert terminal(cast.olive, "deconfliction", "stop-value", *words).exit_code == 1
    assert terminal(cast.olive, "deconfliction", "lift-stop", one.ref).exit_code == 1
    assert browser(None).get("/deconfliction/stop-list/").headers["Location"].startswith("/sign-in")
    assert Machine(None).get("/deconfliction/stop-list").status_code == 401


@pytest.mark.parametrize("number", ["999", "0800 1111"])
def test_what_is_always_stopped_is_on_the_list_already(cast: Cast, number: str) -> None:
    answer = Machine(cast.dot).post(
        "/deconfliction/stop-list", kind="phone", value=number, reason=REASON
    )
    assert answer.status_code == 409
    assert "on the stop list already" in answer.json()["detail"]
