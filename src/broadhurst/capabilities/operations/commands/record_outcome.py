"""Record an outcome of an operation that was published, with its date."""

from datetime import date

from broadhurst.capabilities.operations import rules
from broadhurst.capabilities.operations.forms import OutcomeForm
from broadhurst.capabilities.operations.models import Operation, Outcome
from broadhurst.capabilities.operations.queries import standing, to_add
from broadhurst.foundation import clock, public_copies
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.agencies.models import Region
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_record, for_roles
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import refuse_if


class RecordOutcomeForm(OutcomeForm):
    """A figure of an operation."""


@for_roles(rules.objections_to_record)
@for_record(to_add)
@command
def record_outcome(
    *,
    actor: Actor,
    operation: Operation,
    measure: str,
    stage: str,
    value: int,
    unit: str,
    as_of: date,
    source: str,
    region: Region | None = None,
    qualifier: str = "",
    quoted: str = "",
) -> Outcome:
    """Add a snapshot to its series.

    A snapshot is a running total. It includes the snapshots before it and is never added to them.
    """
    operation = lock(Operation.objects.all(), operation)
    series = standing(operation).filter(measure=measure, stage=stage, region=region)
    refuse_if(
        rules.objections_to_outcome(
            actor.roles, value=value, unit=unit, as_of=as_of, series=series, today=clock.today()
        )
        + rules.objections_to_add(is_withdrawn=operation.withdrawn_at is not None)
    )

    outcome = Outcome.objects.create(
        ref=new_reference("OUT", 8),
        operation=operation,
        region=region,
        measure=measure,
        stage=stage,
        value=value,
        unit=unit,
        qualifier=qualifier,
        as_of=as_of,
        source=source,
        quoted=quoted,
        recorded_by=actor.officer,
        recorded_at=clock.now(),
    )
    public_copies.changed(outcome)

    record(
        actor,
        "operation.outcome_recorded",
        operation.ref,
        dossier=None,
        kind=Event.Kind.COLLECTION,
        name=operation.name,
        outcome=outcome,
        as_of=day(as_of),
    )
    return outcome
