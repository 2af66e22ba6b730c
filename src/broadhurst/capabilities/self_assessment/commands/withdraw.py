"""Withdraw a self-assessment, with a reason."""

from broadhurst.capabilities.self_assessment import rules
from broadhurst.capabilities.self_assessment.models import Assessment
from broadhurst.capabilities.self_assessment.queries.assessments import (
    inspectors,
    locked_assessment,
)
from broadhurst.capabilities.self_assessment.writes.checked import check_words
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_actors, for_record
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.workflow import refuse_if


class WithdrawForm(CommandForm):
    because = TextField(label="Reason", max_length=400)


@for_actors(rules.objections_to_role)
@for_record(rules.objections_to_change)
@command
def withdraw(*, actor: Actor, assessment: Assessment, because: str) -> Assessment:
    """Withdraw a self-assessment. Its page keeps the reason, and the one before counts again."""
    refuse_if(rules.objections_to_change(actor, assessment))
    assessment = locked_assessment(assessment)
    refuse_if(rules.objections_to_change(actor, assessment))
    check_words(actor, assessment.ref, {"because": because})

    assessment.withdrawn_at, assessment.withdrawn_because = clock.now(), because
    assessment.save(update_fields=["withdrawn_at", "withdrawn_because"])

    record(
        actor, "self_assessment.withdrawn", assessment.ref, dossier=None,
        tell=inspectors() if assessment.shared_at else [],
        agency=actor.agency.name, finding=str(assessment.finding), because=because,
    )  # fmt: skip
    return assessment
