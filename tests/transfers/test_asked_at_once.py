"""Two officers ask for an OCG, or answer a request, at the same moment, with real commits."""

from broadhurst.capabilities.transfers.commands.agree import agree
from broadhurst.capabilities.transfers.commands.ask_for import ask_for
from broadhurst.capabilities.transfers.commands.decline_request import decline_request
from broadhurst.capabilities.transfers.models import Transfer, TransferRequest
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from tests.at_once import at_once, refusals
from tests.people import Cast
from tests.transfers.making import LATER, moved, ready

WHY = "They moved back."


def test_agreed_or_declined_but_not_both(committed: Cast) -> None:
    ocg = moved(committed, ready(committed)).ocg
    with clock.set_to(LATER):
        asked = ask_for(actor=committed.gail, ocg=ocg, reason=WHY)
    day = LATER.date()
    both = [
        lambda: agree(
            actor=committed.rita, transfer_request=asked, window_from=day, window_until=day
        ),
        lambda: decline_request(
            actor=committed.hal, transfer_request=asked, code="other", reason="Later."
        ),
    ]
    assert len(refusals(at_once(*both, at=LATER))) == 1
    with clock.set_to(LATER), as_actor(committed.gail):
        stage = TransferRequest.objects.get().stage
        is_open = Transfer.objects.filter(stage="open").exists()
    assert (stage, is_open) in (("agreed", True), ("declined", False))


def test_one_unit_asks_once(committed: Cast) -> None:
    ocg = moved(committed, ready(committed)).ocg
    both = [
        lambda: ask_for(actor=committed.gail, ocg=ocg, reason=WHY),
        lambda: ask_for(actor=committed.len, ocg=ocg, reason="Its houses are here."),
    ]
    assert len(refusals(at_once(*both, at=LATER))) == 1
    with clock.set_to(LATER), as_actor(committed.gail):
        assert TransferRequest.objects.count() == 1
