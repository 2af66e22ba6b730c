"""Adopting a bid in full: a decision and an open transfer, in one transaction."""

from typing import Any

import pytest

from broadhurst.capabilities.register.queries.leadership import current_leadership
from broadhurst.capabilities.tasking.commands.decide import decide
from broadhurst.capabilities.tasking.models import Bid, Decision
from broadhurst.capabilities.tasking.queries.bids import ocg_of
from broadhurst.capabilities.transfers.commands.adopt import adopt
from broadhurst.capabilities.transfers.models import Transfer
from broadhurst.foundation.access import grants
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.people import Cast
from tests.tasking.stage import FROM, UNTIL, Stage, as_seen_by, set_the_stage
from tests.transfers.making import WINDOW, acknowledged, moved, opened, prepared

ANSWERS = {
    "reason": "It crosses three forces.", "receiver": "r-investigations",
    "window_from": "2021-03-01", "window_until": "2021-03-29",
}  # fmt: skip


@pytest.fixture
def stage(cast: Cast) -> Stage:
    return set_the_stage(cast)


def made(stage: Stage, **changes: Any) -> Any:
    """Return a bid for adoption, as Reg of the regional board sees it."""
    given = {
        "ask": "adoption", "capability": None, "board": stage.regional,
        "from_on": None, "until_on": None,
    }  # fmt: skip
    return as_seen_by(stage.cast.reg, stage.bid(**(given | changes)))


def adopted(stage: Stage, bid: Any, **changes: Any) -> Transfer:
    given: dict[str, Any] = {
        "reason": "It crosses three forces.", "receiver": stage.cast.rita.unit,
        "window_from": WINDOW[0], "window_until": WINDOW[1],
    }  # fmt: skip
    return adopt(actor=stage.cast.reg, bid=bid, **(given | changes))


def test_it_is_decided_and_a_transfer_is_open_and_nothing_has_moved(stage: Stage) -> None:
    bid = made(stage)
    transfer = adopted(stage, bid)
    with as_actor(stage.cast.gail):
        assert Decision.objects.get(bid=bid.pk).outcome == "adopted_in_full"
        assert Bid.objects.get(pk=bid.pk).stage == "adopted"
        assert (transfer.bid_id, transfer.kind, transfer.stage) == (bid.pk, "full", "open")
        assert current_leadership(transfer.ocg).owner == stage.cast.gail.unit


def test_from_the_bid_to_the_owner(stage: Stage) -> None:
    transfer = adopted(stage, made(stage))
    prepared(stage.cast, transfer)
    acknowledged(transfer, stage.cast.hal)
    assert moved(stage.cast, transfer).receiver == stage.cast.rita.unit


def test_if_it_cannot_be_opened_it_is_not_decided(stage: Stage) -> None:
    bid = made(stage)
    opened(stage.cast, bid.ocg)
    with pytest.raises(Refused, match="already has an open transfer"):
        adopted(stage, bid)
    with as_actor(stage.cast.gail):
        assert not Decision.objects.exists()
        assert Bid.objects.get(pk=bid.pk).stage == "submitted"


def test_only_what_asks_for_it_and_only_by_the_chair(stage: Stage) -> None:
    with pytest.raises(Refused, match="does not ask for adoption"):
        adopted(stage, made(stage, ask="support", from_on=FROM, until_on=UNTIL))
    bid, stage.cast.reg = made(stage), stage.cast.gail
    with pytest.raises(Refused, match="chair"):
        adopted(stage, bid)


def test_a_capability_cannot_take_the_risk(stage: Stage) -> None:
    with pytest.raises(Refused, match="cannot own the risk"):
        adopted(stage, made(stage), receiver=stage.cast.cass.unit)


