"""Close a plan: every outcome is graded, and no action is open."""

from broadhurst.capabilities.plans.models import Closing, Plan
from broadhurst.capabilities.plans.queries.actions import open_actions
from broadhurst.capabilities.plans.queries.aims import ungraded
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


class ClosePlanForm(CommandForm):
    summary = TextAreaField(
        label="Summary",
        help_text="Say what the plan led to and what was learnt. If an exit criterion is not met "
        "or a gap is open, say why the plan ends.",
        max_length=4000,
    )


@for_record(on_ocg(rules.objections_to_close_version))
@command
def close_plan(*, actor: Actor, plan: Plan, summary: str) -> Plan:
    """Close the live version, agreed or a draft that is not needed. Reviews of it stop."""
    ocg = locked(plan.ocg)
    plan = Plan.objects.get(pk=plan.pk)
    leadership = current_leadership(ocg)
    refuse_if(
        rules.objections_to_close(
            ocg,
            leadership.parts_of(actor),
            plan,
            ungraded=ungraded(plan),
            actions=list(open_actions(ocg)),
            text=summary,
        )
    )

    plan.stage = Plan.Stage.CLOSED
    plan.save(update_fields=["stage"])
    Closing.objects.create(
        dossier=ocg.dossier,
        plan=plan,
        summary=summary,
        closed_by=actor.officer,
        closed_at=clock.now(),
    )

    record(
        actor,
        "plan.closed",
        ocg.ref,
        dossier=ocg.dossier,
        tell=[plan.owner_unit, *leadership.officers()],
        plan=plan.ref,
        version=plan.version,
    )
    return plan
