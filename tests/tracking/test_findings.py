"""Tests for the list of findings by organisation, with both statuses."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from broadhurst.capabilities.inspections.commands.correct_our_status import correct_our_status
from broadhurst.capabilities.inspections.models import Finding
from broadhurst.capabilities.inspections.queries.reports import statuses
from broadhurst.capabilities.inspections.queries.tracked import to_act_on, tracked
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.inspections.making import Room, found
from tests.inspections.test_record_act import recorded
from tests.inspections.test_set_our_status import STEPS, moved


def both_say_the_same(room: Room) -> None:
    """The list must say what `statuses` says of each finding and organisation."""
    with as_actor(room.chas):
        each: list[Any] = [one for rows in statuses(Finding.objects.all()).values() for one in rows]
        rows: dict[Any, Any] = {(row.finding_id, row.agency_id): row for row in tracked()}
        open_now = {(row.finding_id, row.agency_id) for row in tracked().filter(to_act_on())}
    for one in each:
        key = (one.finding.pk, one.agency.pk)
        row = rows[key]
        assert (row.ours, row.theirs) == (one.ours, one.theirs)
        assert row.owner == (one.owner.name if one.owner else "")
        assert (key in open_now) == one.is_to_act_on


def test_the_list_says_what_the_finding_s_page_says(room: Room) -> None:
    both_say_the_same(room)
    for status in STEPS:
        moved(room, status, owner=room.chas.officer)
        both_say_the_same(room)
    recorded(room, status="complete", acted_on=date(2021, 2, 27))
    both_say_the_same(room)
    moved(room, "closed")
    moved(room, "reopened", "in_progress", note="Again.")
    both_say_the_same(room)
    with clock.set_to(NOW + timedelta(days=2)):
        recorded(room, status="superseded", acted_on=date(2021, 3, 3))
        both_say_the_same(room)


def test_a_reopening_set_in_error_does_not_reopen(room: Room) -> None:
    recorded(room, status="complete", acted_on=date(2021, 2, 27))
    moved(room, "no_action", note="None.")
    moved(room, "reopened", note="Oops.")
    correct_our_status(
        actor=room.chas, finding=room.first, agency=room.force, status="pending_sign_off",
        because="The wrong finding.",
    )  # fmt: skip
    both_say_the_same(room)
    with as_actor(room.chas):
        assert next(one for one in statuses([room.first])[room.first.pk]).is_ended


def test_it_is_filtered_by_both_statuses_organisation_and_kind(room: Room) -> None:
    moved(room, "no_action", note="None.")
    api = Machine(room.chas)

    def keys(query: str) -> list[str]:
        return [one["finding"] for one in api.get(f"/findings?{query}").json()["items"]]

    assert keys("ours=no_action") == [room.first.key]
    assert room.first.key in keys("theirs=none")
    assert keys("theirs=complete") == []
    assert set(keys("organisation=northshire")) == {room.first.key, room.second.key}
    assert keys("kind=area_for_improvement") == []
    assert room.first.key in keys("q=work+effectively")
    assert api.get("/findings?ours=gone").status_code == 422
    page = browser(room.chas).get("/findings/?tab=all&ours=no_action").content.decode()
    assert "No action" in page or "no action" in page
    output = terminal(room.chas, "tracking", "findings", "--ours=no_action").output
    assert output.startswith(f"{room.first.key}  Northshire Police: no action.")


@pytest.mark.parametrize("who", ["gail", "olive", "pol"])
def test_everyone_who_signs_in_can_read_it(room: Room, who: str) -> None:
    assert browser(getattr(room.cast, who)).get("/findings/?tab=all").status_code == 200
    assert browser(None).get("/findings/").status_code == 302


def test_its_queries_do_not_grow_with_its_rows(room: Room) -> None:
    def queries() -> int:
        chas = browser(room.chas)
        chas.get("/findings/?tab=all")
        with CaptureQueriesContext(connection) as caught:
            chas.get("/findings/?tab=all")
        return len(caught)

    before = queries()
    for number in range(5, 15):
        found(room.cast, room.report, str(number), f"Do {number}.")
    assert queries() == before
