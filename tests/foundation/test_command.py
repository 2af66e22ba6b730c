"""`@command` rolls back a function that records no event, and rolled-back events do not count."""

from contextlib import suppress

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.agencies.models import Officer, Region, Unit
from broadhurst.foundation.audit.models import Event, Notification
from broadhurst.foundation.audit.record import About, NotAudited, command, record, record_by_system
from broadhurst.foundation.doors.dispatch import refused_in_words
from broadhurst.foundation.workflow import Refused
from tests.people import Cast


@command
def inner(*, actor: Actor, is_refused: bool) -> None:
    record(actor, "command.refused", "TEST", dossier=None)
    if is_refused:
        raise Refused(["No."])


@command
def outer(*, actor: Actor, is_refused: bool) -> None:
    """Write a row, and leave the recording to a nested command."""
    Region.objects.create(key="outer", name="Outer")
    with suppress(Refused):
        inner(actor=actor, is_refused=is_refused)


@command
def silent(*, actor: Actor) -> None:
    Region.objects.create(key="silent", name="Silent")


@command
def tells(*, actor: Actor) -> None:
    """Record an event by the system within an officer's command."""
    record_by_system(
        "hit.referred", [About("TEST", [actor.unit, actor.officer], {"match": 1})], dossier=None
    )


def recorded(actor: Actor) -> tuple[bool, bool]:
    """Return whether a row and whether an event were written."""
    with as_actor(actor):
        return (
            Region.objects.filter(key__in=["outer", "silent"]).exists(),
            Event.objects.filter(subject="TEST").exists(),
        )


def test_a_command_that_records_nothing_is_undone(cast: Cast) -> None:
    with pytest.raises(NotAudited, match="silent"):
        silent(actor=cast.gail)
    assert recorded(cast.gail) == (False, False)


def test_what_a_command_within_it_records_counts(cast: Cast) -> None:
    outer(actor=cast.gail, is_refused=False)
    assert recorded(cast.gail) == (True, True)
    with pytest.raises(NotAudited, match="silent"):
        silent(actor=cast.gail)


def test_what_was_undone_with_a_command_within_it_does_not(cast: Cast) -> None:
    with pytest.raises(NotAudited, match="outer"):
        outer(actor=cast.gail, is_refused=True)
    assert recorded(cast.gail) == (False, False)


def test_what_the_system_tells_names_no_officer_and_reaches_whom_it_is_for(cast: Cast) -> None:
    tells(actor=cast.gail)
    with as_actor(cast.gail):
        event = Event.objects.select_related("officer", "posting").get(subject="TEST")
        notified = Notification.objects.filter(event=event).values_list("principal", flat=True)
        assert set(notified) == set(cast.gail.principals)
    assert (event.officer.username, event.posting.officer) == ("broadhurst", event.officer)
    assert (event.verb, event.detail) == ("hit.referred", {"match": "1"})


def test_without_its_system_a_site_fails_and_asks_nobody_to_try_again(cast: Cast) -> None:
    Officer.objects.filter(username="broadhurst").update(username="renamed")
    with pytest.raises(IntegrityError, match="null value"), refused_in_words():
        tells(actor=cast.gail)


def sent_by(actor: Actor) -> list[str]:
    """Return the first words of what a command sends, besides its event."""
    with CaptureQueriesContext(connection) as asked:
        inner(actor=actor, is_refused=False)
    said = [" ".join(one["sql"].split()[:3]).partition("(")[0] for one in asked.captured_queries]
    return [one for one in said if not one.startswith("WITH e")]


def test_a_command_sends_as_little_as_it_can(committed: Cast) -> None:
    """A transaction of its own ends with it, so it restores neither settings nor constraints."""
    assert sent_by(committed.gail) == [
        "BEGIN",
        "SELECT set_config",
        "SET CONSTRAINTS ALL",
        "COMMIT",
    ]


def test_a_command_within_a_transaction_leaves_it_as_it_was(committed: Cast) -> None:
    with transaction.atomic():
        sent = sent_by(committed.gail)
        with CaptureQueriesContext(connection) as asked, as_actor(None):
            pass
    settings = ["SELECT set_config"]
    assert [one for one in sent if one in settings] == settings * 2
    assert sent.count("SET CONSTRAINTS ALL") == 2
    assert len(asked) == 2


def test_a_lock_and_the_read_after_it_are_two_statements(cast: Cast) -> None:
    with CaptureQueriesContext(connection) as asked:
        unit = lock(Unit.objects.select_related("agency"), cast.gail.unit)
    assert unit == cast.gail.unit
    locking, reading = (one["sql"] for one in asked.captured_queries)
    assert locking.endswith("FOR NO KEY UPDATE")
    assert "ORDER BY" not in reading


def test_a_row_that_is_gone_cannot_be_locked(cast: Cast) -> None:
    with pytest.raises(Refused, match="You can no longer see this unit"):
        lock(Unit.objects.filter(key="none"), cast.gail.unit)
