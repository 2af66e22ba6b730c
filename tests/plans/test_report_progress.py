"""Report progress on an action: report_progress."""

import pytest
from django.db import DatabaseError, transaction

from broadhurst.capabilities.plans.commands.accept_action import accept_action
from broadhurst.capabilities.plans.commands.report_progress import report_progress
from broadhurst.capabilities.plans.models import Action, Progress
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.people import Cast
from tests.plans.written import a_plan, for_council

DONE = "Two of three premises visited."


def accepted(cast: Cast) -> Action:
    return accept_action(actor=cast.connie, action=for_council(cast, a_plan(cast)))


def test_those_who_see_the_plan_read_it(cast: Cast) -> None:
    action = accepted(cast)
    report_progress(actor=cast.connie, action=action, text=DONE)
    assert DONE in browser(cast.gail).get(f"/actions/{action.ref}/").content.decode()
    with as_actor(cast.gail):
        assert Action.objects.get(pk=action.pk).stage == "in_progress"


def test_an_action_is_accepted_first(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        report_progress(
            actor=cast.gail, action=for_council(cast, a_plan(cast)), text="This is SECRET"
        )
    assert len(refused.value.objections) == 3


def test_what_was_reported_stays(cast: Cast) -> None:
    progress = report_progress(actor=cast.connie, action=accepted(cast), text=DONE)
    with as_actor(cast.connie), pytest.raises(DatabaseError, match="permission denied"):  # noqa: SIM117
        with transaction.atomic():
            Progress.objects.filter(pk=progress.pk).update(text="x")


def test_page_api_and_terminal_do_the_same(cast: Cast) -> None:
    action = accepted(cast)
    page, address = browser(cast.connie), f"/actions/{action.ref}/report-progress/"
    assert "Progress" in page.get(address).content.decode()
    assert page.post(address, {"text": ""}).status_code == 422
    assert page.post(address, {"text": DONE}).status_code == 302
    machine = Machine(cast.connie)
    assert machine.post(f"/actions/{action.ref}/report-progress", text=DONE).status_code == 201
    said = terminal(cast.connie, "plans", "report-progress", action.ref, "--text", DONE)
    assert said.exit_code == 0, said.output
    assert len(machine.get(f"/actions/{action.ref}").json()["progress"]) == 3


def test_olive_finds_nothing(cast: Cast) -> None:
    action = accepted(cast)
    assert browser(cast.olive).get(f"/actions/{action.ref}/report-progress/").status_code == 404
    assert Machine(cast.olive).post(f"/actions/{action.ref}/report-progress").status_code == 404
    assert terminal(cast.olive, "plans", "report-progress", action.ref).exit_code == 1
