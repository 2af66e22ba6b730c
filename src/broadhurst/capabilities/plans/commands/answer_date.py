"""Accept or refuse the due date that a unit proposed for its action."""

from broadhurst.capabilities.plans.models import Action, Message
from broadhurst.capabilities.plans.queries.actions import lock_both, roles_on
from broadhurst.capabilities.plans.queries.forms import to_move
from broadhurst.capabilities.plans.queries.messages import open_proposal
from broadhurst.capabilities.plans.rules import messages as rules
from broadhurst.capabilities.plans.writes.check_brief import HINT, LABEL
from broadhurst.capabilities.plans.writes.messages import check_words, save_message
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import ChoiceField, TextAreaField, TextField
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import refuse_if

ACCEPTED, REFUSED = Message.Kind.DATE_ACCEPTED, Message.Kind.DATE_REFUSED


class AnswerDateForm(CommandForm):
    answer = ChoiceField(
        label="Answer",
        choices=[(ACCEPTED.value, "Accept the date"), (REFUSED.value, "Keep the date as it is")],
    )
    text = TextAreaField(
        label="Reason",
        help_text="The unit reads it. Do not mention the OCG.",
        max_length=2000,
    )
    words_because = TextField(label=LABEL, help_text=HINT, required=False, max_length=200)


@for_record(
    to_move(
        "answer_date",
        lambda action: rules.objections_to_answer(open_proposal(action), "proposed date"),
    )
)
@command
def answer_date(
    *, actor: Actor, action: Action, answer: str, text: str, words_because: str = ""
) -> Action:
    """Answer a proposed date. The action is due then if it is accepted."""
    ocg, action = lock_both(action)
    proposal = open_proposal(action)
    refuse_if(
        rules.objections_to_say("answer_date", action, roles_on(action, actor), text)
        + rules.objections_to_answer(proposal, "proposed date")
    )
    check_words(actor, action, ocg, text, words_because)

    was = action.due_on
    if answer == ACCEPTED and proposal and proposal.proposed_on:
        action.due_on = proposal.proposed_on
        action.save(update_fields=["due_on"])
    save_message(actor, action, Message.Kind(answer), text, answers=proposal)

    record(
        actor,
        "action.date_answered",
        action.ref,
        dossier=action.dossier,
        tell=[action.accountable_unit],
        title=action.title,
        answer=Message.Kind(answer).label,
        was=day(was),
        now=day(action.due_on),
    )
    return action
