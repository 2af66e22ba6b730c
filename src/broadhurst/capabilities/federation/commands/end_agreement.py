"""End an agreement with another instance at once."""

from broadhurst.capabilities.federation import rules
from broadhurst.capabilities.federation.exchange import peers
from broadhurst.capabilities.federation.models import Peer
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import TextAreaField
from broadhurst.foundation.workflow import refuse_if


class EndAgreementForm(CommandForm):
    reason = TextAreaField(label="Reason", max_length=1_000)


@command
def end_agreement(*, actor: Actor, peer: Peer, reason: str) -> Peer:
    """End an agreement.
    Nothing more is compared, and its keys and tokens are deleted.
    """
    refuse_if(rules.objections_to_administer(actor.roles))

    peers.end(peer)

    record(
        actor,
        "peer.ended",
        peer.unit.key,
        dossier=None,
        kind=Event.Kind.ERASURE,
        reason=reason,
    )
    return peer
