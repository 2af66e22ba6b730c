"""Tasks of an actor in letters."""

from broadhurst.capabilities.letters.queries.letters import letters
from broadhurst.capabilities.letters.rules.letters import objections_to_verb
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.notices.waiting import TaskSource, Waiting

ROOM = "letters"
MAY_HAVE_TASKS = """
'clearer' = ANY (%(roles)s::text[])
AND EXISTS (SELECT FROM letters_letter WHERE stage = 'ready')
"""


def waiting_for(actor: Actor) -> list[Waiting]:
    """Return the letters that the actor can issue."""
    return [
        Waiting(
            "Issue letter", letter.subject, record_address("letters:letter", letter.ref), None,
            ROOM, letter.ref, for_unit=True,
        )
        for letter in letters().filter(stage="ready")
        if not objections_to_verb("issue", actor, letter)
    ]  # fmt: skip


SOURCES = (TaskSource(MAY_HAVE_TASKS, waiting_for),)
