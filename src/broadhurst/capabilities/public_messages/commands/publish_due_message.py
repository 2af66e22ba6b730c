"""Publish a scheduled message whose time has come, as the system."""

from broadhurst.capabilities.inspections.queries.texts import public_names
from broadhurst.capabilities.public_messages import rules
from broadhurst.capabilities.public_messages.models import Message
from broadhurst.capabilities.public_messages.queries.messages import (
    locked_message,
    messages,
    texts_of,
)
from broadhurst.capabilities.public_messages.writes.publishing import put_in_public
from broadhurst.capabilities.register.queries.text_check import found_anywhere
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import elevated
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.workflow import Refused, refuse_if

WHY = "publishes a cleared message at its hour"


@command
def publish_due_message(*, actor: Actor, ref: str) -> bool:
    """Publish one scheduled message. Return False if it was held back.

    If the message now names a record, it becomes a draft again and its unit is told.
    """
    refuse_if(rules.objections_to_run(actor.roles))
    with elevated(WHY):
        message = messages().filter(ref=ref).first()
        message = message and locked_message(message)
        if message is None or not _is_due(message):
            raise Refused([f"{ref} is not due."])
        is_named = bool(found_anywhere(texts_of(message), public_names()))
        if is_named:
            message.stage, message.publish_at = Message.Stage.DRAFT, None
            message.cleared_by, message.cleared_at = None, None
            message.save(update_fields=["stage", "publish_at", "cleared_by", "cleared_at"])
        else:
            put_in_public(message)

    tell, title = [message.unit], message.title
    if is_named:
        record(actor, "message.held", ref, dossier=message.dossier, tell=tell, title=title)
        return False
    record(
        actor,
        "message.published_at_its_hour",
        ref,
        dossier=message.dossier,
        kind=Event.Kind.DISCLOSURE,
        tell=tell,
        title=title,
    )
    return True


def _is_due(message: Message) -> bool:
    at = message.publish_at
    return message.stage == Message.Stage.SCHEDULED and at is not None and at <= clock.now()
