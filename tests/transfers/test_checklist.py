"""The checklist of a transfer: every open item is acknowledged, moved or kept by name."""

from datetime import date, timedelta
from types import SimpleNamespace as Thing
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from broadhurst.capabilities.liaison.commands.ask import ask
from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.capabilities.transfers.commands.accept import accept
from broadhurst.capabilities.transfers.commands.acknowledge_items import acknowledge_items
from broadhurst.capabilities.transfers.commands.acknowledge_risk import acknowledge_risk
from broadhurst.capabilities.transfers.commands.agree_terms import agree_terms
from broadhurst.capabilities.transfers.commands.check_again import check_again
from broadhurst.capabilities.transfers.commands.hand_over_item import hand_over_item
from broadhurst.capabilities.transfers.commands.name_sio import name_sio
from broadhurst.capabilities.transfers.commands.prepare import prepare
from broadhurst.capabilities.transfers.commands.set_terms import set_terms
from broadhurst.capabilities.transfers.models import Risk, Transfer
from broadhurst.capabilities.transfers.queries.moving import moving, progress
from broadhurst.capabilities.transfers.queries.shown import waiting_for
from broadhurst.capabilities.transfers.rules.checklist import (
    KEEPABLE,
    objections_to_agree_terms,
    objections_to_set_terms,
)
from broadhurst.capabilities.transfers.rules.moving import GIVER
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.agencies.models import Posting
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.people import Cast
from tests.transfers.making import LATER, acknowledged, assessed, opened, planned, referred

UNTIL = date(2021, 3, 20)


def busy(cast: Cast) -> Transfer:
    """Return a transfer of an OCG with an action, a request, a referral and an authority."""
    ocg = assessed(cast)
    planned(cast, ocg)
    referred(cast, ocg)
    ask(actor=cast.gail, ocg=ocg, kind="community_impact", what="How the street takes it.")
    transfer = opened(cast, ocg)
    prepare(
        actor=cast.gail, transfer=transfer, disclosure_officer="Dot Larkmoor",
        authorities="Directed surveillance, 30 April 2021",
    )  # fmt: skip
    check_again(actor=cast.gail, transfer=transfer)
    return transfer


def item(transfer: Transfer, source: str, by: Any) -> Risk:
    with as_actor(by):
        return Risk.objects.select_related("transfer__ocg").get(transfer=transfer, source=source)


def refused(cast: Cast, transfer: Transfer) -> str:
    with clock.set_to(LATER), pytest.raises(Refused) as no:
        accept(actor=cast.hal, transfer=transfer, new_sio=cast.rita.officer)
    return str(no.value)


def test_each_kind_of_open_work_is_an_item(cast: Cast) -> None:
    transfer = busy(cast)
    with as_actor(cast.hal):
        found = {risk.source: risk.text for risk in Risk.objects.filter(transfer=transfer)}
        step = progress(transfer)[1]
    assert set(found) >= {"action", "request", "referral", "authority", "unknown"}
    assert found["authority"] == "Authority in force: Directed surveillance, 30 April 2021"
    assert "Map the line" in found["action"]
    assert step.title == f"Checklist: 0 of {len(found)} acknowledged"


def test_each_statement_of_the_steps_is_sent_once(cast: Cast) -> None:
    """A statement with other values than those sent ahead would be sent twice."""
    transfer = busy(cast)
    with as_actor(cast.gail), CaptureQueriesContext(connection) as asked:
        assert moving([transfer], cast.gail)
    statements = [query["sql"] for query in asked.captured_queries]
    assert len(statements) == len(set(statements)) > 10


def test_nothing_is_accepted_while_one_item_is_open(cast: Cast) -> None:
    transfer = busy(cast)
    last = item(transfer, "request", cast.hal)
    with as_actor(cast.hal):
        others = list(Risk.objects.filter(transfer=transfer).exclude(pk=last.pk))
    acknowledge_items(actor=cast.hal, transfer=transfer, items=others)
    assert last.ref in refused(cast, transfer)
    acknowledge_risk(actor=cast.hal, risk=last)
    with clock.set_to(LATER):
        assert accept(actor=cast.hal, transfer=transfer, new_sio=cast.rita.officer)


def test_terms_of_the_receiver_need_the_givers_agreement(cast: Cast) -> None:
    transfer = busy(cast)
    acknowledged(transfer, cast.hal)
    referral = item(transfer, "referral", cast.hal)
    set_terms(
        actor=cast.hal, risk=referral, terms="kept", kept_until=UNTIL, reason="You know the school."
    )
    assert referral.ref in refused(cast, transfer)
    with pytest.raises(Refused, match="Only the giving unit"):
        agree_terms(actor=cast.rita, risk=referral)
    agree_terms(actor=cast.gail, risk=referral)
    with clock.set_to(LATER):
        accept(actor=cast.hal, transfer=transfer, new_sio=cast.rita.officer)
    with clock.set_to(LATER), as_actor(cast.gail):
        assert Referral.objects.get(ref=referral.about).holder == cast.len.officer
        [task] = [one for one in waiting_for(cast.gail) if one.what == "Hand over"]
        assert task.due == UNTIL
    with clock.set_to(LATER):
        with pytest.raises(Refused, match="Only the giving unit"):
            hand_over_item(actor=cast.rita, risk=referral)
        assert hand_over_item(actor=cast.gail, risk=referral).handed_over_by == cast.gail.officer


