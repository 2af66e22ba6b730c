"""Two officers act at the same moment, with real commits."""

from collections.abc import Callable

from broadhurst.capabilities.register.models import Ownership
from broadhurst.capabilities.transfers.commands.accept import accept
from broadhurst.capabilities.transfers.commands.prepare import prepare
from broadhurst.capabilities.transfers.commands.withdraw import withdraw
from broadhurst.capabilities.transfers.models import Pack, Transfer
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from tests.at_once import at_once, refusals, while_it_waits
from tests.doors import terminal
from tests.people import Cast
from tests.transfers.making import LATER, assessed, opened, ready


def accepting(actor: Actor, transfer: Transfer, cast: Cast) -> Callable[[], object]:
    return lambda: accept(actor=actor, transfer=transfer, new_sio=cast.rita.officer)


def test_two_people_accepting_at_once_move_it_once(committed: Cast) -> None:
    transfer = ready(committed)
    both = [accepting(actor, transfer, committed) for actor in (committed.hal, committed.rita)]
    assert len(refusals(at_once(*both, at=LATER))) == 1
    with clock.set_to(LATER), as_actor(committed.rita):
        owners = Ownership.objects.filter(ocg=transfer.ocg)
        assert [span.unit for span in owners] == [committed.gail.unit, committed.rita.unit]
        assert Transfer.objects.get().accepted_at == LATER


def test_accepted_or_withdrawn_but_not_both(committed: Cast) -> None:
    transfer = ready(committed)
    both = [
        accepting(committed.hal, transfer, committed),
        lambda: withdraw(actor=committed.gail, transfer=transfer, reason="Second thoughts."),
    ]
    assert len(refusals(at_once(*both, at=LATER))) == 1
    with clock.set_to(LATER), as_actor(committed.gail):
        one = Transfer.objects.get()
        owner = Ownership.objects.get(ocg=transfer.ocg, until_at=None).unit
        assert (one.stage, owner) in (
            ("accepted", committed.rita.unit),
            ("withdrawn", committed.gail.unit),
        )


def test_two_offers_at_once_open_one(committed: Cast) -> None:
    ocg = assessed(committed)

    def offered(by: Actor) -> Callable[[], object]:
        window = {"window_from": LATER.date(), "window_until": LATER.date()}
        return lambda: opened(committed, ocg=ocg, by=by, **window)

    both = [offered(committed.gail), offered(committed.cora)]
    assert len(refusals(at_once(*both, at=LATER))) == 1
    with as_actor(committed.gail):
        assert Transfer.objects.filter(stage="open").count() == 1


def test_the_terminal_does_not_write_back_what_a_colleague_wrote_meanwhile(committed: Cast) -> None:
    transfer, gail = ready(committed), committed.gail
    said = {"disclosure_officer": "Dot Larkmoor", "exhibits": "At the store."}
    _, ran = while_it_waits(
        lambda: prepare(actor=committed.cora, transfer=transfer, **said),
        lambda: terminal(gail, "transfers", "prepare", transfer.ref, "--gaps", "Who pays."),
    )
    assert ran.exit_code == 0, ran.output
    with as_actor(gail):
        pack = Pack.objects.first()
    assert pack is not None
    assert (pack.disclosure_officer, pack.exhibits) == ("Dot Larkmoor", "At the store.")
    assert pack.gaps == "Who pays."
