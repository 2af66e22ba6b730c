"""Refuse a request: refuse."""

import pytest
from django.db import IntegrityError, transaction

from broadhurst.capabilities.liaison.commands.refuse import refuse
from broadhurst.capabilities.liaison.models import Request
from broadhurst.capabilities.liaison.queries.requests import open_requests
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.liaison.story import asked
from tests.people import Cast


def test_a_refusal_says_why_and_ends_it(cast: Cast) -> None:
    request = asked(cast)
    done = refuse(actor=cast.len, lead_request=request, reason="No officers until Friday.")
    assert (done.stage, done.answered_by) == ("refused", cast.len.officer)
    with as_actor(cast.len):
        assert not open_requests(request.ocg).exists()
        with pytest.raises(IntegrityError), transaction.atomic():
            Request.objects.update(refusal_reason="")


def test_every_objection(cast: Cast) -> None:
    request = asked(cast)
    with pytest.raises(Refused) as refused:
        refuse(actor=cast.gail, lead_request=request, reason=" ")
    assert len(refused.value.objections) == 2


def test_page_api_and_terminal(cast: Cast) -> None:
    ocg = cast.ocg()
    one, two, three = (asked(cast, ocg) for _ in range(3))
    page, address = browser(cast.len), f"/requests/{one.ref}/refuse/"
    assert "Enter a reason" in page.post(address, {"reason": ""}).content.decode()
    assert page.post(address, {"reason": "No officers."}).status_code == 302
    assert "No officers." in page.get(f"/requests/{one.ref}/").content.decode()
    answer = Machine(cast.len).post(f"/requests/{two.ref}/refuse", reason="No officers.")
    assert answer.json()["refusal_reason"] == "No officers."
    done = terminal(cast.len, "liaison", "refuse", three.ref, "--reason", "No officers.")
    assert done.exit_code == 0, done.output
    assert page.get(f"/ocgs/{ocg.ref}/liaison/").content.decode().count("Refused") == 3


def test_olive_may_not_see_it_and_nobody_signs_in(cast: Cast) -> None:
    path = f"/requests/{asked(cast).ref}/refuse"
    assert browser(cast.olive).get(f"{path}/").status_code == 404
    assert Machine(cast.olive).post(path, reason="x").status_code == 404
    assert browser(None).get(f"{path}/").status_code == 302
    assert Machine(None).post(path).status_code == 401
