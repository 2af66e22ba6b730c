"""Correct a request before it is answered: edit."""

from datetime import UTC, date, datetime, timedelta

import pytest

from broadhurst.capabilities.deconfliction.models import Event as Planned
from broadhurst.capabilities.liaison.commands.accept import accept
from broadhurst.capabilities.liaison.commands.edit import edit
from broadhurst.capabilities.liaison.models import Request
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event as Audited
from broadhurst.foundation.geography.sphere import Point
from broadhurst.foundation.notices.queries import unread_count
from broadhurst.foundation.notices.words import words
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.liaison.story import asked
from tests.people import Cast

TYPED = "Typed the wrong house number."
STARTS = NOW + timedelta(days=3)
WHEN = {"starts_at": STARTS, "ends_at": STARTS + timedelta(hours=2)}
HERE, THERE = Point(53.48, -2.24), Point(53.58, -2.42)


def events_of(cast: Cast) -> dict[str, str]:
    with as_actor(cast.gail):
        return dict(Planned.objects.values_list("ref", "state"))


def test_was_and_now_and_the_reason_are_kept_and_the_other_lead_is_told(cast: Cast) -> None:
    request = asked(cast, what="Search number 7.")
    with as_actor(cast.len):
        before = unread_count()
    done = edit(actor=cast.gail, lead_request=request, what="Search number 9.", because=TYPED)
    assert done.stage == "asked"
    with as_actor(cast.len):
        assert words(Audited.objects.get(verb="request.edited")) == (
            f"Gail Fernsby corrected request {request.ref} on {request.ocg.ref} (execute a "
            "warrant): What is asked from “Search number 7.” to “Search number 9.”. "
            f"Reason: {TYPED}"
        )
        assert unread_count() == before + 1


def test_what_becomes_urgent_is_due_in_four_hours(cast: Cast) -> None:
    request = asked(cast)
    done = edit(
        actor=cast.gail, lead_request=request, what=request.what, is_urgent=True, because=TYPED
    )
    assert done.answer_due_at == datetime(2021, 3, 1, 13, 0, tzinfo=UTC)


def test_another_place_plans_the_event_again(cast: Cast) -> None:
    request = asked(cast, point=HERE, **WHEN)
    given = {"lead_request": request, "because": TYPED, **WHEN}
    edit(actor=cast.gail, what="Search the barn.", point=HERE, **given)
    assert events_of(cast) == {request.event_ref: "planned"}, "only the words were corrected"
    done = edit(actor=cast.gail, what="Search the barn.", point=THERE, **given)
    assert done.event_ref != request.event_ref
    assert events_of(cast) == {request.event_ref: "cancelled", done.event_ref: "planned"}
    with as_actor(cast.gail):
        assert Planned.objects.get(ref=done.event_ref).latitude == THERE.latitude


def test_a_place_that_is_taken_out_cancels_the_event(cast: Cast) -> None:
    request = asked(cast, point=HERE, **WHEN)
    done = edit(actor=cast.gail, lead_request=request, what=request.what, because=TYPED)
    assert done.event_ref == ""
    assert events_of(cast) == {request.event_ref: "cancelled"}


def test_the_rules(cast: Cast) -> None:
    ocg = cast.ocg()
    other, request = asked(cast, ocg, what="Search the barn."), asked(cast, ocg)
    unchanged = {"lead_request": request, "what": request.what, "because": TYPED}
    for changes, said in (
        ({}, "You have not changed anything"),
        ({"what": "Search a shed.", "because": " "}, "Enter a reason"),
        ({"what": "search the barn"}, f"The same request is open as {other.ref}"),
        ({"needed_on": date(2021, 2, 28)}, "must be today or later"),
        ({"what": "It is SECRET"}, "SECRET"),
        ({"point": HERE}, "Enter the place, start and end"),
    ):
        with pytest.raises(Refused, match=said):
            edit(actor=cast.gail, **(unchanged | changes))
    with pytest.raises(Refused, match="Only the lead who asked"):
        edit(actor=cast.len, **(unchanged | {"what": "Search a shed."}))
    accept(actor=cast.len, lead_request=request)
    with pytest.raises(Refused, match="is accepted"):
        edit(actor=cast.gail, **(unchanged | {"what": "Search a shed."}))


def test_page_api_and_terminal(cast: Cast) -> None:
    ocg = cast.ocg()
    one, two, three = (asked(cast, ocg, what=f"Search number {n}.") for n in (1, 2, 3))
    page, address = browser(cast.gail), f"/requests/{one.ref}/edit/"
    assert address in page.get(f"/requests/{one.ref}/").content.decode()
    assert address not in browser(cast.len).get(f"/requests/{one.ref}/").content.decode()
    assert "Search number 1." in page.get(address).content.decode()
    assert page.post(address, {"what": "Search number 1."}).status_code == 422
    answers = {"what": "Search number 4.", "because": TYPED}
    assert page.post(address, answers).status_code == 302
    assert "Search number 4." in browser(cast.len).get(f"/requests/{one.ref}/").content.decode()
    answer = Machine(cast.gail).post(
        f"/requests/{two.ref}/edit", what="Search number 5.", because=TYPED
    )
    assert answer.json()["what"] == "Search number 5.", answer.content
    done = terminal(
        cast.gail, "liaison", "edit", three.ref, "--needed-on", "2021-03-08", "--because", TYPED
    )
    assert done.exit_code == 0, done.output
    with as_actor(cast.gail):
        three = Request.objects.get(pk=three.pk)
        assert (three.what, three.needed_on) == ("Search number 3.", date(2021, 3, 8))


def test_a_request_for_something_else_is_asked_for_no_place(cast: Cast) -> None:
    request = asked(cast, kind="other", what="Attend the hub.")
    page = browser(cast.gail).get(f"/requests/{request.ref}/edit/").content.decode()
    assert "Attend the hub." in page
    assert "Where a warrant will be executed" not in page


def test_olive_may_not_see_it_and_nobody_signs_in(cast: Cast) -> None:
    path = f"/requests/{asked(cast).ref}/edit"
    given = {"what": "Search a shed.", "because": TYPED}
    assert browser(cast.olive).get(f"{path}/").status_code == 404
    assert Machine(cast.olive).post(path, **given).status_code == 404
    assert browser(None).get(f"{path}/").status_code == 302
    assert Machine(None).post(path).status_code == 401
