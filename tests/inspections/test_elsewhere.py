"""Tests for recording a response published elsewhere, with dates and address."""

from datetime import date
from typing import Any

import pytest

from broadhurst.capabilities.inspections.commands.correct_elsewhere import correct_elsewhere
from broadhurst.capabilities.inspections.commands.correct_response import correct_response
from broadhurst.capabilities.inspections.commands.open_response import open_response
from broadhurst.capabilities.inspections.commands.record_elsewhere import record_elsewhere
from broadhurst.capabilities.inspections.commands.record_sending import record_sending
from broadhurst.capabilities.inspections.figures.responses import responses_in_time
from broadhurst.capabilities.inspections.models import Publication, Report, Response
from broadhurst.capabilities.inspections.queries.waiting import waiting_for
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.figure import SEEN
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.inspections.making import Room, found, recorded
from tests.inspections.others import answers_for, body

URL = "https://northshire.example/response"


def old(room: Room) -> Report:
    """Record a report of 2 September 2020, whose last day was 27 October 2020."""
    return recorded(
        room.cast, room.inspectorate, key="old", title="An old report",
        published_on=date(2020, 9, 2),
    )  # fmt: skip


def kept(room: Room, report: Report, **changes: Any) -> Response:
    given = {
        "force": room.force, "published_on": date(2020, 11, 1), "url": URL,
        "sent_to_hmicfrs_on": date(2020, 11, 2),
    } | changes  # fmt: skip
    return record_elsewhere(actor=room.cast.pol, report=report, **given)


def test_it_keeps_the_real_dates_and_is_shown_as_late_and_as_published_elsewhere(
    room: Room,
) -> None:
    response = kept(room, old(room))
    one = Publication.objects.get()
    assert (one.published_on, one.due_on, one.is_late) == (
        date(2020, 11, 1), date(2020, 10, 27), True,
    )  # fmt: skip
    assert (response.cleared_by, response.sent_to_home_secretary_on) == (None, None)
    public = browser(None).get(f"/published/{one.ref}/").content.decode()
    for part in ("Published elsewhere", URL, "Late", "The last day was 27 October 2020"):
        assert part in public
    listed = browser(None).get("/published/").content.decode()
    assert "Published elsewhere 1 November 2020" in listed
    assert "The last day was 27 October 2020" in listed
    page = browser(room.cast.pol).get(f"/responses/{response.ref}/").content.decode()
    for part in ("Published elsewhere", "Late", URL, "2 November 2020"):
        assert part in page
    assert "Cleared" not in page
    assert "Late" in browser(room.cast.pol).get("/reports/").content.decode()
    assert (
        "Late" in browser(room.cast.olive).get(f"/reports/{response.report.ref}/").content.decode()
    )


def test_each_kind_of_response_is_corrected_by_its_own_form(room: Room) -> None:
    room.published()
    here, elsewhere = room.response(), kept(room, old(room))
    with pytest.raises(Refused, match="you cannot do this now"):
        correct_response(actor=room.cast.pol, response=elsewhere, because="A slip")
    with pytest.raises(Refused, match="you cannot do this now"):
        correct_elsewhere(
            actor=room.cast.pol, response=here, published_on=date(2020, 11, 2), url=URL,
            because="A slip",
        )  # fmt: skip
    pol = browser(room.cast.pol)
    assert pol.get(f"/responses/{elsewhere.ref}/correct/").status_code == 403
    assert pol.get(f"/responses/{here.ref}/correct-elsewhere/").status_code == 403


def test_the_cover_name_of_an_ocg_that_the_writer_cannot_see_is_stopped(room: Room) -> None:
    room.cast.ocg(name="Marble Heron")
    late = {"late_reason": "The team was busy with Marble Heron."}
    with pytest.raises(Refused, match="Marble Heron"):
        kept(room, old(room), **late)
    response = kept(room, Report.objects.get(key="old"), late_reason="The office was closed.")
    with pytest.raises(Refused, match="Marble Heron"):
        correct_elsewhere(
            actor=room.cast.pol, response=response, published_on=date(2020, 11, 2), url=URL,
            because="Marble Heron had been left out", late_reason="The office was closed.",
        )  # fmt: skip


def test_it_has_no_letter_here(room: Room) -> None:
    response = kept(room, old(room))
    for path in ("letter/", "letter.pdf"):
        assert browser(room.cast.pol).get(f"/responses/{response.ref}/{path}").status_code == 404
    assert browser(None).get(f"/published/{response.ref}/letter.pdf").status_code == 404
    assert Machine(room.cast.pol).get(f"/responses/{response.ref}/letter.pdf").status_code == 404


