"""A unit asks for an OCG that another organisation owns, and the owner answers."""

import re
from datetime import date, timedelta
from typing import Any

import pytest

from broadhurst.capabilities.deconfliction.models import HitSide
from broadhurst.capabilities.establishment.commands.open_unit import open_unit
from broadhurst.capabilities.establishment.commands.post import post
from broadhurst.capabilities.register.commands.name_lead import name_lead
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.transfers.commands.agree import agree
from broadhurst.capabilities.transfers.commands.ask_about_hit import ask_about_hit
from broadhurst.capabilities.transfers.commands.ask_for import ask_for
from broadhurst.capabilities.transfers.commands.decline_request import decline_request
from broadhurst.capabilities.transfers.commands.withdraw import withdraw
from broadhurst.capabilities.transfers.commands.withdraw_request import withdraw_request
from broadhurst.capabilities.transfers.models import Transfer, TransferRequest
from broadhurst.capabilities.transfers.queries.asked import own_sides
from broadhurst.capabilities.transfers.queries.asked_shown import requests_waiting
from broadhurst.foundation import clock
from broadhurst.foundation.access import grants
from broadhurst.foundation.access.actor import actor_in
from broadhurst.foundation.access.grants import Sight
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.notices.queries import notices_of
from broadhurst.foundation.workflow import Refused
from tests.deconfliction.targets import PHONE, SAME_PHONE, far_ocg, with_phone
from tests.doors import Machine, browser, terminal
from tests.people import SINCE, Cast
from tests.transfers.making import LATER, WINDOW, acknowledged, assessed, moved, opened, prepared

WHEN = {"window_from": WINDOW[0], "window_until": WINDOW[1]}
ANSWERS = {"window_from": "2021-03-01", "window_until": "2021-03-29"}
WHY = "Its couriers cross three forces."


def known(cast: Cast) -> Ocg:
    """Return an OCG of Gail's that Rita's unit sees, because it was offered before."""
    ocg = assessed(cast)
    withdraw(actor=cast.gail, transfer=opened(cast, ocg), code="kept", reason="We keep it.")
    return ocg


def returned_wish(cast: Cast) -> Ocg:
    """Return an OCG that moved to Rita's unit. Gail's unit stays linked, so it sees it."""
    transfer = opened(cast, assessed(cast))
    prepared(cast, transfer)
    acknowledged(transfer, cast.hal)
    return moved(cast, transfer).ocg


def asked_back(cast: Cast, ocg: Ocg, **changes: Any) -> TransferRequest:
    with clock.set_to(LATER):
        return ask_for(actor=cast.gail, ocg=ocg, **({"reason": WHY} | changes))


def test_the_owner_is_asked_and_has_five_working_days(cast: Cast) -> None:
    ocg = returned_wish(cast)
    href, link = f"/ocgs/{ocg.ref}/handover/", f"/ocgs/{ocg.ref}/ask-for/"
    assert link in browser(cast.gail).get(href).content.decode()
    asked = asked_back(cast, ocg)
    assert link not in browser(cast.gail).get(href).content.decode(), "it waits for an answer"
    assert (asked.owner, asked.requester) == (cast.rita.unit, cast.gail.unit)
    assert asked.answer_due_on == date(2021, 3, 9)
    with clock.set_to(LATER), as_actor(cast.rita):
        [task] = requests_waiting(cast.rita)
        assert (task.what, task.due) == ("Answer request for", asked.answer_due_on)


def test_agreeing_opens_the_return_and_moves_nothing(cast: Cast) -> None:
    ocg = returned_wish(cast)
    asked = asked_back(cast, ocg)
    with clock.set_to(LATER):
        transfer = agree(
            actor=cast.rita,
            transfer_request=asked,
            window_from=LATER.date(),
            window_until=LATER.date(),
        )
    assert (transfer.kind, transfer.receiver, transfer.stage) == ("return", cast.gail.unit, "open")
    with clock.set_to(LATER), as_actor(cast.gail):
        asked.refresh_from_db()
        assert (asked.stage, asked.transfer) == ("agreed", transfer)


def test_declined_with_a_coded_reason_and_asked_again_only_with_something_new(cast: Cast) -> None:
    ocg = returned_wish(cast)
    asked = asked_back(cast, ocg)
    with pytest.raises(Refused, match="already asked"):
        asked_back(cast, ocg)
    with clock.set_to(LATER):
        decline_request(
            actor=cast.rita,
            transfer_request=asked,
            code="live_investigation",
            reason="Arrests in May.",
        )
    for nothing_new in ("", WHY.upper(), f"  {WHY}"):
        with pytest.raises(Refused, match="Enter what has changed since then"):
            asked_back(cast, ocg, new_facts=nothing_new)
    again = asked_back(cast, ocg, new_facts="The May arrests are done.")
    assert again.stage == "asked"
    with clock.set_to(LATER):
        withdraw_request(
            actor=cast.gail, transfer_request=again, reason="We have no officers for it."
        )
        assert asked_back(cast, ocg, new_facts="Two more officers.").stage == "asked"


