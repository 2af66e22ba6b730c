"""Two people at the same moment, with real commits."""

from threading import Barrier, Thread
from typing import Any

from django.db import IntegrityError, connections

from broadhurst.capabilities.register.models import Ownership
from broadhurst.capabilities.transfers.commands.accept import accept
from broadhurst.capabilities.transfers.commands.withdraw import withdraw
from broadhurst.capabilities.transfers.models import Transfer
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import seen_as
from broadhurst.foundation.workflow import Refused
from tests.people import Cast
from tests.transfers.making import LATER, assessed, opened, ready


def at_once(*acts: tuple[Any, dict[str, Any]]) -> list[str]:
    """Run commands together; what came of each, sorted."""
    gate, outcomes = Barrier(len(acts)), []

    def run(command: Any, given: dict[str, Any]) -> None:
        try:
            with clock.set_to(LATER):
                gate.wait(10)
                command(**given)
            outcomes.append("done")
        except (Refused, IntegrityError) as refused:
            outcomes.append(type(refused).__name__)
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=act) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return sorted(outcomes)


def accepting(actor: Actor, transfer: Transfer, cast: Cast) -> tuple[Any, dict[str, Any]]:
    return accept, {"actor": actor, "transfer": transfer, "new_sio": cast.rita.officer}


def test_two_people_accepting_at_once_move_it_once(committed: Cast) -> None:
    transfer = ready(committed)
    both = [accepting(actor, transfer, committed) for actor in (committed.hal, committed.rita)]
    assert at_once(*both) == ["Refused", "done"]
    with clock.set_to(LATER), seen_as(committed.rita):
        owners = Ownership.objects.filter(ocg=transfer.ocg)
        assert [span.unit for span in owners] == [committed.gail.unit, committed.rita.unit]
        assert Transfer.objects.get().accepted_at == LATER


def test_accepted_or_withdrawn_but_not_both(committed: Cast) -> None:
    transfer = ready(committed)
    taken_back = {"actor": committed.gail, "transfer": transfer, "reason": "Second thoughts."}
    both = [accepting(committed.hal, transfer, committed), (withdraw, taken_back)]
    assert at_once(*both) == ["Refused", "done"]
    with clock.set_to(LATER), seen_as(committed.gail):
        one = Transfer.objects.get()
        owner = Ownership.objects.get(ocg=transfer.ocg, until_at=None).unit
        assert (one.stage, owner) in (
            ("accepted", committed.rita.unit),
            ("withdrawn", committed.gail.unit),
        )


def test_two_offers_at_once_open_one(committed: Cast) -> None:
    ocg = assessed(committed)

    def offered(by: Actor) -> tuple[Any, dict[str, Any]]:
        window = {"window_from": LATER.date(), "window_until": LATER.date()}
        return opened, {"cast": committed, "ocg": ocg, "by": by, **window}

    assert at_once(offered(committed.gail), offered(committed.cora)) == ["Refused", "done"]
    with seen_as(committed.gail):
        assert Transfer.objects.filter(stage="open").count() == 1
