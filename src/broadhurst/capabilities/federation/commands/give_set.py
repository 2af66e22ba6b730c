"""Give a peer its blinded set."""

from broadhurst.capabilities.federation.exchange import blinded_sets as sets
from broadhurst.capabilities.federation.exchange import peers
from broadhurst.capabilities.federation.models import BlindedSet, Peer
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.asking import Ask
from broadhurst.foundation.workflow import Refused


class GiveSetForm(Ask):
    """Nothing is asked: a peer has one set in force."""


@command
def give_set(*, actor: Actor) -> BlindedSet:
    """Give a peer the set in force for it: what is in it cannot be read without its key."""
    peer = peers.locked(actor.unit, Peer.Way.PRIVATE)
    ours = sets.in_force(peer)
    if ours is None:
        raise Refused(["There is no set for you yet. Ask again later."])

    record(
        actor,
        "set.given",
        ours.ref,
        dossier=None,
        kind=Event.Kind.DISCLOSURE,
        size=ours.size,
        past_the_wall=peers.WHY,
    )
    return ours
