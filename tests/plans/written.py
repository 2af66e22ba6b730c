"""Plans and actions for the tests."""

from datetime import date
from typing import Any

from broadhurst.capabilities.plans.commands.accept_action import accept_action
from broadhurst.capabilities.plans.commands.add_action import add_action
from broadhurst.capabilities.plans.commands.add_objective import add_objective
from broadhurst.capabilities.plans.commands.add_outcome import add_outcome
from broadhurst.capabilities.plans.commands.agree import agree
from broadhurst.capabilities.plans.commands.close_plan import close_plan
from broadhurst.capabilities.plans.commands.draft import draft
from broadhurst.capabilities.plans.commands.grade_outcome import grade_outcome
from broadhurst.capabilities.plans.models import Action, Objective, Outcome, Plan
from broadhurst.capabilities.plans.queries.aims import outcomes_of
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.access.wall import as_actor
from tests.people import Cast

DUE = date(2021, 3, 22)
SECRETS = ("Copper Heron", "Dismantle it", "supply line", "Behind the wall")
BRIEF = "Inspect the three premises on the list that licensing holds, and say what you find."
UNDER = "Northshire sharing agreement 12"


def a_plan(cast: Cast, ocg: Ocg | None = None) -> Plan:
    """Return a draft by Len with a desired outcome."""
    plan = draft(actor=cast.len, ocg=ocg or cast.ocg(), aim="Dismantle it and protect the street.")
    add_outcome(actor=cast.len, plan=plan, kind="supply_stopped")
    return plan


def an_objective(cast: Cast, plan: Plan, p: str = "pursue") -> Objective:
    return add_objective(actor=cast.len, plan=plan, p=p, text="Cut the supply line")


def an_action(cast: Cast, plan: Plan, **changes: Any) -> Action:
    """Return an action for Gail's and Len's own unit."""
    given: dict[str, Any] = {
        "title": "Search the lock-ups",
        "description": "Behind the wall: the lock-ups that Copper Heron rents.",
        "accountable_unit": cast.gail.unit,
        "due_on": DUE,
    }
    given |= changes
    given.setdefault("objective", None)
    objective = given.pop("objective") or an_objective(cast, plan)
    return add_action(actor=cast.len, plan=plan, objective=objective, **given)


def for_council(cast: Cast, plan: Plan, **changes: Any) -> Action:
    """Return an action for Connie's unit, with the brief written for it."""
    given = {
        "title": "Inspect three premises",
        "accountable_unit": cast.connie.unit,
        "brief": BRIEF,
        "shared_under": UNDER,
    }
    return an_action(cast, plan, **(given | changes))


def outcome_of(cast: Cast, plan: Plan) -> Outcome:
    with as_actor(cast.len):
        return outcomes_of(plan).get()


def a_closed_plan(cast: Cast, plan: Plan) -> Plan:
    """Grade the outcome of a plan that has no open action, and close it."""
    outcome = outcome_of(cast, plan)
    grade_outcome(actor=cast.len, outcome=outcome, grade="partly", because="Two lines are left.")
    return close_plan(actor=cast.len, plan=plan, summary="It sells much less.")


def an_agreed_plan(cast: Cast, ocg: Ocg | None = None) -> Plan:
    plan = a_plan(cast, ocg)
    an_action(cast, plan)
    return agree(actor=cast.gail, plan=plan)


def accepted(cast: Cast, **changes: object) -> Action:
    """Return an action that the council has accepted."""
    return accept_action(actor=cast.connie, action=for_council(cast, a_plan(cast), **changes))
