"""Tests for statuses and updates recorded in error: a new row corrects them."""

from datetime import date

import pytest

from broadhurst.capabilities.inspections.commands.correct_act import correct_act
from broadhurst.capabilities.inspections.commands.correct_our_status import correct_our_status
from broadhurst.capabilities.inspections.commands.set_our_status import set_our_status
from broadhurst.capabilities.inspections.commands.withdraw_act import withdraw_act
from broadhurst.capabilities.inspections.figures.counts import findings_not_complete
from broadhurst.capabilities.inspections.models import InspectorateAct, OurStatus
from broadhurst.capabilities.inspections.queries.reports import status_of
from broadhurst.foundation import clock
from broadhurst.foundation.figure import SEEN
from broadhurst.foundation.notices.words import words
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.inspections.making import Room, event_of
from tests.inspections.test_record_act import SOURCE, recorded


def test_our_status_is_corrected_by_a_row_that_says_why(room: Room) -> None:
    given = {"actor": room.chas, "finding": room.first, "agency": room.force}
    with pytest.raises(Refused, match="No status is recorded yet"):
        correct_our_status(**given, status="in_progress", because="x")
    set_our_status(**given, status="in_progress")
    wrong = set_our_status(**given, status="pending_sign_off")
    right = correct_our_status(**given, status="in_progress", because="The wrong finding.")
    assert right.corrects == wrong
    assert OurStatus.objects.count() == 3
    assert status_of(room.first, room.force).ours == "in_progress"
    page = browser(room.chas).get(f"/findings/{room.first.key}/").content.decode()
    assert "Corrects the earlier status: The wrong finding." in page
    with pytest.raises(Refused, match="“in progress” already"):
        correct_our_status(**given, status="in_progress", because="x")
    with pytest.raises(Refused, match="Only the inspectorate can close"):
        correct_our_status(**given, status="closed", because="x")
    with pytest.raises(Refused, match="Only an inspectorate liaison officer"):
        correct_our_status(**given | {"actor": room.cast.cora}, status="closed", because="x")


def test_an_act_is_corrected_and_the_wrong_one_stays_and_counts_no_more(room: Room) -> None:
    wrong = recorded(room, status="complete", acted_on=date(2021, 2, 25))
    given = {
        "actor": room.chas, "finding": room.first, "agency": room.force, "source": SOURCE,
        "status": "being_progressed", "acted_on": date(2021, 2, 24), "because": "Misread.",
    }  # fmt: skip
    correct_act(**given, act=wrong)
    assert status_of(room.first, room.force).theirs == "being_progressed"
    assert InspectorateAct.objects.count() == 2
    page = browser(room.cast.olive).get(f"/findings/{room.first.key}/").content.decode()
    assert "Recorded in error" in page
    assert "Corrects “complete on 25 February 2021”: Misread." in page
    said = words(event_of(room.chas, "finding.act_corrected"))
    assert "from complete on 25 February 2021 to being progressed on 24 February 2021" in said
    with pytest.raises(Refused, match="already corrected or withdrawn"):
        correct_act(**given | {"status": "complete"}, act=wrong)


def test_an_act_that_never_was_is_withdrawn_and_may_be_recorded_again(room: Room) -> None:
    act = recorded(room, status="complete")
    withdraw_act(actor=room.chas, finding=room.first, act=act, because="Another force's.")
    assert status_of(room.first, room.force).theirs == ""
    again = recorded(room, status="complete")
    assert again.corrects.is_withdrawal
    assert status_of(room.first, room.force).theirs == "complete"
    with pytest.raises(Refused, match="already recorded"):
        recorded(room, status="complete")


def test_an_act_that_was_corrected_is_not_recorded_beside_its_correction(room: Room) -> None:
    wrong = recorded(room, status="complete")
    correct_act(
        actor=room.chas, finding=room.first, act=wrong, agency=room.force, source=SOURCE,
        status="superseded", acted_on=date(2021, 2, 24), because="Misread.",
    )  # fmt: skip
    with pytest.raises(Refused, match="already recorded"):
        recorded(room, status="complete")


def test_no_further_action_needed_closes_it(room: Room) -> None:
    before = findings_not_complete(SEEN, None, clock.today()).value
    recorded(room, status="no_further_action_needed")
    assert findings_not_complete(SEEN, None, clock.today()).value == before - 1
    given = {"actor": room.chas, "finding": room.first, "agency": room.force}
    for status in ("in_progress", "pending_sign_off", "closure_requested", "closed"):
        set_our_status(**given, status=status)
    page = browser(room.chas).get(f"/findings/{room.first.key}/").content.decode()
    assert "no further action needed" in page


def test_page_api_and_terminal(room: Room) -> None:
    chas, key = room.chas, room.first.key
    set_our_status(actor=chas, finding=room.first, agency=room.force, status="in_progress")
    ours = {"agency": "northshire", "status": "pending_sign_off", "because": "x"}
    path = f"/findings/{key}/correct-our-status"
    assert browser(chas).post(path + "/", ours).status_code == 302
    assert Machine(chas).post(path, **ours | {"status": "closure_requested"}).status_code == 200
    run = terminal(
        chas, "inspections", "correct-our-status", key, "--agency=northshire",
        "--status=in_progress", "--because=x",
    )  # fmt: skip
    assert run.exit_code == 0, run.output

    act = recorded(room)
    right = {
        "act": act.pk, "agency": "northshire", "acted_on": "2021-02-21", "status": "complete",
        "source": SOURCE, "because": "x",
    }  # fmt: skip
    path = f"/findings/{key}/correct-act"
    assert "being progressed on 20 February 2021" in browser(chas).get(path + "/").content.decode()
    assert browser(chas).post(path + "/", right).status_code == 302
    last = InspectorateAct.objects.latest("pk").pk
    answer = Machine(chas).post(path, **right | {"act": last, "acted_on": "2021-02-22"})
    assert (answer.status_code, answer.json()["corrects"]) == (201, last)
    last = answer.json()["id"]
    run = terminal(
        chas, "inspections", "correct-act", key, f"--act={last}", "--agency=northshire",
        "--acted-on=2021-02-23", f"--source={SOURCE}", "--status=complete", "--because=x",
    )  # fmt: skip
    assert run.exit_code == 0, run.output

    for day in (24, 25, 26):
        recorded(room, acted_on=date(2021, 2, day))
    acts = list(InspectorateAct.objects.order_by("-pk")[:3])
    path = f"/findings/{key}/withdraw-act"
    assert browser(chas).post(path + "/", {"act": acts[0].pk, "because": "x"}).status_code == 302
    assert Machine(chas).post(path, act=acts[1].pk, because="x").status_code == 200
    run = terminal(chas, "inspections", "withdraw-act", key, f"--act={acts[2].pk}", "--because=x")
    assert run.exit_code == 0, run.output
    olive = room.cast.olive
    assert Machine(olive).post(path, act=last, because="x").status_code in (409, 422)
    assert Machine(olive).post(f"/findings/{key}/correct-our-status", **ours).status_code == 422
    assert "withdraw-act" not in browser(olive).get(f"/findings/{key}/").content.decode()
