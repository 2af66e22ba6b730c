"""Withdraw a message, with a reason that stays inside."""

from broadhurst.capabilities.public_messages import rules
from broadhurst.capabilities.public_messages.models import Message
from broadhurst.capabilities.public_messages.queries.forms import to_move
from broadhurst.capabilities.public_messages.queries.messages import locked_message
from broadhurst.capabilities.public_messages.writes.publishing import take_from_public
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.workflow import refuse_if


class WithdrawMessageForm(CommandForm):
    because = TextField(label="Reason", help_text="The public does not see it.", max_length=200)


@for_record(to_move("withdraw"))
@command
def withdraw_message(*, actor: Actor, message: Message, because: str) -> Message:
    """Withdraw a message. A published one is gone from the public site at once."""
    message = locked_message(message)
    refuse_if(rules.objections_to_verb("withdraw", actor, message))

    take_from_public(message, because)

    record(
        actor,
        "message.withdrawn",
        message.ref,
        dossier=message.dossier,
        tell=[message.unit],
        title=message.title,
        because=because,
    )
    return message
