"""An officer who accepts a transfer sees the OCG's open hits before and after."""

from datetime import timedelta

import pytest

from broadhurst.capabilities.deconfliction.commands.check import check
from broadhurst.capabilities.deconfliction.models import Check, HitSide
from broadhurst.capabilities.register.commands.register import register
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.transfers.commands.accept import accept
from broadhurst.capabilities.transfers.models import Transfer
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.notices.words import words
from broadhurst.foundation.workflow import Refused
from tests.at_once import refusals, while_it_waits
from tests.deconfliction.targets import PHONE, SAME_PHONE, far_ocg, with_phone
from tests.doors import Machine, browser, terminal
from tests.people import Cast
from tests.transfers.making import LATER, assessed, moved, ready

FOUND = "Match found: contact Eastshire Police, Eastshire organised crime team duty officer"
ASK_OWNER = "Match found: contact Challenger Bolton, Challenger Bolton duty officer"
MANY = "This OCG has 1 open hit. Confirm that you know about this."


def offered(cast: Cast) -> Transfer:
    """Return a transfer to accept, with an open hit on its phone number."""
    transfer = ready(cast, with_phone(cast.gail, assessed(cast), PHONE))
    with_phone(cast.olive, far_ocg(cast), SAME_PHONE)
    return transfer


def test_units_with_a_hit_with_each_other_can_hand_over(cast: Cast) -> None:
    """Each side reads its own side of the hit, in other words. The pack lists it once."""
    ocg = with_phone(cast.gail, assessed(cast), PHONE)
    own = register(
        actor=cast.rita, name="Flint Wagtail", threat_types=["drugs"], districts=[],
        description="Couriers.", lro=cast.hal.officer, sio=cast.rita.officer,
        urgent_because="An arrest is planned for tomorrow.",
    )  # fmt: skip
    with_phone(cast.rita, own, SAME_PHONE)
    for actor, about in ((cast.gail, ocg), (cast.rita, own)):
        check(actor=actor, ocg=about)
    assert moved(cast, ready(cast, ocg), known_hits=1).stage == "accepted"


def page(actor: object, path: str) -> str:
    return browser(actor).get(path).content.decode()  # type: ignore[arg-type]


def test_transfer_and_pack_say_what_is_open_now_to_either_side(cast: Cast) -> None:
    ref = offered(cast).ref
    for path in (f"/transfers/{ref}/", f"/transfers/{ref}/pack/"):
        assert FOUND in page(cast.gail, path)
        receivers = page(cast.hal, path)
        assert ASK_OWNER in receivers
        assert "Eastshire" not in receivers
    assert ASK_OWNER in page(cast.hal, f"/transfers/{ref}/accept/")
    assert Machine(cast.hal).get(f"/transfers/{ref}").json()["open_hits"] == 1
    assert "Match found" in terminal(cast.hal, "transfers", "list").output


def test_the_receiver_confirms_that_they_know_at_every_door(cast: Cast) -> None:
    transfer = offered(cast)
    with pytest.raises(Refused, match="Confirm that you know"):
        moved(cast, transfer)
    given = {"new_sio": cast.rita.officer.username}
    with clock.set_to(LATER):
        refused = browser(cast.hal).post(f"/transfers/{transfer.ref}/accept/", given)
        assert refused.status_code == 409
        assert MANY in refused.content.decode()
        assert 'name="known_hits" value="1"' in refused.content.decode()
        api = Machine(cast.hal).post(f"/transfers/{transfer.ref}/accept", **given)
        assert (api.status_code, MANY in api.json()["detail"]) == (409, True)
        verb = ("transfers", "accept", transfer.ref, "--new-sio", given["new_sio"])
        said = terminal(cast.hal, *verb)
        assert (said.exit_code, MANY in said.output) == (1, True)
        done = terminal(cast.hal, *verb, "--known-hits", "1")
        assert done.exit_code == 0, done.output
    with clock.set_to(LATER), as_actor(cast.gail):
        event = Event.objects.get(verb="transfer.accepted")
        assert "Hal Brindlewood knew of 1 open hit with another unit." in words(event)


def test_the_new_owner_sees_the_open_hits_at_once_and_on_home(cast: Cast) -> None:
    transfer = offered(cast)
    moved(cast, transfer, known_hits=1)
    with clock.set_to(LATER + timedelta(minutes=1)):
        for path in ("/", f"/ocgs/{transfer.ocg.ref}/", f"/ocgs/{transfer.ocg.ref}/liaison/"):
            assert FOUND in page(cast.rita, path)
        home = page(cast.rita, "/")
        assert "Copper Heron" in home
        assert "Acknowledge hit" in home
        # Gail is now the LRO, so she sees the open hit and who owns it.
        giver = page(cast.gail, "/")
        assert "Match found: contact ROCU investigations" in giver
        assert "Eastshire" not in giver


def test_what_only_the_new_owner_meets_is_found_by_the_handover_itself(cast: Cast) -> None:
    """Another OCG of the giver has the number too.

    After the handover that is a hit between two units.
    """
    with clock.set_to(LATER - timedelta(days=1)):
        with_phone(cast.gail, cast.ocg(name="Amber Lapwing"), SAME_PHONE)
        transfer = ready(cast, with_phone(cast.gail, assessed(cast), PHONE))
    moved(cast, transfer)
    with clock.set_to(LATER):
        with as_actor(cast.rita):
            ocg = Ocg.objects.get(pk=transfer.ocg_id)
            assert HitSide.objects.get().other_unit == cast.gail.unit
            last = Check.objects.filter(ocg=ocg).order_by("-made_at", "-pk")[0]
            assert (last.unit, last.hit_count, last.occasion) == (cast.rita.unit, 1, "handover")
        assert "Match found: contact Northshire Police" in page(cast.rita, f"/ocgs/{ocg.ref}/")


def test_a_hit_found_at_the_same_moment_stops_the_acceptance(committed: Cast) -> None:
    cast = committed
    ocg = assessed(cast)
    transfer = ready(cast, ocg)
    with_phone(cast.olive, far_ocg(cast), SAME_PHONE)
    outcomes = while_it_waits(
        lambda: with_phone(cast.gail, ocg, PHONE),
        lambda: accept(actor=cast.hal, transfer=transfer, new_sio=cast.rita.officer),
        at=LATER,
    )
    assert any(MANY in said for said in refusals(outcomes))
    with clock.set_to(LATER), as_actor(cast.gail):
        assert Transfer.objects.get().stage == "open"
