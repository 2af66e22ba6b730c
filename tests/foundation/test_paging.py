"""Cursors of lists reveal nothing, and an invalid cursor does no harm."""

from typing import Any

import pytest
from django.db.models import QuerySet
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from broadhurst.capabilities.deconfliction.commands.withdraw_entry import withdraw_entry
from broadhurst.capabilities.deconfliction.models import Entry
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.agencies.models import Posting, Unit
from broadhurst.foundation.audit.models import Event, Notification
from broadhurst.foundation.doors.cursors import Place, opened, sealed
from broadhurst.foundation.doors.paging import page_by_key
from tests.deconfliction.fishing import asked
from tests.doors import Machine, browser
from tests.foundation.test_every_address import API, operations, routes
from tests.people import Cast

ODD = ("²", "٣", "1", "-1", "9" * 5000, "abc", "AAAA", "=", "%%", " ", "é" * 40, "null")
PLACE = Place(2600, "2026-11-25T18:00:00+00:00")


def entered(actor: Actor, number: int) -> Entry:
    asked(actor, phone=[f"07700 900{number:03}"])
    with as_actor(actor):
        return Entry.objects.order_by("-pk")[0]


def test_a_cursor_tells_neither_the_key_nor_how_many_there_are() -> None:
    first, last = Place(1, PLACE.value), Place(10**15, PLACE.value)
    assert "2600" not in sealed(PLACE, "a list")
    assert len(sealed(first, "a list")) == len(sealed(last, "a list"))
    assert sealed(PLACE, "a list") == sealed(PLACE, "a list")
    assert opened(sealed(PLACE, "a list"), "a list") == PLACE


def test_a_cursor_is_of_one_list_and_not_to_be_changed() -> None:
    cursor = sealed(PLACE, "a list")
    other = "B" if cursor[20] == "A" else "A"
    assert opened(cursor, "another list") is None
    assert opened(f"{cursor[:20]}{other}{cursor[21:]}", "a list") is None
    assert opened(cursor[:-4], "a list") is None


@given(st.text())
def test_any_text_is_no_cursor(text: str) -> None:
    assert opened(text, "a list") is None


def test_what_is_no_cursor_begins_a_page_at_the_top_and_is_refused_by_the_api(cast: Cast) -> None:
    for number in range(27):
        cast.ocg(name=f"Copper {number}")
    page, machine = browser(cast.gail), Machine(cast.gail)
    top = [row["ref"] for row in machine.get("/ocgs").json()["items"]]

    for after in ODD:
        shown = page.get("/ocgs/", {"after": after})
        refused = machine.client.get("/api/v1/ocgs", {"after": after})

        assert shown.status_code == 200, after
        assert all(ref in shown.content.decode() for ref in top), after
        assert refused.status_code == 422, after
        assert refused.json()["errors"][0]["field"] == "after", after


def test_no_list_of_the_site_or_the_api_fails_over_a_cursor(cast: Cast) -> None:
    """Request every URL without a reference, with an invalid cursor."""
    page, machine, methods = browser(cast.dot), Machine(cast.dot), operations()
    for route in routes():
        if "<" in route or "GET" not in methods.get(route, {"GET"}):
            continue
        client = machine.client if route.startswith(API) else page
        assert client.get(f"/{route}", {"after": "²"}).status_code < 500, route


def test_a_list_goes_on_behind_a_row_that_has_gone(cast: Cast) -> None:
    made = [entered(cast.gail, number).ref for number in range(27)]
    page = browser(cast.gail)
    first = page.get("/deconfliction/entered/")
    cursor = first.context["page"].next
    last_shown = first.context["page"].rows[-1]
    withdraw_entry(actor=cast.gail, entry=last_shown)

    second = page.get("/deconfliction/entered/", {"after": cursor})

    assert {one.ref for one in second.context["page"].rows} == {*made[:2]}


def through(rows: QuerySet[Any], by: str) -> list[Any]:
    """Yield the rows of a list by following the cursors, two to a page."""
    query, read = QueryDict(mutable=True), []
    while True:
        page = page_by_key(rows, query, by=by, size=2)
        read += page.rows
        if page.next is None:
            return read
        query["after"] = page.next


@pytest.mark.parametrize(
    ("model", "by"),
    [
        (Unit, "pk"),
        (Unit, "name"),
        (Posting, "-from_on"),
        (Event, "-at"),
        (Notification, "-event_id"),
    ],
)
def test_cursors_lead_through_a_list_by_whatever_it_is_ordered(
    cast: Cast, model: type[Any], by: str
) -> None:
    """Texts, dates, instants to the microsecond (all equal here) and numbers."""
    cast.ocg()
    down = "-" if by.startswith("-") else ""
    with as_actor(cast.gail):
        rows = model.objects.all()
        found = through(rows, by)
        assert found == list(rows.order_by(by, f"{down}pk"))
    assert found
