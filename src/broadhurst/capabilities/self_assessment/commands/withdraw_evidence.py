"""Withdraw evidence of a self-assessment, with a reason."""

from django.db.models import QuerySet

from broadhurst.capabilities.self_assessment import rules
from broadhurst.capabilities.self_assessment.models import Assessment, Evidence
from broadhurst.capabilities.self_assessment.queries.assessments import locked_assessment
from broadhurst.capabilities.self_assessment.writes.checked import check_words
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_actors, for_record
from broadhurst.foundation.govuk.fields import ModelSelectField, TextField
from broadhurst.foundation.workflow import refuse_if


class WithdrawEvidenceForm(CommandForm):
    evidence = ModelSelectField(Evidence.objects.none(), label="Evidence", to_field_name="ref")
    because = TextField(label="Reason", max_length=400)

    def narrow_choices(self) -> None:
        """Offer the evidence that is not withdrawn."""
        rows = _standing(self.subject["assessment"])
        self.fields["evidence"].queryset = rows  # type: ignore[attr-defined]


@for_actors(rules.objections_to_role)
@for_record(rules.objections_to_change)
@command
def withdraw_evidence(
    *, actor: Actor, assessment: Assessment, evidence: Evidence, because: str
) -> Evidence:
    """Withdraw a figure or a record. The page keeps it, with the reason."""
    refuse_if(rules.objections_to_change(actor, assessment))
    assessment = locked_assessment(assessment)
    refuse_if(rules.objections_to_change(actor, assessment))
    evidence = lock(_standing(assessment), evidence)
    check_words(actor, assessment.ref, {"because": because})

    evidence.withdrawn_at, evidence.withdrawn_because = clock.now(), because
    evidence.save(update_fields=["withdrawn_at", "withdrawn_because"])

    record(
        actor, "self_assessment.evidence_withdrawn", assessment.ref, dossier=None,
        agency=actor.agency.name, finding=str(assessment.finding), because=because,
    )  # fmt: skip
    return evidence


def _standing(assessment: Assessment) -> QuerySet[Evidence]:
    return assessment.evidence.filter(withdrawn_at=None)
