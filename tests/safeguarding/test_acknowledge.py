"""Acknowledging a referral."""

from datetime import date

import pytest

from broadhurst.capabilities.safeguarding.commands.acknowledge import acknowledge
from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.capabilities.safeguarding.queries.shown import waiting_for
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.notices.queries import unread_count
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal, why_not_shown
from tests.people import Cast
from tests.safeguarding.story import referral


def test_the_team_acknowledges_and_the_decision_is_due(cast: Cast) -> None:
    sent = referral(cast, cast.ocg(), external_reference="MASH 77")
    with as_actor(cast.len):
        before = unread_count()
    done = acknowledge(actor=cast.sid, referral=sent)
    assert (done.stage, done.acknowledged_by) == ("acknowledged", cast.sid.officer)
    assert done.decision_due_on == done.next_chase_on == date(2021, 3, 2)
    assert done.external_reference == "MASH 77", "nothing given takes nothing away"
    with as_actor(cast.len):
        assert unread_count() == before + 1
    with as_actor(cast.sid):
        assert [one.what for one in waiting_for(cast.sid)] == ["Decide on the referral"]


def test_the_nrm_has_five_working_days_to_decide(cast: Cast) -> None:
    sent = referral(cast, cast.ocg(), destination="nrm")
    assert acknowledge(actor=cast.sid, referral=sent).decision_due_on == date(2021, 3, 8)


def test_only_the_receiving_team_and_only_once(cast: Cast) -> None:
    sent = referral(cast, cast.ocg())
    with pytest.raises(Refused, match="Only the receiving team"):
        acknowledge(actor=cast.len, referral=sent)
    acknowledge(actor=cast.sid, referral=sent)
    with pytest.raises(Refused, match="is acknowledged"):
        acknowledge(actor=cast.sid, referral=sent)


def test_page_api_and_terminal(cast: Cast) -> None:
    ocg = cast.ocg()
    sent = [referral(cast, ocg, destination=to) for to in ("mash", "nrm", "other")]
    address = f"/referrals/{sent[0].ref}/acknowledge/"
    page = browser(cast.sid)
    assert "Tilly Marchbank" in page.get(address).content.decode()
    assert page.post(address, {"external_reference": "x" * 41}).status_code == 422
    assert page.post(address, {"external_reference": "CS 12"}).status_code == 302
    assert "CS 12" in page.get(f"/referrals/{sent[0].ref}/").content.decode()
    machine = Machine(cast.sid)
    assert machine.post(f"/referrals/{sent[1].ref}/acknowledge").json()["stage"] == "acknowledged"
    again = machine.post(f"/referrals/{sent[1].ref}/acknowledge")
    assert again.status_code == 409
    done = terminal(cast.sid, "safeguarding", "acknowledge", sent[2].ref)
    assert done.exit_code == 0, done.output
    with as_actor(cast.sid):
        assert Referral.objects.filter(stage="acknowledged").count() == 3


def test_olive_may_not_see_it_and_nobody_signs_in(cast: Cast) -> None:
    sent = referral(cast, cast.ocg())
    address = f"/referrals/{sent.ref}/acknowledge"
    assert browser(cast.olive).get(f"{address}/").status_code == 404
    assert Machine(cast.olive).post(address).status_code == 404
    assert terminal(cast.olive, "safeguarding", "acknowledge", sent.ref).exit_code == 1
    assert browser(None).get(f"{address}/").status_code == 302
    assert Machine(None).post(address).status_code == 401


def test_several_referrals_are_acknowledged_and_chased_with_a_result_for_each(cast: Cast) -> None:
    ocg = cast.ocg()
    refs = [referral(cast, ocg, destination=to).ref for to in ("mash", "nrm")]
    answer, chased = "/referrals/acknowledge/", "/referrals/chase/"
    team, holder = browser(cast.sid), browser(cast.len)
    listed = team.get("/referrals/").content.decode()
    assert f'formaction="{answer}"' in listed
    assert chased not in listed
    listed = holder.get("/referrals/").content.decode()
    assert f'formaction="{chased}"' in listed
    assert answer not in listed
    told = team.post(answer, {"refs": refs}).content.decode()
    assert "2 of 2 will be changed" in told
    assert "Tilly Marchbank" in told
    with as_actor(cast.sid):
        assert not Referral.objects.exclude(stage="sent").exists(), "a preview changes nothing"
    done = team.post(answer, {"refs": refs[:1], "step": "confirm"}).content.decode()
    assert "1 of 1 changed" in done
    said = terminal(cast.sid, "safeguarding", "acknowledge-referrals", *refs)
    assert said.output.splitlines()[1] == f"{refs[1]}  done"
    assert "This referral is acknowledged" in said.output.splitlines()[0]
    told = holder.post(chased, {"refs": refs, "step": "preview", "how": "email"}).content.decode()
    assert "2 of 2 will be changed" in told
    items = Machine(cast.len).post("/referrals/chase", refs=refs, how="email").json()["items"]
    assert [one["done"] for one in items] == [True, True]
    for stranger, reason in ((cast.cora, "Only the holder"), (cast.olive, "you cannot see it")):
        sent = Machine(stranger).post("/referrals/chase", refs=refs[:1], how="email").json()
        assert reason in sent["items"][0]["objections"][0]


def test_the_form_is_shown_only_to_those_who_can_send_it_now(cast: Cast) -> None:
    sent = referral(cast, cast.ocg())
    address = f"/referrals/{sent.ref}/acknowledge/"
    assert "Only the receiving team can do this." in why_not_shown(cast.gail, address)
    assert browser(cast.sid).get(address).status_code == 200
    acknowledge(actor=cast.sid, referral=sent)
    assert "This referral is acknowledged" in why_not_shown(cast.sid, address)
