"""Scheduled jobs with other instances: each peer in turn, and one that is away stops no other."""

from contextlib import AbstractContextManager
from typing import Any

import pytest

from broadhurst.capabilities.federation import client
from broadhurst.capabilities.federation.exchange.link import Unreachable
from broadhurst.capabilities.federation.jobs import (
    NotAllAnswered,
    compare_with_peers,
    publish_to_hubs,
    renew_all_sets,
)
from broadhurst.capabilities.federation.models import Peer
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import seen_as
from broadhurst.foundation.audit.models import Event
from tests.federation.instances import agreed, machine_of
from tests.people import Cast

Acting = Any


@pytest.fixture
def peers(cast: Cast) -> dict[str, Peer]:
    """Two hubs, a peer and a publisher."""
    ways = {"eastshire-hub": "hub", "westshire-hub": "hub", "south": "private", "far": "publisher"}
    return {
        key: agreed(cast, machine_of(cast, key, key.title()), way=way) for key, way in ways.items()
    }


@pytest.mark.usefixtures("peers")
def test_each_hub_is_published_to_and_one_that_is_away_holds_up_none(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    asked: list[tuple[str, Actor]] = []

    def publish(acting: Acting, peer: Peer) -> client.Outcome:
        opened: AbstractContextManager[Actor] = acting()
        with opened as actor:
            asked.append((peer.unit.key, actor))
        if peer.unit.key.startswith("eastshire"):
            raise Unreachable("The other instance was not reached.")
        return client.Outcome(0)

    monkeypatch.setattr(client, "publish", publish)
    with pytest.raises(NotAllAnswered):
        publish_to_hubs()
    assert [key for key, _ in asked] == ["eastshire-hub-instance", "westshire-hub-instance"]
    assert {actor.officer for _, actor in asked} == {cast.system.officer}
    assert "No exchange with eastshire-hub-instance." in caplog.text


@pytest.mark.usefixtures("peers")
def test_each_peer_is_compared_with(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, int]] = []

    def compare(acting: Acting, peer: Peer, most_hits: int) -> client.Outcome:
        asked.append((peer.unit.key, most_hits))
        return client.Outcome(1)

    monkeypatch.setattr(client, "compare", compare)
    compare_with_peers()
    assert asked == [("south-instance", 32)]


def test_without_peers_nothing_is_asked_and_the_sets_are_renewed(cast: Cast) -> None:
    publish_to_hubs()
    compare_with_peers()
    renew_all_sets()
    with seen_as(cast.system):
        assert Event.objects.get(verb="sets.renewed").detail["count"] == "0"
