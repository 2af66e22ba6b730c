"""Reopen a closed plan, with the reason."""

from functools import partial

from broadhurst.capabilities.plans.models import Plan
from broadhurst.capabilities.plans.queries.aims import closing_of
from broadhurst.capabilities.plans.rules import aims as rules
from broadhurst.capabilities.register.queries.forms_on_ocg import on_ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextAreaField
from broadhurst.foundation.workflow import refuse_if


class ReopenPlanForm(CommandForm):
    because = TextAreaField(
        label="Reason",
        help_text="For example, the same address has calls again.",
        max_length=2000,
    )


@for_record(on_ocg(partial(rules.objections_to_reopen, text="")))
@command
def reopen_plan(*, actor: Actor, plan: Plan, because: str) -> Plan:
    """Reopen a plan as it was: agreed, or a draft. Its review may be overdue."""
    ocg = locked(plan.ocg)
    plan = Plan.objects.get(pk=plan.pk)
    leadership = current_leadership(ocg)
    refuse_if(rules.objections_to_reopen(ocg, leadership.parts_of(actor), plan, text=because))

    if closing := closing_of(plan):
        closing.reopened_by, closing.reopened_at = actor.officer, clock.now()
        closing.reopened_because = because
        closing.save(update_fields=["reopened_by", "reopened_at", "reopened_because"])
    plan.stage = Plan.Stage.AGREED if plan.agreed_at else Plan.Stage.DRAFT
    plan.save(update_fields=["stage"])

    record(
        actor,
        "plan.reopened",
        ocg.ref,
        dossier=ocg.dossier,
        tell=[plan.owner_unit, *leadership.officers()],
        plan=plan.ref,
        version=plan.version,
        because=because,
    )
    return plan
