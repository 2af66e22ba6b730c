"""Withdraw evidence that was added in error or is out of date. Its row is kept."""

from broadhurst.capabilities.inspections.models import Evidence
from broadhurst.capabilities.inspections.queries.responses import locked
from broadhurst.capabilities.inspections.rules import responses as rules
from broadhurst.capabilities.inspections.writes.edited import edited
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.workflow import refuse_if


class WithdrawEvidenceForm(CommandForm):
    because = TextField(label="Reason", max_length=200)


@command
def withdraw_evidence(*, actor: Actor, evidence: Evidence, because: str) -> Evidence:
    """Take evidence out of the response."""
    response = locked(evidence.answer.response)
    evidence = lock(Evidence.objects.all(), evidence)
    parts = rules.roles_on(actor, response)
    refuse_if(
        rules.STAGES.objections("withdraw_evidence", response.stage, parts)
        + (["This evidence was withdrawn already."] if evidence.withdrawn_at else [])
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
