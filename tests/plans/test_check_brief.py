"""A partner's text names nothing in the register unless its author confirms it."""

from datetime import timedelta
from typing import Any

import pytest

from broadhurst.capabilities.members.commands.add_identifier import add_identifier
from broadhurst.capabilities.members.commands.add_member import add_member
from broadhurst.capabilities.plans.commands.add_action import add_action
from broadhurst.capabilities.plans.models import Action, Plan
from broadhurst.capabilities.plans.writes.check_brief import LABEL
from broadhurst.capabilities.register.commands.register import register
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor, elevated
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.notices.queries import notices_of
from broadhurst.foundation.notices.words import words
from broadhurst.foundation.workflow import Refused, field_of
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.people import Cast
from tests.plans.written import UNDER, a_plan, an_action, an_objective, for_council

CHILD = "Perry Windle"
BRIEF = f"Visit the school of {CHILD} and call +44 7700 900123."
BECAUSE = "The school has to know whom to look after."


@pytest.fixture
def plan(cast: Cast) -> Plan:
    """Return Gail's plan, with a child and a phone number in its OCG."""
    ocg = cast.ocg()
    add_member(
        actor=cast.gail, ocg=ocg, name=CHILD, category="victim", part="peripheral",
        is_exploited=True,
    )  # fmt: skip
    add_identifier(actor=cast.gail, ocg=ocg, kind="phone", value="07700 900 123")
    return a_plan(cast, ocg)


def elsewhere(cast: Cast) -> None:
    """Register an OCG of another force, which Gail cannot see."""
    register(
        actor=cast.olive, name="Marble Heron", threat_types=["drugs"], districts=[],
        urgent_because="An arrest is planned.",
        description="Along the coast.", lro=cast.otto.officer, sio=cast.olive.officer,
    )  # fmt: skip


def answers(cast: Cast, plan: Plan, **changes: Any) -> dict[str, Any]:
    given = {
        "objective": an_objective(cast, plan, "protect").ref, "title": "Visit a school",
        "description": "Look.", "brief": BRIEF, "accountable_unit": cast.connie.unit.key,
        "due_on": "2021-04-01", "shared_under": UNDER,
    }  # fmt: skip
    return given | changes


def test_a_name_and_a_number_in_another_writing_are_warned_of_at_their_field(
    cast: Cast, plan: Plan
) -> None:
    with pytest.raises(Refused) as refused:
        for_council(cast, plan, title=f"See {CHILD}", brief=BRIEF)
    said = [(field_of(one), one.split("”")[0]) for one in refused.value.objections]
    assert said == [
        ("title", f"Remove “{CHILD}"), ("brief", f"Remove “{CHILD}"),
        ("brief", "Remove “+44 7700 900123"),
    ]  # fmt: skip
    assert all(LABEL in one for one in refused.value.objections)
    assert not Action.objects.exists()


def test_with_a_reason_it_is_sent_and_the_reason_is_kept_as_a_disclosure(
    cast: Cast, plan: Plan
) -> None:
    action = for_council(cast, plan, brief=BRIEF, words_because=BECAUSE)
    with as_actor(cast.gail):
        event = Event.objects.get(verb="action.words_confirmed")
        said = words(event)
    assert (event.kind, event.subject) == ("disclosure", action.ref)
    for part in (CHILD, "44 7700 900123", BECAUSE, "Bolton community safety"):
        assert part in said
    with as_actor(cast.connie):
        assert not Event.objects.filter(verb="action.words_confirmed").exists()


def test_ones_own_organisation_and_a_clean_brief_are_asked_nothing(cast: Cast, plan: Plan) -> None:
    an_action(cast, plan, title=f"See {CHILD}")
    for_council(cast, plan)
    with as_actor(cast.gail):
        assert not Event.objects.filter(verb="action.words_confirmed").exists()


