"""Withdraw a review policy that is not in force yet, with a reason."""

from broadhurst.capabilities.register.models import Cadence
from broadhurst.capabilities.scoring import rules
from broadhurst.capabilities.scoring.queries.policies import locked_policy
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_actors, for_record
from broadhurst.foundation.govuk.fields import TextAreaField
from broadhurst.foundation.workflow import refuse_if


class WithdrawCadenceForm(CommandForm):
    because = TextAreaField(label="Reason", max_length=2000)


@for_actors(rules.objections_to_set)
@for_record(lambda actor, cadence: rules.objections_to_withdraw(actor, cadence, clock.today()))
@command
def withdraw_cadence(*, actor: Actor, cadence: Cadence, because: str) -> Cadence:
    """Withdraw a draft, or an approved review policy before its first day."""
    cadence = locked_policy(cadence)
    refuse_if(rules.objections_to_withdraw(actor, cadence, clock.today()))

    cadence.stage = Cadence.Stage.WITHDRAWN
    cadence.withdrawn_by, cadence.withdrawn_at = actor.officer, clock.now()
    cadence.withdrawn_because = because
    cadence.save(update_fields=["stage", "withdrawn_by", "withdrawn_at", "withdrawn_because"])

    record(
        actor,
        "cadence.withdrawn",
        cadence.ref,
        dossier=None,
        tell=[cadence.drafted_by] if cadence.drafted_by else [],
        because=because,
    )
    return cadence
