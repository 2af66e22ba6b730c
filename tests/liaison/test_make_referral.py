"""A safeguarding request makes the referral, and each links the other."""

from typing import Any

import pytest

from broadhurst.capabilities.liaison.commands.accept import accept
from broadhurst.capabilities.liaison.commands.ask import ask
from broadhurst.capabilities.liaison.commands.make_referral import make_referral
from broadhurst.capabilities.liaison.commands.withdraw import withdraw
from broadhurst.capabilities.liaison.models import Request
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.safeguarding.commands.withdraw import withdraw as withdraw_referral
from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.notices.words import words
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.liaison.story import asked
from tests.people import Cast
from tests.safeguarding.story import person


def answers(cast: Cast, ocg: Ocg) -> dict[str, Any]:
    """Return the answers of a referral of a child on the OCG."""
    return {
        "person": person(cast, ocg),
        "destination": "complex_safeguarding",
        "team": cast.sid.unit,
        "consent": "not_needed",
    }


def sent(cast: Cast) -> Request:
    """Return a request of Gail to Len that sent its referral."""
    ocg = cast.ocg()
    return ask(
        actor=cast.gail, ocg=ocg, kind="safeguarding_referral", what="A child carries for them.",
        **answers(cast, ocg),
    )  # fmt: skip


def test_a_request_that_says_whom_sends_the_referral_and_the_lro_holds_it(cast: Cast) -> None:
    request = sent(cast)
    with as_actor(cast.len):
        referral = Referral.objects.get()
        assert (referral.asked_in, referral.holder) == (request.ref, cast.len.officer)
    page = browser(cast.len).get(f"/requests/{request.ref}/").content.decode()
    assert f"/referrals/{referral.ref}/" in page
    assert "It stays open if the request is withdrawn" in page
    back = browser(cast.len).get(f"/referrals/{referral.ref}/").content.decode()
    assert f"/requests/{request.ref}/" in back


def test_the_receiving_team_sees_nothing_of_the_request(cast: Cast) -> None:
    request = sent(cast)
    assert request.referral is not None
    page = browser(cast.sid).get(f"/referrals/{request.referral.ref}/").content.decode()
    assert request.ref not in page
    answer = Machine(cast.sid).get(f"/referrals/{request.referral.ref}").content.decode()
    assert request.ref not in answer
    with as_actor(cast.sid):
        assert not Request.objects.exists()


def test_either_lead_makes_it_later_and_only_once(cast: Cast) -> None:
    ocg = cast.ocg()
    request = asked(cast, ocg, kind="safeguarding_referral")
    accept(actor=cast.len, lead_request=request)
    given = answers(cast, ocg)
    with pytest.raises(Refused, match="Only the lead who is asked or the lead who asked"):
        make_referral(actor=cast.cora, lead_request=request, **given)
    made = make_referral(actor=cast.len, lead_request=request, **given)
    assert made.referral is not None
    with pytest.raises(Refused, match="was already made for this request"):
        make_referral(actor=cast.gail, lead_request=request, **given)
    with as_actor(cast.gail):
        event = Event.objects.get(verb="request.referral_made")
        assert words(event) == (
            f"Len Oakapple made referral {made.referral.ref} for request {request.ref} on "
            f"{ocg.ref}."
        )


def test_withdrawn_the_request_leaves_the_referral_open(cast: Cast) -> None:
    request = sent(cast)
    withdraw(actor=cast.gail, lead_request=request, because="Len has it in hand.")
    with as_actor(cast.len):
        referral = Referral.objects.get()
        assert referral.stage == "sent"
        event = Event.objects.get(verb="request.withdrawn")
        assert f"Referral {referral.ref} stays open." in words(event)


def test_withdrawn_the_referral_can_be_made_again(cast: Cast) -> None:
    request = sent(cast)
    assert request.referral is not None
    withdraw_referral(actor=cast.len, referral=request.referral, because="Made to the wrong team.")
    page = browser(cast.gail).get(f"/requests/{request.ref}/").content.decode()
    assert "Made to the wrong team." in page
    assert f"/requests/{request.ref}/make-referral/" in page


def test_all_or_none_of_the_referral_and_only_for_safeguarding(cast: Cast) -> None:
    ocg = cast.ocg()
    given = answers(cast, ocg)
    with pytest.raises(Refused, match="leave all of them blank"):
        ask(
            actor=cast.gail, ocg=ocg, kind="safeguarding_referral", what="A child.",
            person=given["person"],
        )  # fmt: skip
    with pytest.raises(Refused, match="Choose “Make a safeguarding referral”"):
        ask(actor=cast.gail, ocg=ocg, kind="media", what="Lines for Friday.", **given)
    request = asked(cast, ocg)
    with pytest.raises(Refused, match="does not ask for a safeguarding referral"):
        make_referral(actor=cast.len, lead_request=request, **given)


def test_at_the_page_the_api_and_the_terminal(cast: Cast) -> None:
    ocg = cast.ocg()
    given = answers(cast, ocg)
    typed = {
        "person": given["person"].ref, "destination": "complex_safeguarding",
        "team": cast.sid.unit.key, "consent": "not_needed",
    }  # fmt: skip
    page = browser(cast.gail)
    ask_form = {"kind": "safeguarding_referral", "what": "A child carries for them."}
    assert page.post(f"/ocgs/{ocg.ref}/ask/", ask_form | typed).status_code == 302
    with as_actor(cast.gail):
        request = Request.objects.get()
        assert request.referral is not None
    again = Machine(cast.len).post(f"/requests/{request.ref}/make-referral", **typed)
    assert again.status_code == 409
    other = asked(cast, cast.ocg(), kind="safeguarding_referral")
    given = answers(cast, other.ocg)
    ran = terminal(
        cast.len, "liaison", "make-referral", other.ref, "--person", given["person"].ref,
        "--destination", "complex_safeguarding", "--team", cast.sid.unit.key,
        "--consent", "not_needed",
    )  # fmt: skip
    assert ran.exit_code == 0, ran.output
    assert Machine(cast.gail).get(f"/requests/{other.ref}").json()["referral"].startswith("REF-")


def test_the_new_kinds_can_be_asked(cast: Cast) -> None:
    ocg = cast.ocg()
    for kind in ("disclosure", "intelligence", "media"):
        assert asked(cast, ocg, kind=kind).stage == "asked"
