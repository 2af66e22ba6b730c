"""The people and units that a writer can mention: readers of the record that they may know."""

from typing import Any

from django.db.models import Q
from django.db.models.expressions import RawSQL

from broadhurst.capabilities.deconfliction.models import Event, HitSide
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.agencies.models import (
    ADMINISTRATORS,
    Officer,
    Posting,
    Unit,
    in_force_on,
)

UNIT = "unit:"  # before the key of a unit. A username has no colon.


def readers_of(row: Any) -> set[int]:
    """Return the principals that can read a record, as far as the reader may know them.

    A partner who reads an action sees the grants on that action, but none of the OCG above it.
    """
    if isinstance(row, Event):
        return {row.unit_id}
    if isinstance(row, HitSide):
        told = {row.unit_id, -(row.superior_id or 0)} if row.is_disclosed else set()
        return (told | {row.desk_id or 0}) - {0}
    now = clock.now()
    grants = Grant.objects.filter(
        Q(until_at=None) | Q(until_at__gt=now),
        from_at__lte=now,
        dossier__in=RawSQL("SELECT wall_line(%s)", (row.dossier_id,)),
    )
    return set(grants.exclude(level=Grant.Level.PART).values_list("principal", flat=True))


def mentionable(row: Any, actor: Actor) -> dict[str, tuple[str, Officer | Unit]]:
    """Return who the actor can mention on a record, by value: the label, and the one meant."""
    principals = readers_of(row)
    units = {key for key in principals if key > 0}
    officers = {-key for key in principals if key < 0}
    # An administrator's posting does not see what the unit sees.
    in_unit = Q(unit__in=units) & ~Q(roles__overlap=sorted(ADMINISTRATORS))
    postings = Posting.objects.filter(
        in_force_on(clock.today()), in_unit | Q(officer__in=officers), officer__is_active=True
    )
    readers: dict[str, tuple[str, Officer | Unit]] = {}
    for posting in postings.select_related("officer", "unit").order_by("officer__name", "pk"):
        who = posting.officer
        if who != actor.officer:
            label = f"{who.name}, {posting.title}, {posting.unit.name}"
            readers.setdefault(who.username, (label, who))
    for unit in Unit.objects.filter(in_force_on(clock.today()), pk__in=units).order_by("name"):
        readers[f"{UNIT}{unit.key}"] = (f"{unit.name} (the whole unit)", unit)
    return readers
