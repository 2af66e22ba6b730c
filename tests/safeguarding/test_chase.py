"""Chasing a referral."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from broadhurst.capabilities.safeguarding.commands.acknowledge import acknowledge
from broadhurst.capabilities.safeguarding.commands.chase import chase
from broadhurst.capabilities.safeguarding.commands.decide import decide
from broadhurst.capabilities.safeguarding.models import Chase
from broadhurst.capabilities.safeguarding.queries.shown import waiting_for
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.people import Cast
from tests.safeguarding.story import referral

FRIDAY = datetime(2021, 3, 5, 9, 0, tzinfo=UTC)


def test_the_holder_chases_by_clock(cast: Cast) -> None:
    sent = referral(cast, cast.ocg())
    with as_actor(cast.len):
        assert waiting_for(cast.len) == []
    with clock.set_to(FRIDAY):
        with as_actor(cast.len):
            (waiting,) = waiting_for(cast.len)
        assert (waiting.what, waiting.due_on) == ("Chase the referral", date(2021, 3, 2))
        assert chase(actor=cast.len, referral=sent, how="telephone").next_chase_on == date(
            2021, 3, 8
        )
        with as_actor(cast.len):
            assert waiting_for(cast.len) == []
    with as_actor(cast.sid):
        assert Chase.objects.get().chased_by == cast.len.officer
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            Chase.objects.update(how="email")


@pytest.mark.parametrize("acknowledged", [False, True])
def test_one_without_a_deadline_is_overdue_once_its_chase_is(
    cast: Cast, acknowledged: bool
) -> None:
    sent = referral(cast, cast.ocg(), destination="complex_safeguarding")
    if acknowledged:
        sent = acknowledge(actor=cast.sid, referral=sent)
    assert not (sent.decision_due_on if acknowledged else sent.ack_due_on)
    page = browser(cast.len)
    assert sent.ref not in page.get("/referrals/?tab=overdue").content.decode()
    with clock.set_to(FRIDAY + timedelta(days=7)):
        assert "Holder’s chase overdue" in page.get("/referrals/?tab=overdue").content.decode()
        chase(actor=cast.len, referral=sent, how="email")
        assert sent.ref not in page.get("/referrals/?tab=overdue").content.decode()


def test_one_chased_early_is_not_chased_again_before_its_answer_is_due(cast: Cast) -> None:
    sent = acknowledge(actor=cast.sid, referral=referral(cast, cast.ocg(), destination="nrm"))
    done = chase(actor=cast.len, referral=sent, how="email")
    assert done.next_chase_on == done.decision_due_on == date(2021, 3, 8)


def test_an_acknowledged_referral_is_chased_for_its_decision(cast: Cast) -> None:
    sent = referral(cast, cast.ocg())
    acknowledge(actor=cast.sid, referral=sent)
    chase(actor=cast.gail, referral=sent, how="email")
    decide(actor=cast.sid, referral=sent, decision="taken_on")
    with pytest.raises(Refused, match="is decided"):
        chase(actor=cast.gail, referral=sent, how="email")


def test_only_the_holder_the_leads_and_the_owner_chase(cast: Cast) -> None:
    sent = referral(cast, cast.ocg())
    for stranger in (cast.sid, cast.cora):
        with pytest.raises(Refused, match="Only the holder of this referral"):
            chase(actor=stranger, referral=sent, how="email")


def test_page_api_and_terminal(cast: Cast) -> None:
    sent = referral(cast, cast.ocg())
    address = f"/referrals/{sent.ref}/chase"
    page = browser(cast.len)
    assert page.get(f"{address}/").status_code == 200
    assert "Select how you chased it" in page.post(f"{address}/").content.decode()
    assert page.post(f"{address}/", {"how": "email"}).status_code == 302
    assert Machine(cast.len).post(address, how="carrier pigeon").status_code == 422
    assert Machine(cast.len).post(address, how="email").json()["next_chase_on"] == "2021-03-02"
    done = terminal(cast.len, "safeguarding", "chase", sent.ref, "--how", "in_person")
    assert done.exit_code == 0, done.output
    shown = page.get(f"/referrals/{sent.ref}/").content.decode()
    assert shown.count("Chased") == 3


def test_olive_may_not_see_it_and_nobody_signs_in(cast: Cast) -> None:
    sent = referral(cast, cast.ocg())
    address = f"/referrals/{sent.ref}/chase"
    assert browser(cast.olive).get(f"{address}/").status_code == 404
    assert Machine(cast.olive).post(address, how="email").status_code == 404
    assert browser(None).get(f"{address}/").status_code == 302
    assert Machine(None).post(address).status_code == 401
