"""Record what was agreed. Each side closes its own."""

import pytest

from broadhurst.capabilities.deconfliction.commands.acknowledge import acknowledge
from broadhurst.capabilities.deconfliction.commands.record_contact import record_contact
from broadhurst.capabilities.deconfliction.commands.record_outcome import record_outcome
from broadhurst.capabilities.deconfliction.models import HitSide
from broadhurst.capabilities.deconfliction.queries.concerning import open_hits
from broadhurst.capabilities.deconfliction.queries.hits import waiting_for
from broadhurst.capabilities.deconfliction.rules.hits import SPEAK_FIRST
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.deconfliction.targets import a_hit, side_of, spoke_about
from tests.doors import Machine, browser, terminal
from tests.people import Cast

REASON = "Agreed with the other duty desk to work jointly."


@pytest.mark.parametrize("outcome", HitSide.Outcome.values)
def test_each_outcome_closes_ones_own_side_only(cast: Cast, outcome: str) -> None:
    gails, _olives = a_hit(cast)
    spoke_about(cast.gail, gails)
    side = record_outcome(actor=cast.gail, hit=gails, outcome=outcome, reason=REASON)
    assert (side.outcome, side.closed_at, side.closed_by) == (outcome, NOW, cast.gail.officer)
    with as_actor(cast.gail):
        assert not open_hits(Ocg.objects.get(ref=side.ocg_ref)).exists()
        assert waiting_for(cast.gail) == []
    other = side_of(cast.olive)
    assert (other.outcome, other.reason, other.closed_at) == ("", "", None)


def test_a_refusal_names_every_objection(cast: Cast) -> None:
    gails, _olives = a_hit(cast)
    with pytest.raises(Refused) as refused:
        record_outcome(actor=cast.gail, hit=gails, outcome="joint", reason=" ")
    assert len(refused.value.objections) == 2
    spoke_about(cast.gail, gails)
    record_outcome(actor=cast.gail, hit=gails, outcome="joint", reason=REASON)
    with pytest.raises(Refused, match=r"SECRET.*already"):
        record_outcome(actor=cast.gail, hit=gails, outcome="joint", reason="SECRET")


def test_before_the_two_spoke_every_door_says_what_to_do_first(cast: Cast) -> None:
    gails, _olives = a_hit(cast)
    acknowledge(actor=cast.gail, hit=gails)
    given = {"outcome": "joint", "reason": REASON, "verdict": "same"}
    page, address = browser(cast.gail), f"/deconfliction/hits/{gails.ref}/record-outcome/"
    assert SPEAK_FIRST in page.get(address).content.decode(), "said before it is asked"
    refused = page.post(address, given)
    assert (refused.status_code, refused.content.decode().count(REASON)) == (409, 1)
    answer = Machine(cast.gail).post(f"/hits/{gails.ref}/record-outcome", **given)
    assert [one["message"] for one in answer.json()["errors"]] == [SPEAK_FIRST]
    options = [f"--{name}={value}" for name, value in given.items()]
    ran = terminal(cast.gail, "deconfliction", "record-outcome", gails.ref, *options)
    assert (ran.exit_code, ran.output) == (1, f"{SPEAK_FIRST}\n")
    assert side_of(cast.gail).closed_at is None
    record_contact(actor=cast.gail, hit=gails, contacted_at=NOW)
    assert SPEAK_FIRST not in page.get(address).content.decode()
    assert page.post(address, given).status_code == 302


def test_that_it_is_no_conflict_a_unit_finds_by_itself(cast: Cast) -> None:
    gails, _olives = a_hit(cast)
    acknowledge(actor=cast.gail, hit=gails)
    side = record_outcome(
        actor=cast.gail, hit=gails, outcome="not_a_conflict", reason="A slip of ours: one digit.",
        verdict="not_same",
    )  # fmt: skip
    assert side.closed_at == NOW


def test_the_reason_stays_out_of_the_log(cast: Cast) -> None:
    gails, _olives = a_hit(cast)
    spoke_about(cast.gail, gails)
    record_outcome(actor=cast.gail, hit=gails, outcome="joint", reason=REASON)
    with as_actor(cast.gail):
        assert REASON not in str(Event.objects.get(verb="hit.outcome_recorded").detail)


def test_every_door_does_the_same(cast: Cast) -> None:
    gails, olives = a_hit(cast)
    for actor, side in ((cast.gail, gails), (cast.olive, olives)):
        spoke_about(actor, side)
    page = browser(cast.gail)
    address = f"/deconfliction/hits/{gails.ref}/record-outcome/"
    wrong = page.post(address, {"reason": REASON})
    assert wrong.status_code == 422
    assert REASON in wrong.content.decode()
    given = {"outcome": "joint", "reason": REASON, "verdict": "same"}
    assert page.post(address, given).status_code == 302
    shown = page.get(f"/deconfliction/hits/{gails.ref}/").content.decode()
    assert "Done jointly" in shown
    assert "The same" in shown
    answer = Machine(cast.olive).post(
        f"/hits/{olives.ref}/record-outcome", outcome="joint", reason=REASON, verdict="not_same"
    )
    assert (answer.json()["outcome"], answer.json()["verdict"]) == ("joint", "not_same")
    words = ("deconfliction", "record-outcome", olives.ref, "--outcome", "joint", "--reason", "x",
             "--verdict", "same")  # fmt: skip
    assert "already" in terminal(cast.olive, *words).output


def test_the_terminal_records(cast: Cast) -> None:
    gails, _olives = a_hit(cast)
    spoke_about(cast.gail, gails)
    words = ("deconfliction", "record-outcome", gails.ref, "--outcome", "one_delays", "--verdict",
             "cannot_tell")  # fmt: skip
    done = terminal(cast.gail, *words, "--reason", REASON)
    assert done.exit_code == 0, done.output
    assert side_of(cast.gail).outcome == "one_delays"


def test_nobody_is_asked_to_sign_in(cast: Cast) -> None:
    ref = a_hit(cast)[0].ref
    asked = browser(None).get(f"/deconfliction/hits/{ref}/record-outcome/")
    assert asked.headers["Location"].startswith("/sign-in/")
    assert Machine(None).post(f"/hits/{ref}/record-outcome").status_code == 401
