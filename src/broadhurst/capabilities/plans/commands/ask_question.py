"""Ask those who asked for an action a question about it."""

from broadhurst.capabilities.plans.models import Action, Message
from broadhurst.capabilities.plans.queries.actions import locked_action, roles_on
from broadhurst.capabilities.plans.queries.forms import to_move
from broadhurst.capabilities.plans.queries.messages import open_question
from broadhurst.capabilities.plans.rules import messages as rules
from broadhurst.capabilities.plans.writes.messages import save_message
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextAreaField
from broadhurst.foundation.workflow import refuse_if


class AskQuestionForm(CommandForm):
    text = TextAreaField(
        label="Question",
        help_text="Do not name a victim.",
        max_length=2000,
    )


@for_record(to_move("ask_question", lambda action: rules.objections_to_ask(open_question(action))))
@command
def ask_question(*, actor: Actor, action: Action, text: str) -> Action:
    """Ask a question. An officer who writes the plan answers it."""
    action = locked_action(action)
    refuse_if(
        rules.objections_to_say("ask_question", action, roles_on(action, actor), text)
        + rules.objections_to_ask(open_question(action))
    )

    save_message(actor, action, Message.Kind.QUESTION, text)

    record(
        actor,
        "action.question_asked",
        action.ref,
        dossier=action.dossier,
        tell=[action.asking_unit, action.asked_by],
        title=action.title,
        unit=actor.unit.name,
    )
    return action
