"""Jobs of this room: what the system exchanges with other instances, and when."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from broadhurst.capabilities.federation import client
from broadhurst.capabilities.federation.exchange import peers
from broadhurst.capabilities.federation.exchange.link import Unreachable
from broadhurst.capabilities.federation.models import Peer
from broadhurst.foundation.access.acting import actor_of_system
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.jobs.registry import every_minutes
from broadhurst.foundation.workflow import Refused

BY_HAND = "broadhurst federation publish PEER --as broadhurst"
log = logging.getLogger(__name__)


class NotAllAnswered(Exception):
    """At least one other instance could not be reached, or refused. The log says which."""


@every_minutes(15, "publish", what="Publish to hubs", by_hand=BY_HAND)
def publish_to_hubs() -> None:
    """Publish to each hub whose agreement is in force, so that one that is away delays no other.

    Raises NotAllAnswered at the end if one of them could not be reached, or refused.
    """
    failed = False
    with _acting():
        hubs = peers.in_force(Peer.Way.HUB)
    for peer in hubs:
        try:
            outcome = client.publish(_acting, peer)
        except (Refused, Unreachable):
            log.exception("No exchange with %s.", peer.unit.key)
            failed = True
        else:
            if outcome.warning:
                log.warning("%s: %s", peer.unit.key, outcome.warning)
    if failed:
        raise NotAllAnswered


@contextmanager
def _acting() -> Iterator[Actor]:
    """Act as the system, behind its own wall, for one command."""
    actor = actor_of_system()
    with as_actor(actor):
        yield actor
