"""Add an exit criterion to a draft plan: what must be true before it ends."""

from broadhurst.capabilities.plans.models import ExitCriterion, Plan
from broadhurst.capabilities.plans.queries.forms import to_add_to_draft
from broadhurst.capabilities.plans.rules.plans import objections_to_add_to_draft
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.workflow import refuse_if


class AddExitCriterionForm(CommandForm):
    text = TextField(
        label="Exit criterion",
        help_text="For example, no call about the address for three months.",
        max_length=400,
    )


@for_record(to_add_to_draft("an exit criterion"))
@command
def add_exit_criterion(*, actor: Actor, plan: Plan, text: str) -> ExitCriterion:
    """Add an exit criterion to this version of the plan and to every later one."""
    ocg = locked(plan.ocg)
    plan = Plan.objects.get(pk=plan.pk)
    refuse_if(
        objections_to_add_to_draft(
            ocg, current_leadership(ocg).parts_of(actor), plan, text=text, noun="an exit criterion"
        )
    )

    criterion = ExitCriterion.objects.create(
        dossier=ocg.dossier,
        ref=new_reference("EXI"),
        plan=plan,
        text=text,
        added_by=actor.officer,
        added_at=clock.now(),
    )

    record(
        actor,
        "plan.criterion_added",
        ocg.ref,
        dossier=ocg.dossier,
        criterion=criterion.ref,
        text=text,
    )
    return criterion
