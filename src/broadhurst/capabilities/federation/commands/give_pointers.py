"""Give a publisher its pointers. This command runs at the hub."""

from broadhurst.capabilities.deconfliction.matching.federated import RING
from broadhurst.capabilities.deconfliction.queries.on_duty import contact_of
from broadhurst.capabilities.federation.exchange import hub_tokens as hub
from broadhurst.capabilities.federation.exchange import peers
from broadhurst.capabilities.federation.models import Peer, Pointer
from broadhurst.foundation import clock
from broadhurst.foundation.access.acting import actor_of_system
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.agencies.models import Unit
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm


class GivePointersForm(CommandForm):
    """A form without fields. A publisher gets its own pointers of the last days."""


@command
def give_pointers(*, actor: Actor) -> list[tuple[Pointer, str]]:
    """Return a publisher's pointers, each with the organisation to contact."""
    with as_actor(actor_of_system()):  # a publisher sees no pointer itself
        peer = peers.locked(actor.unit, Peer.Way.PUBLISHER)
        shared = hub.pointers_of(peer)
    pointers = [(pointer, _contact_of(other.unit)) for pointer, other in shared]

    record(
        actor,
        "pointers.given",
        "federation",
        dossier=None,
        kind=Event.Kind.DISCLOSURE,
        count=len(pointers),
    )
    return pointers


def _contact_of(unit: Unit) -> str:
    """Return a unit's organisation and duty contact, for another instance."""
    return f"{unit.agency.name}: {contact_of(unit, clock.now())}"[:RING]