def test_it_counts_among_responses_in_time(room: Room) -> None:
    report = old(room)
    response = kept(room, report)
    assert responses_in_time(SEEN, None, clock.today()).value == 0
    newer = recorded(room.cast, room.inspectorate, key="newer", published_on=date(2020, 9, 20))
    kept(room, newer, published_on=date(2020, 11, 14), sent_to_hmicfrs_on=None)
    assert responses_in_time(SEEN, None, clock.today()).value == 50
    given = {"published_on": date(2020, 10, 27), "url": URL, "because": "The site says so."}
    correct_elsewhere(actor=room.cast.pol, response=response, **given)
    assert responses_in_time(SEEN, None, clock.today()).value == 100


def test_it_is_corrected_by_a_version_that_says_so(room: Room) -> None:
    response = kept(room, old(room))
    given = {"published_on": date(2020, 10, 20), "url": URL + "/2", "because": "A wrong date."}
    after = correct_elsewhere(actor=room.cast.pol, response=response, **given)
    first = browser(None).get(f"/published/{response.ref}/").content.decode()
    assert "Replaced" in first
    assert f"/published/{after.ref}/" in first
    second = browser(None).get(f"/published/{after.ref}/").content.decode()
    assert "because: A wrong date." in second
    assert "Late" not in second
    with pytest.raises(Refused, match="Version 2 of this response already exists"):
        correct_elsewhere(actor=room.cast.pol, response=response, **given)


def test_it_needs_no_other_response_and_no_chain(room: Room) -> None:
    report = old(room)
    found(room.cast, report, "1", "Do better.", due_on=None)
    response = kept(room, report)
    with pytest.raises(Refused, match="was published on 1 November 2020"):
        open_response(actor=room.cast.pol, report=report, force=room.force)
    with as_actor(room.cast.pol):
        about = [f"{one.ref} {one.about}" for one in waiting_for(room.cast.pol)]
    assert not [one for one in about if response.ref in one or report.title in one]
    record_sending(
        actor=room.cast.pol, response=response, to="home_secretary", sent_on=date(2020, 11, 3)
    )


def test_the_body_of_that_day_published_it(room: Room) -> None:
    successor = body(room.cast, "before", "PCC for Northshire")
    report = old(room)
    room.force.overseen_by.all().delete()  # The authority took over on 1 December 2020.
    answers_for(successor, room.force)
    answers_for(room.cast.pol.agency, room.force, since=date(2020, 12, 1))
    response = kept(room, report)
    assert Publication.objects.get().body == successor
    record_sending(
        actor=room.cast.pol, response=response, to="home_secretary", sent_on=date(2020, 11, 3)
    )


def test_every_objection(room: Room) -> None:
    report = old(room)
    with pytest.raises(Refused) as refused:
        kept(room, report, published_on=date(2021, 3, 2), url="javascript:alert(1)")
    said = " ".join(refused.value.objections)
    for part in (
        "publication date that is today or earlier",
        "https://",
        "on or after the publication date",
    ):
        assert part in said
    with pytest.raises(Refused, match="The report was published on 2 September 2020"):
        kept(room, report, published_on=date(2020, 9, 1))
    with pytest.raises(Refused, match="Only an officer of a local policing body"):
        record_elsewhere(
            actor=room.cast.gail, report=report, force=room.force, url=URL,
            published_on=date(2020, 11, 1),
        )  # fmt: skip


def test_page_api_and_terminal(room: Room) -> None:
    pol = room.cast.pol
    answers = {"force": "northshire", "published_on": "2021-02-25", "url": URL}
    one, two = old(room), recorded(room.cast, room.inspectorate, key="two")
    path = f"/reports/{room.report.ref}/record-elsewhere"
    made = browser(pol).post(path + "/", answers)
    assert made.status_code == 302
    assert made["Location"].startswith("/responses/RSP-")
    answer = Machine(pol).post(f"/reports/{one.ref}/record-elsewhere", **answers)
    assert (answer.status_code, answer.json()["is_late"]) == (201, True)
    result = terminal(
        pol, "inspections", "record-elsewhere", two.ref, "--force=northshire",
        "--published-on=2021-02-26", f"--url={URL}",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    ref = answer.json()["ref"]
    path = f"/responses/{ref}/correct-elsewhere"
    corrected = {"published_on": "2020-10-20", "url": URL, "because": "A wrong date."}
    assert browser(pol).get(path + "/").status_code == 200
    changed = Machine(pol).post(path, **corrected)
    assert (changed.status_code, changed.json()["version"]) == (201, 2)
    ref = changed.json()["ref"]
    result = terminal(
        pol, "inspections", "correct-elsewhere", ref, "--url=https://n.example", "--because=Moved."
    )
    assert result.exit_code == 0, result.output
    for who in (room.cast.olive, room.cast.gail):
        assert (
            browser(who).post(f"/responses/{ref}/correct-elsewhere/", corrected).status_code == 404
        )
        assert Machine(who).post(f"/responses/{ref}/correct-elsewhere").status_code == 404
        assert (
            Machine(who).post(f"/reports/{one.ref}/record-elsewhere", **answers).status_code == 422
        )
    assert browser(None).get(path + "/").status_code == 302