def test_another_team_of_the_organisation_also_has_to_bring_something_new(cast: Cast) -> None:
    ocg = returned_wish(cast)
    asked = asked_back(cast, ocg)
    team = open_unit(
        actor=cast.system, agency=cast.gail.agency, key="n-bury", name="Challenger Bury",
        kind="team", duty_contact="0161 496 0000", from_on=SINCE,
    )  # fmt: skip
    posting = post(
        actor=cast.system, officer=cast.len.officer, unit=team, title="Inspector",
        roles=["investigator"], from_on=SINCE,
    )  # fmt: skip
    with as_actor(cast.rita):
        grants.give(ocg.dossier, Sight(team, Grant.Level.SEE, Grant.Why.EXCEPTION, "test"))
    other = actor_in(posting)
    with clock.set_to(LATER):
        with pytest.raises(Refused, match="Challenger Bolton already asked"):
            ask_for(actor=other, ocg=ocg, reason="It is in our district.")
        decline_request(actor=cast.rita, transfer_request=asked, code="other", reason="Not now.")
        with pytest.raises(Refused, match="Enter what has changed since then"):
            ask_for(actor=other, ocg=ocg, reason="It is in our district.")
        again = ask_for(
            actor=other, ocg=ocg, reason="It is in our district.", new_facts="Two were arrested."
        )
    assert again.stage == "asked"


def test_only_the_two_sides_act_on_it(cast: Cast) -> None:
    asked = asked_back(cast, returned_wish(cast))
    with pytest.raises(Refused, match="Only the owning unit"):
        agree(actor=cast.gail, transfer_request=asked, **WHEN)
    with pytest.raises(Refused, match="Only the owning unit"):
        decline_request(actor=cast.gail, transfer_request=asked, code="other", reason="x")
    with pytest.raises(Refused, match="Only the unit that asked"):
        withdraw_request(actor=cast.rita, transfer_request=asked, reason="x")
    with clock.set_to(LATER), as_actor(cast.olive):
        assert not TransferRequest.objects.exists()


def test_a_unit_cannot_ask_its_own_organisation_or_for_an_open_transfer(cast: Cast) -> None:
    ocg = assessed(cast)
    with pytest.raises(Refused, match="your own organisation"):
        ask_for(actor=cast.len, ocg=ocg, reason=WHY)
    opened(cast, ocg)
    with pytest.raises(Refused, match="already has an open transfer"):
        ask_for(actor=cast.rita, ocg=ocg, reason=WHY)


def test_an_offer_to_the_unit_that_asked_answers_it(cast: Cast) -> None:
    ocg = returned_wish(cast)
    asked = asked_back(cast, ocg)
    with clock.set_to(LATER):
        transfer = opened(
            cast, ocg, by=cast.rita, kind="return", receiver=cast.gail.unit,
            window_from=LATER.date(), window_until=LATER.date(),
        )  # fmt: skip
        with as_actor(cast.gail):
            asked.refresh_from_db()
    assert (asked.stage, asked.transfer_id) == ("agreed", transfer.pk)


def test_a_late_answer_is_a_task_of_the_supervisors(cast: Cast) -> None:
    ocg = returned_wish(cast)
    asked = asked_back(cast, ocg)
    with clock.set_to(LATER):
        name_lead(
            actor=cast.rita, ocg=ocg, role="sro", officer=cast.cass.officer, because="Oversees it."
        )
    with clock.set_to(LATER + timedelta(days=5)), as_actor(cast.cass):
        assert not requests_waiting(cast.cass)
    with clock.set_to(LATER + timedelta(days=9)), as_actor(cast.cass):
        [task] = requests_waiting(cast.cass)
        assert (task.what, task.ref) == ("Chase the late answer to the request for", asked.ref)


def met(cast: Cast) -> tuple[HitSide, Ocg]:
    """Return Olive's side of a hit with an OCG of Gail's, which Olive cannot see."""
    ocg = with_phone(cast.gail, assessed(cast), PHONE)
    with_phone(cast.olive, far_ocg(cast), SAME_PHONE)
    with as_actor(cast.olive):
        return own_sides(cast.olive).get(), ocg


def test_asking_about_a_hit_reveals_nothing(cast: Cast) -> None:
    side, ocg = met(cast)
    asked = ask_about_hit(actor=cast.olive, hit=side, reason=WHY)
    assert (asked.ocg, asked.owner) == (None, cast.gail.unit)
    with as_actor(cast.olive):
        assert not Ocg.objects.filter(pk=ocg.pk).exists()
        shown = browser(cast.olive).get(f"/transfer-requests/{asked.ref}/").content.decode()
    assert ocg.name not in shown
    assert ocg.ref not in shown
    with as_actor(cast.cora):
        assert TransferRequest.objects.filter(pk=asked.pk).exists()
    transfer = agree(actor=cast.gail, transfer_request=asked, ocg=ocg, **WHEN)
    assert (transfer.kind, transfer.receiver) == ("full", cast.olive.unit)
    with as_actor(cast.olive):
        assert Ocg.objects.filter(pk=ocg.pk).exists()


