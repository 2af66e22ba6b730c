"""Verifying a receipt gives only the day, records each look-up, and limits them."""

from datetime import timedelta

import pytest

from broadhurst.capabilities.deconfliction.commands.check import check
from broadhurst.capabilities.deconfliction.commands.verify import verify
from broadhurst.capabilities.deconfliction.rules.checking import VERIFICATIONS_AN_HOUR
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.workflow import Refused
from tests.at_once import at_once, refusals
from tests.conftest import NOW
from tests.deconfliction.fishing import asked
from tests.deconfliction.targets import PHONE, with_phone
from tests.doors import Machine, browser, terminal
from tests.people import Cast


def a_receipt(cast: Cast) -> str:
    made = check(actor=cast.gail, ocg=with_phone(cast.gail, cast.ocg(), PHONE))
    return made.ref


def test_anyone_signed_in_learns_the_day_and_nothing_else(cast: Cast) -> None:
    receipt = a_receipt(cast)
    for actor in (cast.olive, cast.connie):
        found = verify(actor=actor, receipt=f" {receipt.lower()} ")
        assert str(found) == f"{receipt} was issued on 1 March 2021."
        with as_actor(actor):
            event = Event.objects.get(verb="receipt.verified")
            assert event.subject == receipt
            assert "Copper" not in str(event.detail)


def test_a_number_is_taken_as_it_is_read_out_or_copied(cast: Cast) -> None:
    number = asked(cast.gail).ref
    for typed in (number.lower(), number.replace("-", " "), number.replace("-", ""), f"{number}."):
        assert verify(actor=cast.olive, receipt=typed).receipt == number


def test_a_receipt_that_was_never_issued(cast: Cast) -> None:
    with pytest.raises(Refused, match="No receipt has that number"):
        verify(actor=cast.olive, receipt="DCN-2021-BBBBBB")


def test_trying_numbers_in_a_row_stops_good_or_bad(cast: Cast) -> None:
    receipt = a_receipt(cast)
    machine = Machine(cast.olive)
    for n in range(VERIFICATIONS_AN_HOUR):
        number = receipt if n % 2 else "DCN-2021-BBBBBB"
        answer = machine.post("/deconfliction/verify", receipt=number)
        assert answer.status_code == (200 if n % 2 else 409)
    for number in (receipt, "DCN-2021-BBBBBB"):
        refused = machine.post("/deconfliction/verify", receipt=number)
        assert refused.status_code == 409
        assert refused.json()["errors"] == [
            {"message": "You have looked up many receipts in the last hour. Try again later."}
        ]
    assert verify(actor=cast.connie, receipt=receipt), "others are not held up"
    with clock.set_to(NOW + timedelta(hours=2)):
        assert verify(actor=cast.olive, receipt=receipt)


def test_look_ups_at_once_are_counted_one_by_one(committed: Cast) -> None:
    receipt = a_receipt(committed)
    for _ in range(VERIFICATIONS_AN_HOUR - 1):
        verify(actor=committed.olive, receipt=receipt)
    outcomes = at_once(*[lambda: verify(actor=committed.olive, receipt=receipt)] * 4)
    assert len(refusals(outcomes)) == 3


def test_every_door_does_the_same(cast: Cast) -> None:
    receipt = a_receipt(cast)
    page = browser(cast.olive)
    done = page.post("/deconfliction/verify/", {"receipt": receipt}, follow=True)
    assert f"{receipt} was issued on 1 March 2021." in done.content.decode()
    wrong = page.post("/deconfliction/verify/", {"receipt": "DCN-2021-BBBBBB"})
    assert wrong.status_code == 409
    assert "DCN-2021-BBBBBB" in wrong.content.decode()
    answer = Machine(cast.olive).post("/deconfliction/verify", receipt=receipt)
    assert answer.json() == {"receipt": receipt, "issued_on": "2021-03-01"}
    printed = terminal(cast.olive, "deconfliction", "verify", receipt)
    assert "was issued on 1 March 2021" in printed.output


def test_a_receipt_says_that_whoever_verifies_it_signs_in(cast: Cast) -> None:
    address = f"/deconfliction/checks/{asked(cast.gail).ref}/"
    shown = " ".join(browser(cast.gail).get(address).content.decode().split())
    assert "Any officer with the receipt number can sign in and verify" in shown
    assert "Anyone who is given" not in shown


def test_nobody_is_asked_to_sign_in(cast: Cast) -> None:
    assert browser(None).get("/deconfliction/verify/").headers["Location"].startswith("/sign-in/")
    assert Machine(None).post("/deconfliction/verify").status_code == 401
