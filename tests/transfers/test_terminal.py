"""What the terminal says of each step of a transfer: a sentence with the reference."""

import re

import pytest

from broadhurst.capabilities.transfers.models import Risk
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from tests.doors import terminal
from tests.people import Cast
from tests.transfers.making import LATER, assessed, opened, ready

WINDOW = ("--window-from=2021-03-01", "--window-until=2021-04-30", "--reason=The trial.")


def said(actor: Actor, *words: str) -> str:
    done = terminal(actor, "transfers", *words)
    assert done.exit_code == 0, done.output
    return done.output.rstrip("\n")


def test_a_window_is_proposed_refused_withdrawn_and_agreed(cast: Cast) -> None:
    ref = opened(cast, assessed(cast)).ref
    asked = (
        f"The other side of transfer {ref} is asked. The window stays as it is until they agree."
    )
    assert said(cast.gail, "propose-window", ref, *WINDOW) == asked
    stays = f"The handover window of transfer {ref} stays as it is."
    assert said(cast.hal, "refuse-window", ref, "--reason=Too long.") == stays
    assert said(cast.gail, "propose-window", ref, *WINDOW) == asked
    withdrawn = f"The window proposed for transfer {ref} is withdrawn."
    assert said(cast.gail, "withdraw-window", ref, "--reason=Not needed.") == withdrawn
    assert said(cast.gail, "propose-window", ref, *WINDOW) == asked
    changed = f"The handover window of transfer {ref} has changed."
    assert said(cast.hal, "agree-window", ref) == changed


def test_risks_and_the_pack_are_named(cast: Cast) -> None:
    transfer = opened(cast, assessed(cast))
    ref, gail = transfer.ref, cast.gail
    pack = said(gail, "prepare", ref, "--gaps=Who pays.", "--disclosure-officer=Dot Larkmoor")
    assert pack == f"Pack 1 of {ref} is ready and lists the open risks."
    checked = said(gail, "check-again", ref)
    assert re.fullmatch(
        r"Check DCN-\S+ is done\. The handover pack lists each hit .* risk\.", checked
    )
    added = said(gail, "add-risk", ref, "--text=A rival pays the courier.")
    with as_actor(cast.hal):
        risk = Risk.objects.get(source="giver").ref
    assert added == f"Risk {risk} is added for the receiver to acknowledge."
    assert said(cast.hal, "acknowledge-risk", risk) == f"You acknowledged risk {risk}."


@pytest.mark.parametrize(("verb", "who"), [("decline", "hal"), ("withdraw", "gail")])
def test_a_transfer_that_ends_names_who_keeps_the_ocg(cast: Cast, verb: str, who: str) -> None:
    transfer = opened(cast, assessed(cast))
    past = {"decline": "declined", "withdraw": "withdrawn"}[verb]
    answer = said(getattr(cast, who), verb, transfer.ref, "--code=other", "--reason=Not now.")
    kept = f"{cast.gail.unit} keeps {transfer.ocg.caption}."
    assert answer == f"Transfer {transfer.ref} is {past}. {kept}"


def test_an_accepted_transfer_names_the_new_owner(cast: Cast) -> None:
    transfer = ready(cast)
    with clock.set_to(LATER):
        sio = f"--new-sio={cast.rita.officer.username}"
        answer = said(cast.hal, "accept", transfer.ref, sio)
    assert answer.startswith(f"Transfer {transfer.ref} is accepted. {cast.rita.unit} owns ")
    assert transfer.ocg.caption in answer
