"""Remove a finding of another report from a response. The row is kept with the reason."""

from broadhurst.capabilities.inspections.models import SharedAnswer
from broadhurst.capabilities.inspections.queries.forms import to_withdraw_shared
from broadhurst.capabilities.inspections.queries.responses import locked
from broadhurst.capabilities.inspections.queries.shared import shared_answers
from broadhurst.capabilities.inspections.rules import responses as rules
from broadhurst.capabilities.inspections.rules.corrections import objections_to_reason
from broadhurst.capabilities.inspections.rules.shared import objections_to_withdraw_shared
from broadhurst.capabilities.inspections.writes.edited import edited
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.workflow import refuse_if


class WithdrawSharedAnswerForm(CommandForm):
    because = TextField(label="Reason", max_length=200)


@for_record(to_withdraw_shared)
@command
def withdraw_shared_answer(*, actor: Actor, shared: SharedAnswer, because: str) -> SharedAnswer:
    """Say that an answer does not answer a finding of another report after all."""
    response = locked(shared.answer.response)
    shared = lock(shared_answers(), shared)
    parts = rules.roles_on(actor, response)
    refuse_if(
        rules.STAGES.objections("withdraw_shared_answer", response.stage, parts)
        + objections_to_withdraw_shared(shared)
        + objections_to_reason(because)
    )

    shared.withdrawn_at, shared.withdrawn_by = clock.now(), actor.officer
    shared.withdrawn_because = because
    shared.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])
    edited(response, actor)

    record(
        actor,
        "response.shared_answer_withdrawn",
        response.ref,
        dossier=response.dossier,
        also=in_sentence(str(shared.finding)),
        report=shared.finding.report.title,
        because=because,
    )
    return shared
