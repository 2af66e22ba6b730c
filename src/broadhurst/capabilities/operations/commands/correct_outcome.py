"""Correct a published figure of an operation that was entered wrongly."""

from datetime import date
from typing import Any

from broadhurst.capabilities.operations import rules
from broadhurst.capabilities.operations.forms import OutcomeForm, because_field
from broadhurst.capabilities.operations.models import Operation, Outcome
from broadhurst.capabilities.operations.queries import OUTCOMES, standing, to_change_outcome
from broadhurst.capabilities.operations.writes.withdrawn import withdraw
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.agencies.models import Region
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_record, for_roles
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import refuse_if

FACTS = ("measure", "stage", "value", "unit", "as_of", "source", "qualifier", "quoted")


class CorrectOutcomeForm(OutcomeForm):
    prefills = True

    because = because_field()

    @staticmethod
    def lock_subject(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        """Return the subject with its operation locked."""
        outcome = subject["outcome"]
        lock(Operation.objects.all(), outcome.operation)
        return subject | {"outcome": OUTCOMES.get(pk=outcome.pk)}

    def narrow_choices(self) -> None:
        """Start with the current details."""
        super().narrow_choices()
        outcome = self.subject["outcome"]
        for name in FACTS:
            self.fields[name].initial = getattr(outcome, name)
        self.fields["region"].initial = outcome.region.key if outcome.region else None


@for_roles(rules.objections_to_record)
@for_record(to_change_outcome)
@command
def correct_outcome(
    *,
    actor: Actor,
    outcome: Outcome,
    measure: str,
    stage: str,
    value: int,
    unit: str,
    as_of: date,
    source: str,
    because: str,
    region: Region | None = None,
    qualifier: str = "",
    quoted: str = "",
) -> Outcome:
    """Withdraw a figure with the reason, and record the right one in its place."""
    operation = lock(Operation.objects.all(), outcome.operation)
    outcome = OUTCOMES.get(pk=outcome.pk)
    values = {
        "measure": measure, "stage": stage, "value": value, "unit": unit, "as_of": as_of,
        "source": source, "qualifier": qualifier, "quoted": quoted, "region": region,
    }  # fmt: skip
    series = standing(operation).filter(measure=measure, stage=stage, region=region)
    refuse_if(
        rules.objections_to_correct(
            actor.roles, "figure", is_withdrawn=outcome.withdrawn_at is not None, because=because,
            is_changed=any(getattr(outcome, name) != new for name, new in values.items()),
        )
        + rules.objections_to_outcome(
            actor.roles, value=value, unit=unit, as_of=as_of,
            series=series.exclude(pk=outcome.pk), today=clock.today(),
        )
    )  # fmt: skip

    withdraw(actor, outcome, because)
    right = Outcome.objects.create(
        ref=new_reference("OUT", 8), operation=operation, corrects=outcome,
        recorded_by=actor.officer, recorded_at=clock.now(), **values,
    )  # fmt: skip

    record(
        actor, "operation.outcome_corrected", operation.ref, dossier=None, name=operation.name,
        was=f"{outcome}, as of {day(outcome.as_of)}", now=f"{right}, as of {day(as_of)}",
        because=because,
    )  # fmt: skip
    return right
