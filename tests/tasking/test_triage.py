"""Triage of a bid, and the answer to a question: triage and answer."""

from datetime import timedelta

import pytest

from broadhurst.capabilities.tasking.commands.answer import answer
from broadhurst.capabilities.tasking.commands.schedule import schedule
from broadhurst.capabilities.tasking.commands.triage import triage
from broadhurst.capabilities.tasking.models import Bid, Question
from broadhurst.capabilities.tasking.queries.desks import waiting_for
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.notices.queries import unread
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.tasking.stage import Stage, as_seen_by

ASKED = "Which vehicles?"


def test_it_is_on_the_agenda_of_a_meeting(stage: Stage) -> None:
    made, tess = stage.bid(), stage.cast.tess
    meeting = schedule(actor=tess, board=stage.level_2, at=NOW + timedelta(days=2))
    triage(actor=tess, bid=made, meeting=meeting)
    seen = as_seen_by(stage.cast.gail, made)
    assert (seen.stage, seen.meeting) == ("triaged", meeting)
    for actor in (tess, stage.cast.gail):
        [triaged, _made] = Machine(actor).get(f"/bids/{made.ref}").json()["history"]
        assert (triaged["title"], triaged["at"]) == ("Triaged", "2021-03-01T09:00:00Z")
        assert tess.officer.name in triaged["by"]
        assert "On the agenda for 3 March 2021 at 9:00am." in triaged["text"]
        shown = browser(actor).get(f"/bids/{made.ref}/").content.decode()
        assert tess.officer.name in shown[shown.index("Triaged</h3>") :]
    page = browser(tess).get("/boards/n-level-2/").content.decode()
    assert page.index("Agenda, 3 March 2021 at 9:00am") < page.index(made.ref)


def test_it_goes_back_with_a_question_and_returns_with_the_answer(stage: Stage) -> None:
    made, gail = stage.bid(), stage.cast.gail
    triage(actor=stage.cast.tess, bid=made, question=ASKED)
    assert as_seen_by(gail, made).stage == "returned"
    with as_actor(gail):
        assert unread(gail).filter(event__verb="bid.triaged").exists()
        assert [one.what for one in waiting_for(gail)] == ["Answer the board about"]
    answer(actor=gail, bid=made, answer="Two vans.")
    assert as_seen_by(gail, made).stage == "submitted"
    with as_actor(stage.cast.tess):
        asked = Question.objects.get()
        assert (asked.question, asked.answer) == (ASKED, "Two vans.")
    page = browser(stage.cast.tess).get(f"/bids/{made.ref}/").content.decode()
    assert "Two vans." in page


def test_a_meeting_or_a_question_of_the_right_board(stage: Stage) -> None:
    made, tess = stage.bid(), stage.cast.tess
    with pytest.raises(Refused, match="Choose a meeting, or ask"):
        triage(actor=tess, bid=made)
    elsewhere = schedule(actor=stage.cast.reg, board=stage.regional, at=NOW + timedelta(days=2))
    with pytest.raises(Refused) as refused:
        triage(actor=tess, bid=made, meeting=elsewhere, question=ASKED)
    assert len(refused.value.objections) == 2
    with pytest.raises(Refused, match="gateway officer"):
        triage(actor=stage.cast.gail, bid=made, question=ASKED)
    with pytest.raises(Refused, match="you cannot do this now"):
        answer(actor=stage.cast.gail, bid=made, answer="Nobody asked.")


def test_the_forms_are_shown_only_to_those_who_can_send_them_now(stage: Stage) -> None:
    made, bidder, board = stage.bid(), browser(stage.cast.gail), browser(stage.cast.tess)
    triage_address, answer_address = (f"/bids/{made.ref}/{verb}/" for verb in ("triage", "answer"))
    refused = bidder.get(triage_address)
    assert refused.status_code == 403
    assert "Only the gateway officer of its board" in refused.content.decode()
    assert board.get(triage_address).status_code == 200
    early = bidder.get(answer_address)
    assert early.status_code == 403
    assert "This bid is submitted, so you cannot do this now." in early.content.decode()
    triage(actor=stage.cast.tess, bid=made, question=ASKED)
    assert bidder.get(answer_address).status_code == 200
    assert board.get(triage_address).status_code == 403


