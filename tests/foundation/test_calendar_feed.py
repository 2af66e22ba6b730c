"""A calendar's private address: deadlines, meetings and events, with references for titles."""

from datetime import timedelta

import pytest
from django.test import Client
from icalendar import Calendar

from broadhurst.capabilities.establishment.commands.issue_token import issue_token
from broadhurst.capabilities.establishment.commands.revoke_token import revoke_token
from broadhurst.capabilities.tasking.commands.open_board import open_board
from broadhurst.capabilities.tasking.commands.schedule import schedule
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.agencies.models import ApiToken
from broadhurst.foundation.audit.models import Event
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.people import Cast
from tests.plans.written import a_plan, for_council

SITE = "http://localhost:8000"


def address(actor: Actor) -> str:
    made = issue_token(actor=actor, label="Outlook", days=30, opens="calendar").secret
    assert made.startswith(f"{SITE}/calendar/bhst_")
    return made.removeprefix(SITE)


def read(path: str) -> Calendar:
    answer = Client().get(path)
    assert answer.status_code == 200, path
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "private, no-cache"
    calendar = Calendar.from_ical(answer.content)
    assert isinstance(calendar, Calendar)
    return calendar


def summaries(path: str) -> set[str]:
    return {str(event["SUMMARY"]) for event in read(path).walk("VEVENT")}


def test_deadlines_and_meetings_are_in_it_with_references_alone(cast: Cast) -> None:
    ocg = cast.ocg(name="Pewter Bunting")
    action = for_council(cast, a_plan(cast, ocg))
    calendar = read(address(cast.connie))
    (entry,) = calendar.walk("VEVENT")
    assert str(entry["SUMMARY"]) == f"Deadline {action.ref}"
    assert str(entry["URL"]) == f"{SITE}/go/{action.ref}/"
    # The council answers within a week: a day, not an hour.
    assert repr(entry["DTSTART"].dt) == "datetime.date(2021, 3, 8)"
    text = calendar.to_ical().decode()
    assert "Pewter" not in text
    assert action.title not in text


def test_meetings_of_the_boards_that_an_officer_serves_are_in_it(cast: Cast) -> None:
    board = open_board(actor=cast.system, unit=cast.tess.unit, level="level_2", cadence_days=28)
    meeting = schedule(actor=cast.tess, board=board, at=NOW + timedelta(days=3))
    assert f"Meeting {meeting.ref}" in summaries(address(cast.tess))
    assert f"Meeting {meeting.ref}" not in summaries(address(cast.olive))


def test_the_entries_keep_their_identity_from_read_to_read(cast: Cast) -> None:
    for_council(cast, a_plan(cast, cast.ocg()))
    path = address(cast.connie)
    first = read(path).to_ical()
    with clock.set_to(NOW + timedelta(minutes=30)):
        assert read(path).to_ical() == first


def test_only_what_changed_is_logged_as_a_disclosure(cast: Cast) -> None:
    plan = a_plan(cast, cast.ocg())
    path = address(cast.connie)
    for _ in range(3):
        read(path)
    for_council(cast, plan)
    read(path)
    with as_actor(cast.connie):
        assert Event.objects.filter(verb="calendar.sent", kind="disclosure").count() == 2


def test_the_address_is_no_api_token_and_a_token_no_address(cast: Cast) -> None:
    secret = address(cast.gail).removeprefix("/calendar/").removesuffix(".ics")
    by_calendar = Client().get("/api/v1/me", headers={"Authorization": f"Bearer {secret}"})
    assert by_calendar.status_code == 401
    token = issue_token(actor=cast.gail, label="A program", days=30).secret
    assert Client().get(f"/calendar/{token}.ics").status_code == 404
    # Nor is a session: the address is read without one.
    assert browser(cast.gail).get("/calendar/none.ics").status_code == 404


def test_a_revoked_or_expired_address_is_gone_at_once(cast: Cast) -> None:
    path = address(cast.gail)
    assert Client().post(path).status_code in (403, 405)
    with clock.set_to(NOW + timedelta(days=31)):
        assert Client().get(path).status_code == 404
    with as_actor(cast.gail):
        token = ApiToken.objects.get(opens="calendar")
    revoke_token(actor=cast.gail, token=token)
    assert Client().get(path).status_code == 404


@pytest.mark.parametrize("name", ["olive", "pol"])
def test_a_calendar_has_nothing_that_its_officer_may_not_see(cast: Cast, name: str) -> None:
    ocg = cast.ocg()
    for_council(cast, a_plan(cast, ocg))
    text = read(address(getattr(cast, name))).to_ical().decode()
    assert ocg.ref not in text
    assert "ACT-" not in text


def test_an_address_is_made_at_three_doors(cast: Cast) -> None:
    page = browser(cast.gail)
    assert "Show deadlines in your calendar" in page.get("/account/").content.decode()
    form = page.get("/token/?opens=calendar").content.decode()
    chosen = form[form.index('value="calendar"') :].partition(">")[0]
    assert chosen.endswith(" checked")
    shown = page.post("/token/", {"opens": "calendar", "label": "Outlook", "days": "30"})
    assert f"{SITE}/calendar/bhst_" in shown.content.decode()
    assert "A calendar with deadlines" in page.get("/account/").content.decode()
    made = Machine(cast.gail).post("/tokens", opens="calendar", label="Phone", days=30).json()
    read(made["token"].removeprefix(SITE))
    words = ["establishment", "issue-token", "--opens", "calendar", "--label", "x", "--days", "1"]
    assert terminal(cast.gail, *words).output.startswith(f"{SITE}/calendar/")
