"""Fill a draft plan with the objectives and desired outcomes of a template."""

from broadhurst.capabilities.plans.models import Objective, Outcome, Plan
from broadhurst.capabilities.plans.queries.aims import list_on, outcomes_of
from broadhurst.capabilities.plans.queries.forms import to_add_to_draft
from broadhurst.capabilities.plans.queries.tactics import library_on, suited, templates_in
from broadhurst.capabilities.plans.queries.versions import objectives_of
from broadhurst.capabilities.plans.rules.plans import objections_to_add_to_draft
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.fields import ChoiceField
from broadhurst.foundation.workflow import refuse_if


class UseTemplateForm(CommandForm):
    template = ChoiceField(label="Template")

    def narrow_choices(self) -> None:
        """Offer the templates for the OCG's threats, with their objectives."""
        threats = self.subject["plan"].ocg.threat_types
        offered = suited(templates_in(library_on(clock.today())), threats)
        field = self.fields["template"]
        field.choices = [(template.key, template.name) for template in offered]  # type: ignore[attr-defined]
        field.widget.hints = {
            template.key: "; ".join(f"{goal.p.label}: {goal.text}" for goal in template.objectives)
            for template in offered
        }


@for_record(to_add_to_draft("a template"))
@command
def use_template(*, actor: Actor, plan: Plan, template: str) -> Plan:
    """Add what the template has and the draft does not have yet. Actions are added from tactics."""
    ocg = locked(plan.ocg)
    plan = Plan.objects.select_related("ocg").get(pk=plan.pk)
    refuse_if(
        objections_to_add_to_draft(
            ocg, current_leadership(ocg).parts_of(actor), plan, text="", noun="a template"
        )
    )

    library, now = library_on(clock.today()), clock.now()
    [chosen] = [option for option in templates_in(library) if option.key == template]
    texts = set(objectives_of(plan).values_list("text", flat=True))
    for goal in chosen.objectives:
        if goal.text not in texts:
            Objective.objects.create(
                dossier=ocg.dossier,
                ref=new_reference("OBJ"),
                plan=plan,
                p=goal.p,
                text=goal.text,
                added_at=now,
            )
    kinds, chosen_from = {outcome.kind for outcome in outcomes_of(plan)}, list_on(clock.today())
    kinds_on_list = {key for key, _label in chosen_from.choices}
    for kind in chosen.outcomes:
        if kind in kinds_on_list - kinds:
            Outcome.objects.create(
                dossier=ocg.dossier,
                ref=new_reference("DES"),
                plan=plan,
                chosen_from=chosen_from,
                kind=kind,
                text=chosen_from.label_of(kind),
                added_by=actor.officer,
                added_at=now,
            )

    record(
        actor,
        "plan.template_used",
        ocg.ref,
        dossier=ocg.dossier,
        template=chosen.name,
        library=library.version,
    )
    return plan
