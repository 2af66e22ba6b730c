"""Delete expired bulk checks, with the rows that were sent."""

from broadhurst.capabilities.bulk_checks import rules
from broadhurst.capabilities.bulk_checks.matching import run_queue
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.workflow import refuse_if


class ExpireBulkChecksForm(CommandForm):
    """Form with no fields: the clock alone decides what has expired."""


@command
def expire_bulk_checks(*, actor: Actor) -> int:
    """Delete bulk checks past their expiry, but not their entries and hits.

    Return how many were deleted.
    """
    refuse_if(rules.objections_to_expire_bulk_checks(actor.roles))

    deleted = run_queue.expire()

    record(
        actor,
        "bulk_checks.expired",
        "deconfliction",
        dossier=None,
        kind=Event.Kind.ERASURE,
        count=deleted,
        past_the_wall=run_queue.TO_EXPIRE,
    )
    return deleted
