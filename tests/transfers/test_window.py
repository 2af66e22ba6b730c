"""The handover window is extended when both sides agree."""

from datetime import date
from typing import Any

import pytest

from broadhurst.capabilities.transfers.commands.agree_window import agree_window
from broadhurst.capabilities.transfers.commands.propose_window import propose_window
from broadhurst.capabilities.transfers.commands.refuse_window import refuse_window
from broadhurst.capabilities.transfers.commands.withdraw import withdraw
from broadhurst.capabilities.transfers.commands.withdraw_window import withdraw_window
from broadhurst.capabilities.transfers.models import Transfer, WindowChange
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.notices.queries import notices_of
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.people import Cast
from tests.transfers.making import WINDOW, assessed, opened

LONGER = date(2021, 4, 30)
WHY = "The trial ends in April."


def proposed(transfer: Transfer, by: Actor, **changes: Any) -> WindowChange:
    given = {"window_from": WINDOW[0], "window_until": LONGER, "reason": WHY} | changes
    return propose_window(actor=by, transfer=transfer, **given)


def test_it_changes_only_when_the_other_side_agrees(cast: Cast) -> None:
    transfer = opened(cast, assessed(cast))
    proposed(transfer, cast.hal)
    with as_actor(cast.gail):
        assert Transfer.objects.get().window_until == WINDOW[1]
    with pytest.raises(Refused, match="Your side proposed"):
        agree_window(actor=cast.rita, transfer=transfer)
    assert agree_window(actor=cast.gail, transfer=transfer).window_until == LONGER
    with as_actor(cast.hal):
        [change] = WindowChange.objects.all()
        assert (change.stage, change.old_until, change.reason) == ("agreed", WINDOW[1], WHY)
        assert "transfer.window_agreed" in {told.event.verb for told in notices_of(cast.hal)}


def test_the_other_side_has_a_task_and_reads_what_is_proposed(cast: Cast) -> None:
    transfer = opened(cast, assessed(cast))
    asked = f"Answer the handover window proposed for {transfer.ocg.name}"

    def home(actor: Actor) -> str:
        return browser(actor).get("/").content.decode()

    assert asked not in home(cast.gail)
    proposed(transfer, cast.hal)
    assert asked in home(cast.gail)
    assert asked not in home(cast.hal)
    attention = Machine(cast.gail).get(f"/ocgs/{transfer.ocg.ref}/attention").json()["items"]
    assert "Answer the handover window proposed for" in [item["what"] for item in attention]
    for verb in ("agree-window", "refuse-window"):
        page = browser(cast.gail).get(f"/transfers/{transfer.ref}/{verb}/").content.decode()
        for said in (cast.hal.unit.name, "to 30 April 2021", WHY):
            assert said in page
    agree_window(actor=cast.gail, transfer=transfer)
    assert asked not in home(cast.gail)


def test_refused_or_withdrawn_it_stays_with_the_reason(cast: Cast) -> None:
    transfer = opened(cast, assessed(cast))
    proposed(transfer, cast.gail)
    with pytest.raises(Refused, match="already proposed another window"):
        proposed(transfer, cast.hal)
    refuse_window(actor=cast.hal, transfer=transfer, reason="We have the staff now.")
    proposed(transfer, cast.gail)
    with pytest.raises(Refused, match="can withdraw it"):
        withdraw_window(actor=cast.hal, transfer=transfer, reason="x")
    withdraw_window(actor=cast.gail, transfer=transfer, reason="No longer needed.")
    with as_actor(cast.gail):
        assert Transfer.objects.get().window_until == WINDOW[1]
        stages = {change.stage: change.answer for change in WindowChange.objects.all()}
    assert stages == {
        "refused": "We have the staff now.", "withdrawn": "No longer needed.",
    }  # fmt: skip


def test_it_must_be_a_new_window_to_come(cast: Cast) -> None:
    transfer = opened(cast, assessed(cast))
    for changes in (
        {"window_until": WINDOW[1]},
        {"window_from": date(2021, 2, 1)},
        {"window_until": date(2021, 2, 28)},
    ):
        with pytest.raises(Refused):
            proposed(transfer, cast.gail, **changes)
    with pytest.raises(Refused, match="Nobody has proposed a new handover window"):
        agree_window(actor=cast.hal, transfer=transfer)


def test_a_closed_transfer_leaves_no_open_proposal(cast: Cast) -> None:
    transfer = opened(cast, assessed(cast))
    proposed(transfer, cast.hal)
    withdraw(actor=cast.gail, transfer=transfer, code="kept", reason="We keep it.")
    with as_actor(cast.gail):
        assert WindowChange.objects.get().stage == "withdrawn"


def test_at_each_door(cast: Cast) -> None:
    transfer = opened(cast, assessed(cast))
    path = f"/transfers/{transfer.ref}"
    asked = {"window_from": "2021-03-01", "window_until": "2021-04-30", "reason": WHY}
    assert browser(cast.hal).post(f"{path}/propose-window/", asked).status_code == 302
    assert "proposes another handover window" in browser(cast.gail).get(f"{path}/").content.decode()
    told = Machine(cast.gail).post(f"{path}/refuse-window", reason="Too long.")
    assert told.status_code == 200
    done = terminal(
        cast.gail, "transfers", "propose-window", transfer.ref, "--window-from", "2021-03-01",
        "--window-until", "2021-04-30", "--reason", WHY,
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    assert browser(cast.hal).post(f"{path}/agree-window/").status_code == 302
    assert browser(cast.olive).get(f"{path}/propose-window/").status_code == 404
