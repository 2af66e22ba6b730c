"""Note that a table could not be read: it counts among those that an officer sent.

Not a verb of its own: the form that a table is sent by calls it.
"""

from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record


@command
def note_unread(*, actor: Actor, why: str) -> None:
    """Write down that a file was sent and refused, and why. Nothing of the file is kept."""
    record(actor, "bulk_check.unread", actor.unit.key, dossier=None, why=why)
