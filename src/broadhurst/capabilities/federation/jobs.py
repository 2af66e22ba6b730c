"""What the system does by the clock with other instances."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from broadhurst.capabilities.establishment.queries import system_actor
from broadhurst.capabilities.federation import client, rules
from broadhurst.capabilities.federation.commands.renew_sets import renew_sets
from broadhurst.capabilities.federation.exchange import peers
from broadhurst.capabilities.federation.exchange.link import Unreachable
from broadhurst.capabilities.federation.models import Peer
from broadhurst.capabilities.federation.protocol.psi import Unsound
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import seen_as
from broadhurst.foundation.jobs.registry import daily, every_minutes
from broadhurst.foundation.workflow import Refused

BY_HAND = "broadhurst federation {} --as broadhurst"
log = logging.getLogger(__name__)


class NotAllAnswered(Exception):
    """At least one other instance could not be reached, or refused. The log says which."""


@daily(3, 30, "renew-sets", what="Renew sets for peers", by_hand=BY_HAND.format("renew-sets"))
def renew_all_sets() -> None:
    """Renew the set of each peer, as the system."""
    renew_sets(actor=system_actor())


@every_minutes(
    15, "compare", what="Compare targets with peers", by_hand=BY_HAND.format("compare PEER")
)
def compare_with_peers() -> None:
    """Compare with each peer whose agreement is in force."""
    _with_each(Peer.Way.PRIVATE, partial(client.compare, most_hits=rules.MOST_HITS))


@every_minutes(15, "publish", what="Publish to hubs", by_hand=BY_HAND.format("publish PEER"))
def publish_to_hubs() -> None:
    """Publish to each hub whose agreement is in force."""
    _with_each(Peer.Way.HUB, client.publish)


def _with_each(way: Peer.Way, exchange: Callable[[client.Acting, Peer], client.Outcome]) -> None:
    """Talk to each peer, so that one that is away holds up no other.

    Raises NotAllAnswered afterwards if one of them was.
    """
    failed = False
    for peer in peers.in_force(way):
        try:
            outcome = exchange(_acting, peer)
        except (Refused, Unreachable, Unsound):
            log.exception("No exchange with %s.", peer.unit.key)
            failed = True
        else:
            if outcome.warning:
                log.warning("%s: %s", peer.unit.key, outcome.warning)
    if failed:
        raise NotAllAnswered


@contextmanager
def _acting() -> Iterator[Actor]:
    """The system, behind its own wall, for one command."""
    actor = system_actor()
    with seen_as(actor):
        yield actor
