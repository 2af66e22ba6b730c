"""The wall of funding, in the database: who reads and who writes each of its tables."""

from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.db.models import Model

from broadhurst.capabilities.funding.models import Change, Line, Post, Rest
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor, actor_in
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.agencies.models import Oversight, Posting, RegionMember
from tests.funding.money import Room
from tests.people import SINCE

TABLES = (Line, Post, Rest, Change)


def recorded(room: Room) -> None:
    """Record a line, a post that rests on it, and so their changes."""
    room.rest(room.post(), room.line())


def seen(actor: Actor) -> list[type[Model]]:
    with as_actor(actor):
        return [table for table in TABLES if table.objects.exists()]


def test_every_table_is_read_in_the_region_and_by_nobody_else(room: Room) -> None:
    recorded(room)
    cast = room.cast
    for reader in (cast.cass, cast.rita, room.ada, room.acton, room.fern, cast.pol):
        assert seen(reader) == list(TABLES), reader
    for other in (cast.gail, cast.cora, cast.olive, room.bly, cast.connie, cast.system):
        assert seen(other) == [], other


@pytest.mark.parametrize("table", TABLES)
def test_a_reader_of_another_organisation_writes_no_row(room: Room, table: Any) -> None:
    recorded(room)
    for reader in (room.fern, room.cast.pol):
        with as_actor(reader):
            row = table.objects.first()
            assert row is not None
            if table is not Change:
                assert table.objects.update(recipient=row.recipient_id) == 0
            row.pk = None
            with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
                row.save(force_insert=True)


def test_a_writer_cannot_give_a_row_to_another_organisation(room: Room) -> None:
    recorded(room)
    with as_actor(room.cast.cass):
        for table in (Line, Post, Rest):
            with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
                table.objects.update(recipient=room.fern.agency)


def test_a_tie_that_ended_opens_nothing(room: Room) -> None:
    recorded(room)
    today = clock.today()
    Oversight.objects.update(until_on=today)
    assert seen(room.cast.pol) == []
    RegionMember.objects.filter(agency=room.fern.agency).update(until_on=today)
    assert seen(room.fern) == []
    assert seen(room.acton) == list(TABLES)


def test_a_chief_officer_who_acts_in_another_posting_reads_nothing(room: Room) -> None:
    recorded(room)
    other = Posting.objects.create(
        officer=room.fern.officer, unit=room.cast.gail.unit, title="Analyst",
        roles=["investigator"], from_on=SINCE,
    )  # fmt: skip
    assert seen(actor_in(other)) == []
