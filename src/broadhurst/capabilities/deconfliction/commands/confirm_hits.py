"""Confirm what a peer's query hit: both sides learn of it in this one exchange."""

from dataclasses import dataclass

from broadhurst.capabilities.deconfliction.federation import exchanges, hits, peers, sets
from broadhurst.capabilities.deconfliction.federation.claims import Claim, ClaimsField, Told
from broadhurst.capabilities.deconfliction.models import BlindedSet, Exchange, HitSide, Peer
from broadhurst.capabilities.deconfliction.rules import federation as rules
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.asking import Ask
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.workflow import refuse_if

ANSWERED = Exchange.Direction.ANSWERED


class ConfirmHitsForm(Ask):
    exchange = TextField(label="Exchange", max_length=16)
    claims = ClaimsField(label="Hits", required=False)


@dataclass
class Confirmed:
    """What the client is told of each hit, in the order of its claims, and who was told here."""

    told: list[Told]
    raised: list[HitSide]


@command
def confirm_hits(*, actor: Actor, exchange: str, claims: list[Claim]) -> Confirmed:
    """Record each hit that the client names, and answer with whom to ring here."""
    peer = peers.locked(actor.unit, Peer.Way.PRIVATE)
    found = exchanges.find(peer, ANSWERED, exchange)
    said = exchanges.digest(b"".join(sorted(claim.token for claim in claims)))
    asked = sets.in_force(peer, found.set_ref) if found else None
    unknown = sum(not (asked and sets.entries_at(asked, claim.token)) for claim in claims)
    refuse_if(
        rules.objections_to_confirm(
            found, clock.now(), claimed=len(claims), said=said, unknown=unknown
        )
    )

    confirmed = _recorded(peer, asked, claims)
    exchanges.close(found, hits=len(claims), hits_digest=said)

    record(
        actor,
        "hits.confirmed",
        exchange,
        dossier=None,
        kind=Event.Kind.DISCLOSURE,
        hits=len(claims),
        past_the_wall=peers.WHY,
    )
    hits.tell(confirmed.raised)
    return confirmed


def _recorded(peer: Peer, asked: BlindedSet | None, claims: list[Claim]) -> Confirmed:
    confirmed = Confirmed([], [])
    for claim in claims if asked else ():
        places = sets.entries_at(asked, claim.token)
        met = hits.meet(peer, places[0][0], [entry for _, entry in places], claim.ring)
        confirmed.told.append(Told(met.ref, met.ring) if met else Told("", ""))
        confirmed.raised += met.raised if met else []
    return confirmed
