"""Record that a spreadsheet could not be read.

It counts towards the officer's hourly limit. Not a command of its own: the form that sends a
spreadsheet calls it.
"""

from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record


@command
def note_unread(*, actor: Actor, why: str) -> None:
    """Record that a file was sent and refused, and why. Nothing of the file is kept."""
    record(actor, "bulk_check.unread", actor.unit.key, dossier=None, why=why)
