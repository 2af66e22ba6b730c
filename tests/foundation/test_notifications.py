"""Nobody is notified of what they did themselves, nor twice of one event."""

from collections import Counter
from typing import Any

import pytest

from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import About, record_each
from broadhurst.foundation.doors.layout import ask_counts
from broadhurst.foundation.notices.commands import mark_read
from broadhurst.foundation.notices.queries import notices_of, unread, unread_count
from tests.archiving.test_archive import AGAIN, DAY_2, archived, reactivate
from tests.doors import Machine, browser
from tests.people import Cast
from tests.transfers.making import assessed, moved, planned, ready, referred


def history(cast: Cast) -> list[Actor]:
    """Record most kinds of event of an OCG, and return everybody who may have been told."""
    ocg = assessed(cast)
    planned(cast, ocg)
    referred(cast, ocg)
    moved(cast, ready(cast, ocg))
    closed = cast.ocg(name="Pewter Bunting")
    archived(cast, closed)
    with clock.set_to(DAY_2):
        reactivate(actor=cast.gail, ocg=closed, because=AGAIN)
    return [one for one in vars(cast).values() if isinstance(one, Actor)]


def test_nobody_is_told_twice_of_one_event_nor_of_their_own(cast: Cast) -> None:
    everybody, verbs = history(cast), set()
    for actor in everybody:
        with as_actor(actor):
            shown = [told.event for told in notices_of(actor)]
            assert [pk for pk, times in Counter(one.pk for one in shown).items() if times > 1] == []
            assert [one.verb for one in shown if one.officer_id == actor.officer.pk] == []
            assert ask_counts().row()[0] == len(shown)
            verbs |= {one.verb for one in shown}
    assert {"ocg.archived", "ocg.reactivated", "transfer.accepted", "referral.sent"} <= verbs


def test_an_officer_whose_unit_is_told_too_reads_it_once_at_every_door(cast: Cast) -> None:
    closed = cast.ocg()
    archived(cast, closed)
    with clock.set_to(DAY_2):
        assert browser(cast.gail).get("/notices/").content.decode().count("archived") == 1
        items = Machine(cast.gail).get("/notices").json()["items"]
        assert [one["verb"] for one in items].count("ocg.archived") == 1
        mark_read(actor=cast.gail)
        with as_actor(cast.gail):
            assert (ask_counts().row()[0], unread(cast.gail).exists()) == (0, False)
            shown: list[Any] = list(notices_of(cast.gail))
            assert all(notice.is_read for notice in shown)


@pytest.mark.parametrize(
    ("to_both", "to_unit", "count"), [(60, 0, 60), (60, 30, 90), (99, 0, 99), (60, 60, 100)]
)
def test_the_header_counts_events_told_to_officer_and_unit_once(
    cast: Cast, to_both: int, to_unit: int, count: int
) -> None:
    len_, unit = cast.len.officer, cast.len.posting.unit
    abouts = [About(f"OCG-{n}", (len_, unit), {}) for n in range(to_both)]
    abouts += [About(f"OCG-{n}", (unit,), {}) for n in range(to_both, to_both + to_unit)]
    with as_actor(cast.gail):
        record_each(cast.gail, "ocg.registered", abouts, dossier=None)
    with as_actor(cast.len):
        assert ask_counts().row()[0] == unread_count() == count
        assert unread(cast.len).values("event").distinct().count() == to_both + to_unit


def test_colleagues_of_the_officer_are_told_all_the_same(cast: Cast) -> None:
    cast.ocg()
    with as_actor(cast.len):
        assert notices_of(cast.len).filter(event__verb="ocg.registered").count() == 1
    with as_actor(cast.gail):
        assert not notices_of(cast.gail).filter(event__verb="ocg.registered").exists()
        assert Event.objects.filter(verb="ocg.registered").exists()


def test_checkboxes_are_not_marked_optional(cast: Cast) -> None:
    page = browser(cast.gail).get("/account/notifications/").content.decode()
    assert "Notify me about" in page
    assert "(optional)" not in page