def test_the_page_offers_the_regions_own_units(stage: Stage) -> None:
    bid, page = made(stage), browser(stage.cast.reg)
    body = page.get(f"/bids/{bid.ref}/adopt/").content.decode()
    assert "r-investigations" in body
    assert "e-team" not in body
    short = page.post(f"/bids/{bid.ref}/adopt/", ANSWERS | {"reason": ""})
    assert short.status_code == 422
    answer = page.post(f"/bids/{bid.ref}/adopt/", ANSWERS)
    assert answer.status_code == 302
    assert "keeps the risk until it is accepted" in page.get(answer["Location"]).content.decode()


def test_the_api_and_the_terminal_do_the_same(stage: Stage) -> None:
    first, second = made(stage), made(stage)
    answer = Machine(stage.cast.reg).post(f"/bids/{first.ref}/adopt", **ANSWERS)
    assert (answer.status_code, answer.json()["stage"]) == (201, "open")
    words = [f"--{key.replace('_', '-')}={value}" for key, value in ANSWERS.items()]
    done = terminal(stage.cast.reg, "transfers", "adopt", second.ref, *words)
    assert done.exit_code == 0, done.output
    assert Machine(stage.cast.reg).post(f"/bids/{first.ref}/adopt", **ANSWERS).status_code == 409


def test_olive_does_not_find_it(stage: Stage) -> None:
    bid = made(stage)
    assert browser(stage.cast.olive).get(f"/bids/{bid.ref}/adopt/").status_code == 404
    assert browser(None).get(f"/bids/{bid.ref}/adopt/").status_code == 302
    assert Machine(stage.cast.olive).post(f"/bids/{bid.ref}/adopt", **ANSWERS).status_code == 404


PAGES = (
    "", "adopt", "triage", "answer", "decide", "allocate", "put-in-place", "deliver", "evaluate",
    "withdraw",
)  # fmt: skip
SENT = {
    "adopt": ANSWERS,
    "triage": {"question": "Which flat?"},
    "answer": {"answer": "The first."},
    "decide": {"outcome": "declined", "reason": "No."},
    "allocate": {"from_on": "2021-03-08", "until_on": "2021-03-20"},
    "deliver": {"product": "Seen."},
    "evaluate": {"evaluation": "Good."},
    "withdraw": {"because": "No longer."},
}


@pytest.mark.parametrize("is_open", [False, True])
def test_a_chair_who_sees_the_bid_alone_is_refused_and_nothing_breaks(
    stage: Stage, is_open: bool
) -> None:
    """The adopt page and its API once gave a server error for such a bid."""
    reg, bid = stage.cast.reg, made(stage)
    if is_open:
        with as_actor(stage.cast.gail):
            grants.end(bid.ocg.dossier, reg.unit, Grant.Why.BOARD, bid.ref)
    else:
        decide(actor=reg, bid=bid, outcome="declined", reason="Ask Level 2 first.")
    seen: Any = as_seen_by(reg, bid)
    assert ocg_of(seen) is None
    page, machine = browser(reg), Machine(reg)
    assert page.get("/").status_code == 200
    for name in PAGES:
        address = f"/bids/{bid.ref}/{name}".rstrip("/")
        opens = not name or (is_open and name == "triage")  # triage does not need the OCG
        assert page.get(f"{address}/").status_code == (200 if opens else 403), name
        if not name:
            assert machine.get(address).json()["ocg"] is None
        if opens:
            continue
        answers = SENT.get(name, {})
        assert page.post(f"{address}/", answers).status_code == 409, name
        told = machine.post(address, **answers)
        assert told.status_code == 409, name
    refused = terminal(reg, "transfers", "adopt", bid.ref, "--reason=It is large.",
                       "--receiver=r-investigations", "--window-from=2021-03-01",
                       "--window-until=2021-03-29")  # fmt: skip
    assert refused.exit_code == 1
    assert "no longer its OCG" in refused.output
    assert f"/bids/{bid.ref}/adopt/" not in page.get(f"/bids/{bid.ref}/").content.decode()
