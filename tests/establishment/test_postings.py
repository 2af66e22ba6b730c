"""Postings and appointments: units, roles and dates."""

from datetime import timedelta

import pytest

from broadhurst.capabilities.establishment.commands.change_posting import change_posting
from broadhurst.capabilities.establishment.commands.close_account import close_account
from broadhurst.capabilities.establishment.commands.close_unit import close_unit
from broadhurst.capabilities.establishment.commands.edit_officer import edit_officer
from broadhurst.capabilities.establishment.commands.end_posting import end_posting
from broadhurst.capabilities.establishment.commands.open_unit import open_unit
from broadhurst.capabilities.establishment.commands.post import post
from broadhurst.capabilities.establishment.commands.reset_password import reset_password
from broadhurst.capabilities.register.commands.name_lead import name_lead
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.agencies.models import Officer, Posting
from broadhurst.foundation.notices.queries import notices_of
from broadhurst.foundation.notices.words import words
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.establishment.admins import ORGANISATION, SERVICE, TODAY, Admins
from tests.people import SINCE, Cast

NEW = {"unit": "n-occu", "title": "OCG coordinator", "from_on": str(TODAY)}


def latest(officer: Officer) -> Posting:
    return Posting.objects.filter(officer=officer).latest("pk")


def test_post_at_every_door(cast: Cast, admins: Admins) -> None:
    page = browser(admins.ada).post(
        "/administration/officers/gail-fernsby/post/", NEW | {"roles": ["coordinator"]}
    )
    assert page.status_code == 302
    assert latest(cast.gail.officer).roles == ["coordinator"]
    made = Machine(admins.ada).post("/officers/len-oakapple/post", **NEW, roles=["moderator"])
    assert (made.status_code, made.json()["roles"]) == (201, ["moderator"])
    said = ["cora-plumstead", "n-bolton", "--title", "DC", "--from-on", str(TODAY)]
    done = terminal(admins.ada, "establishment", "post", *said, "--roles", "investigator")
    assert done.exit_code == 0, done.output


def test_a_unit_is_chosen_by_its_name_and_organisation(cast: Cast, admins: Admins) -> None:
    asked = browser(admins.ivy).get("/administration/officers/gail-fernsby/post/")
    assert "Challenger Bolton, Northshire Police" in asked.content.decode()


def test_change_posting_at_every_door_holds_at_once(cast: Cast, admins: Admins) -> None:
    ref = cast.gail.posting.ref
    page = browser(admins.ada).post(
        f"/administration/postings/{ref}/change/", {"title": "DCI", "roles": ["chief_officer"]}
    )
    assert page.status_code == 302
    assert Machine(cast.gail).get("/me").json()["roles"] == ["chief_officer"]
    said = ["establishment", "change-posting", ref, "--title", "DCI, Bolton"]
    done = terminal(admins.ada, *said)
    assert done.exit_code == 0, done.output
    changed = Machine(admins.ada).post(f"/postings/{ref}/change", title="DI", roles=["desk"])
    assert changed.json()["roles"] == ["desk"]
    kept = Machine(admins.ada).post(f"/postings/{ref}/change", title="DCI")
    assert (kept.json()["title"], kept.json()["roles"]) == ("DCI", ["desk"])


def test_an_ended_posting_is_closed_at_the_next_request(cast: Cast, admins: Admins) -> None:
    page, machine, ocg = browser(cast.gail), Machine(cast.gail), cast.ocg()
    at = f"/administration/postings/{cast.gail.posting.ref}/end/"
    assert "is SIO of 1 OCG for Challenger Bolton" in browser(admins.ada).get(at).content.decode()
    refused = browser(admins.ada).post(at, {"until_on": str(TODAY)})
    assert "still has 1 OCG to lead" in refused.content.decode()
    with clock.set_to(NOW + timedelta(minutes=1)):
        new = {"role": "sio", "officer": cast.ned.officer, "because": "Gail leaves"}
        name_lead(actor=cast.gail, ocg=ocg, **new)
    assert browser(admins.ada).post(at, {"until_on": str(TODAY)}).status_code == 302
    assert page.get(f"/ocgs/{ocg.ref}/").headers["Location"].startswith("/sign-in/")
    assert machine.get("/me").status_code == 401
    assert terminal(cast.gail, "waiting").exit_code == 1


