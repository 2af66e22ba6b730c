"""Propose another due date for an action."""

from datetime import date

from broadhurst.capabilities.plans.models import Action, Message
from broadhurst.capabilities.plans.queries.actions import locked_action, roles_on
from broadhurst.capabilities.plans.queries.forms import to_move
from broadhurst.capabilities.plans.queries.messages import open_proposal
from broadhurst.capabilities.plans.rules import messages as rules
from broadhurst.capabilities.plans.writes.messages import save_message
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import DateField, TextAreaField
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import refuse_if


class ProposeDateForm(CommandForm):
    proposed_on = DateField(label="New due date", help_text="For example, 27 3 2026")
    text = TextAreaField(
        label="Reason", help_text="Say why it takes longer, or could be sooner.", max_length=2000
    )


@for_record(
    to_move("propose_date", lambda action: rules.objections_to_propose_again(open_proposal(action)))
)
@command
def propose_date(*, actor: Actor, action: Action, proposed_on: date, text: str) -> Action:
    """Propose a date. The action stays due as it is until the proposal is accepted."""
    action = locked_action(action)
    refuse_if(
        rules.objections_to_say("propose_date", action, roles_on(action, actor), text)
        + rules.objections_to_propose(
            open_proposal(action), on=proposed_on, due_on=action.due_on, today=clock.today()
        )
    )

    save_message(actor, action, Message.Kind.DATE_PROPOSED, text, proposed_on=proposed_on)

    record(
        actor,
        "action.date_proposed",
        action.ref,
        dossier=action.dossier,
        tell=[action.asking_unit, action.asked_by],
        title=action.title,
        unit=actor.unit.name,
        due_on=day(action.due_on),
        proposed_on=day(proposed_on),
    )
    return action
