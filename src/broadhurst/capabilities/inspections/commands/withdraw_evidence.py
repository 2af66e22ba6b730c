"""Withdraw evidence that was added in error or is out of date. Its row is kept."""

from broadhurst.capabilities.inspections.models import Evidence
from broadhurst.capabilities.inspections.queries.forms import to_withdraw_evidence
from broadhurst.capabilities.inspections.queries.responses import locked
from broadhurst.capabilities.inspections.rules import responses as rules
from broadhurst.capabilities.inspections.rules.answers import objections_to_withdraw_evidence
from broadhurst.capabilities.inspections.writes.edited import edited
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.workflow import refuse_if


class WithdrawEvidenceForm(CommandForm):
    because = TextField(label="Reason", max_length=200)


@for_record(to_withdraw_evidence)
@command
def withdraw_evidence(*, actor: Actor, evidence: Evidence, because: str) -> Evidence:
    """Take evidence out of the response."""
    response = locked(evidence.answer.response)
    evidence = lock(Evidence.objects.all(), evidence)
    parts = rules.roles_on(actor, response)
    refuse_if(
        rules.STAGES.objections("withdraw_evidence", response.stage, parts)
        + objections_to_withdraw_evidence(evidence)
    )

    evidence.withdrawn_at = clock.now()
    evidence.save(update_fields=["withdrawn_at"])
    edited(response, actor)

    record(
        actor,
        "response.evidence_withdrawn",
        response.ref,
        dossier=response.dossier,
        evidence=evidence.ref,
        because=because,
    )
    return evidence
