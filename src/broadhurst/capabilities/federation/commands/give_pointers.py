"""Give a publisher its pointers. This command runs at the hub."""

from broadhurst.capabilities.federation.exchange import hub_tokens as hub
from broadhurst.capabilities.federation.exchange import peers
from broadhurst.capabilities.federation.exchange.peer_hits import whom_to_ring
from broadhurst.capabilities.federation.models import Peer, Pointer
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm


class GivePointersForm(CommandForm):
    """A form without fields. A publisher gets its own pointers of the last days."""


@command
def give_pointers(*, actor: Actor) -> list[tuple[Pointer, str]]:
    """Return a publisher's pointers, each with the organisation to contact."""
    peer = peers.locked(actor.unit, Peer.Way.PUBLISHER)
    pointers = [(pointer, whom_to_ring(other.unit)) for pointer, other in hub.pointers_of(peer)]

    record(
        actor,
        "pointers.given",
        "federation",
        dossier=None,
        kind=Event.Kind.DISCLOSURE,
        count=len(pointers),
        past_the_wall=peers.WHY,
    )
    return pointers
