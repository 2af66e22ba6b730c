"""Record the outcome of a request: complete."""

import pytest
from django.db import IntegrityError, transaction

from broadhurst.capabilities.liaison.commands.accept import accept
from broadhurst.capabilities.liaison.commands.complete import complete
from broadhurst.capabilities.liaison.models import Request
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.liaison.story import asked
from tests.people import Cast

FOUND = "Cash and a press found; one arrested."


def accepted(cast: Cast, ocg: Ocg | None = None, **changes: str) -> Request:
    return accept(actor=cast.len, lead_request=asked(cast, ocg, **changes))


def test_a_warrant_says_whether_it_was_executed(cast: Cast) -> None:
    request = accepted(cast)
    with pytest.raises(Refused, match="whether the warrant was executed"):
        complete(actor=cast.len, lead_request=request, outcome_kind="achieved", outcome=FOUND)
    done = complete(actor=cast.len, lead_request=request, outcome_kind="executed", outcome=FOUND)
    assert (done.stage, done.outcome) == ("done", FOUND)
    with as_actor(cast.len), pytest.raises(IntegrityError), transaction.atomic():
        Request.objects.update(outcome_kind="achieved")


def test_every_objection(cast: Cast) -> None:
    request = asked(cast, kind="other")
    with pytest.raises(Refused) as refused:
        complete(actor=cast.gail, lead_request=request, outcome_kind="executed", outcome="")
    assert len(refused.value.objections) == 4


def test_page_api_and_terminal(cast: Cast) -> None:
    ocg = cast.ocg()
    one, two, three = accepted(cast, ocg), accepted(cast, ocg), accepted(cast, ocg, kind="other")
    page, address = browser(cast.len), f"/requests/{one.ref}/complete/"
    asks = page.get(address).content.decode()
    assert "Not executed" in asks
    assert "Not done" not in asks
    wrong = page.post(address, {"outcome_kind": "", "outcome": FOUND})
    assert "Select an outcome" in wrong.content.decode()
    assert FOUND in wrong.content.decode()
    assert page.post(address, {"outcome_kind": "executed", "outcome": FOUND}).status_code == 302
    assert FOUND in page.get(f"/requests/{one.ref}/").content.decode()
    answer = Machine(cast.len).post(
        f"/requests/{two.ref}/complete", outcome_kind="not_executed", outcome="Nobody there."
    )
    assert answer.json()["outcome_kind"] == "not_executed"
    done = terminal(
        cast.len, "liaison", "complete", three.ref, "--outcome-kind", "achieved", "--outcome", "Ok"
    )
    assert done.exit_code == 0, done.output


def test_olive_may_not_see_it_and_nobody_signs_in(cast: Cast) -> None:
    path = f"/requests/{accepted(cast).ref}/complete"
    assert browser(cast.olive).get(f"{path}/").status_code == 404
    assert Machine(cast.olive).post(path).status_code == 404
    assert browser(None).get(f"{path}/").status_code == 302
    assert Machine(None).post(path).status_code == 401
