"""Confirm what a peer's query hit: both sides learn of it in this one exchange."""

from dataclasses import dataclass, field

from broadhurst.capabilities.deconfliction.commands.announce import tell_sides
from broadhurst.capabilities.deconfliction.models import HitSide
from broadhurst.capabilities.federation import rules
from broadhurst.capabilities.federation.exchange import blinded_sets as sets
from broadhurst.capabilities.federation.exchange import exchanges, peers
from broadhurst.capabilities.federation.exchange import peer_hits as hits
from broadhurst.capabilities.federation.exchange.claims import Claim, ClaimsField, Told
from broadhurst.capabilities.federation.models import Exchange, Peer
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.asking import Ask
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.workflow import Refused, refuse_if

ANSWERED = Exchange.Direction.ANSWERED
Places = list[tuple[str, int]]  # kinds, and the entries of each


class ConfirmHitsForm(Ask):
    exchange = TextField(label="Exchange", max_length=16)
    claims = ClaimsField(label="Hits", required=False)


@dataclass
class Confirmed:
    """What the client is told of each hit, in the order of its claims, and who was told here.

    An objection is why none was believed.
    """

    told: list[Told] = field(default_factory=list)
    raised: list[HitSide] = field(default_factory=list)
    objection: str = ""


@command
def confirm_hits(*, actor: Actor, exchange: str, claims: list[Claim]) -> Confirmed:
    """Record each hit that the client names, and answer with whom to ring here.

    Where it names what is not in the set, that alone is recorded and its query is closed: it could
    otherwise ask by naming what it guesses, outside its allowance.
    """
    peer = peers.locked(actor.unit, Peer.Way.PRIVATE)
    found = exchanges.find(peer, ANSWERED, exchange)
    if found is None:
        raise Refused([rules.NO_SUCH_QUERY])
    said = exchanges.digest(b"".join(sorted(claim.token for claim in claims)))
    refuse_if(rules.objections_to_confirm(found, clock.now(), claimed=len(claims), said=said))
    asked = sets.in_force(peer, found.set_ref)
    if asked is None:
        raise Refused([rules.PAST_EPOCH])

    places = [sets.entries_at(asked, claim.token) for claim in claims]
    if all(places):
        confirmed = _recorded(peer, claims, places)
        exchanges.close(found, hits=len(claims), hits_digest=said)
    else:
        confirmed = Confirmed(objection=rules.NOT_IN_THE_SET)
        exchanges.close(found, objection=rules.NOT_IN_THE_SET)

    record(
        actor,
        "hits.confirmed",
        exchange,
        dossier=None,
        kind=Event.Kind.DISCLOSURE,
        hits=len(claims),
        objection=confirmed.objection or None,
        past_the_wall=peers.WHY,
    )
    tell_sides(confirmed.raised)
    return confirmed


def _recorded(peer: Peer, claims: list[Claim], places: list[Places]) -> Confirmed:
    confirmed = Confirmed()
    for claim, at in zip(claims, places, strict=True):
        met = hits.meet(peer, at[0][0], [entry for _, entry in at], claim.ring)
        confirmed.told.append(Told(met.ref, met.ring) if met else Told("", ""))
        confirmed.raised += met.raised if met else []
    return confirmed
