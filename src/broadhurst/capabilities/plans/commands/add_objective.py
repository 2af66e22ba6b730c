"""Add an objective to a draft plan, under one P."""

from broadhurst.capabilities.plans.models import Objective, P, Plan
from broadhurst.capabilities.plans.queries.forms import to_add_to_draft
from broadhurst.capabilities.plans.rules import plans as rules
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.fields import ChoiceField, TextField
from broadhurst.foundation.workflow import refuse_if


class AddObjectiveForm(CommandForm):
    p = ChoiceField(
        label="Which of the 4 Ps is this for?",
        noun="one of the 4 Ps",
        choices=P.choices,
        hints={
            P.PURSUE: "Prosecute and disrupt those engaged in serious and organised crime.",
            P.PREVENT: "Stop people from engaging in it.",
            P.PROTECT: "Protect people and communities from it.",
            P.PREPARE: "Be ready for when it occurs, and reduce its impact.",
        },
    )
    text = TextField(label="Objective", max_length=400)


@for_record(to_add_to_draft("an objective"))
@command
def add_objective(*, actor: Actor, plan: Plan, p: str, text: str) -> Objective:
    """Add an objective to this version of the plan and to every later one."""
    ocg = locked(plan.ocg)
    plan = Plan.objects.get(pk=plan.pk)
    refuse_if(
        rules.objections_to_add_objective(
            ocg, current_leadership(ocg).parts_of(actor), plan, text=text
        )
    )

    objective = Objective.objects.create(
        dossier=ocg.dossier,
        ref=new_reference("OBJ"),
        plan=plan,
        p=p,
        text=text,
        added_at=clock.now(),
    )

    record(
        actor,
        "plan.objective_added",
        ocg.ref,
        dossier=ocg.dossier,
        objective=objective.ref,
        p=objective.get_p_display(),
        text=text,
    )
    return objective
