"""Renew the blinded set of each peer, under a new key: once an epoch."""

from broadhurst.capabilities.federation import rules
from broadhurst.capabilities.federation.exchange import blinded_sets as sets
from broadhurst.capabilities.federation.exchange import peers
from broadhurst.capabilities.federation.exchange.base64_fields import refusing_unsound
from broadhurst.capabilities.federation.models import Peer
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.asking import Ask
from broadhurst.foundation.workflow import refuse_if


class RenewSetsForm(Ask):
    """Nothing is asked: each peer in force has its set, of the kinds that were agreed."""


@command
def renew_sets(*, actor: Actor) -> int:
    """Make each peer's set anew and delete what is past its epoch; returns how many were made."""
    refuse_if(rules.objections_to_run(actor.roles))

    sets.delete_past()
    with refusing_unsound():
        made = [sets.renew(peer) for peer in peers.in_force(Peer.Way.PRIVATE)]

    record(
        actor,
        "sets.renewed",
        "federation",
        dossier=None,
        kind=Event.Kind.COMBINATION,
        count=len(made),
        sizes=", ".join(str(one.size) for one in made),
        past_the_wall=peers.WHY,
    )
    return len(made)
