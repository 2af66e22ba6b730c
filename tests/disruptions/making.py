"""Disruptions as the tests make them."""

from datetime import date
from typing import Any

from broadhurst.capabilities.disruptions.commands.claim import claim
from broadhurst.capabilities.disruptions.commands.claim_for_action import claim_for_action
from broadhurst.capabilities.disruptions.commands.moderate import moderate
from broadhurst.capabilities.disruptions.models import Disruption
from broadhurst.capabilities.plans.commands.accept_action import accept_action
from broadhurst.capabilities.plans.models import Action
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.access.actor import Actor
from tests.people import Cast
from tests.plans.written import a_plan, for_council

DAY = date(2021, 2, 10)
SECRET = "Nineteen parcels in the boot"
WORDS = {
    "description": f"We stopped the courier. {SECRET}.",
    "effect": "The group has no courier for some weeks.",
    "evidence": "Exhibit list 4, and a lab report.",
}


def answers(cast: Cast, **changes: Any) -> dict[str, Any]:
    """Return the facts of a claim, as a command takes them."""
    given: dict[str, Any] = WORDS | {
        "happened_on": DAY,
        "references": [],
        "kind": "seizure",
        "grade": "major",
        "lead": cast.gail.agency,
        "supporters": [],
        "another_because": "",
    }
    return given | changes


def sent(cast: Cast, **changes: Any) -> dict[str, Any]:
    """Return the facts of a claim, as a page or a program sends them."""
    given = answers(cast, **changes)
    keys = {"lead": given["lead"].key, "supporters": [one.key for one in given["supporters"]]}
    return given | keys | {"happened_on": given["happened_on"].isoformat()}


def options(given: dict[str, Any]) -> list[str]:
    """Return answers as options of the terminal."""
    texts = {name: value for name, value in given.items() if isinstance(value, str)}
    return [f"--{name.replace('_', '-')}={value}" for name, value in texts.items()]


def claimed(
    cast: Cast, ocg: Ocg | None = None, by: Actor | None = None, **changes: Any
) -> Disruption:
    action = changes.pop("action", None)
    facts = answers(cast, **changes)
    return claim(actor=by or cast.gail, ocg=ocg or cast.ocg(), action=action, **facts)


def accepted(
    cast: Cast, ocg: Ocg | None = None, grade: str = "major", **changes: Any
) -> Disruption:
    one = claimed(cast, ocg, **changes)
    return moderate(actor=cast.mo, disruption=one, outcome="accepted", grade=grade, reason="Read.")


def councils_action(cast: Cast, ocg: Ocg | None = None) -> Action:
    """Return an action that Connie's unit has accepted."""
    return accept_action(actor=cast.connie, action=for_council(cast, a_plan(cast, ocg)))


def claimed_by_council(cast: Cast, action: Action, **changes: Any) -> Disruption:
    facts = answers(cast, lead=cast.connie.agency, kind="target_hardening", **changes)
    return claim_for_action(actor=cast.connie, action=action, **facts)
