"""Withdraw a planned succession, with a reason."""

from broadhurst.capabilities.succession import rules
from broadhurst.capabilities.succession.models import Succession
from broadhurst.capabilities.succession.queries import locked_succession, to_change
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextAreaField
from broadhurst.foundation.workflow import refuse_if


class WithdrawSuccessionForm(CommandForm):
    reason = TextAreaField(label="Reason", max_length=2000)


@for_record(to_change)
@command
def withdraw_succession(*, actor: Actor, succession: Succession, reason: str) -> Succession:
    """Withdraw a succession that is not carried out, and say why."""
    succession = locked_succession(succession)
    refuse_if(rules.objections_to_rehearse(actor.roles, succession))

    succession.stage = Succession.Stage.WITHDRAWN
    succession.ended_by, succession.ended_at = actor.officer, clock.now()
    succession.ended_because = reason
    succession.save()

    record(
        actor,
        "succession.withdrawn",
        succession.ref,
        dossier=None,
        successor=succession.successor.name,
        reason=reason,
    )
    return succession
