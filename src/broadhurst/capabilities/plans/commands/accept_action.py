"""Accept an action, for the unit that is accountable for it."""

from broadhurst.capabilities.plans.models import Action
from broadhurst.capabilities.plans.queries.actions import locked_action, roles_on
from broadhurst.capabilities.plans.queries.forms import to_move
from broadhurst.capabilities.plans.rules import plans as rules
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.workflow import refuse_if


class AcceptActionForm(CommandForm):
    """A form without fields. The page shows the action, and the button accepts it."""


@for_record(to_move("accept_action"))
@command
def accept_action(*, actor: Actor, action: Action) -> Action:
    """Accept an action. Its due date does not change."""
    action = locked_action(action)
    refuse_if(rules.ACTION.objections("accept_action", action.stage, roles_on(action, actor)))

    action.stage, action.accepted_at = Action.Stage.ACCEPTED, clock.now()
    action.save(update_fields=["stage", "accepted_at"])

    record(
        actor,
        "action.accepted",
        action.ref,
        dossier=action.dossier,
        tell=[action.asking_unit, action.asked_by],
        title=action.title,
        unit=actor.unit.name,
    )
    return action
