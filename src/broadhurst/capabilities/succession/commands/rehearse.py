"""Make a dry run of a succession: count what would move, and what stops it."""

from broadhurst.capabilities.succession import rules
from broadhurst.capabilities.succession.models import Succession
from broadhurst.capabilities.succession.queries import (
    counts_of,
    locked_succession,
    stops_of,
    to_change,
    units_that_move,
)
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.workflow import refuse_if


class RehearseForm(CommandForm):
    """A form without fields. A dry run changes nothing."""


@for_record(to_change)
@command
def rehearse(*, actor: Actor, succession: Succession) -> Succession:
    """Count what a succession would move now, and keep the counts."""
    succession = locked_succession(succession)
    refuse_if(rules.objections_to_rehearse(actor.roles, succession))

    units = units_that_move(succession)
    counts, stops = counts_of(succession, units), stops_of(succession, units)
    succession.rehearsed = {"counts": counts, "stops": stops}
    succession.rehearsed_at = clock.now()
    succession.save(update_fields=["rehearsed", "rehearsed_at"])

    record(
        actor,
        "succession.rehearsed",
        succession.ref,
        dossier=None,
        ocgs=counts["ocgs"],
        units=len(units),
        stops=sum(1 for number in stops.values() if number),
    )
    return succession
