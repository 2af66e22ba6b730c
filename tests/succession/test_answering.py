"""What a force answers to the inspectorate goes to its successor, and what was published stays."""

from datetime import date, timedelta
from typing import Any

import pytest

from broadhurst.capabilities.commitments.models import Commitment
from broadhurst.capabilities.correspondence.commands.record_correspondence import (
    record_correspondence,
)
from broadhurst.capabilities.inspections.commands.clear import clear
from broadhurst.capabilities.inspections.commands.comment import comment
from broadhurst.capabilities.inspections.commands.correct_response import correct_response
from broadhurst.capabilities.inspections.commands.open_response import open_response
from broadhurst.capabilities.inspections.commands.publish import publish
from broadhurst.capabilities.inspections.commands.record_act import record_act
from broadhurst.capabilities.inspections.commands.set_our_status import set_our_status
from broadhurst.capabilities.inspections.commands.withdraw_response import withdraw_response
from broadhurst.capabilities.inspections.models import (
    Addressee,
    History,
    InspectorateAct,
    OurStatus,
    Publication,
    Response,
)
from broadhurst.capabilities.inspections.queries.opening import forces_to_answer_for, to_open
from broadhurst.capabilities.inspections.queries.reports import status_of
from broadhurst.capabilities.self_assessment.models import Assessment
from broadhurst.capabilities.succession.commands.carry_out import carry_out
from broadhurst.capabilities.succession.commands.rehearse import rehearse
from broadhurst.capabilities.succession.models import Succession
from broadhurst.capabilities.tasking.commands.record_direction import record_direction
from broadhurst.capabilities.tasking.models import Direction
from broadhurst.capabilities.tracking.commands.complete_milestone import complete_milestone
from broadhurst.capabilities.tracking.commands.set_next_step import set_next_step
from broadhurst.capabilities.tracking.models import Chaser, Milestone, NextStep
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor, actor_in
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.agencies.models import Agency, Oversight, Posting
from broadhurst.foundation.workflow import Refused
from tests.commitments.test_commitments import proposed
from tests.conftest import NOW
from tests.doors import Machine, browser
from tests.inspections.making import LETTER, Room, address, draft, make_room
from tests.people import SINCE, Cast
from tests.succession.test_succession import merged, merger
from tests.tracking.making import owned, planned

TODAY = NOW.date()
LATER = NOW + timedelta(hours=2)


@pytest.fixture
def room(cast: Cast) -> Room:
    return make_room(cast)


def merged_later(room: Room) -> Succession:
    with clock.set_to(LATER):
        return merged(room.cast, effective_on=LATER.date())


def again(actor: Actor) -> Actor:
    """Return an actor as the next request reads them."""
    posting = Posting.objects.select_related("officer", "unit__agency").get(pk=actor.posting.pk)
    return actor_in(posting)


def addressees(room: Room) -> set[str]:
    rows = Addressee.objects.filter(finding=room.first)
    return set(rows.values_list("agency__key", flat=True))


def test_a_response_that_is_being_written_goes_on_under_the_new_name(room: Room) -> None:
    response = room.invited()
    record_correspondence(
        actor=room.cast.pol, response=response, on_day=TODAY, direction="sent", party="hmicfrs",
        summary="Asked for the figures.",
    )  # fmt: skip
    done = merged_later(room)
    wanted = {"responses": 1, "correspondence": 1, "findings": 2, "kept_responses": 0}
    assert wanted.items() <= done.moved.items()
    with clock.set_to(LATER):
        assert room.fresh(response).force == done.successor
        chas, pol, clem = map(again, (room.chas, room.cast.pol, room.clem))
        comment(actor=chas, response=response, comments="The new force agrees.")
        for finding in (room.first, room.second):
            room.answered(response, finding)
        clear_and_publish(room, clem, response)
        assert Publication.objects.get().force == done.successor
        assert to_open(pol, TODAY) == []


