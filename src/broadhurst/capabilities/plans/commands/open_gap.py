"""Open an intelligence gap: something the plan needs to know."""

from broadhurst.capabilities.plans.models import Gap, Plan
from broadhurst.capabilities.plans.queries.forms import to_change_plan
from broadhurst.capabilities.plans.rules import aims as rules
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.capabilities.register.rules.registering import is_partner
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.fields import BooleanField, TextAreaField
from broadhurst.foundation.workflow import refuse_if


class OpenGapForm(CommandForm):
    question = TextAreaField(
        label="Intelligence gap",
        help_text="A question that intelligence can answer. Do not mention sources.",
        max_length=2000,
    )
    is_about_people = BooleanField(
        label="It is about people",
        help_text="Its words are then shown on this plan alone, and left out of the handover pack.",
        required=False,
    )

    def narrow_choices(self) -> None:
        """Leave out gaps about people for an LRO from a partner, who does not see them."""
        if is_partner(self.actor.agency):
            del self.fields["is_about_people"]


@for_record(to_change_plan)
@command
def open_gap(*, actor: Actor, plan: Plan, question: str, is_about_people: bool = False) -> Gap:
    """Open a gap. The log does not repeat its words, because they may name people."""
    ocg = locked(plan.ocg)
    plan = Plan.objects.get(pk=plan.pk)
    leadership = current_leadership(ocg)
    refuse_if(
        rules.objections_to_open_gap(
            ocg, leadership.parts_of(actor), plan, text=question, is_about_people=is_about_people
        )
    )

    gap = Gap.objects.create(
        dossier=ocg.dossier,
        ref=new_reference("GAP"),
        plan=plan,
        question=question,
        is_about_people=is_about_people,
        opened_by=actor.officer,
        opened_at=clock.now(),
    )

    record(
        actor,
        "plan.gap_opened",
        ocg.ref,
        dossier=ocg.dossier,
        tell=leadership.officers(),
        gap=gap.ref,
    )
    return gap
