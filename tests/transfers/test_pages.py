"""Pages that show a transfer tell each side what to do next."""

from broadhurst.capabilities.transfers.queries.moving import open_transfer_of
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from tests.doors import browser
from tests.people import Cast
from tests.transfers.making import LATER, assessed, moved, opened, prepared, ready


def test_the_transfers_page_lists_and_filters(cast: Cast) -> None:
    page = browser(cast.gail)
    assert "No transfers yet" in page.get("/transfers/").content.decode()
    transfer = opened(cast, assessed(cast))
    assert transfer.ref in page.get("/transfers/?stage=open").content.decode()
    assert transfer.ref not in page.get("/transfers/?stage=accepted").content.decode()
    assert transfer.ref not in browser(cast.olive).get("/transfers/").content.decode()


def test_each_side_is_shown_its_own_buttons(cast: Cast) -> None:
    transfer = opened(cast, assessed(cast))
    address = f"/transfers/{transfer.ref}/"
    giver, receiver, lro = (
        browser(one).get(address).content.decode() for one in (cast.gail, cast.hal, cast.mo)
    )
    assert f"{address}prepare/" in giver
    assert f"{address}accept/" not in giver
    assert f"{address}accept/" not in receiver
    assert f"{address}decline/" in receiver
    assert "You can accept this transfer when each step above is done." in receiver
    assert f"{address}prepare/" not in receiver
    assert f"{address}accept/" not in lro
    assert "No pack yet" in receiver


def test_accept_is_offered_once_every_step_is_done(cast: Cast) -> None:
    transfer = ready(cast)
    address = f"/transfers/{transfer.ref}/"
    with clock.set_to(LATER):
        assert f"{address}accept/" in browser(cast.hal).get(address).content.decode()
        assert f"{address}accept/" not in browser(cast.gail).get(address).content.decode()


def test_only_the_giver_is_offered_to_prepare_the_pack(cast: Cast) -> None:
    address = f"/transfers/{opened(cast, assessed(cast)).ref}/"
    for actor, is_offered in ((cast.gail, True), (cast.hal, False)):
        page = browser(actor).get(f"{address}pack/").content.decode()
        assert (f"{address}prepare/" in page) == is_offered


def test_once_accepted_it_says_who_and_shows_no_button(cast: Cast) -> None:
    transfer = moved(cast, ready(cast))
    with clock.set_to(LATER):
        body = browser(cast.gail).get(f"/transfers/{transfer.ref}/").content.decode()
        assert "Hal Brindlewood" in body
        assert "DCN-2021-" in body
        assert "prepare/" not in body
        receiver = browser(cast.hal)
        for page in ("/", f"/transfers/{transfer.ref}/"):
            assert f"/transfers/{transfer.ref}/accept/" not in receiver.get(page).content.decode()
        answer = browser(cast.hal).get(f"/transfers/{transfer.ref}/accept/")
        assert answer.status_code == 403
        assert "This transfer is accepted" in answer.content.decode()
        refused = browser(cast.hal).post(
            f"/transfers/{transfer.ref}/accept/", {"new_sio": cast.rita.officer.username}
        )
        assert refused.status_code == 409
        assert "This transfer is accepted" in refused.content.decode()


def test_the_handover_part_of_the_ocgs_page(cast: Cast) -> None:
    ocg = assessed(cast)
    address = f"/ocgs/{ocg.ref}/handover/"
    assert f"/ocgs/{ocg.ref}/offer/" in browser(cast.gail).get(address).content.decode()
    assert f"/ocgs/{ocg.ref}/offer/" not in browser(cast.mo).get(address).content.decode()
    transfer = opened(cast, ocg)
    prepared(cast, transfer)
    with as_actor(cast.gail):
        assert open_transfer_of(ocg) == transfer
    body = browser(cast.hal).get(address).content.decode()
    assert transfer.ref in body
    assert "owns the threat, risk and harm" in body
