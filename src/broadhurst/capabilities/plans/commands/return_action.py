"""Return an action to those who asked for it, with a reason."""

from broadhurst.capabilities.plans.models import Action, Message
from broadhurst.capabilities.plans.queries.actions import locked_action, roles_on
from broadhurst.capabilities.plans.queries.forms import to_move
from broadhurst.capabilities.plans.rules import messages as rules
from broadhurst.capabilities.plans.writes.messages import save_message
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextAreaField
from broadhurst.foundation.workflow import refuse_if


class ReturnActionForm(CommandForm):
    text = TextAreaField(
        label="Reason",
        help_text="Say what you would need, or who could do it. Do not name a victim.",
        max_length=2000,
    )


@for_record(to_move("return_action"))
@command
def return_action(*, actor: Actor, action: Action, text: str) -> Action:
    """Return an action. Its unit no longer answers for it until it is sent again."""
    action = locked_action(action)
    refuse_if(rules.objections_to_say("return_action", action, roles_on(action, actor), text))

    action.stage = Action.Stage.RETURNED
    action.save(update_fields=["stage"])
    save_message(actor, action, Message.Kind.RETURNED, text)

    record(
        actor,
        "action.returned",
        action.ref,
        dossier=action.dossier,
        tell=[action.asking_unit, action.asked_by],
        title=action.title,
        unit=actor.unit.name,
    )
    return action