def clear_and_publish(room: Room, clem: Actor, response: Response) -> None:
    address(actor=room.cast.pol, response=response, **LETTER)
    draft(actor=room.cast.pol, response=response, body_comments="We commend the staff.")
    clear(actor=clem, response=response, is_read=True)
    publish(actor=clem, response=room.fresh(response))


def test_a_finding_goes_with_its_owner_next_step_and_milestones(room: Room) -> None:
    owned(room)
    open_one, done_one = planned(room), planned(room, text="Course bought")
    complete_milestone(actor=room.chas, milestone=done_one, done_on=TODAY)
    set_next_step(actor=room.chas, finding=room.first, priority="high", text="Book the room.")
    Chaser.objects.create(
        finding=room.first, agency=room.force, milestone=open_one, moment="near",
        due_on=open_one.due_on, sent_at=NOW,
    )  # fmt: skip
    done = merged_later(room)
    assert (done.moved["findings"], done.moved["milestones"]) == (2, 1)
    assert addressees(room) == {"united", "nrocu"}
    for table in (Milestone, NextStep, Chaser):
        assert set(table.objects.values_list("agency", flat=True)) == {done.successor.pk}
    with clock.set_to(LATER):
        now = status_of(room.first, done.successor)
        assert (now.ours, now.owner) == ("in_progress", room.cast.cora.officer)
        page = browser(again(room.chas)).get(f"/findings/{room.first.key}/work/")
        assert "All LROs trained" in page.content.decode()
        assert "Book the room." in page.content.decode()
    old = OurStatus.objects.filter(finding=room.first, agency=room.force).latest("pk")
    new = OurStatus.objects.get(finding=room.first, agency=done.successor)
    assert (old.status, old.owner) == ("in_progress", room.cast.cora.officer)
    assert new.note == (f"Taken over from Northshire Police (in progress), succession {done.ref}.")
    kept = History.objects.filter(finding=room.first).latest("pk")
    assert kept.changes == [
        ["Addressed to", "Northern ROCU, Northshire Police", "Northern ROCU, United Shires Police"]
    ]


def test_a_finding_that_has_ended_stays_with_the_inspectorates_decision(room: Room) -> None:
    record_act(
        actor=room.chas, finding=room.first, agency=room.force, acted_on=TODAY,
        status="complete", text="", source="A letter of 1 March.",
    )  # fmt: skip
    done = merged_later(room)
    assert addressees(room) == {"northshire", "nrocu"}
    assert InspectorateAct.objects.get().agency == room.force
    wanted = {"findings": 1, "kept_findings": 1, "kept_decisions": 1}
    assert wanted.items() <= done.moved.items()


def test_a_published_response_stays_and_is_not_asked_for_again(room: Room) -> None:
    commitment = proposed(room, room.cast.pol)
    done = merged_later(room)
    wanted = {"responses": 0, "kept_responses": 1, "proposed_actions": 1, "kept_actions": 0}
    assert wanted.items() <= done.moved.items()
    assert Publication.objects.get().force == room.force
    with clock.set_to(LATER):
        pol, chas = again(room.cast.pol), again(room.chas)
        with as_actor(pol):
            assert to_open(pol, TODAY) == []
            assert forces_to_answer_for(pol, room.report, TODAY) == []
            assert Commitment.objects.get(pk=commitment.pk).force == done.successor
        with pytest.raises(Refused):
            open_response(actor=pol, report=room.report, force=done.successor)
        page = browser(chas).get(f"/reports/{room.report.ref}/").content.decode()
        assert Publication.objects.get().ref in page
        again_said = correct_response(actor=pol, response=room.response(), because="A slip.")
        assert again_said.force == room.force
    shown = browser(room.cast.system).get("/administration/organisations/united/").content.decode()
    assert "Took over from" in shown


