"""Agree a plan. It becomes the version that everybody works to."""

from datetime import timedelta

from broadhurst.capabilities.plans.models import Plan
from broadhurst.capabilities.plans.queries.actions import open_actions
from broadhurst.capabilities.plans.queries.aims import outcomes_of
from broadhurst.capabilities.plans.queries.forms import to_agree
from broadhurst.capabilities.plans.queries.versions import objectives_of
from broadhurst.capabilities.plans.rules import plans as rules
from broadhurst.capabilities.register.queries.assessing import (
    cadence_in_force,
    current_assessment,
    tier_of,
)
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import refuse_if


class AgreeForm(CommandForm):
    """A form without fields. The page shows the plan, and the button agrees it."""


@for_record(to_agree)
@command
def agree(*, actor: Actor, plan: Plan) -> Plan:
    """Agree a draft. The tier of the OCG decides when its first review is due."""
    ocg = locked(plan.ocg)
    plan = Plan.objects.get(pk=plan.pk)
    leadership, assessment = current_leadership(ocg), current_assessment(ocg)
    refuse_if(
        rules.objections_to_agree(
            ocg,
            leadership.parts_of(actor),
            plan,
            officer=actor.officer,
            objectives=list(objectives_of(plan)),
            outcomes=list(outcomes_of(plan)),
            actions=list(open_actions(ocg)),
            anyone_exploited=ocg.memberships.filter(is_exploited=True).exists(),
            assessment=assessment,
            today=clock.today(),
        )
    )

    days = cadence_in_force(clock.today()).plan_days(tier_of(assessment))
    plan.stage = Plan.Stage.AGREED
    plan.agreed_by, plan.agreed_at = actor.officer, clock.now()
    plan.first_review_on = clock.today() + timedelta(days=days)
    plan.save(update_fields=["stage", "agreed_by", "agreed_at", "first_review_on"])

    record(
        actor,
        "plan.agreed",
        ocg.ref,
        dossier=ocg.dossier,
        tell=[plan.owner_unit, *leadership.officers()],
        plan=plan.ref,
        version=plan.version,
        review_on=day(plan.first_review_on),
    )
    return plan
