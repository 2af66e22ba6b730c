"""Tasks of an actor in messages to the public."""

from collections.abc import Iterator

from django.db.models import QuerySet

from broadhurst.capabilities.public_messages import rules
from broadhurst.capabilities.public_messages.models import Message
from broadhurst.capabilities.public_messages.queries.messages import messages
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.prepared_query import prepared_query
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.notices.waiting import TaskSource, Waiting

ROOM = "public_messages"
MAY_HAVE_TASKS = """
%(roles)s::text[] && '{policing_body,clearer}'
AND EXISTS (SELECT FROM public_messages_message WHERE stage IN ('draft', 'cleared'))
"""


def waiting_for(actor: Actor) -> list[Waiting]:
    """Return the messages that the actor can clear or publish."""
    return [task for row in _unpublished() for task in _tasks(actor, row)]


@prepared_query
def _unpublished() -> QuerySet[Message]:
    return messages().filter(stage__in=(Message.Stage.DRAFT, Message.Stage.CLEARED))


def _tasks(actor: Actor, message: Message) -> Iterator[Waiting]:
    for verb, label in (("clear", "Clear message"), ("publish", "Publish message")):
        if not rules.objections_to_verb(verb, actor, message):
            href = record_address("public_messages:message", message.ref)
            yield Waiting(label, message.title, href, None, ROOM, message.ref, for_unit=True)


SOURCES = (TaskSource(MAY_HAVE_TASKS, waiting_for, lambda _: [_unpublished.ask()]),)
