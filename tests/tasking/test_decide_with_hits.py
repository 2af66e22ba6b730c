"""The chair confirms the OCG's current open hits before deciding a bid."""

from datetime import timedelta

import pytest

from broadhurst.capabilities.deconfliction.commands.check import check
from broadhurst.capabilities.deconfliction.queries.ocg_hits import open_hits_of
from broadhurst.capabilities.register.commands.register import register
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.tasking.commands.decide import decide
from broadhurst.capabilities.tasking.models import Bid, Decision
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.notices.words import words
from broadhurst.foundation.workflow import Refused
from tests.at_once import at_once, refusals, while_it_waits
from tests.conftest import NOW
from tests.deconfliction.targets import PHONE, SAME_PHONE, far_ocg, with_phone
from tests.doors import Machine, browser, terminal
from tests.tasking.stage import Stage, as_seen_by

ASK_OWNER = "Match found: contact Challenger Bolton, Challenger Bolton duty officer, 0161 496 0000"
MANY = "This OCG has 1 open hit. Confirm that you know about this."
BOX = 'type="checkbox" name="known_hits" value="1"'


def asked(stage: Stage) -> tuple[Ocg, Bid]:
    """Make a bid of an OCG with a phone number, whose receipt shows no hit."""
    ocg = with_phone(stage.cast.gail, stage.ocg(is_checked=False), PHONE)
    return ocg, stage.bid(ocg)


def raise_hit(stage: Stage, number: str = SAME_PHONE) -> None:
    """Enter the number for Olive's force too: a hit for both, while the bid waits."""
    with_phone(stage.cast.olive, far_ocg(stage.cast), number)


def test_a_bid_says_what_is_open_now_and_not_what_its_receipt_said(stage: Stage) -> None:
    _ocg, made = asked(stage)
    href = f"/bids/{made.ref}/"
    before = browser(stage.cast.tess).get(href).content.decode()
    assert "Result on that day: No hit, 1 target checked." in before
    raise_hit(stage)
    for path in (href, f"{href}decide/", f"{href}triage/"):
        shown = browser(stage.cast.tess).get(path).content.decode()
        assert ASK_OWNER in shown
        assert "No hit, 1 target" not in shown
        assert "Eastshire" not in shown, "what it is stays with the unit that owns the OCG"
    assert Machine(stage.cast.tess).get(f"/bids/{made.ref}").json()["open_hits"] == 1
    (one,) = Machine(stage.cast.tess).get("/bids").json()["items"]
    assert one["open_hits"] == 1
    assert "Match found" in terminal(stage.cast.tess, "tasking", "list").output


def test_the_bidder_reads_who_to_contact(stage: Stage) -> None:
    _ocg, made = asked(stage)
    raise_hit(stage)
    shown = browser(stage.cast.gail).get(f"/bids/{made.ref}/").content.decode()
    assert "Match found: contact Eastshire Police, Eastshire organised crime team" in shown


def test_the_page_asks_the_decider_to_confirm(stage: Stage) -> None:
    _ocg, made = asked(stage)
    client, href = browser(stage.cast.tess), f"/bids/{made.ref}/decide/"
    assert BOX not in client.get(href).content.decode(), "nothing is open"
    raise_hit(stage)
    assert BOX in client.get(href).content.decode()
    given = {"outcome": "supported", "reason": ""}
    refused = client.post(href, given)
    assert refused.status_code == 409
    assert MANY in refused.content.decode()
    assert 'href="#id_known_hits"' in refused.content.decode(), "beside the box to tick"
    assert client.post(href, given | {"known_hits": "1"}).status_code == 302
    with as_actor(stage.cast.gail):
        event = Event.objects.get(verb="bid.decided")
        assert "The board knew of 1 open hit with another unit." in words(event)


def test_a_form_opened_before_the_hit_is_refused_and_says_so_first(stage: Stage) -> None:
    _ocg, made = asked(stage)
    client, href = browser(stage.cast.tess), f"/bids/{made.ref}/decide/"
    client.get(href)
    raise_hit(stage)
    again = client.post(href, {"outcome": "supported", "reason": "Ours to do."})
    text = again.content.decode()
    assert again.status_code == 409
    assert text.index("There is a problem") < text.index(MANY) < text.index("novalidate")
    assert BOX in text
    assert "Ours to do." in text, "nothing that was typed is lost"


