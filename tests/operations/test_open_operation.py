"""Opening an operation."""

import pytest

from broadhurst.capabilities.operations.commands.open_operation import open_operation
from broadhurst.capabilities.operations.models import Operation
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.operations.published import SOURCE, an_operation
from tests.people import Cast


def test_it_is_opened_with_its_bodies_and_recorded(cast: Cast) -> None:
    operation = an_operation(cast)
    assert operation.participations.count() == 2
    with as_actor(cast.cora):
        assert Event.objects.filter(verb="operation.opened", subject=operation.ref).exists()


def test_an_investigator_and_a_second_time_are_refused_at_once(cast: Cast) -> None:
    an_operation(cast)
    with pytest.raises(Refused) as refused:
        open_operation(
            actor=cast.gail, name="Operation Teasel", description="x", agencies=[], source=SOURCE
        )
    assert len(refused.value.objections) == 2


def test_page_api_and_terminal_do_the_same(cast: Cast) -> None:
    page = browser(cast.cora)
    empty = page.get("/operations/").content.decode()
    assert "No operations yet" in empty
    answers = {"description": "Made up.", "agencies": ["northshire", "nrocu"], "source": SOURCE}
    assert "Northern ROCU" in page.get("/operations/open-operation/").content.decode()
    wrong = page.post("/operations/open-operation/", answers)
    assert wrong.status_code == 422
    assert "Made up." in wrong.content.decode()
    made = page.post("/operations/open-operation/", answers | {"name": "Operation One"})
    assert made.status_code == 302
    answer = Machine(cast.cora).post("/operations", **answers, name="Operation Two")
    assert (answer.status_code, answer.json()["agencies"]) == (201, ["nrocu", "northshire"])
    words = ["--name=Operation Three", "--description=x", "--agencies=nrocu", f"--source={SOURCE}"]
    assert terminal(cast.cora, "operations", "open-operation", *words).exit_code == 0
    assert Operation.objects.count() == 3
    assert "Operation Three" in terminal(cast.gail, "operations", "list").output
    assert len(Machine(cast.olive).get("/operations").json()["items"]) == 3


def test_the_page_offers_the_verb_only_to_those_who_may(cast: Cast) -> None:
    assert "Open an operation" not in browser(cast.gail).get("/operations/").content.decode()
    assert browser(cast.gail).post("/operations/open-operation/", {}).status_code == 422


def test_nobody_is_asked_to_sign_in(cast: Cast) -> None:
    assert browser(None).get("/operations/").headers["Location"].startswith("/sign-in/")
    assert Machine(None).get("/operations").status_code == 401
