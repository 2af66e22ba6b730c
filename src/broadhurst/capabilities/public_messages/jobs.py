"""The job that publishes messages at their hour."""

from contextlib import suppress

from broadhurst.capabilities.public_messages.commands.publish_due_message import (
    publish_due_message,
)
from broadhurst.capabilities.public_messages.queries.messages import due_messages
from broadhurst.foundation.access.acting import actor_of_system
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.jobs.registry import every_minutes
from broadhurst.foundation.workflow import Refused

BY_HAND = "broadhurst public-messages publish-due --as broadhurst"


@every_minutes(
    1, "publish-messages", what="Publish scheduled messages to the public", by_hand=BY_HAND
)
def publish_due() -> None:
    """Publish the messages that are due, each in a transaction of its own."""
    actor = actor_of_system()
    with as_actor(actor):
        due = due_messages()
    for ref in due:
        # If somebody changed it at this moment, it is no longer due.
        with suppress(Refused):
            publish_due_message(actor=actor, ref=ref)