def test_a_posting_that_ends_later_is_open_until_that_day(cast: Cast, admins: Admins) -> None:
    until = TODAY + timedelta(days=7)
    ended = Machine(admins.ada).post(f"/postings/{cast.gail.posting.ref}/end", until_on=str(until))
    assert ended.json()["until_on"] == str(until)
    assert Machine(cast.gail).get("/me").status_code == 200
    page = browser(cast.gail)
    with clock.set_to(NOW + timedelta(days=7)):
        assert Machine(cast.gail).get("/me").status_code == 401
        assert page.get("/ocgs/").status_code == 302
    with pytest.raises(Refused, match="already ends on 08 March 2021"):
        end_posting(actor=admins.ada, posting=cast.gail.posting, until_on=until)


def test_end_posting_at_the_terminal_warns_first(cast: Cast, admins: Admins) -> None:
    cast.ocg()
    later = str(TODAY + timedelta(days=7))
    said = ["establishment", "end-posting", cast.gail.posting.ref, "--until-on", later]
    assert "is SIO of 1 OCG" in terminal(admins.ada, *said).output
    assert terminal(admins.ada, *said, "--anyway").exit_code == 0


def test_a_posting_can_end_on_the_day_it_begins(cast: Cast, admins: Admins) -> None:
    made = post(actor=admins.ada, officer=cast.len.officer, unit=cast.mo.unit, title="Error",
                roles=[], from_on=TODAY)  # fmt: skip
    with pytest.raises(Refused, match="begins on"):
        end_posting(actor=admins.ada, posting=made, until_on=TODAY - timedelta(days=1))
    assert end_posting(actor=admins.ada, posting=made, until_on=TODAY).until_on == TODAY


def test_an_administrator_gives_no_access_and_takes_none(cast: Cast, admins: Admins) -> None:
    """Administrators cannot post themselves, and their postings have no other role."""
    mine = {"officer": admins.ada.officer, "title": "x", "from_on": TODAY}
    for roles in (["investigator"], []):
        with pytest.raises(Refused, match="You cannot post yourself"):
            post(actor=admins.ada, unit=cast.gail.unit, roles=roles, **mine)
    with pytest.raises(Refused, match="You cannot post yourself"):
        change_posting(
            actor=admins.ada, posting=admins.ada.posting, title="x", roles=["investigator"]
        )
    with pytest.raises(Refused, match="You cannot post yourself"):
        end_posting(actor=admins.ivy, posting=admins.ivy.posting, until_on=TODAY)
    for role in (ORGANISATION, SERVICE):
        with pytest.raises(Refused, match="has no other role"):
            post(actor=admins.ivy, officer=cast.len.officer, unit=cast.len.unit, title="x",
                 roles=[role, "investigator"], from_on=TODAY)  # fmt: skip
        with pytest.raises(Refused, match="Only an administrator of the service can make"):
            post(actor=admins.ada, officer=cast.len.officer, unit=cast.len.unit, title="x",
                 roles=[role], from_on=TODAY)  # fmt: skip
        page = browser(admins.ada).get("/administration/officers/len-oakapple/post/")
        assert f'value="{role}"' not in page.content.decode()


def test_an_administrator_sees_no_ocg_of_the_unit_they_are_posted_to(
    cast: Cast, admins: Admins
) -> None:
    ocg = cast.ocg()
    assert admins.ada.unit == cast.gail.unit
    for actor in (admins.ada, admins.ivy):
        assert browser(actor).get(f"/ocgs/{ocg.ref}/").status_code == 404
        assert Machine(actor).get(f"/ocgs/{ocg.ref}").status_code == 404
        assert terminal(actor, "timeline", ocg.ref).exit_code == 1
        assert "Copper Heron" not in browser(actor).get("/ocgs/").content.decode()
    assert browser(cast.gail).get(f"/ocgs/{ocg.ref}/").status_code == 200


def test_the_administrators_are_told_of_a_new_one(cast: Cast, admins: Admins) -> None:
    made = post(actor=cast.system, officer=cast.len.officer, unit=admins.ivy.unit, title="Second",
                roles=[SERVICE], from_on=TODAY)  # fmt: skip
    with as_actor(admins.ivy):
        told = notices_of(admins.ivy)[0]
        assert words(told.event).endswith("Administrator of the service.")
    with pytest.raises(Refused, match="change an administrator's posting"):
        change_posting(actor=admins.ada, posting=admins.ada.officer.postings.get(), title="x",
                       roles=[])  # fmt: skip
    assert end_posting(actor=admins.ivy, posting=made, until_on=TODAY).until_on == TODAY


