"""Invariants of plans in any order of commands.

One version is live, and each action has one unit, one due date and one P.
"""

from collections.abc import Callable
from contextlib import suppress

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadhurst.capabilities.plans.commands.accept_action import accept_action
from broadhurst.capabilities.plans.commands.add_outcome import add_outcome
from broadhurst.capabilities.plans.commands.agree import agree
from broadhurst.capabilities.plans.commands.cancel_action import cancel_action
from broadhurst.capabilities.plans.commands.close_plan import close_plan
from broadhurst.capabilities.plans.commands.complete_action import complete_action
from broadhurst.capabilities.plans.commands.draft import draft
from broadhurst.capabilities.plans.commands.grade_outcome import grade_outcome
from broadhurst.capabilities.plans.commands.hand_over import hand_over
from broadhurst.capabilities.plans.commands.reopen_plan import reopen_plan
from broadhurst.capabilities.plans.commands.review import review
from broadhurst.capabilities.plans.models import Action, Objective, Plan
from broadhurst.capabilities.plans.queries.aims import closing_of, outcomes_of, ungraded
from broadhurst.capabilities.plans.queries.versions import actions_of, live_plan, objectives_of
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.workflow import Refused
from tests.lengths import examples
from tests.people import Cast
from tests.plans.written import an_action, an_objective, for_council

Step = Callable[[Cast, Ocg, "Plan | None", "Action | None"], object]
STEPS: dict[str, Step] = {
    "draft": lambda cast, ocg, plan, action: draft(actor=cast.len, ocg=ocg, aim="Stop it."),
    "objective": lambda cast, ocg, plan, action: plan and an_objective(cast, plan, "protect"),
    "outcome": lambda cast, ocg, plan, action: (
        plan and add_outcome(actor=cast.len, plan=plan, kind="own", words="Fewer calls.")
    ),
    "grade": lambda cast, ocg, plan, action: plan and grade_each(cast, plan),
    "close": lambda cast, ocg, plan, action: (
        plan and close_plan(actor=cast.gail, plan=plan, summary="Ended.")
    ),
    "reopen": lambda cast, ocg, plan, action: (
        plan and reopen_plan(actor=cast.gail, plan=plan, because="It is back.")
    ),
    "own action": lambda cast, ocg, plan, action: (
        plan and an_action(cast, plan, objective=objective_of(cast, plan))
    ),
    "shared action": lambda cast, ocg, plan, action: (
        plan and for_council(cast, plan, objective=objective_of(cast, plan))
    ),
    "agree": lambda cast, ocg, plan, action: plan and agree(actor=cast.gail, plan=plan),
    "review": lambda cast, ocg, plan, action: (
        plan and review(actor=cast.gail, plan=plan, findings="Seen.")
    ),
    "accept": lambda cast, ocg, plan, action: (
        action and accept_action(actor=doer(cast, action), action=action)
    ),
    "complete": lambda cast, ocg, plan, action: (
        action and complete_action(actor=doer(cast, action), action=action, outcome="Done.")
    ),
    "cancel": lambda cast, ocg, plan, action: (
        action and cancel_action(actor=cast.len, action=action, reason="No longer.")
    ),
    "hand over": lambda cast, ocg, plan, action: hand_over(
        actor=cast.len, ocg=ocg, to=cast.rita.unit, because="a transfer"
    ),
    "hand back": lambda cast, ocg, plan, action: hand_over(
        actor=cast.len, ocg=ocg, to=cast.gail.unit, because="a return"
    ),
}


def grade_each(cast: Cast, plan: Plan) -> None:
    with as_actor(cast.gail):
        kept = list(outcomes_of(plan))
    for outcome in kept:
        grade_outcome(actor=cast.gail, outcome=outcome, grade="achieved", because="Seen.")


def doer(cast: Cast, action: Action) -> Actor:
    return cast.connie if action.accountable_unit_id == cast.connie.unit.pk else cast.gail


def objective_of(cast: Cast, plan: Plan) -> Objective | None:
    """Return an objective of the plan, or None if it has none yet."""
    with as_actor(cast.len):
        return objectives_of(plan).first()


@settings(
    max_examples=examples(25),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=st.lists(st.sampled_from(sorted(STEPS)), max_size=14))
def test_it_holds_after_every_step(cast: Cast, steps: list[str]) -> None:
    with transaction.atomic():
        ocg, plan, action = cast.ocg(), None, None
        for step in ["draft", *steps]:
            with suppress(Refused):
                STEPS[step](cast, ocg, plan, action)
            with as_actor(cast.len):
                plan, action = holds(ocg, cast)
        transaction.set_rollback(True)


def holds(ocg: Ocg, cast: Cast) -> tuple[Plan, Action | None]:
    """Check the versions and actions of an OCG, and return the live plan and the last action."""
    versions = list(Plan.objects.filter(ocg=ocg).order_by("version"))
    assert [plan.version for plan in versions] == list(range(1, len(versions) + 1))
    assert sum(plan.stage in ("draft", "agreed", "closed") for plan in versions) == 1
    live = live_plan(ocg)
    assert live is not None
    rows = Action.objects.filter(objective__plan__ocg=ocg).order_by("pk")
    actions = list(rows.select_related("objective"))
    assert set(actions_of(live)) == set(actions)
    if live.stage == "closed":
        assert not ungraded(live)
        assert all(action.closed_at for action in actions)
        assert closing_of(live) is not None
    shared = [one for one in actions if one.accountable_unit_id == cast.connie.unit.pk]
    for action in actions:
        assert action.accountable_unit_id
        assert action.due_on
        assert action.p == action.objective.p
        assert (action.closed_at is None) == (action.stage not in ("complete", "cancelled"))
    if shared:
        of = [one.dossier_id for one in shared]
        sights = Grant.objects.filter(dossier__in=of, until_at=None, level="work")
        open_ones = {one.dossier_id for one in shared if one.closed_at is None}
        assert set(sights.values_list("dossier", flat=True)) == open_ones
    return live, actions[-1] if actions else None