def test_page_api_and_terminal(stage: Stage) -> None:
    first, second, third = (stage.bid(stage.ocg()) for _ in range(3))
    tess, gail = stage.cast.tess, stage.cast.gail
    page = browser(tess)
    assert page.post(f"/bids/{first.ref}/triage/", {}).status_code == 409
    assert page.post(f"/bids/{first.ref}/triage/", {"question": ASKED}).status_code == 302
    sent = Machine(tess).post(f"/bids/{second.ref}/triage", question=ASKED)
    assert sent.json()["stage"] == "returned"
    done = terminal(tess, "tasking", "triage", third.ref, "--question", ASKED)
    assert "returned for information" in done.output
    assert browser(gail).post(f"/bids/{first.ref}/answer/", {"answer": "Two."}).status_code == 302
    assert Machine(gail).post(f"/bids/{second.ref}/answer", answer="Two.").status_code == 200
    assert terminal(gail, "tasking", "answer", third.ref, "--answer", "Two.").exit_code == 0


def test_olive_and_nobody(stage: Stage) -> None:
    made = stage.bid()
    for verb in ("triage", "answer"):
        assert browser(stage.cast.olive).get(f"/bids/{made.ref}/{verb}/").status_code == 404
        assert browser(None).get(f"/bids/{made.ref}/{verb}/").status_code == 302
        assert Machine(None).post(f"/bids/{made.ref}/{verb}").status_code == 401


def test_several_bids_are_put_on_an_agenda_with_a_result_for_each(stage: Stage) -> None:
    refs = [stage.bid().ref for _ in range(2)]
    far = stage.bid(board=stage.regional).ref
    tess, at = stage.cast.tess, "/bids/put-on-agenda/"
    meeting = schedule(actor=tess, board=stage.level_2, at=NOW + timedelta(days=2))
    elsewhere = schedule(actor=stage.cast.reg, board=stage.regional, at=NOW + timedelta(days=2))
    page, answers = browser(tess), {"meeting": meeting.ref}
    listed = page.get("/bids/").content.decode()
    assert f'formaction="{at}"' in listed
    assert all(f'name="refs" value="{ref}"' in listed for ref in refs)
    asked = page.post(at, {"refs": refs}).content.decode()
    assert "3 March 2021 at 9:00am" in asked
    assert elsewhere.ref not in asked
    told = page.post(at, {"refs": refs, "step": "preview", **answers}).content.decode()
    assert "2 of 2 will be changed" in told
    assert "Surveillance, Challenger Bolton" in told
    with as_actor(tess):
        assert not Bid.objects.filter(meeting=meeting).exists(), "a preview changes nothing"
    page.post(at, {"refs": refs[:1], "step": "confirm", **answers})
    items = Machine(tess).post("/bids/put-on-agenda", refs=[*refs, far], **answers).json()["items"]
    assert [one["done"] for one in items] == [True, True, False]
    assert items[2]["objections"] == ["It does not exist, or you cannot see it."]
    with as_actor(tess):
        assert Bid.objects.filter(meeting=meeting).count() == 2
    said = terminal(
        stage.cast.reg, "tasking", "put-on-agenda", far, refs[0], "--meeting", elsewhere.ref
    )
    assert said.output.splitlines()[0] == f"{far}  done"
    assert said.exit_code == 1
    gail = stage.cast.gail
    assert "formaction" not in browser(gail).get("/bids/").content.decode()
    [refused] = Machine(gail).post("/bids/put-on-agenda", refs=refs[:1], **answers).json()["items"]
    assert not refused["done"]
