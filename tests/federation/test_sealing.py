"""Stored secrets: keys rotate, and a secret sealed with a lost key is refused."""

import os
import subprocess
import sys
from datetime import timedelta
from typing import Any

import pytest
from cryptography.fernet import Fernet

from broadhurst.capabilities.federation.commands.end_agreement import end_agreement
from broadhurst.capabilities.federation.commands.set_hub_key import set_hub_key
from broadhurst.capabilities.federation.exchange import hub_tokens, peers
from broadhurst.capabilities.federation.exchange.sealing import seal, unseal
from broadhurst.capabilities.federation.rules import objections_to_set_up
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.workflow import Refused
from tests.doors import terminal
from tests.federation.instances import agreed, machine_of
from tests.people import Cast

KEY = bytes(range(32))
OLD, NEW = (Fernet.generate_key().decode() for _ in range(2))


def secret_of_hub(cast: Cast) -> str:
    with as_actor(cast.system):
        return peers.secret_of(peers.in_force("hub")[0])


def test_the_first_key_seals_and_each_key_unseals(settings: Any) -> None:
    settings.SEALING_KEYS = [OLD]
    before = seal(b"made-up")
    settings.SEALING_KEYS = [NEW, OLD]
    after = seal(b"made-up")
    assert (unseal(before), unseal(memoryview(after))) == (b"made-up", b"made-up")
    settings.SEALING_KEYS = [NEW]
    assert unseal(after) == b"made-up"
    with pytest.raises(Refused, match="sealed under another key"):
        unseal(before)


def test_after_a_new_key_all_is_sealed_again_and_the_old_key_can_go(
    cast: Cast, settings: Any
) -> None:
    settings.SEALING_KEYS = [OLD]
    hub = agreed(cast, machine_of(cast, "hub", "Hub"), secret="made-up")
    agreed(cast, machine_of(cast, "ended", "Ended"))
    with as_actor(cast.system):
        ended = peers.named("ended-instance")
    end_agreement(actor=cast.system, peer=ended, reason="Over")
    later = clock.today() + timedelta(days=9)
    for day in (clock.today(), later):
        set_hub_key(actor=cast.system, peer=hub, key=KEY.hex(), from_on=day)
    settings.SEALING_KEYS = [NEW, OLD]
    refused = terminal(cast.gail, "federation", "reseal")
    assert refused.exit_code == 1
    assert "Only an administrator" in refused.output
    assert terminal(cast.system, "federation", "reseal").output == "3 secrets sealed again.\n"
    settings.SEALING_KEYS = [NEW]
    assert secret_of_hub(cast) == "made-up"
    with as_actor(cast.system):
        assert hub_tokens.key_of(hub, clock.today()) == hub_tokens.key_of(hub, later) == KEY


def test_a_key_that_is_lost_stops_the_resealing_and_changes_nothing(
    cast: Cast, settings: Any
) -> None:
    settings.SEALING_KEYS = [OLD]
    agreed(cast, machine_of(cast, "hub", "Hub"), secret="made-up")
    settings.SEALING_KEYS = [NEW]
    refused = terminal(cast.system, "federation", "reseal")
    assert refused.exit_code == 1
    assert "sealed under another key" in refused.output
    settings.SEALING_KEYS = [OLD]
    assert secret_of_hub(cast) == "made-up"


def test_without_a_setting_the_key_is_made_from_the_secret_key(settings: Any) -> None:
    settings.SEALING_KEYS = []
    sealed = seal(b"made-up")
    assert b"made-up" not in sealed
    assert sealed != seal(b"made-up")
    assert unseal(sealed) == b"made-up"
    settings.SECRET_KEY = "another-key-of-another-folder-0123456789-abcdefghijklmnop"
    with pytest.raises(Refused, match="sealed under another key"):
        unseal(sealed)


def test_what_was_changed_is_refused() -> None:
    sealed = bytearray(seal(b"made-up"))
    sealed[-5] ^= 1
    for changed in (bytes(sealed), b""):
        with pytest.raises(Refused, match="sealed under another key"):
            unseal(changed)


def test_it_says_what_to_install_and_which_key_is_wrong() -> None:
    assert objections_to_set_up([], [OLD, NEW]) == []
    (install,) = objections_to_set_up(["httpx"], [])
    assert "needs httpx: install “broadhurst[federation]”" in install
    for wrong in ("short", "é" * 44, "x" * 43):
        (told,) = objections_to_set_up([], [NEW, wrong])
        assert told.startswith("Key 2 in BROADHURST_SEALING_KEYS is not a Fernet key")
        assert wrong not in told


def test_a_site_with_a_wrong_key_does_not_start() -> None:
    started = subprocess.run(
        [sys.executable, "-c", "import broadhurst.config.cli"],
        env=os.environ | {"BROADHURST_FEDERATION": "on", "BROADHURST_SEALING_KEYS": f"{NEW}, x"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert started.returncode == 1
    assert started.stderr.startswith("Error: Key 2 in BROADHURST_SEALING_KEYS")
