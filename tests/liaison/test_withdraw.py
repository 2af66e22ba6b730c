"""Withdraw a request: withdraw."""

from dataclasses import replace
from datetime import timedelta

import pytest

from broadhurst.capabilities.deconfliction.models import Event as Planned
from broadhurst.capabilities.liaison.commands.accept import accept
from broadhurst.capabilities.liaison.commands.withdraw import withdraw
from broadhurst.capabilities.liaison.queries.shown import waiting_for
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event as Audited
from broadhurst.foundation.geography.sphere import Point
from broadhurst.foundation.notices.queries import unread_count
from broadhurst.foundation.notices.words import words
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.liaison.story import asked
from tests.people import Cast

WRONG = "Asked about the wrong address."


def test_the_reason_is_kept_and_the_other_lead_told_even_once_accepted(cast: Cast) -> None:
    request = accept(actor=cast.len, lead_request=asked(cast))
    with pytest.raises(Refused, match="Enter a reason"):
        withdraw(actor=cast.gail, lead_request=request, because=" ")
    withdraw(actor=cast.gail, lead_request=request, because=WRONG)
    with as_actor(cast.len):
        event = Audited.objects.get(verb="request.withdrawn")
        assert words(event).endswith(f"Reason: {WRONG}")
        assert unread_count() >= 1


def test_the_event_of_a_warrant_is_cancelled_with_it(cast: Cast) -> None:
    request = asked(
        cast, point=Point(53.48, -2.24), starts_at=NOW + timedelta(days=3),
        ends_at=NOW + timedelta(days=3, hours=2),
    )  # fmt: skip
    withdraw(actor=cast.gail, lead_request=request, because=WRONG)
    with as_actor(cast.gail):
        assert Planned.objects.get(ref=request.event_ref).state == "cancelled"


@pytest.mark.parametrize("is_moved", [False, True])
def test_a_lead_who_may_not_plan_or_moved_unit_takes_the_event_with_it(
    cast: Cast, is_moved: bool
) -> None:
    request = asked(
        cast, point=Point(53.48, -2.24), starts_at=NOW + timedelta(days=3),
        ends_at=NOW + timedelta(days=3, hours=2),
    )  # fmt: skip
    lead = replace(cast.gail, roles=frozenset({"chief_officer"}))
    if is_moved:
        lead = replace(lead, unit=cast.cora.unit, posting=cast.cora.posting)
    assert withdraw(actor=lead, lead_request=request, because=WRONG).stage == "withdrawn"
    with as_actor(cast.len):
        assert Planned.objects.get(ref=request.event_ref).state == "cancelled"
        assert Audited.objects.filter(verb="event.cancelled").exists()


def test_who_asked_withdraws_it_also_once_accepted(cast: Cast) -> None:
    request = accept(actor=cast.len, lead_request=asked(cast))
    assert withdraw(actor=cast.gail, lead_request=request, because=WRONG).stage == "withdrawn"
    with as_actor(cast.len):
        assert waiting_for(cast.len) == []


def test_the_asked_lead_cannot_and_not_twice(cast: Cast) -> None:
    request = asked(cast)
    with pytest.raises(Refused, match="Only the lead who asked"):
        withdraw(actor=cast.len, lead_request=request, because=WRONG)
    withdraw(actor=cast.gail, lead_request=request, because=WRONG)
    with pytest.raises(Refused, match="is withdrawn"):
        withdraw(actor=cast.gail, lead_request=request, because=WRONG)


def test_page_api_and_terminal(cast: Cast) -> None:
    ocg = cast.ocg()
    one, two, three = (
        accept(actor=cast.len, lead_request=asked(cast, ocg, what=f"Search number {n}."))
        for n in (1, 2, 3)
    )
    page, address = browser(cast.gail), f"/requests/{one.ref}/withdraw/"
    assert address in page.get(f"/requests/{one.ref}/").content.decode()
    assert page.post(address).status_code == 422
    secret = page.post(address, {"because": "It is SECRET"})
    assert secret.status_code == 422
    assert 'aria-invalid="true"' in secret.content.decode()
    assert page.post(address, {"because": WRONG}).status_code == 302
    assert WRONG in browser(cast.len).get(f"/requests/{one.ref}/").content.decode()
    answer = Machine(cast.gail).post(f"/requests/{two.ref}/withdraw", because=WRONG)
    assert answer.json()["stage"] == "withdrawn"
    done = terminal(cast.gail, "liaison", "withdraw", three.ref, "--because", WRONG)
    assert done.exit_code == 0, done.output


def test_olive_may_not_see_it_and_nobody_signs_in(cast: Cast) -> None:
    path = f"/requests/{asked(cast).ref}/withdraw"
    assert browser(cast.olive).get(f"{path}/").status_code == 404
    assert Machine(cast.olive).post(path, because=WRONG).status_code == 404
    assert browser(None).get(f"{path}/").status_code == 302
    assert Machine(None).post(path).status_code == 401
