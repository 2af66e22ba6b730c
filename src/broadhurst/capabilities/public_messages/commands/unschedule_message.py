"""Cancel the publication of a scheduled message."""

from broadhurst.capabilities.public_messages import rules
from broadhurst.capabilities.public_messages.models import Message
from broadhurst.capabilities.public_messages.queries.forms import to_move
from broadhurst.capabilities.public_messages.queries.messages import locked_message
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.workflow import refuse_if


class UnscheduleMessageForm(CommandForm):
    because = TextField(label="Reason", max_length=200)


@for_record(to_move("unschedule"))
@command
def unschedule_message(*, actor: Actor, message: Message, because: str) -> Message:
    """Cancel the publication of a scheduled message. It stays cleared."""
    message = locked_message(message)
    refuse_if(rules.objections_to_verb("unschedule", actor, message))

    message.stage, message.publish_at = Message.Stage.CLEARED, None
    message.save(update_fields=["stage", "publish_at"])

    record(
        actor,
        "message.unscheduled",
        message.ref,
        dossier=message.dossier,
        tell=[message.unit],
        title=message.title,
        because=because,
    )
    return message