def test_page_api_and_terminal_warn_and_take_the_reason(cast: Cast, plan: Plan) -> None:
    given, path = answers(cast, plan), f"/plans/{plan.ref}/add-action"
    page = browser(cast.gail)
    warned = page.post(f"{path}/", given)
    said = warned.content.decode()
    assert warned.status_code == 409
    assert 'href="#id_brief"' in said
    assert 'aria-invalid="true"' in said
    assert BRIEF in said
    answer = Machine(cast.gail).post(path, **given)
    assert answer.status_code == 409
    assert {one["field"] for one in answer.json()["errors"]} == {"brief"}
    options = [f"--{key.replace('_', '-')}={value}" for key, value in given.items()]
    told = terminal(cast.gail, "plans", "add-action", plan.ref, *options)
    assert told.exit_code == 1
    assert f"--brief: Remove “{CHILD}” from the brief" in told.output
    why = {"words_because": BECAUSE}
    assert page.post(f"{path}/", given | why).status_code == 302
    assert Machine(cast.gail).post(path, **given, **why).status_code == 201
    told = terminal(
        cast.gail, "plans", "add-action", plan.ref, *options, f"--words-because={BECAUSE}"
    )
    assert told.exit_code == 0, told.output
    with as_actor(cast.gail):
        assert Event.objects.filter(verb="action.words_confirmed").count() == 3


def test_ones_own_names_are_no_probing_and_hidden_names_are(cast: Cast, plan: Plan) -> None:
    elsewhere(cast)
    path, machine = f"/plans/{plan.ref}/add-action", Machine(cast.gail)
    given = answers(cast, plan)
    for _ in range(7):
        assert "Remove “" in machine.post(path, **given).json()["detail"]
    hidden = given | {"brief": "Ask about Marble Heron."}
    for _ in range(5):
        assert "Remove “Marble Heron”" in machine.post(path, **hidden).json()["detail"]
    refused = machine.post(path, **hidden)
    assert "Try again in 60 minutes" in refused.json()["detail"]
    assert "Marble Heron" not in refused.json()["detail"]
    with as_actor(cast.dot):
        [notice] = notices_of(cast.dot).filter(event__verb="text.checks_limited")
        assert "stopped Gail Fernsby 5 times in an hour" in words(notice.event)
    with clock.set_to(NOW + timedelta(minutes=60)):
        assert machine.post(path, **answers(cast, plan, brief="Look.")).status_code == 201


def test_confirmed_words_of_hidden_records_count_and_are_named_nowhere(
    cast: Cast, plan: Plan
) -> None:
    elsewhere(cast)
    given = {"brief": f"{CHILD}, Marble Heron and Marble Heron's car.", "words_because": BECAUSE}
    machine, path = Machine(cast.gail), f"/plans/{plan.ref}/add-action"
    for _ in range(5):
        assert machine.post(path, **answers(cast, plan, **given)).status_code == 201
    refused = machine.post(path, **answers(cast, plan, **given))
    assert refused.status_code == 409
    assert "Try again in 60 minutes" in refused.json()["detail"]
    own = answers(cast, plan, brief=BRIEF, words_because=BECAUSE)
    assert machine.post(path, **own).status_code == 409  # the rate limit refuses every check
    with as_actor(cast.gail):
        events = list(Event.objects.filter(verb="action.words_confirmed"))
        assert not [one for one in Event.objects.all() if "Marble" in str(one.detail)]
    assert len(events) == 5
    assert f"sent “{CHILD}” and 1 other word or name that" in words(events[0])
    with as_actor(cast.dot):
        assert notices_of(cast.dot).filter(event__verb="text.checks_limited").count() == 1


def test_the_log_of_a_refusal_says_how_many_words_and_not_which(cast: Cast, plan: Plan) -> None:
    elsewhere(cast)
    given = answers(cast, plan, brief=f"{CHILD} and Marble Heron")
    answer = Machine(cast.gail).post(f"/plans/{plan.ref}/add-action", **given)
    assert "“Marble Heron”" in answer.json()["detail"]
    with elevated("a test"):
        event = Event.objects.get(verb="command.refused")
    assert event.detail["objections"] == "Words found: 2."


def test_olive_is_told_nothing_by_it(cast: Cast, plan: Plan) -> None:
    with pytest.raises(Refused) as refused:
        add_action(
            actor=cast.mo, plan=plan, objective=an_objective(cast, plan), title=CHILD,
            description="x", accountable_unit=cast.connie.unit, due_on=NOW.date(), brief=CHILD,
            shared_under="x",
        )  # fmt: skip
    assert not any(CHILD in one for one in refused.value.objections)
