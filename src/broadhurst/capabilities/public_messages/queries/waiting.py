"""Tasks of an actor in messages to the public."""

from collections.abc import Iterator

from django.urls import reverse

from broadhurst.capabilities.public_messages import rules
from broadhurst.capabilities.public_messages.models import Message
from broadhurst.capabilities.public_messages.queries.messages import messages
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.notices.waiting import TaskSource, Waiting

ROOM = "public_messages"
MAY_HAVE_TASKS = """
%(roles)s::text[] && '{policing_body,clearer}'
AND EXISTS (SELECT FROM public_messages_message WHERE stage IN ('draft', 'cleared'))
"""


def waiting_for(actor: Actor) -> list[Waiting]:
    """Return the messages that the actor can clear or publish."""
    stages = (Message.Stage.DRAFT, Message.Stage.CLEARED)
    return [task for row in messages().filter(stage__in=stages) for task in _tasks(actor, row)]


def _tasks(actor: Actor, message: Message) -> Iterator[Waiting]:
    for verb, what in (("clear", "Clear message"), ("publish", "Publish message")):
        if not rules.objections_to_verb(verb, actor, message):
            href = reverse("public_messages:message", args=[message.ref])
            yield Waiting(what, message.title, href, None, ROOM, message.ref, for_unit=True)


SOURCES = (TaskSource(MAY_HAVE_TASKS, waiting_for),)
