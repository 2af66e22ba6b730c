"""A referred check is never shown as clean, wherever it is shown."""

from datetime import timedelta
from typing import Any

import pytest

from broadhurst.capabilities.deconfliction.commands.check import check
from broadhurst.capabilities.deconfliction.models import Check
from broadhurst.capabilities.deconfliction.rules.checking import REFERRED
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.notices.words import words
from tests.bulk_checks.tables import checked
from tests.conftest import NOW
from tests.deconfliction.fishing import asked
from tests.deconfliction.targets import PHONE, left_unchecked, with_phone
from tests.doors import Machine, browser, terminal
from tests.people import Cast
from tests.tasking.stage import Stage, set_the_stage
from tests.transfers.making import opened

SAID = "1 referred to a desk, 1 target checked"
CLEAN = ("No hit", "0 hits", "no hits")


@pytest.fixture
def stage(cast: Cast) -> Stage:
    """Enter a phone number silently for Dot's desk, and the same on Gail's OCG."""
    asked(cast.dot, is_silent=True, because="A threat to life.", phone=[PHONE])
    return set_the_stage(cast)


def met(stage: Stage) -> Ocg:
    """Return an OCG of Gail's whose check was referred to a desk."""
    gail, ocg = stage.cast.gail, stage.ocg(is_checked=False)
    with left_unchecked():
        with_phone(gail, ocg, PHONE)
    made = check(actor=gail, ocg=ocg)
    assert (made.hit_count, made.referred) == (0, 1)
    return ocg


def page(actor: Actor, address: str) -> str:
    """Return the main part of a page, on one line."""
    shown = browser(actor).get(address)
    assert shown.status_code == 200, address
    text = shown.content.decode()
    return " ".join(text[text.index("<main") : text.index("</main>")].split())


def assert_is_said(text: str, *, with_its_limits: bool = True) -> None:
    assert SAID in text
    assert REFERRED in text or not with_its_limits
    for clean in CLEAN:
        # The caveat explains what "no hit" does not mean.
        assert clean not in text.replace("No hit does not mean", ""), clean


def test_in_a_figure_and_the_records_behind_it(stage: Stage) -> None:
    met(stage)
    with clock.set_to(NOW + timedelta(hours=1)):
        shown = page(stage.cast.gail, "/insight/checks_made/")
        told = Machine(stage.cast.gail).get("/figures/checks_made").content.decode()
    assert_is_said(shown, with_its_limits=False)
    assert_is_said(told, with_its_limits=False)


def test_on_the_page_of_who_works_together_on_an_ocg(stage: Stage) -> None:
    assert_is_said(page(stage.cast.gail, f"/ocgs/{met(stage).ref}/liaison/"))


def test_on_the_bid_that_a_board_decides_on(stage: Stage) -> None:
    made = stage.bid(met(stage))
    assert_is_said(page(stage.cast.tess, f"/bids/{made.ref}/"))


def test_in_a_transfer_that_is_checked_again(stage: Stage) -> None:
    transfer = opened(stage.cast, met(stage))
    answer = Machine(stage.cast.gail).post(f"/transfers/{transfer.ref}/check-again").json()
    assert (answer["hits"], answer["referred"]) == (0, 1)
    assert_is_said(f"{answer['answer']} {answer['caveat']}")
    with as_actor(stage.cast.gail):
        event = Event.objects.get(verb="transfer.checked_again")
    assert words(event).endswith(", 1 referred to a desk.")


def test_of_a_table_at_every_door(stage: Stage) -> None:
    gail = stage.cast.gail
    bulk = checked(gail, f"Phone\n{PHONE}\n")
    answer: dict[str, Any] = Machine(gail).get(f"/deconfliction/bulk-checks/{bulk.ref}").json()
    assert answer["referred"] == 1
    assert answer["caveat"].startswith(REFERRED)
    assert REFERRED in page(gail, f"/deconfliction/bulk-checks/{bulk.ref}/")
    told = terminal(gail, "deconfliction", "bulk-checks").output
    assert "0 with a hit, 1 referred to a desk" in told
    with as_actor(gail):
        ended = Event.objects.get(verb="bulk_check.ended")
        assert Check.objects.get().answer == SAID
    assert "0 with a hit, 1 referred to a desk" in words(ended)