def test_a_second_hit_since_the_form_was_shown_is_confirmed_too(stage: Stage) -> None:
    ocg, made = asked(stage)
    with_phone(stage.cast.gail, ocg, "07700 900777")
    raise_hit(stage)
    client, href = browser(stage.cast.tess), f"/bids/{made.ref}/decide/"
    client.get(href)
    with_phone(stage.cast.rita, rocu_ocg(stage), "07700 900777")
    given = {"outcome": "supported", "reason": "", "known_hits": "1"}
    refused = client.post(href, given).content.decode()
    assert "This OCG has 2 open hits now, not 1. Confirm that you know about this." in refused
    assert 'name="known_hits" value="2"' in refused
    assert client.post(href, given | {"known_hits": "2"}).status_code == 302


def rocu_ocg(stage: Stage) -> Ocg:
    return register(
        actor=stage.cast.rita, name="Ochre Wheatear", threat_types=["drugs"], districts=[],
        urgent_because="An arrest is planned.",
        description="Supplies.", lro=stage.cast.hal.officer, sio=stage.cast.rita.officer,
    )  # fmt: skip


def test_the_api_and_the_terminal_ask_the_same(stage: Stage) -> None:
    _ocg, made = asked(stage)
    raise_hit(stage)
    machine = Machine(stage.cast.tess)
    refused = machine.post(f"/bids/{made.ref}/decide", outcome="deferred", reason="Later.",
                           deferred_until="2021-03-29")  # fmt: skip
    assert refused.status_code == 409
    assert MANY in refused.json()["detail"]
    words_ = ("tasking", "decide", made.ref, "--outcome", "supported", "--reason", "")
    said = terminal(stage.cast.tess, *words_)
    assert said.exit_code == 1
    assert MANY in said.output
    done = machine.post(f"/bids/{made.ref}/decide", outcome="deferred", reason="Later.",
                        deferred_until="2021-03-29", known_hits=1)  # fmt: skip
    assert done.status_code == 200
    assert terminal(stage.cast.tess, *words_, "--known-hits", "1").exit_code == 0


def test_without_a_hit_a_program_that_sends_none_is_heard(stage: Stage) -> None:
    _ocg, made = asked(stage)
    done = Machine(stage.cast.tess).post(
        f"/bids/{made.ref}/decide", outcome="supported", reason="", known_hits=0
    )
    assert done.status_code == 200


def test_a_capability_is_given_only_on_a_check_that_is_in_date(stage: Stage) -> None:
    """The bid's receipt was in date when the bid was made, five weeks ago (rule 16)."""
    ocg, made = asked(stage)
    later = NOW + timedelta(days=35)
    with clock.set_to(later):
        with pytest.raises(Refused, match="need a deconfliction check made in the last 28 days"):
            decide(actor=stage.cast.tess, bid=made, outcome="supported", reason="")
        check(actor=stage.cast.gail, ocg=ocg)
        decide(actor=stage.cast.tess, bid=made, outcome="supported", reason="")


def test_a_refusal_needs_no_check(stage: Stage) -> None:
    _ocg, made = asked(stage)
    with clock.set_to(NOW + timedelta(days=35)):
        decide(actor=stage.cast.tess, bid=made, outcome="declined", reason="Too old.")


def test_a_hit_of_the_same_moment_is_known_or_comes_after(committed_stage: Stage) -> None:
    """A decision during a check of the OCG waits for the hit, and is then refused."""
    stage = committed_stage
    ocg, made = asked(stage)
    with_phone(stage.cast.olive, far_ocg(stage.cast), "07700 900777")
    outcomes = while_it_waits(
        lambda: with_phone(stage.cast.gail, ocg, "07700 900777"),
        lambda: decide(actor=stage.cast.tess, bid=made, outcome="supported", reason=""),
    )
    assert MANY in refusals(outcomes)[0]
    with as_actor(stage.cast.gail):
        assert not Decision.objects.exists()
    assert as_seen_by(stage.cast.tess, made).stage == "submitted"


def test_a_hit_that_another_force_raises_between_form_and_decision(committed_stage: Stage) -> None:
    stage = committed_stage
    ocg, made = asked(stage)
    client = browser(stage.cast.tess)
    client.get(f"/bids/{made.ref}/decide/")
    at_once(lambda: raise_hit(stage))
    refused = client.post(f"/bids/{made.ref}/decide/", {"outcome": "supported", "reason": ""})
    assert (refused.status_code, MANY in refused.content.decode()) == (409, True)
    with as_actor(stage.cast.tess):
        found = open_hits_of(ocg)
        assert found is not None
        assert found.count == 1
