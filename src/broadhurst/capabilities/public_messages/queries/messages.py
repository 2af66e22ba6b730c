"""Read messages to the public, and the districts that they can be for."""

from collections.abc import Sequence

from django.db import connection
from django.db.models import QuerySet

from broadhurst.capabilities.establishment.queries.districts import open_on
from broadhurst.capabilities.public_messages.models import Message
from broadhurst.capabilities.register.queries.text_check import Text
from broadhurst.foundation import clock
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.agencies.models import Agency, District, Oversight, in_force_on


def messages() -> QuerySet[Message]:
    """Return the messages that the reader may see: those of the own unit."""
    return Message.objects.select_related(
        "dossier", "unit__agency", "written_by", "cleared_by", "corrects"
    )


def locked_message(message: Message) -> Message:
    """Lock the message's row, and return it as it is now."""
    return lock(messages(), message)


def districts_offered(agency: Agency) -> QuerySet[District]:
    """Return the open districts of a force, of the forces that a body oversees, or of a council."""
    today = clock.today()
    overseen = Oversight.objects.filter(in_force_on(today), body=agency).values("force")
    rows = District.objects.filter(open_on(today))
    return (
        rows.filter(force=agency) | rows.filter(force__in=overseen) | rows.filter(council=agency)
    ).distinct()


def names_of(keys: Sequence[str]) -> list[str]:
    """Return the names of districts, in order."""
    return (
        list(District.objects.filter(key__in=keys).values_list("name", flat=True)) if keys else []
    )


def texts_of(message: Message) -> list[Text]:
    """Return the texts that become public, to look for names of the register in."""
    texts = [
        Text("the title", message.title, "title"),
        Text("the message", message.text, "text"),
        Text("the reason for the correction", message.correction),
    ]
    return [text for text in texts if text.content]


def due_messages() -> list[str]:
    """Return the references of the scheduled messages whose hour has come."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT public_messages_due()")
        return [ref for (ref,) in cursor.fetchall()]
