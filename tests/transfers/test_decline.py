"""Decline or withdraw: the giver keeps the OCG, the receiver can no longer see it."""

from collections.abc import Callable
from typing import Any

import pytest

from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership
from broadhurst.capabilities.transfers.commands.decline import decline
from broadhurst.capabilities.transfers.commands.withdraw import withdraw
from broadhurst.capabilities.transfers.models import Transfer
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.notices.queries import notices_of
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.people import Cast
from tests.transfers.making import assessed, moved, opened, ready

BOTH = pytest.mark.parametrize(("verb", "who"), [(decline, "hal"), (withdraw, "gail")])


@BOTH
def test_the_giver_keeps_it_and_the_receiver_no_longer_sees_it(
    cast: Cast, verb: Callable[..., Transfer], who: str
) -> None:
    ocg = ready(cast).ocg
    with as_actor(cast.gail):
        transfer = Transfer.objects.select_related("ocg").get(ocg=ocg)
    done = verb(actor=getattr(cast, who), transfer=transfer, reason="No capacity this quarter.")
    assert (done.closed_code, done.closed_because) == ("other", "No capacity this quarter.")
    with as_actor(cast.gail):
        assert current_leadership(ocg).owner == cast.gail.unit
    with as_actor(cast.hal):
        assert not Ocg.objects.exists()
        assert notices_of(cast.hal), "what they were told they may still read"


def test_the_form_is_shown_only_to_those_who_can_send_it_now(cast: Cast) -> None:
    transfer = ready(cast)
    address = f"/transfers/{transfer.ref}/decline/"
    giver = browser(cast.gail).get(address)
    assert giver.status_code == 403
    assert "Only the receiving unit" in giver.content.decode()
    assert browser(cast.hal).get(address).status_code == 200
    moved(cast, transfer)
    late = browser(cast.hal).get(address)
    assert late.status_code == 403
    assert "This transfer is accepted, so you cannot do this now." in late.content.decode()


@BOTH
def test_too_late_once_accepted(cast: Cast, verb: Callable[..., Any], who: str) -> None:
    transfer = moved(cast, ready(cast))
    with pytest.raises(Refused, match="This transfer is accepted"):
        verb(actor=getattr(cast, who), transfer=transfer, reason="Second thoughts.")


def test_the_giver_cannot_decline_nor_the_receiver_withdraw(cast: Cast) -> None:
    transfer = opened(cast, assessed(cast))
    with pytest.raises(Refused, match="Only the receiving unit"):
        decline(actor=cast.gail, transfer=transfer, reason="x")
    with pytest.raises(Refused, match="Only the giving unit"):
        withdraw(actor=cast.hal, transfer=transfer, reason="x")
    with pytest.raises(Refused, match="OFFICIAL"):
        withdraw(actor=cast.gail, transfer=transfer, reason="It is SECRET")


@pytest.mark.parametrize(
    ("verb", "who", "there"), [("decline", "hal", False), ("withdraw", "gail", True)]
)
def test_at_each_door(cast: Cast, verb: str, who: str, there: bool) -> None:
    transfers, actor = [opened(cast, assessed(cast)) for _ in range(3)], getattr(cast, who)
    page = browser(actor)
    address = f"/transfers/{transfers[0].ref}/{verb}/"
    assert page.post(address, {"reason": ""}).status_code == 422
    answer = page.post(address, {"code": "other", "reason": "Not now."})
    assert answer.status_code == 302
    landed = page.get(answer["Location"])
    assert (landed.status_code, "keeps" in landed.content.decode()) == (200, True)
    assert (page.get(f"/transfers/{transfers[0].ref}/").status_code == 200) is there
    told = Machine(actor).post(
        f"/transfers/{transfers[1].ref}/{verb}", code="other", reason="Not now."
    )
    assert (told.status_code, told.json()["ocg"]) == (200, transfers[1].ocg.ref)
    done = terminal(
        actor, "transfers", verb, transfers[2].ref, "--code", "other", "--reason", "Not now."
    )
    assert done.exit_code == 0, done.output
