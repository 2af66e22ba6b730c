"""Schedule a cleared message."""

from datetime import datetime

from broadhurst.capabilities.public_messages import rules
from broadhurst.capabilities.public_messages.models import Message
from broadhurst.capabilities.public_messages.queries.forms import to_move
from broadhurst.capabilities.public_messages.queries.messages import locked_message
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import DateTimeField
from broadhurst.foundation.govuk.words import moment
from broadhurst.foundation.workflow import refuse_if


class ScheduleMessageForm(CommandForm):
    publish_at = DateTimeField(
        label="Date and time of publication", help_text="For example, 27 3 2027 at 9am"
    )


@for_record(to_move("schedule"))
@command
def schedule_message(*, actor: Actor, message: Message, publish_at: datetime) -> Message:
    """Publish a cleared message at a later time. A second time replaces the first."""
    message = locked_message(message)
    refuse_if(
        rules.objections_to_verb("schedule", actor, message)
        + rules.objections_to_hour(publish_at, clock.now())
    )

    message.stage, message.publish_at = Message.Stage.SCHEDULED, publish_at
    message.save(update_fields=["stage", "publish_at"])

    record(
        actor,
        "message.scheduled",
        message.ref,
        dossier=message.dossier,
        tell=[message.unit],
        title=message.title,
        publish_at=moment(publish_at),
    )
    return message
