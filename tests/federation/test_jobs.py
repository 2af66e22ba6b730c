"""Scheduled jobs with other instances: each peer in turn, and one that is away stops no other."""

from contextlib import AbstractContextManager
from typing import Any

import pytest

from broadhurst.capabilities.federation import client
from broadhurst.capabilities.federation.exchange.link import Unreachable
from broadhurst.capabilities.federation.jobs import NotAllAnswered, publish_to_hubs
from broadhurst.capabilities.federation.models import Peer
from broadhurst.foundation.access.actor import Actor
from tests.federation.instances import agreed, machine_of
from tests.people import Cast

Acting = Any


@pytest.fixture
def peers(cast: Cast) -> dict[str, Peer]:
    """Two hubs and a publisher."""
    ways = {"eastshire-hub": "hub", "westshire-hub": "hub", "far": "publisher"}
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


def test_without_hubs_there_is_nothing_to_publish(cast: Cast) -> None:
    publish_to_hubs()