def test_of_two_statuses_the_least_advanced_goes_on(room: Room) -> None:
    other = Agency.objects.get(key="eastshire")
    Addressee.objects.create(finding=room.first, agency=other)
    owned(room)
    set_our_status(
        actor=room.chas, finding=room.first, agency=room.force, status="pending_sign_off",
        note="Nearly there.", owner=room.cast.cora.officer,
    )  # fmt: skip
    OurStatus.objects.create(
        finding=room.first, agency=other, status="in_progress", set_at=NOW,
        set_by=room.cast.olive.officer, owner=room.cast.olive.officer,
    )  # fmt: skip
    done = merged_later(room)
    assert done.moved["findings"] == 2
    new = OurStatus.objects.get(agency=done.successor)
    assert (new.status, new.owner) == ("in_progress", room.cast.olive.officer)
    assert "Eastshire Police (in progress) and Northshire Police (pending sign off)" in new.note


def test_two_responses_to_one_report_stop_it(room: Room) -> None:
    other = Agency.objects.get(key="eastshire")
    Oversight.objects.create(force=other, body=room.cast.pol.agency, from_on=SINCE)
    Addressee.objects.create(finding=room.first, agency=other)
    room.open()
    second = open_response(actor=room.cast.pol, report=room.report, force=other)
    succession = merger(room.cast)
    stops(room, succession, "responses_twice", "There are 1 reports with two responses")
    withdraw_response(actor=room.cast.pol, response=second, because="One is enough.")
    rehearse(actor=room.cast.system, succession=succession)
    carry_out(actor=room.cast.system, succession=succession)


def test_two_assessments_of_one_day_stop_it(room: Room) -> None:
    for number, actor in enumerate((room.chas, room.cast.olive)):
        with as_actor(actor):
            Assessment.objects.create(
                ref=f"SA-{number}", agency=actor.agency, finding=room.first, judgement="met",
                why="Both sign.", assessed_on=TODAY, assessed_by=actor.officer, recorded_at=NOW,
            )  # fmt: skip
    stops(room, merger(room.cast), "assessed_twice", "assessed on the same day")


def stops(room: Room, succession: Succession, what: str, words: str) -> None:
    rehearsed = rehearse(actor=room.cast.system, succession=succession)
    assert rehearsed.rehearsed["stops"][what] == 1
    with pytest.raises(Refused, match=words):
        carry_out(actor=room.cast.system, succession=succession)


def test_a_direction_in_force_goes_too(room: Room) -> None:
    direction = record_direction(
        actor=room.cast.cora, recipient=room.force, given_on=date(2021, 2, 1),
        task="Find the drivers of three lorries.", grounds="No team could be agreed in time.",
    )  # fmt: skip
    done = merged_later(room)
    assert done.moved["directions"] == 1
    with clock.set_to(LATER), as_actor(again(room.cast.cora)):
        assert Direction.objects.get(pk=direction.pk).recipient == done.successor


def test_a_split_takes_no_finding(room: Room) -> None:
    room.open()
    done: Any = merged(
        room.cast, kind="part", predecessors=[room.force], units=[room.cast.gail.unit]
    )
    assert "findings" not in done.moved
    assert addressees(room) == {"northshire", "nrocu"}


def test_the_dry_run_says_what_moves_and_what_stays(room: Room) -> None:
    proposed(room, room.cast.pol)
    succession = rehearse(actor=room.cast.system, succession=merger(room.cast))
    page = browser(room.cast.system).get(f"/administration/successions/{succession.ref}/")
    text = page.content.decode()
    assert "Records that stay under the old name" in text
    assert "Published responses, with each correction" in text
    assert "Findings that have not ended, with owner, next step and status" in text
    assert "Northshire Combined Authority, for Northshire Police" in text
    counts = Machine(room.cast.system).get(f"/successions/{succession.ref}").json()["counts"]
    assert (counts["findings"], counts["kept_responses"]) == (2, 1)
    before = succession.rehearsed["counts"]
    assert carry_out(actor=room.cast.system, succession=succession).moved == before
