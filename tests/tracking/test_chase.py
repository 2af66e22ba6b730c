"""Tests for chasers and for the tasks of an owner."""

from datetime import date, timedelta

import pytest

from broadhurst.capabilities.inspections.models import Finding
from broadhurst.capabilities.tracking.commands.chase_findings import chase_findings
from broadhurst.capabilities.tracking.commands.edit_milestone import edit_milestone
from broadhurst.capabilities.tracking.jobs import chase
from broadhurst.capabilities.tracking.models import Chaser
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.notices.queries import unread
from broadhurst.foundation.notices.words import words
from broadhurst.foundation.workflow import Refused
from broadhurst.surfaces.home.queries import by_clock
from tests.conftest import NOW
from tests.doors import browser, terminal
from tests.inspections.making import Room
from tests.inspections.test_set_our_status import moved
from tests.tracking.making import owned, planned


def told(actor: Actor) -> list[str]:
    with as_actor(actor):
        return [words(one.event) for one in unread(actor) if one.event.verb.endswith(".chased")]


def test_an_owner_is_told_once_before_and_once_after(room: Room) -> None:
    system, cora = room.cast.system, room.cast.cora
    owned(room)
    milestone = planned(room, due_on=date(2021, 3, 6))
    assert chase_findings(actor=system) == 1
    assert chase_findings(actor=system) == 0
    assert told(cora) == [
        "The milestone “All LROs trained” of recommendation 1 is due on 6 March 2021."
    ]
    with clock.set_to(NOW + timedelta(days=6)):
        assert chase_findings(actor=system) == 1
        assert any("was due on 6 March 2021" in one for one in told(cora))
        # A new date is chased again.
        edit_milestone(
            actor=room.chas, milestone=milestone, text=milestone.text, due_on=date(2021, 3, 10),
            because="The course moved.",
        )  # fmt: skip
        assert chase_findings(actor=system) == 1


def test_a_deadline_is_chased_at_the_unit_that_owns_it(room: Room) -> None:
    Finding.objects.filter(pk=room.first.pk).update(due_on=date(2021, 3, 15))
    owned(room, owner_unit=room.cast.cora.unit)
    chase()
    assert "The deadline of recommendation 1" in told(room.cast.cora)[0]
    assert told(room.chas) == []
    page = browser(room.cast.cora).get("/notices/").content.decode()
    assert f"/reports/{room.report.ref}/" in page
    with clock.set_to(NOW + timedelta(days=20)):
        assert chase_findings(actor=room.cast.system) == 1
        assert any("was 15 March 2021" in one for one in told(room.cast.cora))


def test_nobody_is_chased_without_an_owner_or_once_the_work_has_ended(room: Room) -> None:
    Finding.objects.filter(pk__in=(room.first.pk, room.second.pk)).update(due_on=NOW.date())
    assert chase_findings(actor=room.cast.system) == 0
    owned(room)
    moved(room, "no_action", note="None is needed.")
    assert chase_findings(actor=room.cast.system) == 0
    assert Chaser.objects.count() == 0


def test_only_the_system_chases_and_it_can_be_run_by_hand(room: Room) -> None:
    with pytest.raises(Refused, match="Only an administrator"):
        chase_findings(actor=room.chas)
    run = terminal(room.cast.system, "tracking", "chase")
    assert run.output == "Sent: 0 notifications.\n", run.output
    assert terminal(room.chas, "tracking", "chase").exit_code == 1


def test_the_owner_has_the_finding_and_its_milestones_as_tasks(room: Room) -> None:
    Finding.objects.filter(pk=room.first.pk).update(due_on=date(2021, 4, 1))
    owned(room, owner=room.chas.officer)
    milestone = planned(room)
    planned(room, text="Far away", due_on=date(2021, 12, 1))

    def tasks(actor: Actor) -> list[str]:
        with as_actor(actor):
            return [one.task for one in by_clock(actor)]

    # Chas is the liaison officer too, and has the finding once.
    assert tasks(room.chas) == [
        "Complete milestone: All LROs trained",
        "Act on recommendation 1 of “Regional Organised Crime Units”",
    ]
    assert not any("milestone" in one for one in tasks(room.cast.cora))
    page = browser(room.chas).get("/").content.decode()
    assert f"/milestones/{milestone.ref}/" in page
