"""Mark a blocked action as in progress again."""

from broadhurst.capabilities.plans.models import Action, Message
from broadhurst.capabilities.plans.queries.actions import locked_action, ocg_of, roles_on
from broadhurst.capabilities.plans.queries.forms import to_move
from broadhurst.capabilities.plans.rules import messages as rules
from broadhurst.capabilities.plans.writes.check_brief import HINT, LABEL
from broadhurst.capabilities.plans.writes.messages import check_words, save_message
from broadhurst.capabilities.register.queries.leadership import locked
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextAreaField, TextField
from broadhurst.foundation.workflow import refuse_if


class UnblockActionForm(CommandForm):
    text = TextAreaField(
        label="Change", help_text="For example, the warrant was granted.", max_length=2000
    )
    words_because = TextField(label=LABEL, help_text=HINT, required=False, max_length=200)


@for_record(to_move("unblock_action"))
@command
def unblock_action(*, actor: Actor, action: Action, text: str, words_because: str = "") -> Action:
    """Mark an action as unblocked. It is in progress again."""
    if ocg := ocg_of(action):
        locked(ocg)
    action = locked_action(action)
    refuse_if(rules.objections_to_say("unblock_action", action, roles_on(action, actor), text))
    if ocg:
        check_words(actor, action, ocg, text, words_because)

    action.stage = Action.Stage.IN_PROGRESS
    action.save(update_fields=["stage"])
    save_message(actor, action, Message.Kind.UNBLOCKED, text)

    record(
        actor,
        "action.unblocked",
        action.ref,
        dossier=action.dossier,
        tell=[action.accountable_unit, action.asking_unit],
        title=action.title,
    )
    return action
