"""Delete expired entries, with their keys, and expired events for good."""

from broadhurst.capabilities.deconfliction.matching import entry_lifecycle
from broadhurst.capabilities.deconfliction.rules.checking import objections_to_expire
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.workflow import refuse_if


class ExpireForm(CommandForm):
    """Form with no fields: the clock alone decides what has expired."""


@command
def expire(*, actor: Actor) -> int:
    """Delete entries and events past their expiry, and return how many. Hits stay."""
    refuse_if(objections_to_expire(actor.roles))

    deleted, ended = entry_lifecycle.expire()

    record(
        actor,
        "entries.expired",
        "deconfliction",
        dossier=None,
        kind=Event.Kind.ERASURE,
        count=deleted,
        events=ended,
        past_the_wall=entry_lifecycle.TO_EXPIRE,
    )
    return deleted + ended
