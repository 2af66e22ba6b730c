"""Add a desired outcome to a draft plan, from the list or in the officer's own words."""

from broadhurst.capabilities.plans.models import Outcome, Plan
from broadhurst.capabilities.plans.queries.aims import list_on, outcomes_of
from broadhurst.capabilities.plans.queries.forms import to_add_to_draft
from broadhurst.capabilities.plans.rules import aims as rules
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.fields import SelectField, TextField
from broadhurst.foundation.workflow import refuse_if


class AddOutcomeForm(CommandForm):
    shows = {"kind": {rules.OWN_WORDS: ("words",)}}
    needs = ("words",)
    kind = SelectField(
        label="Outcome", help_text="When the plan ends, it is graded against this outcome."
    )
    words = TextField(
        label="Own words",
        help_text="Something that can be judged later. For example, the yard has a new tenant.",
        required=False,
        max_length=400,
    )

    def narrow_choices(self) -> None:
        """Offer the outcomes on the list in force, and the officer's own words."""
        fields = self.fields
        fields["kind"].choices = [  # type: ignore[attr-defined]
            ("", "Choose"),
            *list_on(clock.today()).choices,
            (rules.OWN_WORDS, "Another outcome, in your own words"),
        ]


@for_record(to_add_to_draft("a desired outcome"))
@command
def add_outcome(*, actor: Actor, plan: Plan, kind: str, words: str = "") -> Outcome:
    """Add an outcome to this version of the plan and to every later one. It keeps its words."""
    ocg = locked(plan.ocg)
    plan = Plan.objects.get(pk=plan.pk)
    refuse_if(
        rules.objections_to_add_outcome(
            ocg, current_leadership(ocg).parts_of(actor), plan,
            kind=kind, words=words, kept=list(outcomes_of(plan)),
        )
    )  # fmt: skip

    is_own = kind == rules.OWN_WORDS
    chosen_from = None if is_own else list_on(clock.today())
    outcome = Outcome.objects.create(
        dossier=ocg.dossier,
        ref=new_reference("DES"),
        plan=plan,
        chosen_from=chosen_from,
        kind="" if is_own else kind,
        text=chosen_from.label_of(kind) if chosen_from else words,
        added_by=actor.officer,
        added_at=clock.now(),
    )

    record(
        actor,
        "plan.outcome_added",
        ocg.ref,
        dossier=ocg.dossier,
        outcome=outcome.ref,
        text=outcome.text,
    )
    return outcome
