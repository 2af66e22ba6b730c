"""Accept an action: the unit that answers for it takes it on."""

from broadhurst.capabilities.plans import rules
from broadhurst.capabilities.plans.models import Action
from broadhurst.capabilities.plans.queries import locked_action, parts_on
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.asking import Ask
from broadhurst.foundation.workflow import refuse_if


class AcceptActionForm(Ask):
    """Asks nothing: the page shows the action, and the button says yes."""


@command
def accept_action(*, actor: Actor, action: Action) -> Action:
    """Accept an action; its due date stands."""
    action = locked_action(action)
    refuse_if(rules.ACTION.objections("accept_action", action.stage, parts_on(action, actor)))

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
