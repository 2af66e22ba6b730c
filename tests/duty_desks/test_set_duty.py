"""The rota has one officer on duty at a time, and says who to call when."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from broadhurst.capabilities.deconfliction.models import Duty
from broadhurst.capabilities.deconfliction.queries.on_duty import (
    DutyContact,
    contact_of,
    desk_of,
    read_duty_contacts,
    send_duty_contacts,
    served_by,
)
from broadhurst.capabilities.duty_desks.commands.set_duty import set_duty
from broadhurst.capabilities.duty_desks.queries.desks import rotas
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.agencies.models import Region, RegionMember, Unit
from broadhurst.foundation.notices.queries import notices_of
from broadhurst.foundation.notices.words import words
from broadhurst.foundation.workflow import Refused
from tests.at_once import at_once, refusals
from tests.conftest import NOW
from tests.deconfliction.targets import a_hit
from tests.doors import Machine, browser, terminal
from tests.duty_desks.desks import desk_of_eastshire, on_duty
from tests.people import SINCE, Cast

NIGHT = "Night duty inspector, 0161 496 0777"
ASKED = {
    "unit": "n-bolton",
    "contact": NIGHT,
    "superior": "mo-tealeaf",
    "superior_contact": "Duty superintendent, 0161 496 0778",
    "from_at": "2021-03-01T20:00Z",
    "until_at": "2021-03-02T08:00Z",
}


def test_whoever_is_on_duty_is_rung_and_otherwise_the_units_contact(cast: Cast) -> None:
    unit = cast.gail.unit
    on_duty(cast, unit, NOW + timedelta(hours=1), 12)
    assert contact_of(unit, NOW) == unit.duty_contact
    assert contact_of(unit, NOW + timedelta(hours=1)) == NIGHT, "from its first instant"
    assert contact_of(unit, NOW + timedelta(hours=13)) == unit.duty_contact, "to its last"
    with as_actor(cast.gail):
        assert notices_of(cast.gail).filter(event__verb="duty.set").exists()


def test_of_many_units_it_is_the_desk_and_the_contact_of_each(cast: Cast) -> None:
    on_duty(cast, cast.gail.unit, NOW, 12)
    for at_work in (lambda: None, lambda: desk_of_eastshire(cast)):
        at_work()
        units = list(Unit.objects.select_related("agency"))
        for hours in (0, 11, 12):
            at = NOW + timedelta(hours=hours)
            each = {
                unit.pk: DutyContact(unit, contact_of(unit, at), desk_of(unit)) for unit in units
            }
            assert read_duty_contacts(send_duty_contacts(each, at)) == each
    assert {desk_of(unit) for unit in units} >= {None, cast.dot.unit, cast.roz.unit}


def test_a_hit_says_whom_to_ring_at_that_hour(cast: Cast) -> None:
    on_duty(cast, cast.gail.unit, NOW - timedelta(hours=1), 12)
    gails, olives = a_hit(cast)
    assert olives.other_contact == NIGHT
    assert gails.other_contact == cast.olive.unit.duty_contact


def test_what_it_overlaps_gives_way(cast: Cast) -> None:
    unit, day = cast.gail.unit, timedelta(hours=24)
    on_duty(cast, unit, NOW, 24, contact="Long, 0161 496 0001")
    on_duty(cast, unit, NOW + day, 12, contact="Next, 0161 496 0002")
    on_duty(cast, unit, NOW + timedelta(hours=6), 6, contact="Relief, 0161 496 0003")
    on_duty(cast, unit, NOW + timedelta(hours=23), 13, contact="Last, 0161 496 0004")
    hours = [
        (duty.contact.split(",")[0], *((at - NOW) // timedelta(hours=1) for at in span))
        for duty in Duty.objects.filter(unit=unit)
        for span in [(duty.from_at, duty.until_at)]
    ]
    assert hours == [("Long", 0, 6), ("Relief", 6, 12), ("Long", 12, 23), ("Last", 23, 36)]


def test_what_gives_way_is_said_at_every_door_and_to_the_unit(cast: Cast) -> None:
    unit = cast.gail.unit
    hours = {"from_at": "2021-03-01T22:00Z", "until_at": "2021-03-02T02:00Z"}
    whole = {"from_at": "2021-03-01T20:00Z", "until_at": "2021-03-02T08:00Z"}
    was = "Long, 0161 496 0001, who was on duty from 1 March 2021 at 8:00pm to 2 March 2021 at"
    shorter = (
        f"{was} 8:00am, is now on duty from 1 March 2021 at 8:00pm to 1 March 2021 at 10:00pm and "
        "from 2 March 2021 at 2:00am to 2 March 2021 at 8:00am only."
    )
    page, machine = browser(cast.dot), Machine(cast.cora)
    address = "/deconfliction/rota/set-duty/"
    long = ASKED | whole | {"contact": "Long, 0161 496 0001"}
    assert machine.post("/rota/set-duty", **long).json()["gave_way"] == []
    assert machine.post("/rota/set-duty", **ASKED | hours).json()["gave_way"] == [shorter]
    with as_actor(cast.gail):
        told = [words(one.event) for one in notices_of(cast.gail)]
    assert any(shorter in one for one in told)
    assert page.post(address, long).status_code == 302, "all three give way altogether"
    shown = page.get("/deconfliction/rota/").content.decode()
    assert f"{NIGHT}, who was on duty from 1 March 2021 at 10:00pm" in shown
    assert shown.count("is off the rota") == 3
    given = (ASKED | hours).items()
    typed = [word for key, value in given for word in (f"--{key.replace('_', '-')}", value)]
    said = terminal(cast.dot, "deconfliction", "set-duty", *typed).output
    assert said.endswith(f"{shorter}\n")
    assert "who was on duty" not in browser(cast.olive).get("/deconfliction/rota/").content.decode()
    assert Duty.objects.filter(unit=unit).count() == 3


def test_the_database_lets_one_at_a_time(cast: Cast) -> None:
    made = on_duty(cast, cast.gail.unit, NOW, 12)
    made.pk = None
    with pytest.raises(IntegrityError, match="one_duty_at_a_time"), transaction.atomic():
        made.save(force_insert=True)
    with pytest.raises(IntegrityError, match="duty_has_length"), transaction.atomic():
        Duty.objects.update(until_at=NOW)


def test_two_who_set_the_same_hours_at_once(committed: Cast) -> None:
    outcomes = at_once(*[lambda: on_duty(committed, committed.gail.unit, NOW, 12)] * 2)
    assert Duty.objects.count() == 1
    assert len(refusals(outcomes)) <= 1, "the second came after, or was told to look again"


def test_a_gap_in_the_days_to_come_is_shown_to_the_desk(cast: Cast) -> None:
    on_duty(cast, cast.gail.unit, NOW, 24)
    on_duty(cast, cast.gail.unit, NOW + timedelta(hours=30), 24 * 7)
    [rota] = [one for one in rotas(cast.dot.unit) if one.duties]
    assert rota.gaps == [(NOW + timedelta(hours=24), NOW + timedelta(hours=30))]
    shown = browser(cast.dot).get("/deconfliction/desk/").content.decode()
    assert "Hours in the next 7 days with nobody on duty" in shown, "not that nobody is all week"
    assert "Challenger Bolton: 2 March 2021 at 9:00am to 2 March 2021 at 3:00pm" in shown
    assert "Northshire deconfliction desk has no rota" in shown


def test_who_keeps_it(cast: Cast) -> None:
    def objections(actor: object, **changes: object) -> str:
        given = {
            "unit": cast.gail.unit, "contact": NIGHT, "superior": cast.mo.officer,
            "superior_contact": "x", "from_at": NOW, "until_at": NOW + timedelta(hours=8),
        }  # fmt: skip
        with pytest.raises(Refused) as refused, transaction.atomic():
            set_duty(actor=actor, **(given | changes))
        return str(refused.value)

    for outsider in (cast.gail, cast.mo, cast.roz, cast.otto):
        assert "Only an OCG coordinator" in objections(outsider)
    assert "Only an OCG coordinator" in objections(replace(cast.dot, roles=frozenset({"chair"})))
    assert "must end after" in objections(cast.dot, until_at=NOW)
    assert "over already" in objections(
        cast.dot, from_at=NOW - timedelta(hours=8), until_at=NOW - timedelta(hours=1)
    )
    assert "31 days" in objections(cast.dot, until_at=NOW + timedelta(days=32))
    set_duty(
        actor=cast.cora, unit=cast.gail.unit, contact=NIGHT, superior=cast.mo.officer,
        superior_contact="x", from_at=NOW, until_at=NOW + timedelta(hours=8),
    )  # fmt: skip


def test_the_desk_of_a_unit_is_its_bodys_and_else_its_regions(cast: Cast) -> None:
    assert desk_of(cast.gail.unit) == cast.dot.unit
    assert desk_of(cast.olive.unit) is None
    region = Region.objects.create(key="northern", name="Northern")
    for agency in (cast.olive.agency, cast.gail.agency, cast.roz.agency):
        RegionMember.objects.create(region=region, agency=agency, from_on=SINCE)
    assert desk_of(cast.olive.unit) == cast.roz.unit
    assert desk_of(cast.gail.unit) == cast.dot.unit
    assert cast.olive.unit in served_by(cast.roz.unit)
    assert cast.gail.unit not in served_by(cast.roz.unit)
    desk = desk_of_eastshire(cast)
    assert desk_of(cast.olive.unit) == desk
    with clock.set_to(NOW.replace(year=2018)):
        assert desk_of(cast.olive.unit) is None, "there was none then"


def test_every_door_does_the_same(cast: Cast) -> None:
    page = browser(cast.dot)
    address = "/deconfliction/rota/set-duty/"
    offered = page.get(address).content.decode()
    assert "Challenger Bolton" in offered
    assert "Eastshire" not in offered
    assert page.post(address, ASKED | {"unit": "e-team"}).status_code == 422
    assert page.post(address, ASKED).status_code == 302
    assert page.post(address, ASKED | {"until_at": ASKED["from_at"]}).status_code == 409
    assert NIGHT in page.get("/deconfliction/rota/").content.decode()
    assert NIGHT not in browser(cast.olive).get("/deconfliction/rota/").content.decode()
    answer = Machine(cast.cora).post("/rota/set-duty", **ASKED)
    assert (answer.status_code, answer.json()["contact"]) == (201, NIGHT)
    units = {one["unit"]: one for one in Machine(cast.cora).get("/rota").json()["items"]}
    assert units["n-bolton"]["duties"][0]["superior"] == "mo-tealeaf"
    assert len(units["n-bolton"]["gaps"]) == 2
    typed = [word for key, value in ASKED.items() for word in (f"--{key.replace('_', '-')}", value)]
    done = terminal(cast.dot, "deconfliction", "set-duty", *typed)
    assert done.exit_code == 0, done.output
    listed = terminal(cast.dot, "deconfliction", "rota").output
    assert NIGHT in listed
    assert "nobody" in listed


def test_who_must_not(cast: Cast) -> None:
    assert browser(cast.olive).post("/deconfliction/rota/set-duty/", ASKED).status_code == 422
    assert browser(cast.gail).post("/deconfliction/rota/set-duty/", ASKED).status_code == 409
    assert Machine(cast.gail).post("/rota/set-duty", **ASKED).status_code == 409
    asked = browser(None).get("/deconfliction/rota/set-duty/")
    assert asked.headers["Location"].startswith("/sign-in/")
    assert Machine(None).post("/rota/set-duty", **ASKED).status_code == 401
