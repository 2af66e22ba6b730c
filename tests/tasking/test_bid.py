"""Making a bid."""

from datetime import timedelta
from typing import Any

import pytest

from broadhurst.capabilities.deconfliction.queries.checks import latest_check
from broadhurst.capabilities.deconfliction.rules.checking import FRESH_FOR_DAYS
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.tasking.models import Bid, Demand
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.notices.queries import unread
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.tasking.stage import TODAY, Stage, as_seen_by, asked_of


def test_it_carries_the_assessment_and_the_receipt_and_the_board_hears(stage: Stage) -> None:
    made = stage.bid()
    assert (made.stage, made.bidder) == ("submitted", stage.cast.gail.unit)
    assert made.assessment is not None
    assert made.receipt.ref.startswith("DCN-")
    with as_actor(stage.cast.tess):
        assert unread(stage.cast.tess).filter(event__verb="bid.made").exists()
    assert Demand.objects.get().agency == stage.cast.gail.agency


def test_the_board_sees_the_ocg_from_the_bid_on_and_olive_never(stage: Stage) -> None:
    ocg = stage.ocg()
    with as_actor(stage.cast.tess):
        assert not Ocg.objects.exists()
    made = stage.bid(ocg)
    with as_actor(stage.cast.tess):
        assert Ocg.objects.get() == ocg
    assert as_seen_by(stage.cast.tess, made).ocg == ocg
    assert as_seen_by(stage.cast.len, made) == made
    for stranger in (stage.cast.olive, stage.cast.reg, stage.cast.cass, stage.cast.connie):
        assert as_seen_by(stranger, made) is None


def test_without_an_assessment_only_an_urgent_bid_with_a_day_for_it(stage: Stage) -> None:
    ocg = stage.ocg(is_assessed=False)
    with pytest.raises(Refused, match="no moderated assessment"):
        stage.bid(ocg)
    with pytest.raises(Refused) as refused:
        stage.bid(ocg, is_urgent=True)
    assert len(refused.value.objections) == 2
    due = TODAY + timedelta(days=3)
    made = stage.bid(ocg, is_urgent=True, urgent_reason="It moves tonight.", assessment_due_on=due)
    assert made.assessment is None


def test_a_bid_checks_where_no_check_is_fresh(stage: Stage) -> None:
    ocg = stage.ocg()
    with as_actor(stage.cast.gail):
        asked = latest_check(ocg)
    assert stage.bid(ocg).receipt == asked
    unchecked = stage.bid(stage.ocg(is_checked=False)).receipt
    assert unchecked.occasion == "bid"
    stale = NOW + timedelta(days=FRESH_FOR_DAYS + 1)
    later = stale.date() + timedelta(days=7)
    with clock.set_to(stale):
        again = stage.bid(ocg, ask="support", capability=None, from_on=later, until_on=later)
    assert (again.receipt.occasion, again.receipt.made_at) == ("bid", stale)


def test_a_bid_that_is_refused_checks_nothing(stage: Stage) -> None:
    ocg = stage.ocg(is_checked=False, is_assessed=False)
    with pytest.raises(Refused):
        stage.bid(ocg)
    with as_actor(stage.cast.gail):
        assert latest_check(ocg) is None


def test_every_objection_at_once(stage: Stage) -> None:
    ocg = stage.ocg(is_assessed=False, is_checked=False)
    past = TODAY - timedelta(days=1)
    with pytest.raises(Refused) as refused:
        stage.bid(ocg, capability=None, from_on=past, until_on=past - timedelta(days=1))
    assert len(refused.value.objections) == 4


def test_the_same_waits_once(stage: Stage) -> None:
    ocg = stage.ocg()
    first = stage.bid(ocg)
    with pytest.raises(Refused, match=first.ref):
        stage.bid(ocg)


def test_an_adoption_needs_no_period_and_no_capability(stage: Stage) -> None:
    changes: dict[str, Any] = {
        "ask": "adoption",
        "board": stage.regional,
        "from_on": None,
        "until_on": None,
    }
    with pytest.raises(Refused, match="does not need a capability"):
        stage.bid(**changes)
    assert stage.bid(capability=None, **changes).ask == "adoption"


def test_only_those_who_own_it_or_lead_on_it(stage: Stage) -> None:
    ocg = stage.ocg()
    stage.bid(ocg)
    stage.cast.gail = stage.cast.tess
    with pytest.raises(Refused, match="Only the owning unit"):
        stage.bid(ocg, ask="support", capability=None)


def test_the_page_asks_and_keeps_what_was_typed(stage: Stage) -> None:
    ocg = stage.ocg()
    page, address = browser(stage.cast.gail), f"/ocgs/{ocg.ref}/bid/"
    shown = page.get(address).content.decode()
    assert "Level 2 tasking" in shown
    assert "Surveillance, ROCU surveillance" in shown
    assert "Capability (optional)" not in shown, "only for a capability, which needs one"
    wrong = page.post(address, asked_of(stage, from_on="2021-02-30"))
    assert wrong.status_code == 422
    assert "Find where it is stored." in wrong.content.decode()
    refused = page.post(address, asked_of(stage, capability=None))
    assert refused.status_code == 409
    assert "Choose the capability that you need." in refused.content.decode()
    done = page.post(address, asked_of(stage))
    assert done.status_code == 302
    made = page.get(done.headers["Location"])
    assert made.status_code == 200
    assert f"{ocg.name}, BID-" in made.content.decode()


def test_the_api_and_the_terminal_do_the_same(stage: Stage) -> None:
    ocg, other = stage.ocg(), stage.ocg()
    answer = Machine(stage.cast.gail).post(f"/ocgs/{ocg.ref}/bid", **asked_of(stage))
    assert answer.status_code == 201, answer.content
    assert answer.json()["ocg"] == ocg.ref
    assert Machine(stage.cast.tess).get(f"/bids/{answer.json()['ref']}").status_code == 200
    assert len(Machine(stage.cast.gail).get("/bids").json()["items"]) == 1
    words = [f"--{key.replace('_', '-')}={value}" for key, value in asked_of(stage).items()]
    done = terminal(stage.cast.gail, "tasking", "bid", other.ref, *words)
    assert done.exit_code == 0, done.output
    assert "submitted" in done.output
    assert "submitted" in terminal(stage.cast.gail, "tasking", "list").output
    with as_actor(stage.cast.gail):
        assert Bid.objects.count() == 2


def test_olive_finds_neither_the_form_nor_the_bid(stage: Stage) -> None:
    ocg = stage.ocg()
    made, olive = stage.bid(ocg), stage.cast.olive
    assert browser(olive).get(f"/ocgs/{ocg.ref}/bid/").status_code == 404
    assert browser(olive).get(f"/bids/{made.ref}/").status_code == 404
    assert Machine(olive).get(f"/bids/{made.ref}").status_code == 404
    assert Machine(olive).post(f"/ocgs/{ocg.ref}/bid").status_code == 404
    assert terminal(olive, "tasking", "bid", ocg.ref).exit_code == 1


def test_nobody_is_asked_to_sign_in(stage: Stage) -> None:
    made = stage.bid()
    asked = browser(None).get(f"/bids/{made.ref}/")
    assert asked.headers["Location"].startswith("/sign-in/")
    assert Machine(None).get(f"/bids/{made.ref}").status_code == 401
