"""How search finds bids, and what it shows of them."""

from collections.abc import Iterator, Sequence

from broadhurst.capabilities.tasking.queries.bids import bids
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.govuk.words import day, in_sentence
from broadhurst.foundation.search.found import Found, Kind


def _bids(_actor: Actor, ids: Sequence[int]) -> Iterator[Found]:
    for bid in bids().filter(pk__in=ids):
        asks = bid.capability.name if bid.capability else in_sentence(bid.get_ask_display())
        context = (
            f"{bid.get_stage_display()}. {bid.bidder.name} bid to {bid.board.unit.name} "
            f"on {day(bid.submitted_at)}."
        )
        href = record_address("tasking:bid", bid.ref)
        yield Found(bid.pk, f"Bid for {asks}", bid.ref, context, href)


BIDS = Kind("bid", "Bids", _bids)