def test_new_terms_of_the_giver_are_acknowledged_again(cast: Cast) -> None:
    transfer = busy(cast)
    acknowledged(transfer, cast.hal)
    action = item(transfer, "action", cast.gail)
    set_terms(actor=cast.gail, risk=action, terms="kept", kept_until=UNTIL, reason="Half done.")
    assert action.ref in refused(cast, transfer)
    acknowledge_risk(actor=cast.rita, risk=action)
    with clock.set_to(LATER):
        accept(actor=cast.hal, transfer=transfer, new_sio=cast.rita.officer)


def test_the_next_sio_is_named_before_acceptance(cast: Cast) -> None:
    transfer = busy(cast)
    with pytest.raises(Refused, match="Only the receiving unit"):
        name_sio(actor=cast.gail, transfer=transfer, new_sio=cast.rita.officer)
    # An investigator of another organisation, and an officer of the receiver with other roles.
    for officer in (cast.len.officer, cast.cass.officer):
        with pytest.raises(
            Refused, match="must be an investigator or a supervisor of Northern ROCU"
        ):
            name_sio(actor=cast.hal, transfer=transfer, new_sio=officer)
    # A detective inspector who supervises a unit can be an SIO too.
    Posting.objects.filter(pk=cast.rita.posting.pk).update(roles=["supervisor"])
    assert name_sio(actor=cast.hal, transfer=transfer, new_sio=cast.rita.officer).new_sio
    page = browser(cast.hal).get(f"/transfers/{transfer.ref}/accept/").content.decode()
    offered = page.split('name="new_sio"')[1].split("</select>")[0]
    assert "Rita Quillfeather" in offered
    assert "Cass Loomworthy" not in offered
    assert "Cass Loomworthy" in page


OPEN = Thing(stage="open", window_from=date(2021, 3, 1))


def no_terms(**changes: Any) -> list[str]:
    given: dict[str, Any] = {
        "terms": "kept", "kept_until": UNTIL, "reason": "x", "today": date(2021, 3, 1),
    }  # fmt: skip
    risk = Thing(source=changes.pop("source", "action"), over_at=None)
    return objections_to_set_terms(OPEN, risk, [GIVER], **(given | changes))


def test_only_work_can_be_kept_and_until_a_day() -> None:
    assert not any(no_terms(source=source) for source in KEEPABLE)
    assert all(no_terms(source=one) for one in ("hit", "threat_to_life", "unknown", "giver"))
    assert no_terms(kept_until=None) == ["Enter the last day that the giver keeps the item."]
    assert no_terms(kept_until=date(2021, 2, 1))
    assert no_terms(terms="moves", kept_until=UNTIL)
    assert not no_terms(terms="moves", kept_until=None)


def test_the_giver_agrees_only_to_terms_of_the_receiver() -> None:
    risk = Thing(terms_by_id=1, agreed_by_id=None)
    assert objections_to_agree_terms(OPEN, risk, [GIVER]) == []
    risk = Thing(terms_by_id=1, agreed_by_id=2)
    assert objections_to_agree_terms(OPEN, risk, [GIVER])


def test_at_each_door(cast: Cast) -> None:
    transfer = busy(cast)
    page, ref = browser(cast.hal), transfer.ref
    action = item(transfer, "action", cast.hal)
    assert "Checklist: 0 of" in page.get(f"/transfers/{ref}/").content.decode()
    assert page.post(f"/transfers/{ref}/acknowledge/", {"items": [action.ref]}).status_code == 302
    request = item(transfer, "request", cast.hal).ref
    answer = Machine(cast.hal).post(f"/transfers/{ref}/acknowledge", items=[request])
    assert answer.status_code == 200, answer.content
    terms = {"terms": "kept", "kept_until": "2021-03-20", "reason": "Nearly done."}
    address = f"/risks/{action.ref}/set-terms/"
    assert browser(cast.gail).post(address, terms | {"kept_until": ""}).status_code == 409
    assert browser(cast.gail).post(address, terms).status_code == 302
    told = Machine(cast.gail).get(f"/transfers/{ref}").json()
    [row] = [one for one in told["risks"] if one["ref"] == action.ref]
    assert (row["terms"], row["is_settled"]) == ("kept", False)
    done = terminal(cast.hal, "transfers", "acknowledge-risk", action.ref)
    assert done.exit_code == 0, done.output
    done = terminal(cast.hal, "transfers", "name-sio", ref, "--new-sio", "rita-quillfeather")
    assert done.exit_code == 0, done.output
    assert browser(cast.olive).get(address).status_code == 404


def test_the_list_of_adoptions_without_an_sio(cast: Cast) -> None:
    busy(cast)
    page = browser(cast.hal).get("/transfers/?tab=no_sio").content.decode()
    assert "No SIO named yet" in page
    assert LATER - timedelta(days=1)