def test_who_must_not_change_a_posting(cast: Cast, admins: Admins) -> None:
    posting = cast.gail.posting
    for actor in (cast.len, admins.fay):
        for verb in ("change", "end"):
            at = f"/administration/postings/{posting.ref}/{verb}/"
            assert browser(actor).get(at).status_code == 404
            assert Machine(actor).post(f"/postings/{posting.ref}/{verb}").status_code == 404
        said = ["establishment", "end-posting", posting.ref, "--until-on", str(TODAY)]
        assert terminal(actor, *said).exit_code == 1
        with pytest.raises(Refused, match=r"Only an administrator|your own organisation"):
            end_posting(actor=actor, posting=posting, until_on=TODAY)
        with pytest.raises(Refused, match=r"Only an administrator|your own organisation"):
            change_posting(actor=actor, posting=posting, title="x", roles=[])
        for unit in (cast.gail.unit, cast.olive.unit):
            with pytest.raises(Refused, match=r"Only an administrator|your own organisation"):
                post(actor=actor, officer=cast.mo.officer, unit=unit, title="x", roles=[],
                     from_on=TODAY)  # fmt: skip
    for ref in (str(posting.pk), "0", "x", "9" * 30, "-1"):
        assert browser(admins.ivy).get(f"/administration/postings/{ref}/end/").status_code == 404
        assert Machine(admins.ivy).post(f"/postings/{ref}/end").status_code == 404


def test_nobody_posts_or_changes_the_system_itself(cast: Cast, admins: Admins) -> None:
    """With a second posting the system could write no more notifications."""
    system = cast.system.officer
    given = {"unit": admins.ivy.unit, "title": "x", "roles": [], "from_on": TODAY}
    for attempt in (
        lambda: post(actor=admins.ivy, officer=system, **given),
        lambda: change_posting(actor=admins.ivy, posting=cast.system.posting, title="x", roles=[]),
        lambda: end_posting(actor=admins.ivy, posting=cast.system.posting, until_on=TODAY),
        lambda: edit_officer(actor=admins.ivy, officer=system, name="x"),
        lambda: close_account(actor=admins.ivy, officer=system, reason="x"),
        lambda: reset_password(actor=admins.ivy, officer=system),
    ):
        with pytest.raises(Refused, match="system's own account cannot be changed"):
            attempt()
    own = {"unit": admins.ivy.unit.key, "title": "x", "from_on": str(TODAY)}
    at = f"/administration/officers/{system.username}/post/"
    assert browser(admins.ivy).post(at, own).status_code == 404
    assert Machine(admins.ivy).post(f"/officers/{system.username}/post", **own).status_code == 404
    assert terminal(admins.ivy, "establishment", "end-posting", cast.system.posting.ref,
                    "--until-on", str(TODAY)).exit_code == 1  # fmt: skip
    listed = Machine(admins.ivy).get("/officers").json()["items"]
    assert system.username not in [one["username"] for one in listed]
    assert "Broadhurst: System" not in terminal(admins.ivy, "establishment", "postings").output


def test_a_posting_does_not_end_in_the_past(cast: Cast, admins: Admins) -> None:
    """Otherwise the record would not say who acted in it since that day."""
    past = TODAY - timedelta(days=1)
    with pytest.raises(Refused, match="cannot end in the past"):
        end_posting(actor=admins.ada, posting=cast.gail.posting, until_on=past)


def test_the_officer_and_the_unit_are_told_of_a_posting_and_of_a_change(
    cast: Cast, admins: Admins
) -> None:
    made = post(actor=admins.ada, officer=cast.mo.officer, unit=cast.gail.unit, title="DC",
                roles=[], from_on=TODAY)  # fmt: skip
    posted = "Ada Pennick posted Mo Tealeaf to Challenger Bolton as DC."
    for who in (cast.mo, cast.gail):
        with as_actor(who):
            assert words(notices_of(who)[0].event) == posted
    change_posting(actor=admins.ada, posting=made, title="DC", roles=["investigator"])
    for who in (cast.mo, cast.gail):
        with as_actor(who):
            assert notices_of(who)[0].event.verb == "posting.changed"
    with as_actor(cast.olive):
        assert "posting.changed" not in [one.event.verb for one in notices_of(cast.olive)]


def test_a_posting_ends_with_its_unit_or_before(cast: Cast, admins: Admins) -> None:
    unit = open_unit(actor=admins.ada, agency=cast.gail.agency, key="brief", name="Brief team",
                     kind="team", duty_contact="Desk, 0161 496 0100", from_on=SINCE)  # fmt: skip
    closes = TODAY + timedelta(days=30)
    close_unit(actor=admins.ada, unit=unit, until_on=closes)
    given = {"actor": admins.ada, "officer": cast.mo.officer, "unit": unit, "title": "DC",
             "roles": [], "from_on": TODAY}  # fmt: skip
    for late in (None, closes + timedelta(days=1)):
        with pytest.raises(Refused, match="closes on 31 March 2021"):
            post(until_on=late, **given)
    assert post(until_on=closes, **given).until_on == closes
