"""Two officers act at the same moment, with real commits."""

from collections.abc import Callable

from broadhurst.capabilities.plans.commands.accept_action import accept_action
from broadhurst.capabilities.plans.commands.cancel_action import cancel_action
from broadhurst.capabilities.plans.commands.complete_action import complete_action
from broadhurst.capabilities.plans.commands.draft import draft
from broadhurst.capabilities.plans.models import Action, Plan
from broadhurst.capabilities.register.commands.register import register
from broadhurst.foundation.access.wall import as_actor
from tests.at_once import at_once, refusals
from tests.doors import Machine
from tests.people import Cast
from tests.plans.written import DUE, UNDER, a_plan, an_objective, for_council


def test_two_who_draft_together_make_one_version(committed: Cast) -> None:
    ocg = committed.ocg()
    outcomes = at_once(
        lambda: draft(actor=committed.gail, ocg=ocg, aim="Gail's"),
        lambda: draft(actor=committed.len, ocg=ocg, aim="Len's"),
    )
    assert len(refusals(outcomes)) == 1
    with as_actor(committed.gail):
        assert Plan.objects.filter(ocg=ocg).count() == 1


def test_done_and_cancelled_together_is_one_of_the_two(committed: Cast) -> None:
    action = for_council(committed, a_plan(committed))
    accept_action(actor=committed.connie, action=action)
    outcomes = at_once(
        lambda: complete_action(actor=committed.connie, action=action, outcome="Done."),
        lambda: cancel_action(actor=committed.len, action=action, reason="Not needed."),
    )
    assert len(refusals(outcomes)) == 1
    with as_actor(committed.gail):
        assert Action.objects.get(pk=action.pk).stage in ("complete", "cancelled")


def test_two_who_report_it_done_together_do_so_once(committed: Cast) -> None:
    action = for_council(committed, a_plan(committed))
    accept_action(actor=committed.connie, action=action)
    outcomes = at_once(
        lambda: complete_action(actor=committed.connie, action=action, outcome="One."),
        lambda: complete_action(actor=committed.connie, action=action, outcome="Two."),
    )
    assert len(refusals(outcomes)) == 1


def test_checks_made_together_are_counted_as_several(committed: Cast) -> None:
    """Each check is of another OCG, so only the lock on the officer makes them wait."""
    register(
        actor=committed.olive, name="Marble Heron", threat_types=["drugs"], districts=[],
        urgent_because="An arrest is planned.",
        description="Along the coast.", lro=committed.otto.officer, sio=committed.olive.officer,
    )  # fmt: skip

    def probe(name: str) -> Callable[[], str]:
        plan = a_plan(committed, committed.ocg(name=name))
        machine, given = Machine(committed.gail), {
            "objective": an_objective(committed, plan).ref, "title": "Visit", "description": "x",
            "brief": "Ask about Marble Heron.", "due_on": DUE.isoformat(), "shared_under": UNDER,
            "accountable_unit": committed.connie.unit.key,
        }  # fmt: skip
        return lambda: machine.post(f"/plans/{plan.ref}/add-action", **given).json()["detail"]

    outcomes = at_once(*[probe(f"Copper Wren {n}") for n in range(7)])
    assert sum("Marble Heron" in said for said in outcomes) == 5
    assert sum("Try again" in said for said in outcomes) == 2
