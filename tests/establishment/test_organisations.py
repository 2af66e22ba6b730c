"""Organisations, policing bodies, regions and units: opened, corrected and closed."""

from datetime import date
from typing import Any

import pytest

from broadhurst.capabilities.establishment.commands.begin_oversight import begin_oversight
from broadhurst.capabilities.establishment.commands.close_agency import close_agency
from broadhurst.capabilities.establishment.commands.close_post import close_post
from broadhurst.capabilities.establishment.commands.close_unit import close_unit
from broadhurst.capabilities.establishment.commands.edit_agency import edit_agency
from broadhurst.capabilities.establishment.commands.edit_unit import edit_unit
from broadhurst.capabilities.establishment.commands.end_appointment import end_appointment
from broadhurst.capabilities.establishment.commands.end_oversight import end_oversight
from broadhurst.capabilities.establishment.commands.end_posting import end_posting
from broadhurst.capabilities.establishment.commands.join_region import join_region
from broadhurst.capabilities.establishment.commands.leave_region import leave_region
from broadhurst.capabilities.establishment.commands.open_agency import open_agency
from broadhurst.capabilities.establishment.commands.open_unit import open_unit
from broadhurst.capabilities.establishment.queries.organisations import forces_of, policing_body_of
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.agencies.models import Agency, Region, Unit
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.notices.queries import notices_of
from broadhurst.foundation.notices.words import words
from broadhurst.foundation.workflow import Refused
from tests.appointing import appointed
from tests.doors import Machine, browser, terminal
from tests.establishment.admins import TODAY, Admins
from tests.people import SINCE, Cast

NOT_YOURS = r"Only an administrator|only do this in your own"
WESTSHIRE: dict[str, Any] = {
    "key": "westshire", "name": "Westshire Police", "short_name": "Westshire",
    "kind": "police_force", "nation": "ENG", "from_on": SINCE,
}  # fmt: skip
TEAM: dict[str, Any] = {
    "key": "w-team", "name": "Westshire team", "kind": "team",
    "duty_contact": "Duty inspector, 0161 496 0123", "from_on": SINCE,
}  # fmt: skip


