"""Edit a message that is not published. It must be cleared again."""

from collections.abc import Iterable
from typing import Any

from broadhurst.capabilities.public_messages import rules
from broadhurst.capabilities.public_messages.forms.message import MessageForm
from broadhurst.capabilities.public_messages.models import Message
from broadhurst.capabilities.public_messages.queries.forms import to_move
from broadhurst.capabilities.public_messages.queries.messages import locked_message
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import District
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.workflow import refuse_if


class EditMessageForm(MessageForm):
    prefills = True

    @staticmethod
    def lock_subject(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        """Lock the message."""
        return subject | {"message": locked_message(subject["message"])}


@for_record(to_move("edit"))
@command
def edit_message(
    *,
    actor: Actor,
    message: Message,
    title: str,
    text: str,
    reach: str,
    districts: Iterable[District] = (),
) -> Message:
    """Change a message. A clearance ends, because it was for the earlier text."""
    message, chosen = locked_message(message), list(districts)
    refuse_if(
        rules.objections_to_verb("edit", actor, message)
        + rules.objections_to_words({"title": title, "text": text})
        + rules.objections_to_districts(reach, chosen)
    )

    was = message.text
    message.title, message.text, message.reach = title, text, reach
    message.districts = [district.key for district in chosen]
    message.stage, message.cleared_by, message.cleared_at = Message.Stage.DRAFT, None, None
    message.written_by, message.written_at = actor.officer, clock.now()
    message.save()

    record(
        actor,
        "message.edited",
        message.ref,
        dossier=message.dossier,
        title=title,
        was=was,
        now=text,
    )
    return message
