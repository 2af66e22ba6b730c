"""Stop an action from repeating. It stays open itself."""

from broadhurst.capabilities.plans.models import Action
from broadhurst.capabilities.plans.queries.actions import lock_both
from broadhurst.capabilities.plans.queries.forms import to_move
from broadhurst.capabilities.plans.rules.plans import objections_to_stop_repeating
from broadhurst.capabilities.register.rules.registering import objections_to_text
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextAreaField
from broadhurst.foundation.workflow import refuse_if


class StopRepeatingForm(CommandForm):
    because = TextAreaField(
        label="Reason",
        help_text="We keep the reason in the plan’s log. The unit does not see it.",
        max_length=2000,
    )


to_stop = to_move("stop_repeating", objections_to_stop_repeating)


@for_record(to_stop)
@command
def stop_repeating(*, actor: Actor, action: Action, because: str) -> Action:
    """Stop a series: no next action is made when this one is done."""
    ocg, action = lock_both(action)
    refuse_if(to_stop(actor, action) + objections_to_text(because))

    action.repeats, action.repeats_until = "", None
    action.save(update_fields=["repeats", "repeats_until"])

    record(
        actor,
        "plan.series_ended",
        ocg.ref,
        dossier=ocg.dossier,
        action=action.title,
        because=because,
    )
    record(
        actor,
        "action.series_stopped",
        action.ref,
        dossier=action.dossier,
        tell=[action.accountable_unit],
        title=action.title,
    )
    return action
