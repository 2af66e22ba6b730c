"""End a delegation before its last day."""

from broadhurst.capabilities.clearance import rules
from broadhurst.capabilities.clearance.models import Delegation
from broadhurst.capabilities.clearance.queries import delegations
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.workflow import refuse_if


class EndDelegationForm(CommandForm):
    because = TextField(label="Reason", max_length=200)


def to_end(actor: Actor, delegation: Delegation) -> list[str]:
    """Say why an actor cannot end a delegation today."""
    return rules.objections_to_end(actor, delegation, clock.today())


@for_record(to_end)
@command
def end_delegation(*, actor: Actor, delegation: Delegation, because: str) -> Delegation:
    """End a delegation now. Steps that were taken under it stay taken."""
    delegation = lock(delegations(), delegation)
    refuse_if(to_end(actor, delegation))

    delegation.ended_at, delegation.ended_because = clock.now(), because
    delegation.save(update_fields=["ended_at", "ended_because"])

    record(
        actor,
        "clearance.delegation_ended",
        delegation.ref,
        dossier=None,
        tell=[delegation.taker, delegation.giver],
        step=in_sentence(delegation.get_kind_display()),
        because=because,
    )
    return delegation
