"""The owner offers an OCG, in full or as a return: offer and open_transfer."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from broadhurst.capabilities.deconfliction.models import Check
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership
from broadhurst.capabilities.transfers.commands.accept import accept
from broadhurst.capabilities.transfers.commands.withdraw import withdraw
from broadhurst.capabilities.transfers.models import Transfer
from broadhurst.capabilities.transfers.queries.moving import open_transfer_of
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.notices.queries import notices_of
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.people import Cast
from tests.transfers.making import (
    LATER,
    WINDOW,
    acknowledged,
    assessed,
    moved,
    opened,
    prepared,
    ready,
)

ANSWERS = {
    "kind": "full", "receiver": "r-investigations", "reason": "It crosses three forces.",
    "window_from": "2021-03-01", "window_until": "2021-03-29",
}  # fmt: skip


def test_it_opens_a_transfer_and_moves_nothing(cast: Cast) -> None:
    transfer = opened(cast, assessed(cast))
    with as_actor(cast.rita):
        assert open_transfer_of(transfer.ocg) == transfer
        assert current_leadership(transfer.ocg).owner == cast.gail.unit
        assert "transfer.opened" in {told.event.verb for told in notices_of(cast.rita)}


def test_it_checks_the_targets_unless_a_check_is_fresh(cast: Cast) -> None:
    ocg = assessed(cast)
    opened(cast, ocg)
    with as_actor(cast.gail):
        [made] = Check.objects.filter(ocg=ocg)
    assert made.occasion == "handover"


def test_only_the_owner_offers_and_once(cast: Cast) -> None:
    ocg = assessed(cast)
    with pytest.raises(Refused, match="Only the owning unit"):
        opened(cast, ocg, by=cast.mo)
    opened(cast, ocg, by=cast.cora)
    with pytest.raises(Refused, match="already has an open transfer"):
        opened(cast, ocg)


def test_the_database_refuses_a_second_open_transfer(cast: Cast) -> None:
    transfer = opened(cast, assessed(cast))
    transfer.pk, transfer.ref = None, "TRF-TWICE"
    with pytest.raises(IntegrityError, match="one_open_transfer"), as_actor(cast.gail):
        transfer.save(force_insert=True)


def test_every_objection_at_once(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        opened(
            cast, assessed(cast), kind="return", receiver=cast.cass.unit,
            window_from=WINDOW[0] - timedelta(days=2), window_until=WINDOW[0] - timedelta(days=3),
        )  # fmt: skip
    assert len(refused.value.objections) == 4


def test_the_page_offers_only_units_that_may_own_and_opens_it(cast: Cast) -> None:
    ocg = assessed(cast)
    page = browser(cast.gail)
    body = page.get(f"/ocgs/{ocg.ref}/offer/").content.decode()
    assert "r-investigations" in body
    assert "e-team" in body
    assert "r-surveillance" not in body
    assert "n-bolton" not in body
    wrong = page.post(f"/ocgs/{ocg.ref}/offer/", ANSWERS | {"receiver": "n-bolton"})
    assert (wrong.status_code, "It crosses three forces." in wrong.content.decode()) == (422, True)
    answer = page.post(f"/ocgs/{ocg.ref}/offer/", ANSWERS)
    with as_actor(cast.gail):
        ref = Transfer.objects.get().ref
    assert (answer.status_code, answer["Location"]) == (302, f"/transfers/{ref}/")


def test_the_api_and_the_terminal_do_the_same(cast: Cast) -> None:
    first, second = assessed(cast), assessed(cast)
    answer = Machine(cast.gail).post(f"/ocgs/{first.ref}/offer", **ANSWERS)
    assert (answer.status_code, answer.json()["stage"]) == (201, "open")
    words = [f"--{key.replace('_', '-')}={value}" for key, value in ANSWERS.items()]
    done = terminal(cast.gail, "transfers", "offer", second.ref, *words)
    assert done.exit_code == 0, done.output
    listed = Machine(cast.rita).get("/transfers").json()
    assert len(listed["items"]) == 2
    assert "ROCU investigations" in terminal(cast.rita, "transfers", "list").output


def test_a_return_gives_it_back_with_a_force_lro(cast: Cast) -> None:
    ocg = moved(cast, ready(cast)).ocg
    with clock.set_to(LATER + timedelta(days=1)):
        window = {"window_from": clock.today(), "window_until": clock.today()}
        back = opened(cast, ocg, by=cast.rita, kind="return", receiver=cast.gail.unit, **window)
        prepared(cast, back, by=cast.rita)
        acknowledged(back, cast.len)
    with clock.set_to(LATER + timedelta(days=1, hours=2)):
        # Gail has been the LRO since the transfer. As the new SIO she needs another LRO.
        with pytest.raises(Refused, match="different people"):
            accept(actor=cast.len, transfer=back, new_sio=cast.gail.officer)
        accept(
            actor=cast.len, transfer=back, new_sio=cast.gail.officer, new_lro=cast.len.officer,
            lro_reason="Gail leads it again.",
        )  # fmt: skip
        with as_actor(cast.gail):
            now = current_leadership(ocg)
            assert now.owner == cast.gail.unit
            assert (now.lead("sio").officer, now.lead("lro").officer) == (
                cast.gail.officer,
                cast.len.officer,
            )
            assert ocg.ownerships.count() == 3
        with as_actor(cast.rita):
            assert Ocg.objects.filter(pk=ocg.pk).exists(), "who gave it stays linked"


def test_one_withdrawn_leaves_room_for_another(cast: Cast) -> None:
    ocg = assessed(cast)
    withdraw(actor=cast.gail, transfer=opened(cast, ocg), reason="The wrong unit.")
    assert opened(cast, ocg).stage == "open"


def test_olive_does_not_find_it(cast: Cast) -> None:
    ocg = assessed(cast)
    assert browser(cast.olive).get(f"/ocgs/{ocg.ref}/offer/").status_code == 404
    assert browser(None).get(f"/ocgs/{ocg.ref}/offer/").status_code == 302
    assert Machine(cast.olive).post(f"/ocgs/{ocg.ref}/offer", **ANSWERS).status_code == 404
    assert Machine(None).post(f"/ocgs/{ocg.ref}/offer").status_code == 401
