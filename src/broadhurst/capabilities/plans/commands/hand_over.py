"""Hand the live plan over to another unit.

A transfer calls it, never a page (rule 3).
"""

from broadhurst.capabilities.plans.models import Plan
from broadhurst.capabilities.plans.queries.actions import open_actions
from broadhurst.capabilities.plans.queries.versions import live_plan, plans
from broadhurst.capabilities.plans.rules import plans as rules
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.leadership import locked
from broadhurst.foundation import clock
from broadhurst.foundation.access import grants
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.grants import Sight
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.agencies.models import Unit
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.workflow import refuse_if


@command
def hand_over(*, actor: Actor, ocg: Ocg, to: Unit, because: str) -> Plan | None:
    """Replace the giver's version of the plan with one of the receiver.

    The new version keeps the status, the review date, and who drafted and agreed it. Actions keep
    their units and now report to the new owner. A unit of the giver keeps access to its own open
    actions. If there is no plan, only an event is recorded, and the result is None.
    """
    ocg = locked(ocg)
    plan = live_plan(ocg)
    if plan is None:
        record(actor, "plan.missing_at_handover", ocg.ref, dossier=ocg.dossier, to=to.name)
        return None
    refuse_if(rules.objections_to_hand_over(plan, to))

    now, giver = clock.now(), plan.owner_unit
    following = Plan(
        dossier=ocg.dossier,
        ref=new_reference("PLN"),
        ocg=ocg,
        version=plan.version + 1,
        aim=plan.aim,
        owner_unit=to,
        stage=plan.stage,
        because=because,
        drafted_by=plan.drafted_by,
        drafted_at=now,
        agreed_by=plan.agreed_by,
        agreed_at=plan.agreed_at,
        first_review_on=plans().get(pk=plan.pk).review_due_on,
    )
    plan.stage, plan.superseded_at = Plan.Stage.SUPERSEDED, now
    plan.save(update_fields=["stage", "superseded_at"])
    following.save(force_insert=True)
    for action in open_actions(ocg).select_for_update(of=("self",)):
        if action.accountable_unit_id == giver.pk:
            sight = Sight(giver, Grant.Level.WORK, Grant.Why.PARTNER, action.ref)
            grants.give(action.dossier, sight)
        action.asking_unit = to
        action.save(update_fields=["asking_unit"])

    record(
        actor,
        "plan.handed_over",
        ocg.ref,
        dossier=ocg.dossier,
        tell=[giver, to],
        plan=following.ref,
        version=following.version,
        was=giver.name,
        now=to.name,
        because=because,
    )
    return following
