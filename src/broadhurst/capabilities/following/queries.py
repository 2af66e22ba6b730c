"""The OCGs that an officer follows, and what changed on OCGs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from django.db.models import F, QuerySet

from broadhurst.capabilities.following.models import Follow
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.models import Dossier
from broadhurst.foundation.access.prepared_query import AnyOf, prepared_query
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.database.ahead import Ask
from broadhurst.foundation.database.prepared import send

# One query reads the newest changes of all the OCGs. Its limit keeps home quick.
CHANGES_SHOWN = 100
FOLLOWS = "SELECT EXISTS (SELECT FROM following_follow WHERE officer_id = %s AND ocg_id = %s)"
NOT_CHANGES = (Event.Kind.CONSULTATION, Event.Kind.REFUSAL)
Row = TypeVar("Row", Ocg, Follow)


@dataclass
class Changes:
    """The changes on one OCG, newest first."""

    ocg: Ocg
    events: list[Event] = field(default_factory=list)


def follows_of(actor: Actor) -> QuerySet[Follow]:
    """Return the follows of an officer, by the OCG's name.

    Row-level security hides those on OCGs that the officer can no longer see.
    """
    return Follow.objects.filter(officer=actor.officer).select_related("ocg").order_by("ocg__name")


def is_following(actor: Actor, ocg: Ocg) -> bool:
    """Return whether the officer follows the OCG."""
    follows: bool = send(*ask_following(actor, ocg)).row()[0]
    return follows


def ask_following(actor: Actor, ocg: Ocg) -> Ask:
    """Return the statement of `is_following`, to send it ahead."""
    return FOLLOWS, [actor.officer.pk, ocg.pk]


def by_dossier(rows: Iterable[Row]) -> dict[int, Row]:
    """Return the row of each dossier: that of its OCG, and the dossiers that partners see."""
    row_of: dict[int, Row] = {row.dossier_id: row for row in rows}
    if not row_of:
        return {}
    children = _children(list(row_of))
    return row_of | {pk: row_of[parent] for pk, parent in children if parent}


@prepared_query
def _children(dossiers: list[int]) -> QuerySet[Dossier, tuple[int, int | None]]:
    rows = Dossier.objects.filter(AnyOf(F("parent"), dossiers))
    return rows.values_list("pk", "parent")


def changes_in(dossiers: Mapping[int, object], actor: Actor) -> QuerySet[Event]:
    """Return what others changed in dossiers. Page views and refusals are left out.

    Nothing is stored for an event, so the list is empty as soon as access to the OCG ends.
    """
    rows = Event.objects.filter(dossier__in=dossiers).exclude(kind__in=NOT_CHANGES)
    return rows.exclude(officer=actor.officer).select_related("officer", "posting__unit")


def changes_on(ocgs: Iterable[Ocg], actor: Actor, since: datetime) -> list[Changes]:
    """Return what others changed on OCGs since an instant, the OCG that changed last first.

    They are made of at most `CHANGES_SHOWN` events.
    """
    ocg_of = by_dossier(ocgs)
    if not ocg_of:
        return []
    changes: dict[int, Changes] = {}
    for event in _latest_in([*ocg_of], actor.officer.pk, since):
        ocg = ocg_of[event.dossier_id or 0]
        changes.setdefault(ocg.pk, Changes(ocg)).events.append(event)
    return list(changes.values())


@prepared_query
def _latest_in(dossiers: list[int], reader: int, since: datetime) -> QuerySet[Event]:
    """Select the latest of what `changes_in` returns."""
    rows = Event.objects.filter(AnyOf(F("dossier"), dossiers), at__gt=since)
    rows = rows.exclude(kind__in=NOT_CHANGES).exclude(officer=reader)
    latest = rows.select_related("officer", "posting__unit").order_by("-at", "-pk")
    return latest[:CHANGES_SHOWN]


def unread_changes(actor: Actor) -> int:
    """Return how many changes on followed OCGs the officer has not read, up to the limit."""
    follow_of = by_dossier(follows_of(actor))
    if not follow_of:
        return 0
    oldest = min(follow.read_at for follow in follow_of.values())
    rows = changes_in(follow_of, actor).select_related(None).filter(at__gt=oldest).order_by("-at")
    newest = rows.values_list("dossier", "at")[:CHANGES_SHOWN]
    return sum(at > follow_of[dossier or 0].read_at for dossier, at in newest)
