"""An entry is gone for everyone at the instant of its expiry, for good."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from broadhurst.capabilities.deconfliction.commands.check import check
from broadhurst.capabilities.deconfliction.commands.expire import expire
from broadhurst.capabilities.deconfliction.commands.renew_entry import renew_entry
from broadhurst.capabilities.deconfliction.models import Check, Entry, Hit, Key
from broadhurst.capabilities.deconfliction.rules.checking import ENTRY_LIFE_DAYS
from broadhurst.capabilities.planned_events.commands.change import change_event
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor, elevated
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.workflow import Refused
from tests.at_once import while_it_waits
from tests.conftest import NOW
from tests.deconfliction.fishing import asked
from tests.deconfliction.targets import (
    PHONE,
    SAME_PHONE,
    a_hit,
    far_ocg,
    side_of,
    with_phone,
)
from tests.doors import browser, terminal
from tests.people import Cast
from tests.planned_events.events import HOUR, MARKET, TOMORROW, disc, side_on, two_events

EXPIRY = NOW + timedelta(days=ENTRY_LIFE_DAYS)


def test_it_ends_at_its_instant_without_any_job(cast: Cast) -> None:
    check(actor=cast.gail, ocg=with_phone(cast.gail, cast.ocg(), PHONE))
    with clock.set_to(EXPIRY - timedelta(seconds=1)), as_actor(cast.gail):
        assert Entry.objects.count() == 1
    with clock.set_to(EXPIRY):
        with as_actor(cast.gail):
            assert Entry.objects.count() == 0
        far = with_phone(cast.olive, far_ocg(cast), SAME_PHONE)
        assert check(actor=cast.olive, ocg=far).hit_count == 0


def test_content_and_keys_go_and_hits_stay(cast: Cast) -> None:
    a_hit(cast)
    assert expire(actor=cast.system) == 0
    with clock.set_to(EXPIRY):
        assert expire(actor=cast.system) == 2
        with elevated("to prove in a test that nothing is left"):
            assert (Entry.objects.count(), Key.objects.count()) == (0, 0)
            assert Hit.objects.count() == 1
        side = side_of(cast.gail)
        assert side.entry is None
        shown = browser(cast.gail).get(f"/deconfliction/hits/{side.ref}/").content.decode()
        assert "Expired or withdrawn, and deleted" in shown
        assert PHONE not in shown
        with as_actor(cast.system):
            event = Event.objects.filter(verb="entries.expired").order_by("-at")[0]
            assert (event.kind, event.detail["count"]) == ("erasure", "2")


def test_nothing_revives_an_expired_entry_nor_takes_a_live_one(cast: Cast) -> None:
    ocg = with_phone(cast.gail, cast.ocg(), PHONE)
    check(actor=cast.gail, ocg=ocg)
    with elevated("to try in a test what the database must refuse"):
        assert Entry.objects.all()._raw_delete("default") == 0
        assert Key.objects.all()._raw_delete("default") == 0
    with clock.set_to(EXPIRY):
        with elevated("to try in a test what the database must refuse"):
            assert Entry.objects.update(expires_at=EXPIRY + timedelta(days=1)) == 0
        check(actor=cast.gail, ocg=ocg)
        with as_actor(cast.gail):
            assert Entry.objects.get().registered_at == EXPIRY, "a new entry, not the old one"
        assert expire(actor=cast.system) == 1
        with as_actor(cast.gail):
            assert Entry.objects.get().registered_at == EXPIRY
            assert Check.objects.filter(occasion="asked").count() == 2


def test_after_expiry_the_same_target_is_a_new_hit(cast: Cast) -> None:
    gails, olives = a_hit(cast)
    with clock.set_to(EXPIRY):
        expire(actor=cast.system)
        with as_actor(cast.gail):
            near = Ocg.objects.get(ref=gails.ocg_ref)
        with as_actor(cast.olive):
            far = Ocg.objects.get(ref=olives.ocg_ref)
        assert check(actor=cast.gail, ocg=near).hit_count == 0
        assert check(actor=cast.olive, ocg=far).hit_count == 1
        with as_actor(cast.gail):
            assert Hit.objects.exclude(pk=gails.hit_id).count() == 1


def renewed(actor: Actor) -> None:
    with as_actor(actor):
        entry = Entry.objects.get()
    renew_entry(actor=actor, entry=entry)


def at(instant: datetime, act: Callable[[], Any]) -> Callable[[], Any]:
    def then() -> Any:
        with clock.set_to(instant):
            return act()

    return then


@pytest.mark.parametrize("by", [renewed, asked], ids=["renewed", "checked again"])
def test_what_is_renewed_while_it_expires_is_found_still(
    committed: Cast, by: Callable[[Actor], Any]
) -> None:
    """The renewal begins before the end and commits after it.

    The entry and its hits stay.
    """
    asked(committed.gail)
    asked(committed.olive)
    just_before = EXPIRY - timedelta(seconds=1)
    _, gone = while_it_waits(
        at(just_before, lambda: by(committed.gail)),
        at(EXPIRY, lambda: expire(actor=committed.system)),
    )
    with clock.set_to(EXPIRY):
        assert gone == 1, "Olive's, and not Gail's"
        assert side_of(committed.gail).entry is not None
        assert asked(committed.rita).hit_count == 1


def test_an_event_that_is_prolonged_while_it_expires_keeps_its_hits(committed: Cast) -> None:
    mine, _theirs = two_events(committed.gail, committed.olive)
    ends = mine.expires_at
    longer: dict[str, Any] = {
        "kind": "warrant", "cover_name": "Copper Heron", "place": "Behind the market hall",
        "ground": disc(*MARKET, 290), "starts_at": TOMORROW, "ends_at": TOMORROW + 9 * HOUR,
        "contact": "Bronze, 0161 496 0001", "late_reason": "It goes on.",
    }  # fmt: skip
    while_it_waits(
        at(
            ends - timedelta(seconds=1),
            lambda: change_event(actor=committed.gail, event=mine, **longer),
        ),
        at(ends, lambda: expire(actor=committed.system)),
    )
    with clock.set_to(ends):
        assert side_on(committed.gail, mine).closed_at is None


def test_only_the_system_or_an_administrator(cast: Cast) -> None:
    with pytest.raises(Refused, match="administrator"):
        expire(actor=cast.gail)
    assert terminal(cast.gail, "deconfliction", "expire").exit_code == 1
    done = terminal(cast.system, "deconfliction", "expire")
    assert "0 entries expired." in done.output
