"""Tests for naming the officer or unit that acts on a finding."""

import pytest

from broadhurst.capabilities.inspections.commands.assign_finding import assign_finding
from broadhurst.capabilities.inspections.models import OurStatus
from broadhurst.capabilities.inspections.queries.reports import status_of
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.notices.queries import unread
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.inspections.making import Room
from tests.inspections.test_set_our_status import moved


def test_an_owner_starts_the_work_and_is_notified(room: Room) -> None:
    cora = room.cast.cora
    assign_finding(actor=room.chas, finding=room.first, agency=room.force, owner=cora.officer)
    now = status_of(room.first, room.force)
    assert (now.ours, now.owner_name) == ("in_progress", cora.officer.name)
    with as_actor(cora):
        assert [one.event.verb for one in unread(cora)] == ["finding.assigned"]


def test_a_unit_owns_it_instead_and_later_statuses_keep_it(room: Room) -> None:
    unit = room.cast.cora.unit
    given = {"actor": room.chas, "finding": room.first, "agency": room.force}
    assign_finding(**given, owner_unit=unit)
    moved(room, "pending_sign_off")
    assert status_of(room.first, room.force).owner_unit == unit
    moved(room, "closure_requested", owner=room.chas.officer)
    now = status_of(room.first, room.force)
    assert (now.owner, now.owner_unit) == (room.chas.officer, None)
    page = browser(room.cast.gail).get(f"/findings/{room.first.key}/").content.decode()
    assert f"Owner: {unit.name}" in page


def test_every_objection(room: Room) -> None:
    given = {"finding": room.first, "agency": room.force}
    with pytest.raises(Refused, match="Name an officer or a unit, not both"):
        assign_finding(actor=room.chas, owner=room.chas.officer, owner_unit=room.chas.unit, **given)
    with pytest.raises(Refused, match="Name a different owner"):
        assign_finding(actor=room.chas, **given)
    with pytest.raises(Refused, match="Only an inspectorate liaison officer"):
        assign_finding(actor=room.cast.rita, owner=room.cast.rita.officer, **given)
    moved(room, "no_action", note="None is needed.")
    with pytest.raises(Refused, match="Reopen it"):
        assign_finding(actor=room.chas, owner=room.chas.officer, **given)


def test_an_assigned_finding_that_was_reopened_is_in_progress(room: Room) -> None:
    moved(room, "no_action", "reopened", note="Why.")
    assign_finding(actor=room.chas, finding=room.first, agency=room.force, owner=room.chas.officer)
    assert status_of(room.first, room.force).ours == "in_progress"


def test_page_api_and_terminal(room: Room) -> None:
    path, chas = f"/findings/{room.first.key}/assign", room.chas
    page = browser(chas).get(f"/findings/{room.first.key}/").content.decode()
    assert f"{path}/" in page
    sent = {"agency": "northshire", "owner": "chas-mellowship"}
    assert browser(chas).post(f"{path}/", sent).status_code == 302
    sent = {"agency": "northshire", "owner_unit": "n-command"}
    answer = Machine(chas).post(path, **sent)
    assert (answer.json()["owner"], answer.json()["owner_unit"]) == (None, "n-command")
    run = terminal(
        chas, "inspections", "assign-finding", room.first.key, "--agency=northshire",
        "--owner=chas-mellowship",
    )  # fmt: skip
    assert run.exit_code == 0, run.output
    assert OurStatus.objects.count() == 3
    # The officers and units of other organisations are not offered, and others see no link.
    refused = Machine(room.cast.gail).post(path, **sent)
    assert refused.status_code in (409, 422)
    page = browser(room.cast.gail).get(f"/findings/{room.first.key}/").content.decode()
    assert f"{path}/" not in page