def answers(given: dict[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in given.items()}


def options(given: dict[str, Any], *, but: str = "") -> list[str]:
    pairs = [(f"--{name.replace('_', '-')}", str(v)) for name, v in given.items() if name != but]
    return [word for pair in pairs for word in pair]


def test_open_body_at_every_door(admins: Admins) -> None:
    page = browser(admins.ivy).post("/administration/open-organisation/", answers(WESTSHIRE))
    assert page.headers["Location"] == "/administration/organisations/westshire/"
    eastern = WESTSHIRE | {"key": "midshire", "name": "Midshire Police"}
    made = Machine(admins.ivy).post("/organisations", **answers(eastern))
    assert (made.status_code, made.json()["key"]) == (201, "midshire")
    south = WESTSHIRE | {"key": "southshire", "name": "Southshire Police"}
    words = ["establishment", "open-organisation", "southshire", *options(south, but="key")]
    done = terminal(admins.ivy, *words)
    assert done.exit_code == 0, done.output
    assert Agency.objects.filter(key__in=["westshire", "midshire", "southshire"]).count() == 3


@pytest.mark.parametrize("key", ["a/b", "..", "<b>", "a?b", "A", "a b", "-a"])
def test_a_key_that_would_break_an_address_is_refused(admins: Admins, key: str) -> None:
    with pytest.raises(Refused, match="lowercase letters"):
        open_agency(actor=admins.ivy, **(WESTSHIRE | {"key": key}))


def test_a_key_or_name_that_is_taken_is_refused(cast: Cast, admins: Admins) -> None:
    with pytest.raises(Refused, match="is taken") as refused:
        open_agency(
            actor=admins.ivy, **(WESTSHIRE | {"key": "northshire", "name": "Northshire Police"})
        )
    assert "with this name already exists" in str(refused.value)


def test_edit_body_at_every_door_keeps_what_is_left_out(cast: Cast, admins: Admins) -> None:
    assert 'value="Northshire Police"' in (
        browser(admins.ivy).get("/administration/organisations/northshire/edit/").content.decode()
    )
    words = ["establishment", "edit-organisation", "northshire", "--short-name", "Northshire"]
    done = terminal(admins.ivy, *words)
    assert done.exit_code == 0, done.output
    agency = Agency.objects.get(key="northshire")
    assert (agency.name, agency.short_name) == ("Northshire Police", "Northshire")
    given = {"name": "Northshire Constabulary", "short_name": "N", "kind": "police_force",
             "nation": "ENG", "from_on": str(SINCE)}  # fmt: skip
    assert Machine(admins.ivy).post("/organisations/northshire/edit", **given).status_code == 200
    agency.refresh_from_db()
    assert agency.name == "Northshire Constabulary"


def test_an_organisation_closes_after_its_units_and_names_its_successor(admins: Admins) -> None:
    old = open_agency(actor=admins.ivy, **WESTSHIRE)
    new = open_agency(actor=admins.ivy, **(WESTSHIRE | {"key": "wessex", "name": "Wessex Police"}))
    unit = open_unit(actor=admins.ivy, agency=old, **TEAM)
    with pytest.raises(Refused, match="End or move these first: Westshire team"):
        close_agency(actor=admins.ivy, agency=old, until_on=TODAY)
    close_unit(actor=admins.ivy, unit=unit, until_on=TODAY)
    page = browser(admins.ivy).post(
        "/administration/organisations/westshire/close/",
        {"until_on": str(TODAY), "successor": "wessex"},
    )
    assert page.status_code == 302
    new.refresh_from_db()
    assert new.succeeds == old
    with pytest.raises(Refused, match="ended on 1 March 2021"):
        close_agency(actor=admins.ivy, agency=old, until_on=date(2021, 4, 1))
    old.refresh_from_db()
    late = TEAM | {"key": "late", "from_on": TODAY}
    with pytest.raises(Refused, match="The organisation closed"):
        open_unit(actor=admins.ivy, agency=old, **late)


def test_oversight_ends_and_begins_at_every_door(cast: Cast, admins: Admins) -> None:
    force, mayor = cast.gail.agency, cast.pol.agency
    pcc = {"key": "n-pcc", "name": "PCC for Northshire", "kind": "local_policing_body"}
    body = open_agency(actor=admins.ivy, **(WESTSHIRE | pcc))
    at = "/administration/organisations/northshire/begin-oversight/"
    refused = browser(admins.ivy).post(at, {"body": "n-pcc", "from_on": str(TODAY)})
    assert refused.status_code == 409
    assert "Northshire Combined Authority oversees this force" in refused.content.decode()
    words = ["establishment", "end-oversight", "northshire", "--until-on", str(TODAY)]
    assert terminal(admins.ivy, *words).exit_code == 0
    begun = Machine(admins.ivy).post(
        "/organisations/northshire/begin-oversight", body="n-pcc", from_on=str(TODAY)
    )
    assert begun.status_code == 201, begun.content
    assert policing_body_of(force, date(2021, 2, 28)) == mayor
    assert policing_body_of(force, TODAY) == body
    assert list(forces_of(body, TODAY)) == [force]


def test_a_rocu_has_no_policing_body(cast: Cast, admins: Admins) -> None:
    with pytest.raises(Refused, match="Only a police force has a local policing body"):
        begin_oversight(actor=admins.ivy, agency=cast.rita.agency, body=cast.pol.agency)
    with pytest.raises(Refused, match="Choose a local policing body"):
        begin_oversight(actor=admins.ivy, agency=cast.olive.agency, body=cast.connie.agency)
    with pytest.raises(Refused, match="has no local policing body now"):
        end_oversight(actor=admins.ivy, agency=cast.olive.agency, until_on=TODAY)


def test_a_force_leaves_a_region_before_it_joins_another(cast: Cast, admins: Admins) -> None:
    north, south = (Region.objects.create(key=key, name=key.title()) for key in ("north", "south"))
    joined = Machine(admins.ivy).post(
        "/organisations/northshire/join-region", region="north", from_on=str(SINCE)
    )
    assert joined.status_code == 201, joined.content
    with pytest.raises(Refused, match="is in North at that time"):
        join_region(actor=admins.ivy, agency=cast.gail.agency, region=south, from_on=TODAY)
    words = ["establishment", "leave-region", "northshire", "--until-on", str(TODAY)]
    assert terminal(admins.ivy, *words).exit_code == 0
    page = browser(admins.ivy).post(
        "/administration/organisations/northshire/join-region/",
        {"region": "south", "from_on": str(TODAY)},
    )
    assert page.status_code == 302
    with pytest.raises(Refused, match="Only a police force or a ROCU"):
        join_region(actor=admins.ivy, agency=cast.connie.agency, region=north, from_on=TODAY)
    with pytest.raises(Refused, match="not in a region now"):
        leave_region(actor=admins.ivy, agency=cast.olive.agency, until_on=TODAY)


def test_an_organisations_own_administrator_opens_and_edits_its_units(
    cast: Cast, admins: Admins
) -> None:
    team = TEAM | {"key": "n-second", "name": "Challenger Bury"}
    page = browser(admins.ada).post(
        "/administration/organisations/northshire/open-unit/",
        answers(team | {"district": "bolton"}),
    )
    assert page.status_code == 302, page.content.decode()
    words = ["establishment", "edit-unit", "n-second", "--duty-contact", "Desk, 0161 496 0199"]
    done = terminal(admins.ada, *words)
    assert done.exit_code == 0, done.output
    unit = Unit.objects.get(key="n-second")
    assert (unit.name, unit.duty_contact) == ("Challenger Bury", "Desk, 0161 496 0199")
    shown = browser(admins.ada).get("/administration/units/n-second/").content.decode()
    assert "Nobody is posted here" in shown
    closed = Machine(admins.ada).post("/units/n-second/close", until_on=str(TODAY))
    assert closed.json()["until_on"] == str(TODAY)


def test_a_unit_closes_after_its_postings(cast: Cast, admins: Admins) -> None:
    with pytest.raises(Refused, match="Olive Thistledown"):
        close_unit(actor=admins.ivy, unit=cast.olive.unit, until_on=TODAY)
    for posting in cast.olive.unit.postings.all():
        end_posting(actor=admins.ivy, posting=posting, until_on=TODAY)
    close_unit(actor=admins.ivy, unit=cast.olive.unit, until_on=TODAY)
    edit_unit(
        actor=admins.ivy, unit=cast.olive.unit, name="Far team", kind="team", duty_contact="None"
    )


def test_who_must_not_get_in_finds_nothing_and_is_refused(cast: Cast, admins: Admins) -> None:
    """Covers an officer and administrators of another or the same organisation."""
    unit, force, region = cast.gail.unit, cast.gail.agency, Region.objects.create(key="x", name="X")
    for actor in (cast.gail, admins.fay):
        for path in ("organisations/northshire", "units/n-bolton"):
            assert browser(actor).get(f"/administration/{path}/").status_code == 404
            assert browser(actor).get(f"/administration/{path}/edit/").status_code == 404
            assert Machine(actor).post(f"/{path}/edit", name="x").status_code == 404
        assert terminal(actor, "establishment", "edit-unit", "n-bolton").exit_code == 1
        with pytest.raises(Refused, match=NOT_YOURS):
            open_unit(actor=actor, agency=force, **TEAM)
        with pytest.raises(Refused, match=NOT_YOURS):
            close_unit(actor=actor, unit=unit, until_on=TODAY)
        with pytest.raises(Refused, match=NOT_YOURS):
            edit_unit(actor=actor, unit=unit, name="x", kind="team", duty_contact="x")
    edited = {"name": "x", "short_name": "x", "kind": "council", "nation": "ENG", "from_on": SINCE}
    for actor in (cast.gail, admins.ada, admins.fay):
        for path in ("edit", "close", "begin-oversight", "end-oversight", "join-region"):
            at = f"/administration/organisations/northshire/{path}/"
            assert browser(actor).get(at).status_code == 404, at
        with pytest.raises(Refused, match="Only an administrator"):
            open_agency(actor=actor, **WESTSHIRE)
        with pytest.raises(Refused, match="Only an administrator"):
            edit_agency(actor=actor, agency=force, **edited)
        with pytest.raises(Refused, match="Only an administrator"):
            close_agency(actor=actor, agency=force, until_on=TODAY)
        with pytest.raises(Refused, match="Only an administrator"):
            begin_oversight(actor=actor, agency=force, body=cast.pol.agency)
        with pytest.raises(Refused, match="Only an administrator"):
            end_oversight(actor=actor, agency=force, until_on=TODAY)
        with pytest.raises(Refused, match="Only an administrator"):
            join_region(actor=actor, agency=force, region=region, from_on=SINCE)
        with pytest.raises(Refused, match="Only an administrator"):
            leave_region(actor=actor, agency=force, until_on=TODAY)


def test_programs_of_other_administrators_find_no_organisation(cast: Cast, admins: Admins) -> None:
    for actor in (cast.gail, admins.ada, admins.fay):
        for path in ("edit", "close", "begin-oversight", "end-oversight", "join-region"):
            at = f"/organisations/northshire/{path}"
            assert Machine(actor).post(at).status_code == 404, at
        words = ["establishment", "leave-region", "northshire", "--until-on", str(TODAY)]
        assert "does not exist, or you cannot see it" in terminal(actor, *words).output


def test_the_menu_and_the_pages_are_for_administrators(cast: Cast, admins: Admins) -> None:
    assert "/administration/" not in browser(cast.gail).get("/account/").content.decode()
    assert "/administration/" in browser(admins.ada).get("/account/").content.decode()
    for path in ("", "organisations/", "officers/", "appointments/", "tokens/", "enrol/"):
        assert browser(cast.gail).get(f"/administration/{path}").status_code == 403
        assert browser(admins.ada).get(f"/administration/{path}").status_code == 200
        assert browser(admins.ivy).get(f"/administration/{path}").status_code == 200
        nobody = browser(None).get(f"/administration/{path}")
        assert nobody.headers["Location"].startswith("/sign-in/")
    assert browser(admins.ada).get("/administration/open-organisation/").status_code == 403
    for path in ("/organisations", "/units", "/officers", "/appointments"):
        assert Machine(cast.gail).get(path).status_code == 403
        assert Machine(None).get(path).status_code == 401
    assert [one["key"] for one in Machine(admins.ada).get("/organisations").json()["items"]] == [
        "northshire"
    ]
    units = [one["key"] for one in Machine(admins.ada).get("/units?q=bolton").json()["items"]]
    assert units == ["n-bolton", "n-cs-bolton"]
    assert terminal(cast.gail, "establishment", "officers").output == "You do not administer any.\n"
    assert "n-bolton" in terminal(admins.ada, "establishment", "units").output
    assert "e-team" not in terminal(admins.ada, "establishment", "units").output


def test_each_page_says_what_it_shows(cast: Cast, admins: Admins) -> None:
    page = browser(admins.ivy)
    force = page.get("/administration/organisations/northshire/").content.decode()
    assert "Northshire Combined Authority, from 1 January 2019" in force
    assert "Edit organisation" in force
    own = browser(admins.ada).get("/administration/organisations/northshire/").content.decode()
    assert "Edit organisation" not in own
    assert "Open a unit" in own
    none = page.get("/administration/organisations/?q=zzz").content.decode()
    assert "No organisations match" in none
    given = {"name": "Northshire Police", "short_name": "NSP", "kind": "police_force",
             "nation": "ENG", "from_on": SINCE}  # fmt: skip
    edit_agency(actor=admins.ivy, agency=cast.gail.agency, **given)
    found = page.get("/administration/organisations/?q=nsp").content.decode()
    assert "Northshire Police" in found
    assert "Eastshire Police" not in found
    assert "No officers match" in page.get("/administration/officers/?q=zzz").content.decode()
    assert "No appointments yet" in page.get("/administration/appointments/").content.decode()
    assert page.get("/administration/officers/?q=gail").content.decode().count("gail-fernsby") >= 2


def test_a_successor_does_not_lose_its_earlier_predecessor(admins: Admins) -> None:
    wessex = {"key": "wessex", "name": "Wessex Police"}
    old, other = (
        open_agency(actor=admins.ivy, **(WESTSHIRE | {"key": key, "name": f"{key} Police"}))
        for key in ("first", "second")
    )
    new = open_agency(actor=admins.ivy, **(WESTSHIRE | wessex), succeeds=old)
    with pytest.raises(Refused, match="already replaces first Police"):
        close_agency(actor=admins.ivy, agency=other, until_on=TODAY, successor=new)
    new.refresh_from_db()
    assert new.succeeds == old
    close_agency(actor=admins.ivy, agency=old, until_on=TODAY, successor=new)
    assert close_agency(actor=admins.ivy, agency=other, until_on=TODAY).until_on == TODAY


def test_an_organisation_closes_after_what_ties_it_to_others(cast: Cast, admins: Admins) -> None:
    body = open_agency(actor=admins.ivy, **WESTSHIRE)
    region = Region.objects.create(key="west", name="West")
    begin_oversight(actor=admins.ivy, agency=body, body=cast.pol.agency, from_on=SINCE)
    join_region(actor=admins.ivy, agency=body, region=region, from_on=SINCE)
    appointment = appointed(
        actor=admins.ivy, officer=cast.hal.officer, agency=body, post="ACC", kind="force",
        from_on=SINCE,
    )  # fmt: skip
    with pytest.raises(Refused) as refused:
        close_agency(actor=admins.ivy, agency=body, until_on=TODAY)
    assert str(refused.value) == (
        "End or move these first: oversight by Northshire Combined Authority, membership of the "
        "region West, post ACC."
    )
    with pytest.raises(Refused, match="oversight of Northshire Police, oversight of Westshire"):
        close_agency(actor=admins.ivy, agency=cast.pol.agency, until_on=TODAY)
    end_oversight(actor=admins.ivy, agency=body, until_on=TODAY)
    leave_region(actor=admins.ivy, agency=body, until_on=TODAY)
    end_appointment(actor=admins.ivy, appointment=appointment, until_on=TODAY)
    close_post(actor=admins.ivy, post=appointment.post, until_on=TODAY)
    assert close_agency(actor=admins.ivy, agency=body, until_on=TODAY).until_on == TODAY


def test_the_log_keeps_each_fact_as_it_was_and_is_now(cast: Cast, admins: Admins) -> None:
    unit, force = cast.gail.unit, cast.gail.agency
    edit_unit(actor=admins.ada, unit=unit, name=unit.name, kind="desk",
              duty_contact=unit.duty_contact)  # fmt: skip
    with as_actor(cast.gail):
        told = notices_of(cast.gail)[0].event
    assert words(told) == (
        "Ada Pennick corrected the unit Challenger Bolton from “kind: investigation or district "
        "team; district: Bolton” to “kind: deconfliction desk; district: none”."
    )
    edit_agency(actor=admins.ivy, agency=force, name=force.name, short_name="N", kind=force.kind,
              nation="WLS", from_on=TODAY)  # fmt: skip
    with as_actor(admins.ivy):
        edited = Event.objects.get(verb="agency.edited")
    assert words(edited) == (
        "Ivy Sorrel corrected Northshire Police from “short name: NORTHSHIRE; nation: ENG; from "
        "on: 1 January 2019” to “short name: N; nation: WLS; from on: 1 March 2021”."
    )
