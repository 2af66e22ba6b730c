"""Record an outcome of an operation that was published, with its date."""

from datetime import date

from broadhurst.capabilities.operations import rules
from broadhurst.capabilities.operations.models import Operation, Outcome
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.agencies.models import Region
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import (
    DateField,
    ModelSelectField,
    NumberField,
    SelectField,
    TextField,
)
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import refuse_if


class RecordOutcomeForm(CommandForm):
    measure = SelectField(label="Measure", choices=[("", "Choose"), *Outcome.Measure.choices])
    stage = SelectField(label="Status", choices=[("", "Choose"), *Outcome.Stage.choices])
    value = NumberField(
        label="Running total",
        help_text="The total up to that date. Money in pence, weight in grams.",
        min_value=0,
        width=20,
    )
    unit = SelectField(label="Unit", choices=[("", "Choose"), *Outcome.Kept.choices])
    as_of = DateField(label="Date of the figure", help_text="For example, 27 3 2021")
    source = TextField(label="Source", help_text="Where it is published.", max_length=400)
    region = ModelSelectField(
        Region.objects.none(),
        label="Region",
        help_text="If blank, the whole United Kingdom.",
        required=False,
        to_field_name="key",
    )
    qualifier = TextField(
        label="Qualifier", help_text="As the source says it: over or about.", required=False,
        max_length=12,
    )  # fmt: skip

    def narrow_choices(self) -> None:
        """Offer every region."""
        self.fields["region"].queryset = Region.objects.all()  # type: ignore[attr-defined]


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
) -> Outcome:
    """Add a snapshot to its series.

    A snapshot is a running total. It includes the snapshots before it and is never added to them.
    """
    operation = lock(Operation.objects.all(), operation)
    series = operation.outcomes.filter(measure=measure, stage=stage, region=region)
    refuse_if(
        rules.objections_to_outcome(
            actor.roles, value=value, unit=unit, as_of=as_of, series=series, today=clock.today()
        )
    )

    outcome = Outcome.objects.create(
        operation=operation,
        region=region,
        measure=measure,
        stage=stage,
        value=value,
        unit=unit,
        qualifier=qualifier,
        as_of=as_of,
        source=source,
        recorded_by=actor.officer,
        recorded_at=clock.now(),
    )

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
