"""Cancel an open action.

Its unit can then no longer see it, unless it can see the plan.
"""

from broadhurst.capabilities.plans.models import Action
from broadhurst.capabilities.plans.queries.actions import locked_action, ocg_of, roles_on
from broadhurst.capabilities.plans.queries.forms import to_move
from broadhurst.capabilities.plans.rules import plans as rules
from broadhurst.capabilities.register.queries.leadership import locked
from broadhurst.capabilities.register.rules.registering import objections_to_text
from broadhurst.foundation import clock
from broadhurst.foundation.access import grants
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextAreaField
from broadhurst.foundation.workflow import refuse_if


class CancelActionForm(CommandForm):
    reason = TextAreaField(
        label="Reason",
        help_text="We keep the reason with the plan. The unit that was asked does not see it.",
        max_length=2000,
    )


@for_record(to_move("cancel_action"))
@command
def cancel_action(*, actor: Actor, action: Action, reason: str) -> Action:
    """Cancel an action, as a writer of the plan. The accountable unit is notified."""
    if ocg := ocg_of(action):
        locked(ocg)
    action = locked_action(action)
    refuse_if(
        rules.ACTION.objections("cancel_action", action.stage, roles_on(action, actor))
        + objections_to_text(reason)
    )

    action.stage, action.closed_at = Action.Stage.CANCELLED, clock.now()
    action.outcome = reason
    action.save(update_fields=["stage", "closed_at", "outcome"])
    grants.end(action.dossier, action.accountable_unit, Grant.Why.PARTNER, action.ref)

    record(
        actor,
        "action.cancelled",
        action.ref,
        dossier=action.dossier,
        tell=[action.accountable_unit, action.asking_unit],
        title=action.title,
        unit=action.accountable_unit.name,
    )
    return action
