"""Queries for the texts that were sent."""

from django.db.models import QuerySet

from broadhurst.capabilities.inspectorate_register.models import Reading
from broadhurst.capabilities.inspectorate_register.rules.reading import FILE
from broadhurst.capabilities.inspectorate_register.rules.saving import objections_to_change
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock


def readings() -> QuerySet[Reading]:
    """Return texts with all that a page shows of them."""
    return Reading.objects.select_related(
        "dossier", "unit", "sent_by", "saved_by", "report__publisher", "agency"
    )


def locked_reading(reading: Reading) -> Reading:
    """Lock a text and return it."""
    return lock(readings(), reading)


def place(text: str, line: int) -> str:
    """Return a line's place in words, with the file that it came from if there is one."""
    name, begins = "", 0
    for number, words in enumerate(text.splitlines()[: line - 1], start=1):
        if file := FILE.fullmatch(words.strip()):
            name, begins = file["name"], number
    return f"Line {line - begins} of {name}" if name else f"Line {line}"


def to_change(actor: Actor, reading: Reading) -> list[str]:
    """Say why an actor cannot go on with entries that were sent, for `for_record`."""
    return objections_to_change(actor.roles, reading)
