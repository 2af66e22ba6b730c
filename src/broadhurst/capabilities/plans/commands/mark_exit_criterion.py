"""Mark an exit criterion of a plan: met, not met, or no longer needed."""

from broadhurst.capabilities.plans.models import ExitCriterion
from broadhurst.capabilities.plans.queries.forms import to_mark_criterion
from broadhurst.capabilities.plans.queries.versions import live_version
from broadhurst.capabilities.plans.rules import aims as rules
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import ChoiceField, TextAreaField
from broadhurst.foundation.workflow import refuse_if


class MarkExitCriterionForm(CommandForm):
    state = ChoiceField(label="Status", choices=ExitCriterion.State.choices)
    note = TextAreaField(
        label="Reason", help_text="How you know. For example, from calls for service.",
        max_length=2000,
    )  # fmt: skip


@for_record(to_mark_criterion)
@command
def mark_exit_criterion(
    *, actor: Actor, criterion: ExitCriterion, state: str, note: str
) -> ExitCriterion:
    """Mark a criterion. The log keeps each status it had."""
    ocg = locked(criterion.plan.ocg)
    criterion = ExitCriterion.objects.select_related("plan__ocg").get(pk=criterion.pk)
    leadership = current_leadership(ocg)
    refuse_if(
        rules.objections_to_mark_criterion(
            ocg, leadership.parts_of(actor), live_version(ocg), text=note
        )
    )

    was = criterion.get_state_display()
    criterion.state, criterion.note = state, note
    criterion.marked_by, criterion.marked_at = actor.officer, clock.now()
    criterion.save(update_fields=["state", "note", "marked_by", "marked_at"])

    record(
        actor,
        "plan.criterion_marked",
        ocg.ref,
        dossier=ocg.dossier,
        tell=leadership.officers(),
        criterion=criterion.ref,
        text=criterion.text,
        was=was,
        now=criterion.get_state_display(),
    )
    return criterion
