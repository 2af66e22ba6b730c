"""Answer the question that a unit asked about its action."""

from broadhurst.capabilities.plans.models import Action, Message
from broadhurst.capabilities.plans.queries.actions import lock_both, roles_on
from broadhurst.capabilities.plans.queries.forms import to_move
from broadhurst.capabilities.plans.queries.messages import open_question
from broadhurst.capabilities.plans.rules import messages as rules
from broadhurst.capabilities.plans.writes.check_brief import HINT, LABEL
from broadhurst.capabilities.plans.writes.messages import check_words, save_message
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextAreaField, TextField
from broadhurst.foundation.workflow import refuse_if


class AnswerQuestionForm(CommandForm):
    text = TextAreaField(
        label="Answer",
        help_text="The unit reads it. Do not mention the OCG.",
        max_length=2000,
    )
    words_because = TextField(label=LABEL, help_text=HINT, required=False, max_length=200)


@for_record(
    to_move(
        "answer_question",
        lambda action: rules.objections_to_answer(open_question(action), "question"),
    )
)
@command
def answer_question(*, actor: Actor, action: Action, text: str, words_because: str = "") -> Action:
    """Answer the open question, as an officer who writes the plan."""
    ocg, action = lock_both(action)
    question = open_question(action)
    refuse_if(
        rules.objections_to_say("answer_question", action, roles_on(action, actor), text)
        + rules.objections_to_answer(question, "question")
    )
    check_words(actor, action, ocg, text, words_because)

    save_message(actor, action, Message.Kind.ANSWER, text, answers=question)

    record(
        actor,
        "action.question_answered",
        action.ref,
        dossier=action.dossier,
        tell=[action.accountable_unit],
        title=action.title,
    )
    return action
