"""Tests for recording an inspectorate update: the only way its status changes."""

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from broadhurst.capabilities.inspections.commands.record_act import record_act
from broadhurst.capabilities.inspections.models import InspectorateAct
from broadhurst.capabilities.inspections.queries.reports import status_of
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.inspections.making import Room

SOURCE = "https://inspectors.example/register/1"


def recorded(room: Room, **changes: Any) -> InspectorateAct:
    given = {
        "finding": room.first, "agency": room.force, "acted_on": date(2021, 2, 20),
        "status": "being_progressed", "source": SOURCE,
    } | changes  # fmt: skip
    return record_act(actor=room.chas, **given)


def test_its_status_is_that_of_its_latest_act_and_ours_is_not_touched(room: Room) -> None:
    recorded(room)
    recorded(room, status="", text="We visited.", acted_on=date(2021, 2, 25))
    now = status_of(room.first, room.force)
    assert (now.ours, now.theirs) == ("awaiting_allocation", "being_progressed")
    recorded(room, status="complete", acted_on=date(2021, 2, 27))
    assert status_of(room.first, room.force).theirs == "complete"
    assert status_of(room.first, room.cast.rita.agency).theirs == ""


def test_every_objection(room: Room) -> None:
    recorded(room)
    with pytest.raises(Refused, match="already recorded"):
        recorded(room)
    with pytest.raises(Refused, match="today or earlier"):
        recorded(room, acted_on=date(2021, 3, 2))
    with pytest.raises(Refused, match="on or after the day the report was published"):
        recorded(room, acted_on=date(2021, 2, 17))
    with pytest.raises(Refused, match="or its comment, or both"):
        recorded(room, status="", text=" ")
    with pytest.raises(Refused, match="Only a policing body officer"):
        record_act(
            actor=room.cast.gail, finding=room.first, agency=room.force,
            acted_on=date(2021, 2, 20), status="complete", source=SOURCE,
        )  # fmt: skip


def test_an_act_is_never_changed(room: Room) -> None:
    act = recorded(room)
    rows = InspectorateAct.objects.filter(pk=act.pk)
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        rows.update(status="complete")
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        rows._raw_delete("default")


def test_page_api_and_terminal(room: Room) -> None:
    path, chas = f"/findings/{room.first.key}/record-act", room.chas
    answers = {
        "agency": "northshire", "acted_on": "2021-02-20", "status": "awaiting_review",
        "source": SOURCE,
    }  # fmt: skip
    assert browser(chas).post(path + "/", answers).status_code == 302
    page = browser(room.cast.olive).get(f"/findings/{room.first.key}/").content.decode()
    assert "awaiting review" in page
    answer = Machine(chas).post(path, **answers | {"acted_on": "2021-02-21"})
    assert answer.status_code == 201
    options = [f"--{k.replace('_', '-')}={v}" for k, v in answers.items() if k != "acted_on"]
    result = terminal(
        chas, "inspections", "record-act", room.first.key, "--acted-on=2021-02-22", *options
    )
    assert result.exit_code == 0, result.output
    assert Machine(chas).post(path, **answers).status_code == 409
    wrong = Machine(chas).post(path, **answers | {"agency": "eastshire"})
    assert wrong.status_code == 422
    assert browser(None).get(path + "/").status_code == 302
    assert Machine(None).post(path, **answers).status_code == 401