def test_the_page_of_a_hit_offers_to_ask_and_then_shows_the_request(cast: Cast) -> None:
    side, _ = met(cast)
    address, offer = f"/deconfliction/hits/{side.ref}/", "for the OCG behind this hit"
    offered = browser(cast.olive).get(address).content.decode()
    assert f"/deconfliction/hits/{side.ref}/ask-for/" in offered
    asked = ask_about_hit(actor=cast.olive, hit=side, reason=WHY)
    shown = browser(cast.olive).get(address).content.decode()
    assert f"/deconfliction/hits/{side.ref}/ask-for/" not in shown
    assert f"/transfer-requests/{asked.ref}/" in shown
    assert f"{cast.olive.unit.name} asked {cast.gail.unit.name} {offer}" in shown
    for other in (cast.gail, cast.dot):
        seen = browser(other).get(address).content.decode()
        assert asked.ref not in seen, "the owner reads it among the requests, not at its own hit"
    desk = browser(cast.otto).get(address).content.decode()
    assert f"/transfer-requests/{asked.ref}/" in desk, "a colleague of the unit that asked"


def test_the_owner_chooses_an_ocg_of_its_own(cast: Cast) -> None:
    side, ocg = met(cast)
    asked = ask_about_hit(actor=cast.olive, hit=side, reason=WHY)
    with pytest.raises(Refused, match="Choose the OCG"):
        agree(actor=cast.gail, transfer_request=asked, **WHEN)
    page = browser(cast.gail).get(f"/transfer-requests/{asked.ref}/agree/").content.decode()
    assert ocg.name in page


def test_an_ocg_that_the_reader_cannot_see_is_not_found(cast: Cast) -> None:
    ocg = assessed(cast)
    there = browser(cast.olive).get(f"/ocgs/{ocg.ref}/ask-for/")
    absent = browser(cast.olive).get("/ocgs/OCG-AAAAAA/ask-for/")
    assert (there.status_code, absent.status_code) == (404, 404)


def test_an_ocg_that_moved_meanwhile_is_no_longer_the_askeds_to_hand_over(cast: Cast) -> None:
    side, ocg = met(cast)
    asked = ask_about_hit(actor=cast.olive, hit=side, reason=WHY)
    transfer = opened(cast, ocg)
    prepared(cast, transfer)
    acknowledged(transfer, cast.hal)
    moved(cast, transfer, known_hits=1)
    window = {"window_from": LATER.date(), "window_until": LATER.date()}
    with clock.set_to(LATER), pytest.raises(Refused, match="does not own this OCG"):
        agree(actor=cast.gail, transfer_request=asked, ocg=ocg, **window)


def test_the_request_goes_with_the_ocg_to_its_new_owner(cast: Cast) -> None:
    ocg = known(cast)
    with as_actor(cast.gail):
        sight = Sight(cast.olive.unit, Grant.Level.SEE, Grant.Why.EXCEPTION, "test")
        grants.give(ocg.dossier, sight)
    asked = ask_for(actor=cast.olive, ocg=ocg, reason=WHY)
    transfer = opened(cast, ocg)
    prepared(cast, transfer)
    acknowledged(transfer, cast.hal)
    moved(cast, transfer)
    with clock.set_to(LATER), as_actor(cast.olive):
        asked.refresh_from_db()
        assert (asked.stage, asked.owner) == ("asked", cast.rita.unit)


def test_at_each_door(cast: Cast) -> None:
    ocg = returned_wish(cast)
    with clock.set_to(LATER):
        page = browser(cast.gail)
        handover = page.get(f"/ocgs/{ocg.ref}/handover/").content.decode()
        assert f"/ocgs/{ocg.ref}/ask-for/" in handover
        address = f"/ocgs/{ocg.ref}/ask-for/"
        assert page.post(address, {"reason": ""}).status_code == 422
        landed = page.get(page.post(address, {"reason": WHY})["Location"])
        assert "You asked" in landed.content.decode()
        with as_actor(cast.gail):
            asked = TransferRequest.objects.get()
        listed = Machine(cast.rita).get("/transfer-requests").json()
        assert [row["ref"] for row in listed["items"]] == [asked.ref]
        declined = Machine(cast.rita).post(
            f"/transfer-requests/{asked.ref}/decline", code="other", reason="Not now."
        )
        assert (declined.status_code, declined.json()["decline_reason"]) == (200, "other")
        done = terminal(
            cast.gail, "transfers", "ask-for", ocg.ref, "--reason", WHY, "--new-facts", "More.",
        )  # fmt: skip
        assert done.exit_code == 0, done.output
        [ref] = re.findall(r"^Request (\S+) is with ROCU investigations\.$", done.output.strip())
        answer = browser(cast.rita).post(
            f"/transfer-requests/{ref}/agree/",
            {"window_from": "2021-03-02", "window_until": "2021-03-29"},
        )
        assert answer.status_code == 302, answer.content.decode()
        with as_actor(cast.gail):
            assert Transfer.objects.filter(stage="open").count() == 1
    with clock.set_to(LATER), as_actor(cast.gail):
        said = {told.event.verb for told in notices_of(cast.gail)}
        assert {"transfer_request.declined", "transfer_request.agreed"} <= said
