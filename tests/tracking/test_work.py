"""Tests for next steps and milestones, at the page, the API and the terminal."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from broadhurst.capabilities.inspections.commands.withdraw_finding import withdraw_finding
from broadhurst.capabilities.inspections.queries.reports import status_of
from broadhurst.capabilities.tracking.commands.add_milestone import add_milestone
from broadhurst.capabilities.tracking.commands.complete_milestone import complete_milestone
from broadhurst.capabilities.tracking.commands.edit_milestone import edit_milestone
from broadhurst.capabilities.tracking.commands.reopen_milestone import reopen_milestone
from broadhurst.capabilities.tracking.commands.set_next_step import set_next_step
from broadhurst.capabilities.tracking.commands.withdraw_milestone import withdraw_milestone
from broadhurst.capabilities.tracking.models import Milestone, MilestoneChange, NextStep
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.inspections.making import Room, found
from tests.inspections.test_set_our_status import moved
from tests.tracking.making import DUE, owned, planned


def test_the_latest_next_step_counts_and_the_earlier_ones_stay(room: Room) -> None:
    given = {"actor": room.chas, "finding": room.first}
    set_next_step(**given, priority="low", text="Ask the ROCU.")
    set_next_step(**given, priority="high", text="Train each LRO.")
    page = browser(room.cast.gail).get(f"/findings/{room.first.key}/work/").content.decode()
    assert page.index("Train each LRO.") < page.index("Earlier next steps")
    assert page.index("Earlier next steps") < page.index("Ask the ROCU.")
    rows = Machine(room.chas).get("/findings?organisation=northshire&priority=high").json()
    assert [(one["finding"], one["next_step"]) for one in rows["items"]] == [
        (room.first.key, "Train each LRO.")
    ]
    with pytest.raises(DatabaseError), transaction.atomic():
        NextStep.objects.update(text="Other.")


def test_the_owner_may_plan_and_others_may_not(room: Room) -> None:
    path = f"/findings/{room.first.key}"
    sent = {"priority": "high", "text": "Train each LRO."}
    refused = Machine(room.cast.cora).post(f"{path}/set-next-step", **sent)
    assert refused.status_code == 409
    assert "Only the owner of the finding" in refused.content.decode()
    assert "set-next-step" not in browser(room.cast.cora).get(f"{path}/work/").content.decode()
    owned(room)
    assert "set-next-step" in browser(room.cast.cora).get(f"{path}/work/").content.decode()
    assert Machine(room.cast.cora).post(f"{path}/set-next-step", **sent).status_code == 201
    # Somebody of another organisation plans for their own, and never for this one.
    assert Machine(room.cast.olive).post(f"{path}/set-next-step", **sent).status_code == 409
    assert browser(None).get(f"{path}/work/").status_code == 302


def test_an_ended_or_withdrawn_finding_takes_no_more_work(room: Room) -> None:
    moved(room, "no_action", note="None is needed.")
    with pytest.raises(Refused, match="Reopen it"):
        planned(room)
    withdraw_finding(actor=room.cast.pol, finding=room.second, because="In error.")
    with pytest.raises(Refused, match="or it was withdrawn"):
        planned(room, finding=room.second)
    with pytest.raises(Refused, match="on or after the day the report"):
        planned(room, finding=found(room.cast, room.report, "3", "Do."), due_on=date(2020, 1, 1))


def test_a_milestone_keeps_each_change_with_its_reason(room: Room) -> None:
    milestone = add_milestone(
        actor=room.chas, finding=room.first, text="All LROs trained", due_on=DUE
    )
    path = f"/milestones/{milestone.ref}"
    chas, api = browser(room.chas), Machine(room.chas)
    sent = {"text": "All LROs trained", "due_on": "2021-03-27", "because": "The course moved."}
    assert chas.post(f"{path}/edit/", sent).status_code == 302
    assert api.post(f"{path}/complete", done_on="2021-02-26").json()["done_by"] == (
        "Chas Mellowship"
    )
    assert api.post(f"{path}/edit", text="x", because="y").status_code == 409
    reopened = reopen_milestone(actor=room.chas, milestone=milestone, because="One is missing.")
    assert api.get(path).json()["done_on"] is reopened.done_on is None
    run = terminal(room.chas, "tracking", "withdraw-milestone", milestone.ref, "--because=Merged.")
    assert run.exit_code == 0, run.output
    page = chas.get(f"{path}/").content.decode()
    for part in (
        "Corrected: The course moved.",
        "Due date: <del>20 March 2021</del>",
        "Reopened: One is missing.",
        "Withdrawn: Merged.",
    ):
        assert part in page, part
    for verb in ("edit", "complete", "reopen", "withdraw"):
        assert f"{path}/{verb}/" not in page
    changes = api.get(path).json()["changes"]
    assert [one["what"] for one in changes] == ["withdrawn", "reopened", "completed", "edited"]
    with pytest.raises(DatabaseError), transaction.atomic():
        MilestoneChange.objects.all().delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        Milestone.objects.all().delete()


def test_refusals_of_a_milestone(room: Room) -> None:
    milestone = planned(room)
    given = {"actor": room.chas, "milestone": milestone}
    with pytest.raises(Refused, match="not changed anything"):
        edit_milestone(**given, text=milestone.text, due_on=DUE, because="Why.")
    with pytest.raises(Refused, match="today or earlier"):
        complete_milestone(**given, done_on=NOW.date() + timedelta(days=1))
    with pytest.raises(Refused, match="Enter a reason"):
        withdraw_milestone(**given, because=" ")
    path = f"/milestones/{milestone.ref}"
    assert Machine(room.cast.gail).post(f"{path}/withdraw", because="x").status_code == 409
    assert Machine(room.cast.rita).post(f"{path}/withdraw", because="x").status_code == 409
    assert f"{path}/edit/" not in browser(room.cast.gail).get(f"{path}/").content.decode()
    assert Machine(room.chas).get("/milestones/MIL-ZZZZZZ").status_code == 404


def test_page_api_and_terminal(room: Room) -> None:
    path, key = f"/findings/{room.first.key}", room.first.key
    sent = {"text": "Terms agreed", "due_on": "2021-04-01"}
    assert browser(room.chas).post(f"{path}/add-milestone/", sent).status_code == 302
    assert Machine(room.chas).post(f"{path}/add-milestone", **sent).status_code == 201
    run = terminal(
        room.chas, "tracking", "add-milestone", key, "--text=Signed", "--due-on=2021-05-01"
    )
    assert run.exit_code == 0, run.output
    step = {"priority": "medium", "text": "Meet the ROCU."}
    assert browser(room.chas).post(f"{path}/set-next-step/", step).status_code == 302
    run = terminal(
        room.chas, "tracking", "set-next-step", key, "--priority=low", "--text=Meet again."
    )
    assert run.exit_code == 0, run.output
    work = Machine(room.cast.gail).get(f"{path}/work").json()
    own = next(one for one in work["organisations"] if one["body"] == "northshire")
    assert own["next_step"]["text"] == "Meet again."
    assert len(own["milestones"]) == 3
    run = terminal(room.chas, "tracking", "findings", "--organisation=northshire", "--tab=all")
    assert "Next: Meet again." in run.output


def test_queries_of_the_page_do_not_grow_with_its_milestones(room: Room) -> None:
    def queries() -> int:
        chas = browser(room.chas)
        chas.get(f"/findings/{room.first.key}/work/")
        with CaptureQueriesContext(connection) as caught:
            chas.get(f"/findings/{room.first.key}/work/")
        return len(caught)

    planned(room)
    before = queries()
    for number in range(6):
        planned(room, text=f"Step {number}")
    assert queries() == before


def test_the_owner_of_several_findings_is_named_with_a_result_for_each(room: Room) -> None:
    keys, chas = [room.first.key, room.second.key], browser(room.chas)
    page = chas.get("/findings/?tab=all").content.decode()
    assert page.count(f'name="refs" value="{room.first.key}"') == 1, "not the other organisation's"
    owner = "/tracker/name-owners/"
    assert f'formaction="{owner}"' in page
    answers = {"agency": "northshire", "owner": "cora-plumstead"}
    asked = chas.post(owner, {"refs": keys}).content.decode()
    assert "You selected 2 findings." in asked
    assert "Recommendation 1, Regional Organised Crime Units" in asked
    told = chas.post(owner, {"refs": keys, "step": "preview", **answers}).content.decode()
    assert "2 of 2 will be changed" in told
    assert not status_of(room.first, room.force).owner, "a preview changes nothing"
    chas.post(owner, {"refs": keys[:1], "step": "confirm", **answers})
    items = Machine(room.chas).post("/tracker/name-owners", refs=keys, **answers).json()["items"]
    assert [(one["ref"], one["done"], one["objections"]) for one in items] == [
        (room.first.key, False, ["Name a different owner."]),
        (room.second.key, True, []),
    ]
    said = terminal(room.cast.gail, "tracking", "name-owners", keys[0], "--agency=northshire")
    assert "Only an inspectorate liaison officer" in said.output


def test_the_next_step_of_several_findings_is_set_by_those_who_plan_them(room: Room) -> None:
    keys, cora, gail = [room.first.key, room.second.key], room.cast.cora, room.cast.gail
    owned(room)
    page = browser(cora).get("/findings/?tab=all").content.decode()
    assert "/tracker/name-owners/" not in page
    step = "/tracker/set-next-steps/"
    assert f'formaction="{step}"' in page
    assert page.count('name="refs"') == 1, "she owns the first finding only"
    answers = {"priority": "high", "text": "Train each LRO."}
    told = browser(cora).post(step, {"refs": keys, "step": "confirm", **answers}).content.decode()
    assert "1 of 2 changed. 1 refused." in told
    assert "Only the owner of the finding" in told
    options = ["--priority=high", "--text=Train each LRO."]
    said = terminal(room.chas, "tracking", "set-next-steps", *keys, "gone", *options)
    assert said.output.splitlines() == [
        f"{room.first.key}  done",
        f"{room.second.key}  done",
        "gone  It does not exist, or you cannot see it.",
    ]
    assert said.exit_code == 1
    page = browser(gail).get("/findings/?tab=all").content.decode()
    assert "formaction" not in page
    assert 'name="refs"' not in page
    items = Machine(gail).post("/tracker/set-next-steps", refs=keys, **answers).json()["items"]
    assert [one["done"] for one in items] == [False, False]
    assert NextStep.objects.count() == 3


def test_the_form_is_shown_only_to_those_who_can_send_it_now(room: Room) -> None:
    milestone = planned(room)
    address = f"/milestones/{milestone.ref}/complete/"
    refused = browser(room.cast.cora).get(address)
    assert refused.status_code == 403
    assert "Only the owner of the finding" in refused.content.decode()
    chas = browser(room.chas)
    assert chas.get(address).status_code == 200
    complete_milestone(actor=room.chas, milestone=milestone, done_on=date(2021, 2, 26))
    late = chas.get(address)
    assert late.status_code == 403
    assert "This milestone is completed. Reopen it first." in late.content.decode()
