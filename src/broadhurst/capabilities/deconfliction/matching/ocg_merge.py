"""Move an OCG's entries, hits and events to the OCG it is merged into, or to one split off.

This bypasses row-level security: the events and sides of hits of other units that work on the OCG
go with it. Nobody is notified again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db.models import Q, QuerySet

from broadhurst.capabilities.deconfliction.matching.candidates import lock_keys
from broadhurst.capabilities.deconfliction.matching.entry_lifecycle import (
    context_of,
    rekey_ownership,
)
from broadhurst.capabilities.deconfliction.models import Entry, Event, HitSide
from broadhurst.capabilities.deconfliction.targets.match_keys import match_keys
from broadhurst.capabilities.deconfliction.targets.recorded import entries_about
from broadhurst.capabilities.register.corrections import Before
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import elevated

TO_MERGE = "to give the entries and hits of an OCG to the one that it is merged into"
TO_SPLIT = "to give entries and hits of an OCG to the one that is split off it"
Moved = Mapping[str, Sequence[int]]


def carry(ocg_ref: str, to: str) -> dict[str, list[int]]:
    """Move everything of an OCG to another, and return the ids of the moved rows, by kind."""
    with elevated(TO_MERGE):
        entries = Entry.objects.filter(ocg_ref=ocg_ref, expires_at__gt=clock.now())
        sides = HitSide.objects.filter(ocg_ref=ocg_ref)
        events = Event.objects.filter(ocg_ref=ocg_ref, state__in=("planned", "live"))
        return _rename(entries, sides, events, to)


def carry_back(moved: Moved, was: str, to: str) -> None:
    """Move back the rows that still belong to the OCG that they were moved to."""
    with elevated(TO_MERGE):
        _rename(
            Entry.objects.filter(pk__in=moved["entries"], ocg_ref=was),
            HitSide.objects.filter(pk__in=moved["sides"], ocg_ref=was),
            Event.objects.filter(
                pk__in=moved["events"], ocg_ref=was, state__in=("planned", "live")
            ),
            to,
        )


def carry_part(ocg_ref: str, to: str, about: Sequence[Before], events: Sequence[str]) -> None:
    """Move the entries of some people and identifiers, and some events, with their hits."""
    with elevated(TO_SPLIT):
        live = Entry.objects.filter(ocg_ref=ocg_ref, expires_at__gt=clock.now())
        theirs = [entry.pk for entry in entries_about(live, about)]
        planned = Event.objects.filter(ref__in=events, ocg_ref=ocg_ref, state__in=Event.TO_COME)
        of_these = Q(entry__in=theirs) | Q(event__in=[event.pk for event in planned])
        sides = HitSide.objects.filter(of_these, ocg_ref=ocg_ref)
        _rename(Entry.objects.filter(pk__in=theirs), sides, planned, to)


def _rename(
    entries: QuerySet[Entry], sides: QuerySet[HitSide], events: QuerySet[Event], to: str
) -> dict[str, list[int]]:
    # The locks that a check of these targets takes, so that neither waits for the other in turn.
    lock_keys({key for hashes in entries.values_list("key_hashes", flat=True) for key in hashes})
    held = list(entries.select_related("unit").order_by("pk"))
    for key in match_keys():
        own_keys = [replace(context_of(entry), ocg_ref=to).key_by(key, entry) for entry in held]
        rekey_ownership([entry.pk for entry in held], own_keys)
    moved = {"entries": [entry.pk for entry in held]}
    Entry.objects.filter(pk__in=moved["entries"]).update(ocg_ref=to)
    for name, rows in (("sides", sides), ("events", events)):
        locked: QuerySet[Any] = rows.select_for_update(no_key=True).order_by("pk")
        moved[name] = list(locked.values_list("pk", flat=True))
        rows.model._base_manager.filter(pk__in=moved[name]).update(ocg_ref=to)
    return moved
