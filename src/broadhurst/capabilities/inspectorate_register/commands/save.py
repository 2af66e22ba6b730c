"""Record everything that the entries say, or nothing."""

from broadhurst.capabilities.inspectorate_register.models import Reading
from broadhurst.capabilities.inspectorate_register.queries.matching import Otherwise
from broadhurst.capabilities.inspectorate_register.queries.readings import locked_reading, to_change
from broadhurst.capabilities.inspectorate_register.rules import saving as rules
from broadhurst.capabilities.inspectorate_register.rules.reading import read
from broadhurst.capabilities.inspectorate_register.writes.save_entries import (
    matched_and_locked,
    save_entries,
)
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.workflow import refuse_if


class SaveReadingForm(CommandForm):
    """Nothing is asked: the text says it all."""


@for_record(to_change)
@command
def save_reading(*, actor: Actor, reading: Reading) -> Reading:
    """Record the findings and updates that are not recorded yet, by their own commands."""
    reading = locked_reading(reading)
    refuse_if(rules.objections_to_change(actor.roles, reading))
    understood = read(reading.text)
    otherwise = Otherwise(reading.report, reading.agency, reading.source)
    matched = matched_and_locked(actor, understood, otherwise)
    problems = [entry.problems for entry in matched]
    refuse_if(rules.objections_to_save(actor.roles, reading, len(understood.refusals), problems))

    reading.added = save_entries(actor, matched)
    reading.saved_at, reading.saved_by = clock.now(), actor.officer
    reading.save(update_fields=["added", "saved_at", "saved_by"])

    record(
        actor,
        "reading.saved",
        reading.ref,
        dossier=reading.dossier,
        kind=Event.Kind.COLLECTION,
        entries=len(matched),
        **reading.added,
    )
    return reading
