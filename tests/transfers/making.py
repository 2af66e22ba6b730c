"""Setup for the transfer tests, made with the commands that users run."""

from datetime import date, datetime, timedelta
from typing import Any

from broadhurst.capabilities.members.commands.add_member import add_member
from broadhurst.capabilities.plans.commands.add_action import add_action
from broadhurst.capabilities.plans.commands.add_objective import add_objective
from broadhurst.capabilities.plans.commands.draft import draft
from broadhurst.capabilities.register.commands.assess import assess
from broadhurst.capabilities.register.commands.moderate import moderate
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.safeguarding.commands.refer import refer
from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.capabilities.transfers.commands.accept import accept
from broadhurst.capabilities.transfers.commands.acknowledge_risk import acknowledge_risk
from broadhurst.capabilities.transfers.commands.check_again import check_again
from broadhurst.capabilities.transfers.commands.offer import offer
from broadhurst.capabilities.transfers.commands.prepare import prepare
from broadhurst.capabilities.transfers.models import Risk, Transfer
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from tests.conftest import NOW
from tests.people import Cast

LATER = NOW + timedelta(days=1)
WINDOW = (date(2021, 3, 1), date(2021, 3, 29))
SCORES = {
    "physical_harm": 3, "victim_vulnerability": 4, "community": 2, "reach": 1, "capability": 2,
    "intent": None,
}  # fmt: skip


def assessed(cast: Cast, **changes: Any) -> Ocg:
    """Return Gail's OCG with a moderated assessment; one criterion is not known."""
    ocg = cast.ocg(**changes)
    one = assess(actor=cast.gail, ocg=ocg, scores=SCORES, rationale="Seen weekly.")
    moderate(actor=cast.mo, assessment=one, outcome="accepted")
    return ocg


def planned(cast: Cast, ocg: Ocg) -> None:
    """Add a draft plan with an action that is due on 5 March 2021."""
    plan = draft(actor=cast.gail, ocg=ocg, aim="End the supply.")
    goal = add_objective(actor=cast.gail, plan=plan, p="pursue", text="Close the line.")
    add_action(
        actor=cast.gail, plan=plan, objective=goal, title="Map the line", description="All of it.",
        accountable_unit=cast.gail.unit, due_on=date(2021, 3, 5),
    )  # fmt: skip


def referred(cast: Cast, ocg: Ocg) -> Referral:
    """Refer an exploited child to Complex Safeguarding, without acknowledgement."""
    member = add_member(
        actor=cast.gail, ocg=ocg, name="Perry Windle", born_on=date(2005, 5, 5),
        category="victim", part="peripheral", is_exploited=True,
    )  # fmt: skip
    return refer(
        actor=cast.gail, ocg=ocg, person=member.person, destination="complex_safeguarding",
        team=cast.sid.unit, consent="not_needed",
    )  # fmt: skip


def opened(cast: Cast, ocg: Ocg, by: Actor | None = None, **changes: Any) -> Transfer:
    """Open a transfer in full from Gail's unit to Rita's."""
    given: dict[str, Any] = {
        "kind": "full", "receiver": cast.rita.unit, "reason": "It crosses three forces.",
        "window_from": WINDOW[0], "window_until": WINDOW[1],
    }  # fmt: skip
    return offer(actor=by or cast.gail, ocg=ocg, **(given | changes))


def prepared(cast: Cast, transfer: Transfer, by: Actor | None = None) -> None:
    """Build the pack of a transfer and check its OCG again."""
    giver = by or cast.gail
    prepare(actor=giver, transfer=transfer, disclosure_officer="Dot Larkmoor, exhibits store")
    check_again(actor=giver, transfer=transfer)


def acknowledged(transfer: Transfer, by: Actor) -> None:
    """Acknowledge each open risk by name."""
    with as_actor(by):
        risks = list(Risk.objects.filter(transfer=transfer, over_at=None, acknowledged_at=None))
    for risk in risks:
        acknowledge_risk(actor=by, risk=risk)


def ready(cast: Cast, ocg: Ocg | None = None) -> Transfer:
    """Return a transfer that Hal or Rita can accept."""
    transfer = opened(cast, ocg or assessed(cast))
    prepared(cast, transfer)
    acknowledged(transfer, cast.hal)
    return transfer


def moved(cast: Cast, transfer: Transfer, at: datetime = LATER, **changes: Any) -> Transfer:
    """Accept a transfer as Hal, with Rita as SIO."""
    with clock.set_to(at):
        given: dict[str, Any] = {"new_sio": cast.rita.officer}
        return accept(actor=cast.hal, transfer=transfer, **(given | changes))
