"""Set the key that the publishers to a hub share, from a given day."""

from datetime import date

from broadhurst.capabilities.federation import rules
from broadhurst.capabilities.federation.exchange import hub_tokens as hub
from broadhurst.capabilities.federation.exchange import peers
from broadhurst.capabilities.federation.models import Peer
from broadhurst.capabilities.federation.protocol.hub import SMALLEST_KEY
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import DateField, TextField
from broadhurst.foundation.workflow import refuse_if


class SetHubKeyForm(CommandForm):
    key = TextField(
        label="Key", help_text="64 hexadecimal digits, the same for each publisher", max_length=128
    )
    from_on = DateField(label="First day")


@command
def set_hub_key(*, actor: Actor, peer: Peer, key: str, from_on: date) -> Peer:
    """Set the key that publishers to a hub share, from a given day.
    Each later key is derived from the one before.
    """
    refuse_if(
        rules.objections_to_administer(actor.roles)
        + rules.objections_to_key(key, SMALLEST_KEY, from_on, clock.today())
    )
    peer = peers.locked(peer.unit, Peer.Way.HUB)

    hub.begin_key(peer, bytes.fromhex(key), from_on)

    record(
        actor,
        "hub_key.set",
        peer.unit.key,
        dossier=None,
        from_on=from_on,
    )
    return peer
